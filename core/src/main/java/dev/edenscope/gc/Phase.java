package dev.edenscope.gc;

import java.util.Objects;

/**
 * A part of a collection that stops the application, or that says how much of the heap is used.
 *
 * @param name as its source has it: {@code Pause Remark}
 * @param stopped whether the application stands still meanwhile
 * @param startSeconds since the origin of its history's times; NaN where unknown
 * @param seconds how long it takes; NaN where unknown
 * @param heap what it does to the heap; {@link Change#UNKNOWN} where its source does not say
 */
public record Phase(String name, boolean stopped, double startSeconds, double seconds, Change heap) {
    public Phase {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(heap, "heap");
    }

    /** When it ends; NaN where unknown. */
    public double endSeconds() {
        return startSeconds + seconds;
    }
}
