package dev.edenscope.readers;

/**
 * The sampling interval of async-profiler, and what a sample stands for: an object of s bytes is sampled with the
 * probability 1 - exp(-s/R) (JEP 331), so that a sample stands for one over that many objects.
 */
final class JfrInterval {
    private static final long DEFAULT_BYTES = 524287;

    private long bytes;
    private boolean seen;
    private long lastSize = -1;
    private double lastFactor;

    /** Takes a setting of the recording; other settings than the interval are passed over. */
    void set(String name, String value) {
        if ("alloc".equals(name) && value != null && !seen && value.matches("\\d{1,15}")) {
            bytes = Long.parseLong(value);
            lastSize = -1;
        }
    }

    /** In bytes. */
    long bytes() {
        return bytes > 0 ? bytes : DEFAULT_BYTES;
    }

    /**
     * What a sample stands for.
     *
     * @param size of the object
     * @param weight as async-profiler has it: the interval, or the size if that is larger
     */
    double factor(long size, long weight) {
        if (weight > size && weight != bytes) {
            bytes = weight;
            lastSize = -1;
        }
        seen |= weight > size;
        return factor(size);
    }

    double factor(long size) {
        if (size != lastSize) {
            lastSize = size;
            lastFactor = size == 0 ? 1 : -1 / Math.expm1(-(double) size / bytes());
        }
        return lastFactor;
    }
}
