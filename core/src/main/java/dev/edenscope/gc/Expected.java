package dev.edenscope.gc;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the {@linkplain GcModel model} expects after a change.
 *
 * @param change what is changed: {@code alloc=-40%}
 * @param intervalSeconds from the beginning of one collection to that of the next, on average
 * @param collectionsPerMinute the same as a rate
 * @param cost of collections, as a share of the same as {@link GcPicture#cost()}; absent where that is
 * @param trade whether it only moves cost, between CPU and memory, and removes none
 * @param assumption what has to hold for it
 */
public record Expected(
        String change,
        double intervalSeconds,
        double collectionsPerMinute,
        Optional<Share> cost,
        boolean trade,
        String assumption) {

    /** Share of the process's CPU time; absent where {@link GcPicture#gcCpuShare()} is. */
    public OptionalDouble gcCpuShare() {
        return cost.isPresent() && cost.get().of() == Share.Of.CPU
                ? OptionalDouble.of(cost.get().share())
                : OptionalDouble.empty();
    }
}
