package dev.edenscope.gc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The garbage collections of one process over a while, and what its source says beside them. Immutable. What a source does
 * not say is absent, never 0.
 *
 * @param source what messages call it: a file's name
 * @param collector whose collections they are
 * @param beginSeconds when watching began, on a scale of the source's own; NaN where it has no times
 * @param endSeconds when watching ended, on the same scale
 * @param collections in the order in which they ended
 * @param cpu what they cost
 * @param limits within which the collector works
 * @param allocatedBytes in all, by the process's own count
 * @param stalls waits of single threads for memory
 * @param pauseUnitSeconds what pauses are multiples of where the source is coarse (0.001: whole milliseconds), else 0
 * @param warnings what the reader had to say about a source that it could use only in part
 */
public record GcHistory(
        String source,
        Collector collector,
        double beginSeconds,
        double endSeconds,
        List<Collection> collections,
        Cpu cpu,
        Limits limits,
        OptionalLong allocatedBytes,
        Stalls stalls,
        double pauseUnitSeconds,
        List<String> warnings) {
    /**
     * Time of processors.
     *
     * @param gcSeconds spent by the collector
     * @param processSeconds spent by the whole process, the collector's among them
     * @param processors that the process may use
     * @param estimated whether {@code gcSeconds} is threads times the time that they were at work, which is more than they
     *     spent, if anything
     */
    public record Cpu(
            OptionalDouble gcSeconds, OptionalDouble processSeconds, OptionalInt processors, boolean estimated) {
        public static final Cpu UNKNOWN =
                new Cpu(OptionalDouble.empty(), OptionalDouble.empty(), OptionalInt.empty(), false);
    }

    /**
     * Sizes that bound the heap.
     *
     * @param heapBytes that it may grow to
     * @param youngBytes that the young generation has or may grow to
     * @param gogcPercent by which Go lets the heap grow over what is live
     * @param memoryLimitBytes Go's GOMEMLIMIT
     */
    public record Limits(
            OptionalLong heapBytes,
            OptionalLong youngBytes,
            OptionalDouble gogcPercent,
            OptionalLong memoryLimitBytes) {
        public static final Limits UNKNOWN =
                new Limits(OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.empty(), OptionalLong.empty());
    }

    /** Waits of single threads for memory that the collector has yet to free. */
    public record Stalls(int count, double seconds, double longestSeconds) {
        public static final Stalls NONE = new Stalls(0, 0, 0);
    }

    public GcHistory {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(collector, "collector");
        List<Collection> ordered = new ArrayList<>(collections);
        ordered.sort(Comparator.comparingDouble(GcHistory::end));
        collections = List.copyOf(ordered);
        Objects.requireNonNull(cpu, "cpu");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(allocatedBytes, "allocatedBytes");
        Objects.requireNonNull(stalls, "stalls");
        warnings = List.copyOf(warnings);
    }

    /** A collection without a time stays where it is only if none has one. */
    private static double end(Collection collection) {
        return Double.isNaN(collection.endSeconds()) ? 0 : collection.endSeconds();
    }

    /** Collections of which nothing else is known. */
    public static GcHistory of(String source, Collector collector, List<Collection> collections) {
        return new GcHistory(
                source,
                collector,
                Double.NaN,
                Double.NaN,
                collections,
                Cpu.UNKNOWN,
                Limits.UNKNOWN,
                OptionalLong.empty(),
                Stalls.NONE,
                0,
                List.of());
    }

    /** How long the process was watched; absent where the source has no times. */
    public OptionalDouble seconds() {
        double seconds = endSeconds - beginSeconds;
        return seconds > 0 ? OptionalDouble.of(seconds) : OptionalDouble.empty();
    }
}
