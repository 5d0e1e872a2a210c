package dev.edenscope.report;

import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The groups of samples with the largest values: what {@link Top} is for places.
 *
 * @param heading the profile as a whole
 * @param by what the samples of a group have in common: {@code package}, {@code line}, or the key of a label
 * @param outputUnit the one unit in which the report's values are printed
 * @param extent how much of the profile the rows are
 * @param rows the groups, largest first
 */
public record Groups(Heading heading, String by, String outputUnit, Extent extent, List<Row> rows) {
    public Groups {
        rows = List.copyOf(rows);
    }

    /**
     * A group and its values.
     *
     * @param name the package, the function with its line, or the label's value; in parentheses where there is none
     * @param flat what samples are worth that were taken there
     * @param cum what samples are worth that have a frame there; of labels the same as {@code flat}
     */
    public record Row(String name, long flat, long cum) {}

    /**
     * The groups of a profile.
     *
     * @param by what to group by: {@code package} (of Java, or a Go import path), {@code line}, or the key of a label
     *     such as {@code class} or {@code thread}
     * @throws UsageException if no sample has such a label, the options ask for what the profile does not have, or hold
     *     a bad expression
     */
    public static Groups of(Profile profile, String by, Options options) {
        Scope scope = Scope.of(profile, options);
        List<Row> rows = new ArrayList<>();
        long sum = 0;
        for (Grouping.Group group : Grouping.of(scope, by, options)) {
            rows.add(new Row(group.name, group.flat(), group.cum()));
            sum = Math.addExact(sum, group.flat());
        }
        Options.Limits limits = options.limits(0);
        long cutoff = Math.abs((long) (sum * limits.nodeFraction()));
        int all = rows.size();
        rows.removeIf(row -> Math.abs(row.cum) < cutoff);
        int large = rows.size();
        rows.sort(order(options.cum()));
        List<Row> shown =
                limits.nodeCount() > 0 && limits.nodeCount() < large ? rows.subList(0, limits.nodeCount()) : rows;
        Extent extent = new Extent(
                shown.stream().mapToLong(Row::flat).reduce(0, Math::addExact),
                shown.size(),
                large,
                all - large,
                Math.abs((long) (scope.heading().total() * limits.nodeFraction())),
                0,
                0);
        return new Groups(scope.heading(), by, unit(shown, scope.heading(), options), extent, shown);
    }

    private static Comparator<Row> order(boolean cum) {
        Comparator<Row> byFlat = Comparator.comparingLong(row -> -Math.abs(row.flat));
        Comparator<Row> byCum = Comparator.comparingLong(row -> -Math.abs(row.cum));
        return (cum ? byCum : byFlat).thenComparing(Row::name).thenComparing(cum ? byFlat : byCum);
    }

    private static String unit(List<Row> rows, Heading heading, Options options) {
        List<Long> values = new ArrayList<>();
        for (Row row : rows) {
            values.add(row.flat == 0 ? row.cum : row.flat);
        }
        return Trimmed.outputUnit(values, heading, options, true);
    }
}
