package dev.edenscope.budget;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One quantity of one benchmark, before a change and after it. What was counted exactly, and came to the same number each time,
 * is compared exactly: any difference is one. All else is a sample, and is compared by the Mann-Whitney U test.
 *
 * @param before what it was; a series without values where it was not measured
 * @param after what it is, of the same name and unit
 * @param exact whether it was compared exactly
 * @param p the probability of such a difference if nothing changed; empty where it was compared exactly or not at all
 * @param verdict what came of it
 * @param reason in one line why the two cannot be compared; empty where they can
 */
public record Comparison(Series before, Series after, boolean exact, OptionalDouble p, Verdict verdict, String reason) {
    /** The level of significance that is used unless another is asked for. */
    public static final double ALPHA = 0.05;

    /** What came of a comparison. */
    public enum Verdict {
        /** Less, or for a rate more. */
        BETTER,
        WORSE,
        /** The same where it was counted, none that can be told from noise where it is a sample. */
        NO_DIFFERENCE,
        /** One side was not measured, or there are so few values that no difference could be told from noise. */
        NOT_COMPARABLE;

        /** As JSON has it, {@code no_difference}. */
        public String title() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Compares two series of the same name and unit.
     *
     * @param alpha up to which probability a difference is taken for one, such as {@link #ALPHA}
     */
    public static Comparison of(Series before, Series after, double alpha) {
        if (!before.isMeasured() || !after.isMeasured()) {
            return incomparable(
                    before,
                    after,
                    Stream.of(before.problem(), after.problem())
                            .filter(problem -> !problem.isEmpty())
                            .collect(Collectors.joining("; ")));
        }
        if (isConstant(before) && isConstant(after)) {
            return new Comparison(before, after, true, OptionalDouble.empty(), verdict(before, after), "");
        }
        int count = Math.min(before.values().size(), after.values().size());
        if (MannWhitney.least(before.values().size(), after.values().size()) > alpha) {
            return incomparable(before, after, "too few values: " + count + "; " + needed(alpha));
        }
        double p = MannWhitney.p(before.values(), after.values());
        return new Comparison(
                before,
                after,
                false,
                OptionalDouble.of(p),
                p > alpha ? Verdict.NO_DIFFERENCE : verdict(before, after),
                "");
    }

    private static Comparison incomparable(Series before, Series after, String reason) {
        return new Comparison(before, after, false, OptionalDouble.empty(), Verdict.NOT_COMPARABLE, reason);
    }

    /** How many values it takes to tell a difference at a level of significance, in words. */
    static String needed(double alpha) {
        int count = 1;
        while (MannWhitney.least(count, count) > alpha) {
            count++;
        }
        return "a difference at " + alpha + " takes " + count + " or more on each side";
    }

    /**
     * Compares all that two runs measured: in the order of the first, then what only the second has. What one of them lacks
     * is there as well, not comparable.
     */
    public static List<Comparison> between(Results before, Results after, double alpha) {
        Map<List<String>, Series> rest = new LinkedHashMap<>();
        after.series().forEach(series -> rest.put(List.of(series.name(), series.unit()), series));
        List<Comparison> comparisons = new ArrayList<>();
        for (Series series : before.series()) {
            Series other = rest.remove(List.of(series.name(), series.unit()));
            comparisons.add(of(series, other == null ? absent(series, after) : other, alpha));
        }
        rest.values().forEach(series -> comparisons.add(of(absent(series, before), series, alpha)));
        return comparisons;
    }

    private static Series absent(Series series, Results from) {
        return Series.unknown(series.name(), series.unit(), "not in " + from.source());
    }

    /**
     * The geometric mean of the ratios of those that were measured on both sides.
     *
     * @return empty if there are none, or one of them is 0, infinite or negative
     */
    public static OptionalDouble meanRatio(List<Comparison> comparisons) {
        double sum = 0;
        int count = 0;
        for (Comparison each : comparisons) {
            if (each.isMeasured()) {
                double ratio = each.ratio().orElse(0);
                if (!(ratio > 0)) {
                    return OptionalDouble.empty();
                }
                sum += Math.log(ratio);
                count++;
            }
        }
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.exp(sum / count));
    }

    private static boolean isConstant(Series series) {
        return series.exact()
                && series.values().stream().allMatch(series.values().get(0)::equals);
    }

    private static Verdict verdict(Series before, Series after) {
        double older = Summary.of(before.values()).median();
        double newer = Summary.of(after.values()).median();
        if (older == newer) {
            return Verdict.NO_DIFFERENCE;
        }
        return newer > older == before.moreIsBetter() ? Verdict.BETTER : Verdict.WORSE;
    }

    public String name() {
        return before.name();
    }

    public String unit() {
        return before.unit();
    }

    /** Whether both sides were measured. */
    public boolean isMeasured() {
        return before.isMeasured() && after.isMeasured();
    }

    /**
     * The median after over the median before: 0.9 is 10 % less. 1 where both are 0.
     *
     * @return empty if the median before is 0, or one side was not measured
     */
    public OptionalDouble ratio() {
        if (!isMeasured()) {
            return OptionalDouble.empty();
        }
        double older = Summary.of(before.values()).median();
        double newer = Summary.of(after.values()).median();
        if (older == newer) {
            return OptionalDouble.of(1);
        }
        return older == 0 ? OptionalDouble.empty() : OptionalDouble.of(newer / older);
    }
}
