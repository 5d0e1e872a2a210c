package dev.edenscope.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import dev.edenscope.gc.Collection;
import dev.edenscope.gc.Collector;
import dev.edenscope.gc.GcHistory;
import dev.edenscope.gc.GcModel;
import dev.edenscope.gc.GcPicture;
import dev.edenscope.profile.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GcLogTest {
    private static final int ENOUGH_INTERVALS = 15; // for their mean to say something
    private static final Pattern COLLECTION =
            Pattern.compile("(?m)GC\\((\\d+)\\) .*(\\d[KMG](\\([\\dKMG]+%?\\))?|\\dm?s)\\s*$");
    private static final Pattern PAUSE = Pattern.compile("(?m)GC\\(\\d+\\) ([YyO]: )?Pause .*[\\d.]+ms$");

    private static final String G1 = """
            [0.004s][info][gc] Using G1
            [0.006s][info][gc,init] CPUs: 4 total, 2 available
            [0.006s][info][gc,init] Heap Region Size: 1M
            [0.006s][info][gc,init] Heap Max Capacity: 256M
            [1.000s][info][gc,start] GC(0) Pause Young (Normal) (G1 Evacuation Pause)
            [1.002s][info][gc,heap ] GC(0) Eden regions: 78->0(77)
            [1.002s][info][gc,heap ] GC(0) Old regions: 1->3
            [1.002s][info][gc      ] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 79M->2M(133M) 1.500ms
            [1.002s][info][gc,cpu  ] GC(0) User=0.10s Sys=0.01s Real=0.00s
            [1.003s][info][gc      ] GC(1) Concurrent Mark Cycle
            [1.010s][info][gc      ] GC(1) Pause Remark 12M->11M(133M) 2.000ms
            [1.012s][info][gc      ] GC(1) Pause Cleanup 12M->12M(133M) 0.100ms
            [1.020s][info][gc      ] GC(1) Concurrent Mark Cycle 17.000ms
            [2.003s][info][gc      ] GC(2) Pause Young (Mixed) (G1 Evacuation Pause) 79M->9M(133M) 3.000ms
            [3.000s][info][gc      ] GC(3) Pause Full (System.gc()) 50M->4M(133M) 9.000ms
            """;

    private static GcHistory read(String text) throws IOException {
        return GcFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "gc.log");
    }

    static List<Path> lab() throws IOException {
        try (Stream<Path> files = Files.list(Readers.testdata("gclog"))) {
            return files.filter(file -> file.toString().endsWith(".log.gz"))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> shared() throws IOException {
        try (Stream<Path> files = Files.walk(Shared.file("gclog"))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            boolean packed = file.toString().endsWith(".gz");
            return new String((packed ? new GZIPInputStream(in) : in).readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** What a count by grep says. */
    private static void assertCounted(Path file) throws IOException {
        String text = text(file);
        GcHistory history = GcFile.read(file);
        long collections = COLLECTION
                .matcher(text)
                .results()
                .map(m -> m.group(1))
                .distinct()
                .count();
        assertThat(history.collections()).hasSize((int) collections).isNotEmpty();
        assertThat(GcPicture.of(history).pauses().count())
                .isEqualTo((int) PAUSE.matcher(text).results().count());
        assertThat(history.warnings()).isEmpty();
    }

    private static void assertModelled(Path file) throws IOException {
        Optional<GcModel> model = GcPicture.of(GcFile.read(file)).model();
        if (model.isPresent() && model.get().intervals() >= ENOUGH_INTERVALS) {
            assertThat(model.get().error()).as(file.toString()).isEqualTo(0, within(0.15));
        }
    }

    @ParameterizedTest
    @MethodSource("lab")
    void countsAreThoseOfGrep(Path file) throws IOException {
        assertCounted(file);
    }

    @ParameterizedTest
    @MethodSource("lab")
    void theModelIsWithin15PercentOfTheMeasured(Path file) throws IOException {
        assertThat(GcPicture.of(GcFile.read(file)).model()).isPresent();
        assertModelled(file);
    }

    @Tag("shared")
    @ParameterizedTest
    @MethodSource("shared")
    void countsOfRealLogsAreThoseOfGrep(Path file) throws IOException {
        assertCounted(file);
        assertModelled(file);
    }

    @ParameterizedTest
    @MethodSource("lab")
    void theCollectorIsTheOneThatRan(Path file) throws IOException {
        String name = file.getFileName().toString();
        String expected = name.startsWith("25-UseZGC")
                ? "GENERATIONAL_ZGC"
                : name.replaceAll("^\\d+-Use|GC\\.log\\.gz$", "").toUpperCase(java.util.Locale.ROOT) + "";
        assertThat(GcFile.read(file).collector().name()).isEqualTo(expected.equals("Z") ? "ZGC" : expected);
    }

    @Test
    void aLogSaysKindsCausesSizesAndTimes() throws IOException {
        GcHistory history = read(G1);
        assertThat(history.collector()).isEqualTo(Collector.G1);
        assertThat(history.limits().heapBytes()).hasValue(256 << 20);
        assertThat(history.cpu().processors()).hasValue(2);
        List<Collection> collections = history.collections();
        assertThat(collections)
                .extracting(Collection::name)
                .containsExactly("Pause Young (Normal)", "Concurrent Mark Cycle", "Pause Young (Mixed)", "Pause Full");
        assertThat(collections)
                .extracting(Collection::kind)
                .containsExactly(
                        Collection.Kind.YOUNG, Collection.Kind.CYCLE, Collection.Kind.MIXED, Collection.Kind.FULL);
        assertThat(collections)
                .extracting(Collection::cause)
                .containsExactly("G1 Evacuation Pause", "", "G1 Evacuation Pause", "System.gc()");
        Collection first = collections.get(0);
        assertThat(first.startSeconds()).isEqualTo(1.0, within(0.001));
        assertThat(first.heap().beforeBytes()).hasValue(79 << 20);
        assertThat(first.heap().capacityBytes()).hasValue(133 << 20);
        assertThat(first.details().eden().capacityBytes()).hasValue(77 << 20);
        assertThat(first.details().promotedBytes()).hasValue(2 << 20);
        GcPicture picture = GcPicture.of(history);
        assertThat(picture.pauses().count()).isEqualTo(5);
        assertThat(picture.pauses().maxSeconds()).isEqualTo(0.009, within(1e-9));
        assertThat(picture.liveBytes()).hasValue(4 << 20);
        assertThat(picture.intervalSeconds().getAsDouble()).isEqualTo(0.9955, within(0.001));
        // (12-2) + (12-11) + (79-12) + (50-9) MB from the first collection to the last
        assertThat(picture.allocationBytesPerSecond().getAsDouble()).isEqualTo((119L << 20) / 1.991, within(1e5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[%1$d.%2$03ds]",
                "[%1$d,%2$03ds][info ][gc     ]",
                "[%1$d%2$03dms][12345][67][trace][gc,start]",
                "[%1$d%2$03d000000ns][gc]",
                "[2026-11-21T05:00:0%1$d.%2$03d+0000][myhost][info][gc]",
                "[2026-11-21T05:00:0%1$d.%2$03d+0100][%1$d.%2$03ds][gc]",
                "[179500000%1$d%2$03dms][info][gc]"
            })
    void decorationsAreAsTheUserHasThem(String decoration) throws IOException {
        String text = Pattern.compile("(?m)^\\[(\\d)\\.(\\d+)s].*?] ")
                .matcher(G1)
                .replaceAll(line ->
                        String.format(decoration, Integer.valueOf(line.group(1)), Integer.valueOf(line.group(2)))
                                + " ");
        assertThat(text).isNotEqualTo(G1);
        GcPicture picture = GcPicture.of(read(text));
        GcPicture expected = GcPicture.of(read(G1));
        assertThat(picture.rows()).hasSameSizeAs(expected.rows());
        assertThat(picture.pauses()).isEqualTo(expected.pauses());
        assertThat(picture.intervalSeconds().getAsDouble())
                .isEqualTo(expected.intervalSeconds().getAsDouble(), within(1e-5));
        assertThat(picture.history().seconds().getAsDouble()).isEqualTo(2.996, within(1e-5));
    }

    @Test
    void withoutAnyDecorationTimesAreUnknown() throws IOException {
        GcPicture picture =
                GcPicture.of(read(Pattern.compile("(?m)^\\[.*] ").matcher(G1).replaceAll("")));
        assertThat(picture.collections()).isEqualTo(4);
        assertThat(picture.pauses().count()).isEqualTo(5);
        assertThat(picture.intervalSeconds()).isEmpty();
        assertThat(picture.allocationBytesPerSecond()).isEmpty();
        assertThat(picture.stoppedShare()).isEmpty();
        assertThat(picture.model()).isEmpty();
    }

    @Test
    void aLogThatIsCutOffHasWhatThereIsOfIt() throws IOException {
        String text = G1.substring(G1.indexOf("[1.010s]"), G1.indexOf(" 9.000ms"));
        GcHistory history = read(text);
        assertThat(history.collector()).isEqualTo(Collector.G1);
        assertThat(history.collections()).hasSize(2); // the cycle, and the mixed one; the full one has not ended
        assertThat(GcPicture.of(history).pauses().count()).isEqualTo(3);
    }

    @Test
    void ofSeveralRunsTheLastIsShown() throws IOException {
        GcHistory history = read(G1 + G1);
        assertThat(history.collections()).hasSize(4);
        assertThat(history.warnings())
                .containsExactly("gc.log: holds the logs of several runs; this is the last of them");
    }

    @Test
    void pausesThatALogLeavesOutAreNotZero() throws IOException {
        GcPicture picture = GcPicture.of(read("""
                [0.1s][gc] Using The Z Garbage Collector
                [0.5s][gc] GC(0) Garbage Collection (Warmup) 26M(10%)->30M(12%)
                [0.9s][gc] GC(1) Garbage Collection (Allocation Rate) 99M(40%)->30M(12%)
                """));
        assertThat(picture.history().collector()).isEqualTo(Collector.ZGC);
        assertThat(picture.stoppedShare()).isEmpty();
        assertThat(picture.cost()).isEmpty();
        assertThat(picture.isAllocationAtLeast()).isTrue();
        assertThat(picture.verdict()).isEqualTo(GcPicture.Verdict.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nothing of the kind\n", "[0.1s] started\n", "PK", "\u0000\u0001"})
    void anythingElseIsOneClearError(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("gc.log: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void damagedLogsGiveAHistoryOrOneClearError() throws IOException {
        byte[] log = text(Readers.testdata("gclog/25-UseShenandoahGC.log.gz"))
                .substring(0, 9000)
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] g1 = G1.getBytes(StandardCharsets.ISO_8859_1);
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            byte[] bytes = (random.nextBoolean() ? log : g1).clone();
            for (int i = 0; i < 20; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) "0123456789()->.MKs[] \n:x".charAt(random.nextInt(24));
            }
            try {
                GcPicture picture = GcPicture.of(GcFile.read(new ByteArrayInputStream(bytes), "x.log"));
                assertThat(picture.model().map(GcModel::error).orElse(0.0)).isNotNaN();
            } catch (DataException e) {
                assertThat(e).hasMessageStartingWith("x.log: ").hasMessageNotContaining("\n");
            } catch (RuntimeException e) {
                fail("seed " + seed, e);
            }
        }
    }
}
