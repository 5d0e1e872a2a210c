package dev.edenscope.gc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the application allocated over time, as the heap's levels tell it: what is used before a collection, less what was
 * used after the one before it, is new. While a concurrent collection runs, the levels say nothing, unless it counts itself
 * what is allocated meanwhile ({@link Collection.Details#allocatedBytes}): such a time is left out.
 *
 * <p>Differences may be negative, for logs round to megabytes; they are summed as they are, so that rounding cancels out.
 */
final class Flow {
    private static final double CLOCK_SECONDS = 0.002; // two stamps of whole milliseconds and their difference

    /**
     * A collection on the scale of time.
     *
     * @param from when the first of its parts began that says what the heap holds
     * @param allocated bytes that are known to have been allocated up to then
     * @param counted seconds up to then in which they were allocated
     */
    record Mark(Collection collection, double from, double allocated, double counted) {}

    /** A part of a collection that says what the heap holds before and after it. */
    private record Step(Collection collection, boolean first, Phase phase, OptionalLong allocated) {
        double from() {
            return Double.isNaN(phase.startSeconds()) ? to() : phase.startSeconds();
        }

        double to() {
            double end = phase.endSeconds();
            return Double.isNaN(end) ? collection.endSeconds() : end;
        }
    }

    private final List<Mark> marks = new ArrayList<>();
    private double allocated;
    private double counted;
    private double begin = Double.NaN;
    private double end = Double.NaN;
    private boolean complete = true;

    private Flow() {}

    static Flow of(GcHistory history) {
        Flow flow = new Flow();
        Step before = null;
        for (Step step : steps(history)) {
            if (Double.isNaN(step.from())) {
                continue;
            }
            boolean apart = before == null
                    || step.from() > before.to() - CLOCK_SECONDS
                    || (step.phase.stopped() && before.phase.stopped()); // a stamp is late on a busy machine
            if (before != null && apart) {
                flow.allocated += step.phase.heap().beforeBytes().getAsLong()
                        - before.phase.heap().afterBytes().getAsLong();
                flow.counted += Math.max(0, step.from() - before.to());
            }
            if (step.first) {
                flow.marks.add(new Mark(step.collection, step.from(), flow.allocated, flow.counted));
            }
            if (step.allocated.isPresent()) {
                flow.allocated += step.allocated.getAsLong();
                flow.counted += step.to() - step.from();
            }
            flow.complete &= apart && (step.phase.stopped() || step.allocated.isPresent());
            flow.begin = before == null ? step.from() : flow.begin;
            flow.end = step.from();
            before = before == null || step.to() >= before.to() ? step : before;
        }
        return flow;
    }

    private static List<Step> steps(GcHistory history) {
        List<Step> steps = new ArrayList<>();
        for (Collection collection : history.collections()) {
            boolean first = true;
            for (Phase phase : collection.phases()) {
                if (phase.heap().isKnown()) {
                    OptionalLong allocated =
                            first && !phase.stopped() ? collection.details().allocatedBytes() : OptionalLong.empty();
                    steps.add(new Step(collection, first, phase, allocated));
                    first = false;
                }
            }
        }
        steps.sort(Comparator.comparingDouble(Step::from));
        return steps;
    }

    /** Those collections that say what the heap held before and after them, and when. */
    List<Mark> marks() {
        return marks;
    }

    /** Bytes allocated a second of time in which the application ran; NaN where unknown. */
    double bytesPerSecond() {
        return counted > 0 && allocated >= 0 ? allocated / counted : Double.NaN;
    }

    /** When the first part began. */
    double begin() {
        return begin;
    }

    /** When the last part began. */
    double end() {
        return end;
    }

    /** Bytes that are known to have been allocated. */
    double allocated() {
        return allocated;
    }

    /** Whether nothing was left out; else more was allocated. */
    boolean isComplete() {
        return complete;
    }
}
