package dev.edenscope.verify;

import dev.edenscope.budget.Comparison;
import dev.edenscope.budget.Results;
import dev.edenscope.budget.Series;
import java.util.ArrayList;
import java.util.List;

/**
 * Results of the same benchmarks before and after a change.
 *
 * @param before what was measured before it
 * @param after what was measured after it
 * @param comparisons of each quantity
 */
public record Benchmarks(Results before, Results after, List<Comparison> comparisons) {
    public Benchmarks {
        comparisons = List.copyOf(comparisons);
    }

    /** Compares what both have. */
    public static Benchmarks of(Results before, Results after) {
        return new Benchmarks(before, after, Comparison.between(before, after, Comparison.ALPHA));
    }

    /** Where allocations went: objects an operation, or bytes where these are the same or not counted. */
    public Direction runtime() {
        Direction objects = direction(Series.ALLOCS);
        Direction bytes = direction(Series.BYTES);
        if (objects == bytes || bytes == Direction.UNKNOWN || bytes == Direction.SAME) {
            return objects == Direction.UNKNOWN ? bytes : objects;
        }
        return objects == Direction.UNKNOWN || objects == Direction.SAME ? bytes : Direction.MIXED;
    }

    /** Where a quantity went in all benchmarks: mixed where it fell in some and rose in others. */
    private Direction direction(String unit) {
        boolean fell = has(unit, Comparison.Verdict.BETTER);
        boolean rose = has(unit, Comparison.Verdict.WORSE);
        if (!fell && !rose) {
            return has(unit, Comparison.Verdict.NO_DIFFERENCE) ? Direction.SAME : Direction.UNKNOWN;
        }
        return fell && rose ? Direction.MIXED : fell ? Direction.FELL : Direction.ROSE;
    }

    private boolean has(String unit, Comparison.Verdict verdict) {
        return comparisons.stream().anyMatch(each -> each.unit().equals(unit) && each.verdict() == verdict);
    }

    /** Whether allocs/op fell by exact counts, which is a proof without another. */
    public boolean isCounted() {
        return comparisons.stream()
                .anyMatch(each -> each.unit().equals(Series.ALLOCS)
                        && each.exact()
                        && each.verdict() == Comparison.Verdict.BETTER);
    }

    /** Whether some benchmark takes less time, and none more. */
    public boolean isFaster() {
        List<Comparison.Verdict> times = comparisons.stream()
                .filter(each -> each.unit().endsWith("ns/op") || each.unit().equals("ops/s"))
                .map(Comparison::verdict)
                .toList();
        return times.contains(Comparison.Verdict.BETTER) && !times.contains(Comparison.Verdict.WORSE);
    }

    /** What is missing for a verdict, or for a comparison of latency; a line each. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (comparisons.stream().noneMatch(each -> each.unit().equals(Series.ALLOCS))) {
            notes.add("objects: not counted by these results; JMH does with -prof eden, go test with -benchmem");
        }
        if (comparisons.stream().noneMatch(each -> each.unit().contains("p99"))) {
            notes.add("latency p99: not in these results; JMH measures it with -bm sample");
        }
        return notes;
    }
}
