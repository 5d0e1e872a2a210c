package dev.edenscope.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.budget.Comparison.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
    private static Series counted(double... values) {
        return series(Series.ALLOCS, true, values);
    }

    private static Series timed(double... values) {
        return series("ns/op", false, values);
    }

    private static Series series(String unit, boolean exact, double... values) {
        return Series.of("a", unit, Arrays.stream(values).boxed().toList(), exact);
    }

    private static String compared(Series before, Series after) {
        Comparison comparison = Comparison.of(before, after, Comparison.ALPHA);
        return comparison.verdict().title()
                + (comparison.exact() ? " exact" : "")
                + (comparison.p().isPresent()
                        ? String.format(" p=%.4f", comparison.p().getAsDouble())
                        : "")
                + (comparison.reason().isEmpty() ? "" : ": " + comparison.reason());
    }

    @Test
    void ofCountsAnyDifferenceIsOne() {
        assertThat(compared(counted(23), counted(23))).isEqualTo("no_difference exact");
        assertThat(compared(counted(23), counted(22))).isEqualTo("better exact");
        assertThat(compared(counted(0), counted(0.01, 0.01))).isEqualTo("worse exact");
        assertThat(Comparison.of(counted(0), counted(1), 0.05).ratio()).isEmpty();
        assertThat(Comparison.of(counted(0), counted(0), 0.05).ratio()).hasValue(1);
        assertThat(Comparison.of(counted(4), counted(1), 0.05).ratio()).hasValue(0.25);
    }

    @Test
    void countsThatVaryAreASample() {
        assertThat(compared(counted(145, 146), counted(145, 145)))
                .isEqualTo("not_comparable: too few values: 2; a difference at 0.05 takes 4 or more on each side");
        assertThat(compared(counted(145, 146, 145, 144), counted(145, 145, 145, 145)))
                .isEqualTo("no_difference p=1.0000");
        assertThat(compared(counted(145, 146, 145, 144), counted(23, 23, 23, 23)))
                .isEqualTo("better p=0.0286");
    }

    @Test
    void samplesAreComparedByTheirRanks() {
        assertThat(compared(timed(1, 2, 3), timed(10, 11, 12))).startsWith("not_comparable: too few values: 3; ");
        assertThat(compared(timed(1, 2, 3, 4), timed(10, 11, 12, 13))).isEqualTo("worse p=0.0286");
        assertThat(compared(timed(1, 2, 3, 4), timed(2, 3, 4, 5))).startsWith("no_difference p=0.");
        assertThat(compared(timed(7, 7, 7, 7), timed(7, 7, 7, 7))).isEqualTo("no_difference p=1.0000");
        assertThat(Comparison.of(timed(1, 2, 3, 4), timed(10, 11, 12, 13), 0.01).verdict())
                .isEqualTo(Verdict.NOT_COMPARABLE);
    }

    @Test
    void ofARateMoreIsBetterButNotOfGarbage() {
        double[] less = {1, 2, 3, 4};
        double[] more = {5, 6, 7, 8};
        for (String unit : List.of("ops/s", "MB/s", "reader-ops/s", "x MB/sec")) {
            assertThat(compared(series(unit, false, less), series(unit, false, more)))
                    .startsWith("better");
        }
        for (String unit : List.of("ns/op", "B/op", "gc.alloc.rate-MB/sec", "widgets")) {
            assertThat(compared(series(unit, false, less), series(unit, false, more)))
                    .startsWith("worse");
        }
    }

    @Test
    void whatOneSideLacksIsThereAndNotComparable() {
        Results before = new Results(
                "old.txt",
                List.of(
                        Series.of("a", "ns/op", List.of(1.0), false),
                        Series.of("b", "ns/op", List.of(1.0), false),
                        Series.unknown("c", "ns/op", "it failed")),
                List.of(),
                List.of());
        Results after = new Results(
                "new.txt",
                List.of(
                        Series.of("d", "ns/op", List.of(1.0), false),
                        Series.of("b", "B/op", List.of(1.0), false),
                        Series.of("c", "ns/op", List.of(1.0), false),
                        Series.of("a", "ns/op", List.of(1.0), false)),
                List.of(),
                List.of());
        assertThat(Comparison.between(before, after, Comparison.ALPHA).stream()
                        .map(each -> each.name() + " " + each.unit() + " "
                                + each.verdict().title() + ": " + each.reason().replaceFirst(";.*", ""))
                        .collect(Collectors.joining("\n")))
                .isEqualTo("""
                a ns/op not_comparable: too few values: 1
                b ns/op not_comparable: not in new.txt
                c ns/op not_comparable: it failed
                d ns/op not_comparable: not in old.txt
                b B/op not_comparable: not in old.txt""");
    }

    @Test
    void jsonHasAllOfIt() {
        Results before = new Results("old.txt", List.of(timed(1, 2, 3, 4, 5, 6)), List.of("jdk: 17"), List.of());
        Series faster = series(
                "ns/op",
                false,
                DoubleStream.of(1, 2, 3, 4, 5, 6).map(v -> v / 3e9).toArray());
        Results after = new Results("new.txt", List.of(faster, counted(2)), List.of(), List.of("cut off"));
        assertThat(ResultsJson.compared(List.of(before, after), 0.05))
                .startsWith("{\"alpha\":0.05,\"base\":{\"source\":\"old.txt\",\"notes\":[\"jdk: 17\"],\"warnings\":[]},"
                        + "\"files\":[{\"source\":\"new.txt\",\"notes\":[],\"warnings\":[\"cut off\"],\"comparisons\":["
                        + "{\"name\":\"a\",\"unit\":\"ns/op\",\"exact\":false,\"ratio\":3.3")
                .contains("\"verdict\":\"better\",\"reason\":null,\"before\":{\"median\":3.5,\"low\":1,\"high\":6,"
                        + "\"values\":[1,2,3,4,5,6]},\"after\":{\"median\":1.1")
                .contains("{\"name\":\"a\",\"unit\":\"allocs/op\",\"exact\":false,\"ratio\":null,\"p\":null,"
                        + "\"verdict\":\"not_comparable\",\"reason\":\"not in old.txt\",\"before\":null,"
                        + "\"after\":{\"median\":2,\"low\":null,\"high\":null,\"values\":[2]}}")
                .endsWith("{\"unit\":\"allocs/op\",\"ratio\":null,\"count\":0}]}]}\n");
    }
}
