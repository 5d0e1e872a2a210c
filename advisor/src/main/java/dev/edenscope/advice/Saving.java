package dev.edenscope.advice;

import java.util.List;

/**
 * How much of an allocation goes away.
 *
 * @param allocation which
 * @param share of its bytes, 0 for none to 1 for all; of objects that go away or stay as a whole it is that of both
 */
public record Saving(Allocation allocation, double share) {
    public Saving {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share " + share);
        }
    }

    /** The same share of each. */
    public static List<Saving> of(List<Allocation> allocations, double share) {
        return allocations.stream().map(each -> new Saving(each, share)).toList();
    }
}
