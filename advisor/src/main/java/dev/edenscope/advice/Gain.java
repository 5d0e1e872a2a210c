package dev.edenscope.advice;

/**
 * What goes away with a change. Computed from the rule's shares and the profile's estimates.
 *
 * @param objects in the recording; -1 where the profile does not count objects
 * @param bytes in the recording
 * @param objectShare of all objects, 0 to 1; NaN where the profile does not count them
 * @param byteShare of all bytes, 0 to 1
 */
public record Gain(double objects, double bytes, double objectShare, double byteShare) {
    /** More is not told apart: without any allocation there is no interval. */
    static final double MOST = 0.99;

    static Gain of(double objects, double bytes, Traffic total) {
        boolean counted = total.objects() > 0;
        return new Gain(
                counted ? objects : -1,
                bytes,
                counted ? objects / total.objects() : Double.NaN,
                total.bytes() == 0 ? 0 : bytes / total.bytes());
    }

    /**
     * How many times longer it takes until the young generation is full, 100 at most: collections come at the rate of
     * allocation.
     */
    public double intervalFactor() {
        return 1 / (1 - Math.min(byteShare, MOST));
    }
}
