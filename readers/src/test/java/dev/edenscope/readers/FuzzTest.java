package dev.edenscope.readers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jazzer against each reader for some seconds, in a process of its own. It begins with the files in {@code
 * testdata/fuzz/READER}, which are also where one belongs that it found something with. What it makes stays in {@code
 * target/fuzz/READER}, and the next run goes on from there; {@code readers/fuzz} runs longer.
 */
@Tag("fuzz")
@Execution(ExecutionMode.CONCURRENT)
final class FuzzTest {
    private static final List<String> READERS =
            List.of("pprof", "heap", "counts", "contention", "java", "cpu", "collapsed", "recording", "gc", "results");
    private static final long SECONDS = Long.getLong("eden.fuzz.seconds", 10);
    private static final int LOG_CHARS = 4000;

    static List<String> readers() {
        String only = System.getProperty("eden.fuzz.reader", "");
        return READERS.stream()
                .filter(reader -> only.isEmpty() || only.equals(reader))
                .toList();
    }

    @Test
    void everyFolderOfSeedsIsOfAReader() throws IOException {
        try (Stream<Path> folders = Files.list(Readers.testdata("fuzz"))) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(READERS);
        }
    }

    @ParameterizedTest
    @MethodSource("readers")
    void seedsHoldWhatMustHold(String reader) throws IOException {
        int sound = 0;
        try (Stream<Path> seeds = Files.list(Readers.testdata("fuzz/" + reader))) {
            for (Path seed : seeds.toList()) {
                sound += FuzzTarget.check(Files.readAllBytes(seed)) ? 1 : 0;
            }
        }
        assertThat(sound).isPositive();
    }

    @ParameterizedTest
    @MethodSource("readers")
    void whateverTheBytesWhatMustHoldHolds(String reader) throws IOException, InterruptedException {
        Path folder = Path.of(System.getProperty("eden.root", ".."), "readers/target/fuzz", reader)
                .toAbsolutePath();
        Files.createDirectories(folder.resolve("corpus"));
        Path log = folder.resolve("log");
        Process jazzer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx768m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + FuzzTarget.class.getName(),
                        "--instrumentation_includes=dev.edenscope.**",
                        "-max_total_time=" + SECONDS,
                        "-max_len=" + (reader.equals("recording") ? 1 << 16 : 1 << 12),
                        "-timeout=20", // seconds for one input
                        "-print_final_stats=1",
                        "corpus",
                        Readers.testdata("fuzz/" + reader).toAbsolutePath().toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(jazzer.waitFor(SECONDS + 120, TimeUnit.SECONDS))
                    .as(end(log))
                    .isTrue();
        } finally {
            jazzer.destroyForcibly();
        }
        assertThat(jazzer.exitValue()).as(end(log)).isZero();
        assertThat(end(log)).contains("stat::number_of_executed_units:");
    }

    private static String end(Path log) throws IOException {
        String text = Files.readString(log, StandardCharsets.ISO_8859_1);
        return log + ": ..." + text.substring(Math.max(0, text.length() - LOG_CHARS));
    }
}
