package dev.edenscope.testkit;

import dev.edenscope.agent.Recording;
import dev.edenscope.profile.Application;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
    private static final int ATTEMPTS = 20; // of some 50 ms
    private static final long LEAST_OBJECT_BYTES = 8;
    private static final String CALLER = Allocations.class.getName() + ".counted";

    /** Threads that run beside a test and not for it. */
    private static final List<String> OTHERS = List.of(
            "org.junit.platform.",
            "org.apache.maven.surefire.",
            "org.gradle.",
            "java.lang.ref.Finalizer$FinalizerThread.",
            "java.lang.ref.Reference$ReferenceHandler.",
            "jdk.internal.ref.CleanerImpl.run");

    private static final Pattern COVERAGE = Pattern.compile("# edenscope .* bytes=(\\d+) jvm_bytes=(\\d+) .*");

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
        return of(Threads.CURRENT, code);
    }

    /** The same for code that gives nothing. The JIT may then remove what nobody would see. */
    public static Allocations of(Code code) throws Exception {
        return of(Threads.CURRENT, code);
    }

    /**
     * The same, of some threads.
     *
     * @param threads whose allocations count
     * @throws IllegalStateException saying why, where this JVM cannot count, or did not count some thread from its beginning
     */
    public static Allocations of(Threads threads, Callable<?> code) throws Exception {
        return of(threads, code, Calls.METHOD::equals);
    }

    /** The same for code that gives nothing. */
    public static Allocations of(Threads threads, Code code) throws Exception {
        return of(threads, () -> {
            code.run();
            return null;
        });
    }

    /**
     * The same, and of the calling thread only what some methods allocate, and all that they call: without what it takes to call
     * them.
     *
     * @param method which, by names such as {@code com.acme.Orders.price}
     */
    public static Allocations of(Threads threads, Callable<?> code, Predicate<String> method) throws Exception {
        return threads == Threads.CURRENT ? ofCurrent(code, method) : ofAll(code, method);
    }

    private static Allocations ofCurrent(Callable<?> code, Predicate<String> method) throws Exception {
        WarmUp warmUp = WarmUp.of(code);
        return below(counted(code, warmUp.counted()), method, warmUp.counted(), warmUp.state());
    }

    /** Counts from before the warm-up on, so that threads that are started in it are counted from their birth. */
    private static Allocations ofAll(Callable<?> code, Predicate<String> method) throws Exception {
        Recording whole = Recording.exact();
        try {
            WarmUp warmUp = WarmUp.of(code);
            Profile profile = complete(code, warmUp.counted());
            return sum(
                    profile,
                    stack -> isCounted(profile, stack, method),
                    warmUp.counted(),
                    warmUp.state() + "; all threads");
        } finally {
            whole.stop();
        }
    }

    /** What all threads allocate, or an exception: an older thread has what the JVM had drawn for it to use up first. */
    private static Profile complete(Callable<?> code, int calls) throws Exception {
        long missing = 0;
        for (int i = 0; i < ATTEMPTS; i++) {
            Profile profile = counted(code, calls);
            missing = missing(profile) / calls;
            if (missing < LEAST_OBJECT_BYTES) {
                return profile;
            }
        }
        throw new IllegalStateException(
                missing + " B/op are of threads that are older than the measurement, which the JVM"
                        + " begins to count late; let the code start them");
    }

    private static Profile counted(Callable<?> code, int calls) throws Exception {
        Recording recording = Recording.exact();
        Profile profile;
        try {
            Calls.run(code, calls);
        } finally {
            profile = recording.stop();
        }
        return profile;
    }

    /** Bytes that the JVM says were allocated, and that were not counted. */
    private static long missing(Profile profile) {
        for (String comment : profile.comments()) {
            Matcher coverage = COVERAGE.matcher(comment);
            if (coverage.matches()) {
                return Long.parseLong(coverage.group(2)) - Long.parseLong(coverage.group(1));
            }
        }
        return 0; // this JVM does not count by itself
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
        return sum(profile, stack -> has(profile, stack, method), calls, state);
    }

    private static Allocations sum(Profile profile, IntPredicate stacks, long calls, String state) {
        int objectsType = profile.sampleType(ValueType.ALLOC_OBJECTS.type());
        int bytesType = profile.sampleType(ValueType.ALLOC_SPACE.type());
        Map<Site, long[]> sums = new HashMap<>();
        long objects = 0;
        long bytes = 0;
        for (int sample = 0; sample < profile.sampleCount(); sample++) {
            if (stacks.test(profile.stack(sample))) {
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

    /** Whether a stack counts where all threads do: the calling thread's below the method, any of other threads. */
    private static boolean isCounted(Profile profile, int stack, Predicate<String> method) {
        return has(profile, stack, CALLER::equals)
                ? has(profile, stack, method)
                : !has(profile, stack, name -> OTHERS.stream().anyMatch(name::startsWith));
    }

    private static boolean has(Profile profile, int stack, Predicate<String> method) {
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
            if (!Application.isJdk(name)) {
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
        return text(most, Map.of());
    }

    /**
     * The same as {@link #toString()}, and below each site why the JIT leaves its objects on the heap, if the advisor ({@code
     * dev.edenscope:edenscope-advisor}) is on the class path. Costs some seconds where much is compiled.
     *
     * @param recording what {@link Recording#write} made of {@link #profile}
     * @throws IOException in one line, if the recording does not tell
     */
    public String explained(Path recording) throws IOException {
        Set<Site> places = sites.stream().limit(SHOWN).map(Site::place).collect(Collectors.toSet());
        try {
            return text(SHOWN, Verdicts.of(recording, places));
        } catch (NoClassDefFoundError e) {
            return toString(); // without the advisor
        }
    }

    private String text(int most, Map<Site, Set<String>> verdicts) {
        StringBuilder text = new StringBuilder();
        text.append(each(objects)).append(" allocs/op, ").append(each(bytes)).append(" B/op");
        text.append(" (").append(calls).append(" calls counted; ").append(state).append(")\n");
        for (Site site : sites.subList(0, Math.min(most, sites.size()))) {
            text.append("  ").append(site.file().isEmpty() ? site.method() : site.file() + ":" + site.line());
            text.append("  ").append(site.className()).append("  ").append(each(site.objects()));
            text.append(" allocs/op, ").append(each(site.bytes())).append(" B/op  ");
            text.append(site.method()).append('\n');
            for (String verdict : verdicts.getOrDefault(site.place(), Set.of())) {
                text.append("    ").append(verdict).append('\n');
            }
        }
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
