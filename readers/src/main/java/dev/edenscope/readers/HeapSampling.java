package dev.edenscope.readers;

/**
 * What samples of a heap stand for. A sample of S bytes in all is taken with the probability 1-exp(-S/R) where the
 * interval is R, so each stands for 1/(1-exp(-S/R)) of its kind (as {@code go tool pprof} and Go's runtime have it).
 *
 * @param weight how many objects one that was seen stands for
 */
record HeapSampling(double weight) {
    private static final HeapSampling ALL = new HeapSampling(1);

    /**
     * For some objects of so many bytes together.
     *
     * @param intervalBytes 1 where everything was recorded, 0 where it is not known
     */
    static HeapSampling of(long objects, long bytes, long intervalBytes) {
        if (intervalBytes <= 1) {
            return ALL;
        }
        if (objects == 0 || bytes == 0) {
            return new HeapSampling(0);
        }
        double meanBytes = (double) bytes / objects;
        return new HeapSampling(1 / (1 - Math.exp(-meanBytes / intervalBytes)));
    }

    /**
     * What was seen, in objects or bytes, times the weight; what is left of a whole is dropped.
     *
     * @throws ArithmeticException if it does not fit 64 bits
     */
    long estimate(long seen) {
        if (weight == 1) {
            return seen;
        }
        double estimate = seen * weight;
        if (!(Math.abs(estimate) < 0x1p63)) {
            throw new ArithmeticException(seen + " times " + weight + " does not fit a long");
        }
        return (long) estimate;
    }
}
