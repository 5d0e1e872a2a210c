package dev.edenscope.gc;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One garbage collection: a pause, or a cycle that runs beside the application and has pauses in it.
 *
 * @param number as its source counts; equal numbers do not occur twice in a history
 * @param kind what it collects
 * @param name as its source calls it: {@code Pause Young (Normal)}, {@code Minor Collection}
 * @param cause as its source calls it: {@code G1 Evacuation Pause}; empty where unknown
 * @param startSeconds since the origin of the history's times; NaN where unknown
 * @param endSeconds since the origin of the history's times; NaN where unknown
 * @param heap what it did to the heap
 * @param phases its pauses, and those parts that say how much of the heap is used
 * @param details what only some sources say
 */
public record Collection(
        long number,
        Kind kind,
        String name,
        String cause,
        double startSeconds,
        double endSeconds,
        Change heap,
        List<Phase> phases,
        Details details) {
    /** Causes that have nothing to do with how fast the application allocates. */
    private static final Set<String> FORCED = Set.of(
            "System.gc()",
            "GC request (System.gc())",
            "Explicit GC request (System.gc())",
            "Diagnostic Command",
            "Heap Inspection Initiated GC",
            "Heap Dump Initiated GC",
            "JvmtiEnv ForceGarbageCollection",
            "FullGCAlot",
            "ScavengeAlot",
            "WhiteBox Initiated Young GC",
            "WhiteBox Initiated Full GC",
            "WhiteBox Initiated Concurrent Mark",
            "G1 Periodic Collection",
            "Metadata GC Threshold",
            "Metadata GC Clear Soft References",
            "CodeCache GC Threshold",
            "Warmup",
            "Timer",
            "Proactive",
            "forced");

    /** What a collection collects. */
    public enum Kind {
        /** The young generation. */
        YOUNG("young"),
        /** The young generation, and parts of the old. */
        MIXED("mixed"),
        /** A cycle over the old generation or the whole heap, beside the application for the most part. */
        CYCLE("cycle"),
        /** The whole heap, with the application stopped. */
        FULL("full");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /**
     * What only some sources say about a collection.
     *
     * @param eden used bytes of eden; its capacity is what it has until the next collection
     * @param promotedBytes moved to the old generation
     * @param allocatedBytes by the application while the collection ran beside it
     * @param liveBytes reachable, as marking found
     * @param cpuSeconds that the collector's threads spent on it
     */
    public record Details(
            Change eden,
            OptionalLong promotedBytes,
            OptionalLong allocatedBytes,
            OptionalLong liveBytes,
            OptionalDouble cpuSeconds) {
        public static final Details NONE = new Details(
                Change.UNKNOWN,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty());
    }

    public Collection {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(heap, "heap");
        phases = List.copyOf(phases);
        Objects.requireNonNull(details, "details");
    }

    /** Whether it came for a reason other than allocation: somebody asked for it, or a timer. */
    public boolean isForced() {
        return FORCED.contains(cause);
    }

    /** Whether the application stood still from its beginning to its end. */
    public boolean isPause() {
        return phases.size() == 1 && phases.get(0).stopped() && kind != Kind.CYCLE;
    }

    /** Seconds that the application stood still. */
    public double stoppedSeconds() {
        double sum = 0;
        for (Phase phase : phases) {
            sum += phase.stopped() && !Double.isNaN(phase.seconds()) ? phase.seconds() : 0;
        }
        return sum;
    }
}
