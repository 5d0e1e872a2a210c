package dev.edenscope.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReportTest {
    private static Report report() {
        Report report = new Report("some", "a title");
        Report.Table table = report.table("sizes", "size", "ratio", "samples");
        table.row("16 B", 1.0149, 12_345L);
        table.row("1 MB", Double.NaN, 7L);
        report.goal("under 2", false, "%.1f", 2.5);
        return report;
    }

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        assertThat(report().text()).contains("""
                sizes
                  size  ratio  samples
                  16 B  1.015   12,345
                  1 MB      -        7

                goal: under 2: 2.5: MISSED
                """);
    }

    @Test
    void jsonHasFullPrecisionAndNullForWhatWasNotMeasured() {
        assertThat(report().json())
                .contains("{\"size\":\"16 B\",\"ratio\":1.0149,\"samples\":12345}")
                .contains("{\"size\":\"1 MB\",\"ratio\":null,\"samples\":7}")
                .contains("\"goals\":[{\"goal\":\"under 2\",\"measured\":\"2.5\",\"met\":false}]");
        assertThat(Report.quoted("a\"b\\c\n")).isEqualTo("\"a\\\"b\\\\c\\u000a\"");
    }

    @Test
    void factsOfAProfileAreItsLastComment() {
        assertThat(Seen.facts(List.of("alloc: estimated", "# edenscope exact=false interval=524288 spent_ns=12")))
                .isEqualTo(Map.of("exact", "false", "interval", "524288", "spent_ns", "12"));
    }

    @Test
    void wrongOptionsAreSaid() {
        assertThatThrownBy(() -> new Arguments(List.of("--round", "3"), Set.of("--rounds")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--rounds");
        assertThatThrownBy(() -> new Arguments(List.of("--rounds", "0"), Set.of("--rounds")).number("--rounds", 5))
                .hasMessageContaining("but it is 0");
        assertThat(new Arguments(List.of("--json"), Set.of()).json()).isTrue();
    }
}
