package dev.edenscope.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edenscope.profile.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flight recordings of this very JVM. */
@Tag("jvm")
final class InliningEventsIT {
    private static final CompiledCode.Method SUM =
            new CompiledCode.Method("dev/edenscope/why/InliningEventsIT", "sum", "(I)I");
    private static final int MOST_ROUNDS = 200;

    @TempDir
    Path folder;

    private static int sum(int to) {
        return to == 0 ? 0 : to + sum(to - 1);
    }

    /** What is said of any call that is written in the method, in its own code. */
    private static String reason(InliningEvents events) {
        return IntStream.range(0, 30)
                .mapToObj(bci -> events.reason(SUM, SUM, bci))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    @Test
    void theReasonThatC2GaveIsRead() throws IOException {
        Path file = folder.resolve("jit.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.CompilerInlining");
            recording.enable("jdk.Compilation").withThreshold(Duration.ZERO);
            recording.start();
            InliningEvents events = null;
            int all = 0;
            for (int i = 0; i < MOST_ROUNDS && (events == null || events.isEmpty()); i++) {
                for (int k = 0; k < 20_000; k++) {
                    all += sum(60);
                }
                Files.deleteIfExists(file);
                recording.dump(file);
                events = InliningEvents.read(file, SUM::equals, Instant.MAX);
            }
            assertThat(all).isNotZero();
            assertThat(reason(events)).isEqualTo("recursive inlining is too deep");
            assertThat(InliningEvents.read(file, SUM::equals, Instant.EPOCH).isEmpty())
                    .isTrue();
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> InliningEvents.read(file, SUM::equals, Instant.MAX))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ": no flight recording that the JDK can read: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aRecordingWithoutTheEventsSaysHowToHaveThem() throws IOException {
        Path file = folder.resolve("none.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            recording.dump(file);
        }
        assertThatThrownBy(() -> InliningEvents.read(file, SUM::equals, Instant.MAX))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": has no event jdk.CompilerInlining; record with: jcmd PID JFR.start"
                        + " jdk.CompilerInlining#enabled=true jdk.Compilation#threshold=0ms");
    }
}
