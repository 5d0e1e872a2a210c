package dev.edenscope.verify;

import dev.edenscope.budget.Results;
import dev.edenscope.budget.Series;
import java.util.ArrayList;
import java.util.List;

/**
 * Results of the same benchmarks before and after a change.
 *
 * @param rows the quantities that both have, in the order of the newer results
 * @param notes what is to be known of the comparison, a line each
 */
public record Benchmarks(List<Row> rows, List<String> notes) {
    public Benchmarks {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /**
     * One quantity of one benchmark.
     *
     * @param before median of the older results
     * @param after median of the newer ones
     * @param direction whether less is spent than before: of a rate that has grown it is {@code FELL}
     */
    public record Row(String name, String unit, double before, double after, Direction direction) {
        /** Whether it is what an operation allocates. */
        public boolean isAllocation() {
            return unit.equals(Series.ALLOCS) || unit.equals(Series.BYTES);
        }
    }

    /** Compares what both have. */
    public static Benchmarks of(Results before, Results after) {
        List<Row> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Series now : after.series()) {
            before.find(now.name(), now.unit())
                    .filter(old -> old.isMeasured() && now.isMeasured())
                    .ifPresent(old -> rows.add(row(old, now)));
        }
        if (rows.isEmpty()) {
            notes.add("no benchmark is in both " + before.source() + " and " + after.source());
        } else if (rows.stream().noneMatch(Row::isAllocation)) {
            notes.add("allocations: not measured; run JMH with -prof eden, or go test with -benchmem");
        }
        return new Benchmarks(rows, notes);
    }

    private static Row row(Series old, Series now) {
        double before = median(old);
        double after = median(now);
        Direction direction = !old.exact() || !now.exact()
                ? Direction.UNKNOWN
                : after == before ? Direction.SAME : after < before ? Direction.FELL : Direction.ROSE;
        return new Row(now.name(), now.unit(), before, after, direction);
    }

    private static double median(Series series) {
        double[] sorted = series.values().stream().mapToDouble(each -> each).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
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
        List<Direction> all = rows.stream()
                .filter(row -> row.unit().equals(unit))
                .map(Row::direction)
                .toList();
        if (all.isEmpty()) {
            return Direction.UNKNOWN;
        }
        boolean fell = all.contains(Direction.FELL);
        boolean rose = all.contains(Direction.ROSE);
        return fell && rose ? Direction.MIXED : fell ? Direction.FELL : rose ? Direction.ROSE : Direction.SAME;
    }

    /** Whether some benchmark takes less time, and none more. */
    public boolean isFaster() {
        List<Direction> times = rows.stream()
                .filter(row -> !row.isAllocation())
                .map(Row::direction)
                .toList();
        return times.contains(Direction.FELL) && !times.contains(Direction.ROSE);
    }
}
