package dev.edenscope.bench;

import java.util.Arrays;
import java.util.List;

/** Measured values of one kind. Of no values every statistic is NaN, never 0. */
final class Numbers {
    private final double[] sorted;

    Numbers(double... values) {
        sorted = values.clone();
        Arrays.sort(sorted);
    }

    static Numbers of(List<Double> values) {
        return new Numbers(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    int count() {
        return sorted.length;
    }

    double median() {
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    double mean() {
        return Arrays.stream(sorted).average().orElse(Double.NaN);
    }

    double least() {
        return sorted.length == 0 ? Double.NaN : sorted[0];
    }

    double most() {
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1];
    }

    /** The smallest value that a share {@code q} of all values does not exceed. */
    double quantile(double q) {
        return sorted.length == 0 ? Double.NaN : sorted[Math.max((int) Math.ceil(q * sorted.length) - 1, 0)];
    }

    /** How far three standard errors of an estimate from so many samples reach, relative to the truth. */
    static double threeSigma(double samples) {
        return samples > 0 ? 3 / Math.sqrt(samples) : Double.NaN;
    }
}
