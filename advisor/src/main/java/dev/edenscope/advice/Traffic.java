package dev.edenscope.advice;

import java.util.Collection;

/**
 * What was allocated in a recording, and how much of it was still in use at the end. Estimates, as the profile is.
 *
 * @param objects how many; -1 where the profile does not tell
 * @param bytes their bytes
 * @param liveBytes bytes of those in use at the end; -1 where the profile does not tell
 */
public record Traffic(long objects, long bytes, long liveBytes) {
    private static final double LONG_LIVED = 0.5;
    private static final double SHORT_LIVED = 0.1;

    /** What several allocations come to; nothing for none. */
    static Traffic of(Collection<Allocation> allocations) {
        return allocations.stream().map(Allocation::traffic).reduce(new Traffic(0, 0, 0), Traffic::plus);
    }

    /** Both together; what one of them does not know is not known of both. */
    Traffic plus(Traffic other) {
        return new Traffic(
                objects < 0 || other.objects < 0 ? -1 : objects + other.objects,
                bytes + other.bytes,
                liveBytes < 0 || other.liveBytes < 0 ? -1 : liveBytes + other.liveBytes);
    }

    /** Mean size of an object in bytes; 0 where unknown. */
    public long bytesPerObject() {
        return objects <= 0 ? 0 : bytes / objects;
    }

    /** Whether at least half of it is kept: pooling or reusing it brings nothing. */
    public boolean isLongLived() {
        return liveBytes >= 0 && liveBytes >= LONG_LIVED * bytes;
    }

    /** Whether next to nothing of it is kept; true as well where that is not known. */
    public boolean isShortLived() {
        return liveBytes <= SHORT_LIVED * bytes;
    }
}
