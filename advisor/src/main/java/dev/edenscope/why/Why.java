package dev.edenscope.why;

import dev.edenscope.profile.Application;
import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Why the objects of a recording were allocated: a verdict for each place, with its causes.
 *
 * @param durationNanos how long the recording took, 0 where unknown
 * @param totalBytes bytes allocated in the recording by the samples that were asked for, estimated
 * @param sites the places, most bytes first
 */
public record Why(long durationNanos, long totalBytes, List<Site> sites) {
    public Why {
        sites = List.copyOf(sites);
    }

    /** The sites of a recording that objects were sampled at. */
    public static Why of(Evidence evidence) {
        return ofSamples(evidence, evidence.application(), sample -> true);
    }

    /**
     * The sites of some samples, which costs less than those of all.
     *
     * @param application whose lines are to blame for what libraries allocate for them
     * @param samples which, by their index in the profile
     */
    public static Why ofSamples(Evidence evidence, Application application, IntPredicate samples) {
        return of(evidence, new Owners(application, method -> false), samples, method -> false, site -> true);
    }

    /**
     * All sites of methods, sampled or not.
     *
     * @param methods which, by name, such as {@code com.acme.Orders.price}
     */
    public static Why of(Evidence evidence, Predicate<String> methods) {
        Owners owners = new Owners(evidence.application(), methods);
        return of(evidence, owners, sample -> true, methods, site -> methods.test(site.method()));
    }

    /**
     * The site of each sample, by the sample's index; null where none was asked for.
     *
     * @param profile the one that this was made from
     * @param application as {@link #ofSamples} was given it
     */
    public List<Site> sites(Profile profile, Application application) {
        Map<Place, Site> byPlace = new HashMap<>();
        for (Site each : sites) {
            byPlace.put(new Place(each.file(), each.line(), each.method(), each.className(), each.maker()), each);
        }
        Stacks stacks = new Stacks(profile, new Owners(application, method -> false));
        List<Site> ofSamples = new ArrayList<>();
        for (int i = 0; i < profile.sampleCount(); i++) {
            ofSamples.add(byPlace.get(stacks.place(i)));
        }
        return ofSamples;
    }

    private static Why of(
            Evidence evidence, Owners owners, IntPredicate samples, Predicate<String> methods, Predicate<Site> wanted) {
        Compiled compiled = new Compiled(evidence, owners);
        Map<Place, Findings> found = new LinkedHashMap<>();
        long total = new Sampled(evidence.profile(), compiled, owners).addTo(found, samples);
        compiled.addTo(found, methods);
        List<Site> sites = new ArrayList<>();
        for (Findings each : found.values()) {
            Site site = evidence.isBytecodeAlone() ? each.site().fromBytecode() : each.site();
            if (wanted.test(site)) {
                sites.add(site);
            }
        }
        sites.sort(Comparator.comparingLong(Site::bytes)
                .reversed()
                .thenComparing(Site::method)
                .thenComparing(Site::line));
        return new Why(evidence.profile().header().durationNanos(), total, sites);
    }
}
