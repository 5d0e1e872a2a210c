package dev.edenscope.budget;

import java.util.List;

/**
 * One quantity of one benchmark, test or method, measured once or several times.
 *
 * @param name what was measured, by the name that its tool gives it, with parameters: {@code
 *     com.acme.Codec.encode:size=100}, {@code New/text=go/size=1M-8}
 * @param unit by which quantities are told apart: {@code ns/op}, {@code B/op}, {@code allocs/op}, {@code ops/s}
 * @param values one a repetition (an iteration of JMH's, a run of {@code -count}), in order; empty where it could not be
 *     measured
 * @param exact whether each value was counted, so that any difference is one; otherwise they are a sample of what it takes
 * @param problem in one line why there are no values; empty where there are
 */
public record Series(String name, String unit, List<Double> values, boolean exact, String problem) {
    /** Objects per operation. */
    public static final String ALLOCS = "allocs/op";

    /** Bytes per operation. */
    public static final String BYTES = "B/op";

    public Series {
        values = List.copyOf(values);
        if (values.isEmpty() == problem.isEmpty()) {
            throw new IllegalArgumentException(name + ": values, or the problem that there are none");
        }
    }

    /** A series of measured values. */
    public static Series of(String name, String unit, List<Double> values, boolean exact) {
        return new Series(name, unit, values, exact, "");
    }

    /** A quantity that could not be measured. */
    public static Series unknown(String name, String unit, String problem) {
        return new Series(name, unit, List.of(), false, problem);
    }

    /** Whether there are values. */
    public boolean isMeasured() {
        return !values.isEmpty();
    }

    /**
     * Whether more is better, as it is of a rate, {@code ops/s} or {@code MB/s}; but not of the rate at which JMH's {@code
     * -prof gc} sees garbage.
     */
    public boolean moreIsBetter() {
        return (unit.endsWith("/s") || unit.endsWith("/sec")) && !unit.startsWith("gc.");
    }
}
