package dev.edenscope.testkit;

import dev.edenscope.agent.Recording;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * What calls of some code allocated: every object that reached the heap, to the byte. Objects that the JIT removes are not
 * among them, as they never are on the heap.
 *
 * <pre>{@code
 * Allocations each = Allocations.of(() -> codec.encode(order));
 * assert each.objectsPerCall() <= 3 : each;
 * }</pre>
 *
 * @param calls how many calls were counted
 * @param objects objects of all calls
 * @param bytes bytes of all calls
 * @param sites where they come from, most bytes first
 * @param state what the code had come to when it was counted: whether the JIT was done with it
 * @param profile the profile that all this is from, which has more than the code measured
 */
public record Allocations(long calls, long objects, long bytes, List<Site> sites, String state, Profile profile) {
    private static final int SHOWN = 10;
    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    public Allocations {
        sites = List.copyOf(sites);
    }

    /** Code that gives nothing. */
    @FunctionalInterface
    public interface Code {
        void run() throws Exception;
    }

    /**
     * Counts what a call allocates, in the calling thread; what other threads do for it is not in it. The code is called
     * until the JIT has rested for a while, 5 s at the most, then some hundred to ten thousand times more, which are counted.
     * What it gives is kept until the next call, so that it is on the heap, as it is where somebody uses it.
     *
     * @throws IllegalStateException saying why, where this JVM cannot count
     * @throws Exception what the code throws
     */
    public static Allocations of(Callable<?> code) throws Exception {
        return of(code, Calls.METHOD::equals);
    }

    /**
     * The same, of only what some methods allocate, and all that they call: without what it takes to call them.
     *
     * @param method which, by names such as {@code com.acme.Orders.price}
     */
    public static Allocations of(Callable<?> code, Predicate<String> method) throws Exception {
        WarmUp warmUp = WarmUp.of(code);
        Recording recording = Recording.exact();
        Profile profile;
        try {
            Calls.run(code, warmUp.counted());
        } finally {
            profile = recording.stop();
        }
        return below(profile, method, warmUp.counted(), warmUp.state());
    }

    /** The same for code that gives nothing. The JIT may then remove what nobody would see. */
    public static Allocations of(Code code) throws Exception {
        return of(() -> {
            code.run();
            return null;
        });
    }

    /**
     * What an exact profile has of a method and all that it calls.
     *
     * @param profile of {@link Recording#exact}
     * @param method which, by names such as {@code com.acme.Orders.price}
     * @param calls how often it was called
     * @param state what it had come to
     */
    public static Allocations below(Profile profile, Predicate<String> method, long calls, String state) {
        int objectsType = profile.sampleType(ValueType.ALLOC_OBJECTS.type());
        int bytesType = profile.sampleType(ValueType.ALLOC_SPACE.type());
        Map<Site, long[]> sums = new HashMap<>();
        long objects = 0;
        long bytes = 0;
        for (int sample = 0; sample < profile.sampleCount(); sample++) {
            if (isBelow(profile, profile.stack(sample), method)) {
                long[] sum = sums.computeIfAbsent(place(profile, sample), place -> new long[2]);
                sum[0] += profile.value(sample, objectsType);
                sum[1] += profile.value(sample, bytesType);
                objects += profile.value(sample, objectsType);
                bytes += profile.value(sample, bytesType);
            }
        }
        List<Site> sites = new ArrayList<>();
        sums.forEach((place, sum) -> {
            if (sum[0] > 0) {
                sites.add(new Site(place.file(), place.line(), place.method(), place.className(), sum[0], sum[1]));
            }
        });
        sites.sort(Comparator.comparingLong(Site::bytes)
                .reversed()
                .thenComparing(Site::method)
                .thenComparing(Site::line)
                .thenComparing(Site::className));
        return new Allocations(calls, objects, bytes, sites, state, profile);
    }

    private static boolean isBelow(Profile profile, int stack, Predicate<String> method) {
        for (int i = profile.depth(stack) - 1; i >= 0; i--) {
            if (method.test(profile.function(profile.location(stack, i), 0).name())) {
                return true;
            }
        }
        return false;
    }

    /** The innermost line that is not the JDK's, without values. */
    private static Site place(Profile profile, int sample) {
        int stack = profile.stack(sample);
        int location = profile.location(stack, 0);
        for (int i = 0; i < profile.depth(stack); i++) {
            String name = profile.function(profile.location(stack, i), 0).name();
            if (JDK.stream().noneMatch(name::startsWith)) {
                location = profile.location(stack, i);
                break;
            }
        }
        Function function = profile.function(location, 0);
        String className = "";
        for (Label label : profile.labels(sample)) {
            className = label.key().equals("class") ? label.text() : className;
        }
        return new Site(function.filename(), (int) profile.lineNumber(location, 0), function.name(), className, 0, 0);
    }

    /** Objects a call, on average over the calls counted. */
    public double objectsPerCall() {
        return (double) objects / calls;
    }

    /** Bytes a call, on average over the calls counted. */
    public double bytesPerCall() {
        return (double) bytes / calls;
    }

    /** Objects and bytes a call, what was judged, and the ten largest sites, a line each. */
    @Override
    public String toString() {
        return toString(SHOWN);
    }

    /** Objects and bytes a call, what was judged, and so many of the largest sites, a line each. */
    public String toString(int most) {
        StringBuilder text = new StringBuilder();
        text.append(each(objects)).append(" allocs/op, ").append(each(bytes)).append(" B/op");
        text.append(" (").append(calls).append(" calls counted; ").append(state).append(")\n");
        sites.stream()
                .limit(most)
                .forEach(site -> text.append("  ")
                        .append(site.file().isEmpty() ? site.method() : site.file() + ":" + site.line())
                        .append("  ")
                        .append(site.className())
                        .append("  ")
                        .append(each(site.objects()))
                        .append(" allocs/op, ")
                        .append(each(site.bytes()))
                        .append(" B/op  ")
                        .append(site.method())
                        .append('\n'));
        if (sites.size() > most) {
            text.append("  and ").append(sites.size() - most).append(" more\n");
        }
        return text.toString();
    }

    /** A sum for each call: whole where it is. */
    private String each(long sum) {
        return sum % calls == 0 ? Long.toString(sum / calls) : String.format(Locale.ROOT, "%.3f", (double) sum / calls);
    }
}
