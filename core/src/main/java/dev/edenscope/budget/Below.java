package dev.edenscope.budget;

import dev.edenscope.profile.Application;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a profile has of a method and all that it calls, its overloads together.
 *
 * <p>A sample of objects of s bytes is taken with the probability p = 1-exp(-s/R), R being the interval, and stands for 1/p of
 * them. So the variance of an estimate of N objects is N(1-p)/p (Horvitz and Thompson), and s^2 times that of their bytes. A
 * profile has only the last interval; where the sampler began with a shorter one, there are more samples than that accounts for,
 * and the variances are smaller by as much.
 *
 * @param objects 0 also where the profile does not count them
 * @param samples how many samples that is from; NaN where that cannot be known
 * @param objectVariance of the estimate, in objects squared; 0 where all was counted, NaN where that cannot be known
 * @param byteVariance likewise
 */
record Below(
        double objects,
        double bytes,
        double samples,
        double objectVariance,
        double byteVariance,
        Map<Site, double[]> sums) {
    private static final Pattern SAMPLES = Pattern.compile("^# edenscope .*\\bsamples=(\\d{1,15})\\b");
    private static final Application APPLICATION = Application.guessed();

    static Below of(Profile profile, String method) {
        int objectsType = profile.sampleType("alloc_objects");
        int bytesType = profile.sampleType("alloc_space");
        double interval = profile.header().period() > 0 ? profile.header().period() : Double.NaN;
        boolean[] functions = functions(profile, method);
        byte[] stacks = new byte[profile.stackCount()]; // 0 not looked at, 1 no, 2 yes
        Map<Site, double[]> sums = new HashMap<>();
        double[] all = new double[5];
        double accounted = 0;
        for (int sample = 0; sample < profile.sampleCount(); sample++) {
            double objects = objectsType < 0 ? 0 : profile.value(sample, objectsType);
            double bytes = bytesType < 0 ? 0 : profile.value(sample, bytesType);
            double size = objects > 0 ? bytes / objects : 0;
            double p = interval == 1 ? 1 : objects > 0 ? -Math.expm1(-size / interval) : Double.NaN;
            accounted += objects * p;
            int stack = profile.stack(sample);
            if ((objects == 0 && bytes == 0) || !isBelow(profile, stack, functions, stacks)) {
                continue;
            }
            double[] sum = sums.computeIfAbsent(place(profile, sample), place -> new double[2]);
            sum[0] += objects;
            sum[1] += bytes;
            double variance = objects * (1 - p) / p;
            all[0] += objects;
            all[1] += bytes;
            all[2] += objects * p;
            all[3] += variance;
            all[4] += variance * size * size;
        }
        double more = Math.max(1, samples(profile) / Math.max(accounted, 1));
        return new Below(all[0], all[1], all[2] * more, all[3] / more, all[4] / more, sums);
    }

    /** How many samples the agent says that it took; 0 where nothing is said. */
    private static double samples(Profile profile) {
        for (String comment : profile.comments()) {
            Matcher matcher = SAMPLES.matcher(comment);
            if (matcher.find()) {
                return Double.parseDouble(matcher.group(1));
            }
        }
        return 0;
    }

    private static boolean[] functions(Profile profile, String method) {
        List<Function> functions = profile.functions();
        boolean[] named = new boolean[functions.size()];
        for (int i = 0; i < named.length; i++) {
            named[i] = functions.get(i).name().equals(method);
        }
        return method.equals(Budget.Subject.EVERYTHING) ? null : named;
    }

    private static boolean isBelow(Profile profile, int stack, boolean[] functions, byte[] stacks) {
        if (functions == null) {
            return true;
        }
        if (stacks[stack] == 0) {
            stacks[stack] = (byte) (has(profile, stack, functions) ? 2 : 1);
        }
        return stacks[stack] == 2;
    }

    private static boolean has(Profile profile, int stack, boolean[] functions) {
        for (int i = profile.depth(stack) - 1; i >= 0; i--) {
            int location = profile.location(stack, i);
            for (int k = 0; k < profile.lineCount(location); k++) {
                if (functions[profile.functionId(location, k)]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The innermost line of the application, or of a library, or the innermost; without amounts. */
    private static Site place(Profile profile, int sample) {
        String className = "";
        for (Label label : profile.labels(sample)) {
            className = label.key().equals("class") && label.text() != null ? label.text() : className;
        }
        int stack = profile.stack(sample);
        Site library = null;
        Site leaf = null;
        for (int i = 0; i < profile.depth(stack); i++) {
            int location = profile.location(stack, i);
            for (int k = 0; k < profile.lineCount(location); k++) {
                Function function = profile.function(location, k);
                int line = (int) profile.lineNumber(location, k);
                Site site = new Site(function.filename(), line, function.name(), className, Double.NaN, Double.NaN);
                if (line > 0 && APPLICATION.owns(function.name())) {
                    return site;
                }
                library = library == null && line > 0 && !Application.isJdk(function.name()) ? site : library;
                leaf = leaf == null ? site : leaf;
            }
        }
        return library != null
                ? library
                : leaf != null ? leaf : new Site("", 0, "?", className, Double.NaN, Double.NaN);
    }

    boolean isEmpty() {
        return sums.isEmpty();
    }

    boolean isExact() {
        return objectVariance == 0;
    }

    /** The sites, most of the one or the other first, with amounts times a factor; objects are NaN where they are not counted. */
    List<Site> sites(boolean byBytes, double factor) {
        List<Site> sites = new ArrayList<>();
        sums.forEach((place, sum) -> sites.add(new Site(
                place.file(),
                place.line(),
                place.method(),
                place.className(),
                objects > 0 ? sum[0] * factor : Double.NaN,
                bytes > 0 ? sum[1] * factor : Double.NaN)));
        sites.sort(Comparator.comparingDouble(byBytes ? Site::bytes : Site::objects)
                .reversed()
                .thenComparing(Site::method)
                .thenComparing(Site::line)
                .thenComparing(Site::className));
        return sites;
    }
}
