package dev.edenscope.verify;

import dev.edenscope.verify.Benchmarks.Row;
import java.util.Locale;

/** Results of benchmarks before and after a change, as text. */
final class BenchmarksText {
    private BenchmarksText() {}

    static String of(Benchmarks benchmarks) {
        StringBuilder out = new StringBuilder();
        out.append("runtime  ")
                .append(word(benchmarks.runtime()))
                .append("  of ")
                .append(benchmarks.rows().size());
        out.append(" results that both have\n");
        benchmarks.notes().forEach(note -> out.append(note).append('\n'));
        if (benchmarks.rows().isEmpty()) {
            return out.toString();
        }
        Table table = new Table(3).row("before", "after", "change", "unit", "runtime", "benchmark");
        for (Row row : benchmarks.rows()) {
            table.row(
                    Figures.count(row.before()),
                    Figures.count(row.after()),
                    change(row),
                    row.unit(),
                    word(row.direction()).strip(),
                    row.name());
        }
        return out.append('\n').append(table).toString();
    }

    private static String change(Row row) {
        return Figures.change(new Compared(new Estimate(row.before(), 0), new Estimate(row.after(), 0), 0));
    }

    private static String word(Direction direction) {
        return String.format(Locale.ROOT, "%-7s", direction.name().toLowerCase(Locale.ROOT));
    }
}
