package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.cli.Installed.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Budgets of methods in real JVMs; {@code Shop.order} makes one array of a thousand bytes a call. */
@Tag("jvm")
final class CheckIT {
    @TempDir
    Path folder;

    private String budgets(String text) throws IOException {
        return Files.writeString(folder.resolve("budget.toml"), text).toString();
    }

    @Test
    void aRunningProgramIsProfiledWithItsCallsCounted() throws IOException, InterruptedException {
        String file = budgets("""
                [[budget]]
                method = "com.acme.Shop.order"
                objects-per-call = 1
                bytes-per-call = 250
                tolerance = "60%"
                two-sided = true
                """);
        try (Child shop = Installed.shop()) {
            Outcome check = Installed.eden("check", "-file", file, "-seconds=2", Long.toString(shop.pid()));
            assertThat(check.exit()).as(check.toString()).isEqualTo(3);
            assertThat(check.out())
                    .startsWith(file + ": 2 budgets: 1 kept, 1 over\n")
                    .containsPattern(
                            "OVER  com\\.acme\\.Shop\\.order\n    measured  \\d+(\\.\\d+)? B/call \u00b1 \\d+(\\.\\d)? %"
                                    + "  \\(estimate from \\d+ samples, " + shop.pid() + "\\)\n")
                    .containsPattern("    where     \\d.* objects/call, .* B/call  Shop\\.java:"
                            + Installed.line("order") + "  byte\\[] in Shop\\.order\n")
                    .containsPattern("\nkept  com\\.acme\\.Shop\\.order  [01](\\.\\d+)? objects/call \u00b1 ");
        }
    }

    @Test
    void anExactRecordingIsHeldToTheByte() throws IOException, InterruptedException {
        String file = budgets("""
                [[budget]]
                method = "com.acme.Shop.order"
                objects-per-call = 1
                bytes-per-call = 1015
                """);
        String recording = folder.resolve("shop.pb.gz").toString();
        Outcome run = Installed.eden(
                "run",
                "--exact",
                "--per",
                "com.acme.Shop.order",
                "-o",
                recording,
                "--",
                Installed.testedJava(),
                "-cp",
                Installed.testClasses(),
                "com.acme.Shop",
                "5000",
                "0");
        assertThat(run.exit()).as(run.toString()).isZero();
        Outcome check = Installed.eden("check", "-file", file, recording);
        assertThat(check.exit()).as(check.toString()).isEqualTo(3);
        assertThat(check.out())
                .contains("    measured  1016 B/call  (exact, " + recording + ")\n")
                .contains("    budget    1015 B/call, 1 B/call (0.1 %) over  (" + file + ":4)\n")
                .endsWith("kept  com.acme.Shop.order  1 objects/call of 1 objects/call  (exact, " + recording + ")");
    }
}
