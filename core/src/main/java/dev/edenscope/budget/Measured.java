package dev.edenscope.budget;

import java.util.List;

/**
 * What a source says of a budget's quantity.
 *
 * @param name of what was measured, as the source has it
 * @param value in the quantity's unit; NaN where it was not measured
 * @param error how far off the value may be: where it is an estimate, 19 times of 20; 0 where it was counted, NaN where nobody
 *     knows
 * @param basis what the value is, for people: {@code exact}, {@code median of 10, 23 to 25}, {@code estimate from 120 samples}
 * @param source the file or address that it is from; empty where there is none
 * @param sites where it comes from, most of the quantity first; empty where the source does not know
 * @param recording the file of the sites, which can be asked why; empty where there is none
 * @param problem in one line why there is no value; empty where there is one
 */
public record Measured(
        String name,
        double value,
        double error,
        String basis,
        String source,
        List<Site> sites,
        String recording,
        String problem) {
    public Measured {
        sites = List.copyOf(sites);
        if (Double.isFinite(value) != problem.isEmpty()) {
            throw new IllegalArgumentException(name + ": a value, or the problem that there is none");
        }
    }

    /** What could not be measured, and why. */
    public static Measured not(String name, String source, String problem) {
        return new Measured(name, Double.NaN, Double.NaN, "", source, List.of(), "", problem);
    }

    public boolean isMeasured() {
        return problem.isEmpty();
    }

    Measured with(List<Site> where, String file) {
        return new Measured(name, value, error, basis, source, where, file, problem);
    }
}
