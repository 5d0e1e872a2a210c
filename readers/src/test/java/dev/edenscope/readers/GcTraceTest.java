package dev.edenscope.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.edenscope.gc.Collector;
import dev.edenscope.gc.GcHistory;
import dev.edenscope.gc.GcModel;
import dev.edenscope.gc.GcPicture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GcTraceTest {
    private static final Pattern LINE = Pattern.compile("(?m)gc #?\\d+ @.* P( \\(forced\\))?$");

    private static GcHistory read(String text) throws IOException {
        return GcFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "trace.txt");
    }

    private static void assertCounted(Path file) throws IOException {
        GcHistory history = GcFile.read(file);
        assertThat(history.collector()).isEqualTo(Collector.GO);
        long lines = LINE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                .results()
                .count();
        assertThat(history.collections()).hasSize((int) lines).isNotEmpty();
        assertThat(GcPicture.of(history).pauses().count()).isEqualTo((int) lines * 2);
        GcPicture.of(history)
                .model()
                .filter(model -> model.intervals() >= 15)
                .ifPresent(
                        model -> assertThat(model.error()).as(file.toString()).isEqualTo(0, within(0.15)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http-1.15.txt", "http-1.26.txt"})
    void countsAreThoseOfGrep(String name) throws IOException {
        assertCounted(Readers.testdata("gclog/" + name));
        assertThat(GcPicture.of(GcFile.read(Readers.testdata("gclog/" + name))).model())
                .isPresent();
    }

    static List<Path> shared() throws IOException {
        try (Stream<Path> lab = Files.list(Shared.file("go-lab/gctrace"));
                Stream<Path> real = Files.list(Shared.file("gctrace"))) {
            return Stream.concat(lab, real)
                    .filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    @Tag("shared")
    @ParameterizedTest
    @MethodSource("shared")
    void countsOfRealTracesAreThoseOfGrep(Path file) throws IOException {
        assertCounted(file);
    }

    @Test
    void aLineHasWhatGoSays() throws IOException {
        GcHistory history = read("""
                BenchmarkJSON \tgc 9 @0.079s 2%: 0.041+3.1+0.002 ms clock, 0.49+0.62/8.8/6.1+0.028 ms cpu, 19->20->17 MB, 19 MB goal, 0 MB stacks, 0 MB globals, 12 P
                scvg: 0 MB released
                gc 10 @0.179s 2%: 0.064+3.9+0.017 ms clock, 0.77+0.10/11/11+0.21 ms cpu, 33->33->29 MB, 34 MB goal, 12 P (forced)
                """);
        GcPicture picture = GcPicture.of(history);
        assertThat(picture.intervalSeconds().getAsDouble()).isEqualTo(0.1, within(1e-9));
        assertThat(history.collections().get(0).details().cpuSeconds().getAsDouble())
                .isEqualTo((0.49 + 0.62 + 8.8 + 0.028) / 1e3, within(1e-9));
        assertThat(history.collections().get(0).details().allocatedBytes()).hasValue(1 << 20);
        assertThat(history.collections().get(1).isForced()).isTrue();
        assertThat(picture.pauses().maxSeconds()).isEqualTo(64e-6, within(1e-9));
        assertThat(picture.pauses().count()).isEqualTo(4);
        // 33 - 17 MB, and 1 MB while the first ran
        assertThat(picture.allocationBytesPerSecond().getAsDouble()).isEqualTo((17 << 20) / 0.1, within(1.0));
    }

    @Test
    void gogcIsReadOffTheGoals() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < 20; i++) {
            text.append(String.format(
                    java.util.Locale.ROOT,
                    "gc %d @%d.0s 1%%: 0.1+1+0.1 ms clock, 0.1+0/1/0+0.1 ms cpu, 145->150->50 MB, 150 MB goal, 1 P%n",
                    i,
                    i));
        }
        GcHistory history = read(text.toString());
        assertThat(history.limits().gogcPercent()).hasValue(200);
        GcModel model = GcPicture.of(history).model().orElseThrow();
        assertThat(model.intervalSeconds()).isEqualTo(1, within(0.01));
        assertThat(model.withGogc(400).intervalSeconds()).isEqualTo(2, within(0.01));
    }
}
