package dev.edenscope.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.edenscope.budget.Comparison;
import dev.edenscope.budget.Comparison.Verdict;
import dev.edenscope.budget.Results;
import dev.edenscope.budget.Series;
import dev.edenscope.budget.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our figures, against those of benchstat, which {@code testdata/bench} holds. */
final class BenchstatTest {
    private static final Pattern FIGURES = Pattern.compile("(?:p=([0-9.]+) )?n=.*");

    /** A line of benchstat's table: medians in base units, how far bounds are from them, difference, p. */
    private record Row(String pkg, String unit, List<String> cells) {}

    private static List<Row> rows(String name) throws IOException {
        List<Row> rows = new ArrayList<>();
        String pkg = "";
        String unit = "";
        for (String line : Files.readAllLines(Readers.testdata("bench/" + name + ".benchstat.csv"))) {
            String[] cells = line.split(",", -1);
            if (line.startsWith("pkg: ")) {
                pkg = line.substring("pkg: ".length());
            } else if (line.endsWith(",vs base,P")) {
                unit = cells[1];
            } else if (cells.length > 1 && !cells[0].isEmpty()) {
                rows.add(new Row(pkg, unit, List.of(cells)));
            }
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"go", "random"})
    void figuresOfOurOwnBenchmarksAreThoseOfBenchstat(String name) throws IOException {
        assertSame(
                name,
                ResultFile.read(Readers.testdata("bench/" + name + "-before.txt")),
                ResultFile.read(Readers.testdata("bench/" + name + "-after.txt")));
    }

    @Tag("shared")
    @Test
    void figuresOfRealBenchmarksAreThoseOfBenchstat() throws IOException {
        assertSame(
                "bent",
                ResultFile.read(Shared.file("gobench/bent-20200101T213604.Base.stdout")),
                ResultFile.read(Shared.file("gobench/bent-20200101T213604.Tip.stdout")));
    }

    private static void assertSame(String name, Results before, Results after) throws IOException {
        List<Comparison> all = Comparison.between(before, after, Comparison.ALPHA);
        List<Row> rows = rows(name);
        boolean severalPackages = rows.stream().map(Row::pkg).distinct().count() > 1;
        int compared = 0;
        for (Row row : rows) {
            String unit = row.unit.equals("sec/op") ? "ns/op" : row.unit.equals("B/s") ? "MB/s" : row.unit;
            List<Comparison> ofUnit =
                    all.stream().filter(each -> each.unit().equals(unit)).toList();
            String full = severalPackages ? row.pkg + "." + row.cells.get(0) : row.cells.get(0);
            if (row.cells.get(0).equals("geomean")) {
                if (!severalPackages) {
                    assertThat(percent(Comparison.meanRatio(ofUnit).orElseThrow()))
                            .isEqualTo(row.cells.get(5));
                }
                continue;
            }
            Comparison ours = ofUnit.stream()
                    .filter(each -> each.name().equals(full))
                    .findFirst()
                    .orElseThrow();
            double factor = unit.equals("ns/op") ? 1e-9 : unit.equals("MB/s") ? 1e6 : 1;
            assertSide(ours.before(), factor, row.cells.get(1), row.cells.get(2));
            assertSide(ours.after(), factor, row.cells.get(3), row.cells.get(4));
            assertDifference(ours, row.cells.get(5), row.cells.get(6));
            compared++;
        }
        assertThat(compared).isEqualTo(all.size()).isPositive();
    }

    private static void assertSide(Series series, double factor, String median, String spread) {
        Summary summary = Summary.of(series.values());
        double expected = Double.parseDouble(median);
        assertThat(summary.median() * factor).isEqualTo(expected, within(expected * 1e-9));
        double most = Math.max(summary.high() / summary.median() - 1, 1 - summary.low() / summary.median());
        assertThat(summary.isBounded() ? Math.round(100 * most) + "%" : "\u221e")
                .as(series.name())
                .isEqualTo(spread);
    }

    private static void assertDifference(Comparison ours, String difference, String figures) {
        Matcher matcher = FIGURES.matcher(figures);
        assertThat(matcher.matches()).isTrue();
        if (ours.p().isPresent()) {
            assertThat(ours.p().getAsDouble())
                    .as(ours.name())
                    .isEqualTo(Double.parseDouble(matcher.group(1)), within(0.00051));
        }
        boolean same = ours.verdict() == Verdict.NO_DIFFERENCE; // by the medians, even where p tells the values apart
        assertThat(
                        same && ours.p().orElse(1) <= Comparison.ALPHA
                                ? "0.00%"
                                : same || ours.verdict() == Verdict.NOT_COMPARABLE
                                        ? "~" // what was counted, and is the same, benchstat takes for a sample
                                        : percent(ours.ratio().orElseThrow()))
                .as("%s %s", ours.name(), ours.unit())
                .isEqualTo(difference);
    }

    private static String percent(double ratio) {
        return String.format(Locale.ROOT, "%+.2f%%", (ratio - 1) * 100);
    }

    @Test
    void whatGoTestJsonSaysIsWhatItPrints() throws IOException {
        Path file = Readers.testdata("bench/go.json");
        StringBuilder printed = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
            Matcher output = Pattern.compile("\"Output\":\"(.*)\"}").matcher(line);
            printed.append(output.find() ? output.group(1).replace("\\n", "\n").replace("\\t", "\t") : "");
        }
        Results text = Readers.results(printed.toString());
        Results events = ResultFile.read(file);
        assertThat(events.series()).isEqualTo(text.series()).hasSizeGreaterThan(20);
        assertThat(events.notes()).isEqualTo(text.notes());
        assertThat(events.warnings()).singleElement().asString().endsWith(": BenchmarkFails failed");
    }
}
