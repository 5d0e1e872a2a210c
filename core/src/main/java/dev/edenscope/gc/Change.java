package dev.edenscope.gc;

import java.util.OptionalLong;

/**
 * What a collection, or a part of one, does to a space: bytes used before and after it, and bytes set aside for the space
 * after it.
 */
public record Change(OptionalLong beforeBytes, OptionalLong afterBytes, OptionalLong capacityBytes) {
    public static final Change UNKNOWN = new Change(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

    /** Used bytes before and after; the capacity is not known. */
    public static Change of(long before, long after) {
        return new Change(OptionalLong.of(before), OptionalLong.of(after), OptionalLong.empty());
    }

    /** Used bytes before and after, and the capacity after. */
    public static Change of(long before, long after, long capacity) {
        return new Change(OptionalLong.of(before), OptionalLong.of(after), OptionalLong.of(capacity));
    }

    /** Whether both what was used before and after are known. */
    public boolean isKnown() {
        return beforeBytes.isPresent() && afterBytes.isPresent();
    }
}
