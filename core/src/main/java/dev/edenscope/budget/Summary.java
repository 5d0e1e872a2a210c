package dev.edenscope.budget;

import java.util.Collection;

/**
 * The middle of some values, and between which of them the true middle lies with a confidence of 95 %, whatever their
 * distribution. The bounds are order statistics: that k of n values lie below the true median has the probability that
 * k of n coins show heads.
 *
 * @param count how many values there are, at least one
 * @param median the middle one, or the mean of the two in the middle
 * @param low the lower bound; negative infinity where there are too few values, fewer than {@value #BOUNDED_COUNT}
 * @param high the upper bound; positive infinity where there are too few values
 */
public record Summary(int count, double median, double low, double high) {
    /** With fewer values there are no bounds. */
    public static final int BOUNDED_COUNT = 6;

    private static final double CONFIDENCE = 0.95;

    /**
     * The summary of some values.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Summary of(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int count = sorted.length;
        if (count == 0) {
            throw new IllegalArgumentException("no values");
        }
        double median = sorted[(count - 1) / 2] / 2 + sorted[count / 2] / 2;
        int from = count / 2; // the likeliest number of values below the true median
        int to = from;
        double confidence = heads(count, from);
        double left = confidence * next(count, count - from);
        double right = confidence * next(count, to);
        while (confidence < CONFIDENCE && (from > 0 || to < count)) {
            if (left >= right) { // of two that are as likely the lower, as benchstat does
                confidence += left;
                from--;
                left *= next(count, count - from);
            } else {
                confidence += right;
                to++;
                right *= next(count, to);
            }
        }
        return new Summary(
                count,
                median,
                from == 0 ? Double.NEGATIVE_INFINITY : sorted[from - 1],
                to == count ? Double.POSITIVE_INFINITY : sorted[to]);
    }

    /** The probability that of so many coins so many show heads. */
    private static double heads(int coins, int heads) {
        double log = -coins * Math.log(2);
        for (int i = 1; i <= heads; i++) {
            log += Math.log((double) (coins - heads + i) / i);
        }
        return Math.exp(log);
    }

    /** By what that probability is multiplied for one head more. */
    private static double next(int coins, int heads) {
        return (double) (coins - heads) / (heads + 1);
    }

    /** Whether there are enough values for bounds. */
    public boolean isBounded() {
        return low != Double.NEGATIVE_INFINITY && high != Double.POSITIVE_INFINITY;
    }
}
