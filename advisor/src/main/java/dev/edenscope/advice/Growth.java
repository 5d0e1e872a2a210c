package dev.edenscope.advice;

import java.util.function.LongUnaryOperator;

/**
 * An array that is replaced by a larger one whenever it is full: which part of the arrays made on the way was for nothing.
 * Of a profile only the mean size of these arrays is known; that tells how often they grew if all grew about as often.
 *
 * @param first slots of the first array
 * @param next slots of the array that follows one
 */
record Growth(long first, LongUnaryOperator next) {
    /** {@code java.util.ArrayList}: by half, from 10 at the first element. */
    static final Growth LIST = new Growth(10, slots -> slots + slots / 2);
    /** {@code java.util.HashMap}: doubles from 16. */
    static final Growth TABLE = new Growth(16, slots -> 2 * slots);
    /** {@code java.lang.StringBuilder}: doubles; the first array, of 16, is made with the builder and not counted here. */
    static final Growth TEXT = new Growth(34, slots -> 2 * slots + 2);
    /** {@code java.io.ByteArrayOutputStream}: doubles; the first array, of 32, is made with the stream and not counted here. */
    static final Growth BYTES = new Growth(64, slots -> 2 * slots);

    private static final int MOST_STEPS = 40;

    /**
     * How far arrays grew.
     *
     * @param used slots that are in use in the end, about
     * @param wasted share of the arrays that goes away when the first is made as large as the last has to be; 0 if the
     *     first array is mostly large enough
     */
    record Extent(long used, double wasted) {}

    /**
     * How far arrays grew whose size is this on average.
     *
     * @param meanBytes with 16 bytes of header
     * @param slotBytes size of a slot
     */
    Extent extent(long meanBytes, int slotBytes) {
        double meanSlots = (meanBytes - 16.0) / slotBytes; // below 0 where the mean is not known: no growth is seen
        long slots = first;
        long before = first;
        double sum = slots;
        int steps = 1;
        while (sum / steps < meanSlots && steps < MOST_STEPS) {
            before = slots;
            slots = next.applyAsLong(slots);
            sum += slots;
            steps++;
        }
        // The last array is filled somewhere between the one before it and the whole.
        long used = (before + slots) / 2;
        return new Extent(used, steps == 1 ? 0 : 1 - used / sum);
    }
}
