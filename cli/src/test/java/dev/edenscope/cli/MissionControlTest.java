package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is advised on the recordings that JDK Mission Control tests its rules with. */
@Tag("shared")
final class MissionControlTest {
    private Path data;

    @BeforeEach
    void recordingsAreThere() {
        String named = System.getProperty("eden.shared.data", System.getenv("EDEN_SHARED_DATA"));
        Path shared = named == null ? Installed.root().resolve("../shared/data").normalize() : Path.of(named);
        data = shared.resolve("jfr/jmc");
        if (!Files.isDirectory(data)) {
            System.out.println("NOT RUN: no recordings of JDK Mission Control in " + data);
        }
        assumeTrue(Files.isDirectory(data), "recordings in " + data);
    }

    @ParameterizedTest
    @CsvSource({
        "allocation_10s_before, boxing, Allocator.java:30",
        "autobox_allocation, boxing, Main.java:6",
        "autobox_allocation_sample, boxing, Main.java:6",
        "dominating_thread_allocation, scratch-buffer, Main.java:17",
        "hotmethods, boxing, HolderOfUniqueValues.java:38"
    })
    void namesTheLine(String recording, String rule, String line) {
        assertThat(advice(recording))
                .contains("\n1. " + rule + "  " + line + "  ")
                .doesNotContain("\n2. ");
    }

    @ParameterizedTest
    @CsvSource({"allocation_10s_fixed", "rec-9u0"})
    void hasNothingToSay(String recording) {
        assertThat(advice(recording)).contains("\nNothing to change: ").doesNotContain("\n1. ");
    }

    private String advice(String recording) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String file = data.resolve(recording + ".jfr").toString();
        int exit = Eden.run(new Terminal(out, err, false), "advise", file);
        assertThat(exit).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
