package dev.edenscope.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edenscope.budget.Results;
import dev.edenscope.budget.ResultsJson;
import dev.edenscope.budget.Series;
import dev.edenscope.profile.DataException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ResultFileTest {
    private static final String JMH = """
            [
                {
                    "jmhVersion" : "1.37",
                    "benchmark" : "com.acme.Codec.encode",
                    "mode" : "MODE",
                    "threads" : THREADS,
                    "forks" : 2,
                    "jvmArgs" : [
                        "-Xmx1g"
                    ],
                    "jdkVersion" : "17.0.8",
                    "vmName" : "OpenJDK 64-Bit Server VM",
                    "vmVersion" : "17.0.8+7",
                    "params" : {
                        "size" : "100",
                        "kind" : "a b"
                    },
                    "primaryMetric" : {
                        "score" : 2.5,
                        "scoreUnit" : "UNIT",
                        "rawData" : [
                            [
                                2.0,
                                3.0
                            ],
                            [
                                "NaN",
                                4.0E-3
                            ]
                        ]
                    },
                    "secondaryMetrics" : {
                        SECONDARY
                    }
                }
            ]
            """;

    private static String jmh(String mode, String threads, String unit, String secondary) {
        return JMH.replace("MODE", mode)
                .replace("THREADS", threads)
                .replace("UNIT", unit)
                .replace("SECONDARY", secondary);
    }

    private static Results read(String text) throws IOException {
        return Readers.results(text);
    }

    /** A series a line. */
    private static String lines(Results results) {
        return results.series().stream()
                .map(series -> series.name() + " | " + series.unit() + " | "
                        + (series.isMeasured() ? series.values() : series.problem()) + (series.exact() ? " exact" : "")
                        + "\n")
                .collect(Collectors.joining());
    }

    // JMH

    @Test
    void iterationsOfAllForksAreTheValuesInNanoseconds() throws IOException {
        Results results = read(jmh("avgt", "1", "us/op", ""));
        assertThat(lines(results))
                .isEqualTo("com.acme.Codec.encode:size=100,kind=a b | ns/op | [2000.0, 3000.0, 4.0]\n");
        assertThat(results.notes())
                .containsExactly(
                        "jmh: 1.37",
                        "jdk: 17.0.8",
                        "vm: OpenJDK 64-Bit Server VM 17.0.8+7",
                        "jvm args: -Xmx1g",
                        "threads: 1",
                        "forks: 2");
        assertThat(results.warnings())
                .containsExactly("com.acme.Codec.encode:size=100,kind=a b: 1 of 4 values in ns/op were not measured"
                        + " (measured as NaN); the others are used");
    }

    @ParameterizedTest
    @CsvSource({
        "ops/ms,ops/s,2000",
        "ops/s,ops/s,2",
        "ops/ns,ops/s,2e9",
        "s/op,ns/op,2e9",
        "min/op,ns/op,1.2e11",
        "#/x,#/x,2"
    })
    void timeIsInNanosecondsAndRatesAreASecond(String unit, String normal, double first) throws IOException {
        Series series = read(jmh("thrpt", "1", unit, "")).series().get(0);
        assertThat(series.unit()).isEqualTo(normal);
        assertThat(series.values().get(0)).isEqualTo(first);
    }

    @Test
    void whatProfilersMeasuredIsAllocationsOrKeepsItsLabel() throws IOException {
        String name = "com.acme.Codec.encode:size=100,kind=a b | ";
        String gc = metric("\u00b7gc.alloc.rate.norm", "B/op", "552.01") + ","
                + metric("\u00b7gc.alloc.rate", "MB/sec", "9.5") + "," + metric("\u00b7gc.time", "ms", "7");
        assertThat(lines(read(jmh("avgt", "1", "ns/op", gc))).lines().skip(1))
                .containsExactly(
                        name + "B/op | [552.01]", name + "gc.alloc.rate-MB/sec | [9.5]", name + "gc.time-ms | [7.0]");
        String both = metric("eden.allocs", "allocs/op", "23.0") + "," + metric("eden.bytes", "B/op", "552.0") + ","
                + metric("eden.sites", "---", "\"NaN\"") + "," + metric("gc.alloc.rate.norm", "B/op", "552.01") + ","
                + metric("encode:p0.99", "us/op", "2") + "," + metric("encode:encode\u00b7p0.50", "us/op", "1");
        assertThat(lines(read(jmh("avgt", "1", "ns/op", both))).lines().skip(1))
                .containsExactly(
                        name + "allocs/op | [23.0] exact",
                        name + "B/op | [552.0] exact",
                        name + "gc.alloc.rate.norm-B/op | [552.01]",
                        name + "p0.99-ns/op | [2000.0]",
                        name + "p0.50-ns/op | [1000.0]");
    }

    private static String metric(String label, String unit, String value) {
        return "\"" + label + "\" : { \"score\" : " + value + ", \"scoreUnit\" : \"" + unit + "\", \"rawData\" : [["
                + value + "]] }";
    }

    @Test
    void whatCouldNotBeCountedIsUnknownWithTheReason() throws IOException {
        String nan = metric("eden.allocs", "allocs/op", "\"NaN\"") + "," + metric("eden.bytes", "B/op", "\"NaN\"") + ","
                + metric("eden.problem", "---", "\"NaN\"") + "," + metric("gc.alloc.rate.norm", "B/op", "16.0");
        Results results = read(jmh("avgt", "1", "ns/op", nan));
        for (String unit : List.of(Series.ALLOCS, Series.BYTES)) {
            Series series =
                    results.find(results.names().iterator().next(), unit).orElseThrow();
            assertThat(series.isMeasured()).isFalse();
            assertThat(series.problem()).isEqualTo("it could not be counted; JMH's log has the reason as eden.problem");
        }
    }

    @Test
    void aMeanOfJmhIsNotWhatWasCounted() throws IOException {
        String allocs = metric("eden.allocs", "allocs/op", "0.25").replace("[[0.25]]", "[]");
        assertThat(lines(read(jmh("avgt", "1", "ns/op", allocs))))
                .endsWith(" | allocs/op | JMH wrote no rawData (-Djmh.json.rawData=false); run it with that\n");
    }

    @ParameterizedTest
    @CsvSource({"before,34.0,1192.0,35.0,1208.0", "after,2.0,48.0,2.0,48.0"})
    void whatARealRunCountedIsReadAsItWasCounted(
            String name, double allocs10, double bytes10, double allocs1000, double bytes1000) throws IOException {
        Results results = ResultFile.read(Readers.testdata("bench/jmh-" + name + ".json.gz"));
        assertThat(results.warnings()).isEmpty();
        assertCounted(results, "key:size=10", allocs10, bytes10);
        assertCounted(results, "key:size=1000", allocs1000, bytes1000);
        assertCounted(results, "array:size=10", 1, 56);
        assertCounted(results, "array:size=1000", 1, 4016);
        assertCounted(results, "mixed:size=10,mode=thrpt", 0, 0);
        assertCounted(results, "mixed:size=10,mode=sample", 0, 0);
        assertThat(results.find("com.acme.Codec.mixed:size=10,mode=sample", "ns/op")
                        .orElseThrow()
                        .values())
                .hasSize(8);
        assertThat(results.units()).contains("ops/s", "p0.99-ns/op", "gc.alloc.rate.norm-B/op", "gc.count-counts");
    }

    private static void assertCounted(Results results, String benchmark, double allocs, double bytes) {
        String name = "com.acme.Codec." + benchmark;
        assertThat(results.find(name, Series.ALLOCS))
                .contains(Series.of(name, Series.ALLOCS, List.of(allocs, allocs), true));
        assertThat(results.find(name, Series.BYTES))
                .contains(Series.of(name, Series.BYTES, List.of(bytes, bytes), true));
    }

    @Test
    void aHistogramIsTheMeanOfEachIterationAndAScoreAloneIsAValue() throws IOException {
        assertThat(lines(read("""
                [{"benchmark": "a.B.c", "mode": "sample", "primaryMetric": {"score": 1, "scoreUnit": "ns/op",
                  "rawDataHistogram": [[[[10.0, 3], [20.0, 1]], [[7, 2]]], [[]]]}},
                 {"benchmark": "a.B.d", "mode": "ss", "primaryMetric": {"score": 3.5, "scoreUnit": "ns/op", "rawData": [[]]}}]
                """))).isEqualTo("a.B.c | ns/op | [12.5, 7.0]\na.B.d | ns/op | [3.5]\n");
    }

    @Test
    void theNameSaysWhatABenchmarkWasRunWithWhereThatDiffers() throws IOException {
        String one = jmh("avgt", "1", "ns/op", "").strip();
        String entry = one.substring(1, one.length() - 1);
        assertThat(read("[" + entry + "," + entry + "]").series())
                .singleElement()
                .satisfies(series -> {
                    assertThat(series.name()).isEqualTo("com.acme.Codec.encode:size=100,kind=a b");
                    assertThat(series.values()).hasSize(6);
                });
        String sampled = entry.replace("\"avgt\"", "\"sample\"").replace("\"17.0.8\"", "\"25\"");
        assertThat(read("[" + entry + "," + sampled + "]").names())
                .containsExactly(
                        "com.acme.Codec.encode:size=100,kind=a b,mode=avgt,jdk=17.0.8",
                        "com.acme.Codec.encode:size=100,kind=a b,mode=sample,jdk=25");
        String plain = entry.replaceFirst("(?s)\"params\" : \\{.*?},", "");
        assertThat(read("[" + plain + "," + plain.replace("\"threads\" : 1", "\"threads\" : 4") + "]")
                        .names())
                .containsExactly("com.acme.Codec.encode:threads=1", "com.acme.Codec.encode:threads=4");
    }

    // Go

    private static final String GO = """
            goos: linux
            pkg: example.test/signals
            cpu: AMD EPYC
            BenchmarkSetBytes         \t     200\t     22079 ns/op\t  54.40 MB/s\t   14568 B/op\t     387 allocs/op
            BenchmarkSetBytes-2       \t     200\t     20503 ns/op\t  58.58 MB/s\t   14568 B/op\t     387 allocs/op
            BenchmarkSetBytes-2       \t     200\t     20500 ns/op\t  58.59 MB/s\t   14569 B/op\t     386 allocs/op
            BenchmarkCustom/n=10-2    \t     200\t        95.59 ns/op\t         0.0000003 tiny/op\t   NaN p99-ns/op
            --- BENCH: BenchmarkCustom
                bench_test.go:59: a log line 1
            Benchmarking is what the log calls it
            --- FAIL: BenchmarkFails
                bench_test.go:61: boom
            FAIL
            """;

    private static final String GO_LINES = """
            SetBytes | ns/op | [22079.0]
            SetBytes | MB/s | [54.4]
            SetBytes | B/op | [14568.0]
            SetBytes | allocs/op | [387.0] exact
            SetBytes-2 | ns/op | [20503.0, 20500.0]
            SetBytes-2 | MB/s | [58.58, 58.59]
            SetBytes-2 | B/op | [14568.0, 14569.0]
            SetBytes-2 | allocs/op | [387.0, 386.0] exact
            Custom/n=10-2 | ns/op | [95.59]
            Custom/n=10-2 | tiny/op | [3.0E-7]
            Custom/n=10-2 | p99-ns/op | measured as NaN
            """;

    @Test
    void repeatsBelongTogetherWhateverElseIsPrinted() throws IOException {
        Results results = read(GO);
        assertThat(lines(results)).isEqualTo(GO_LINES);
        assertThat(results.notes()).containsExactly("goos: linux", "pkg: example.test/signals", "cpu: AMD EPYC");
        assertThat(results.warnings()).containsExactly("x: BenchmarkFails failed");
    }

    @Test
    void eventsOfTest2jsonMaySplitALine() throws IOException {
        StringBuilder events = new StringBuilder("{\"Action\":\"start\",\"Package\":\"example.test/signals\"}\n");
        for (int i = 0; i < GO.length(); i += 37) {
            String part = GO.substring(i, Math.min(GO.length(), i + 37))
                    .replace("\n", "\\n")
                    .replace("\t", "\\t");
            events.append(
                            "{\"Time\":\"2026-11-21T08:00:00Z\",\"Action\":\"output\",\"Package\":\"example.test/signals\",")
                    .append("\"Output\":\"" + part + "\"}\n");
            events.append(
                    "{\"Action\":\"output\",\"Package\":\"other\",\"Output\":\"?   \\tother\\t[no test files]\"}\n");
        }
        Results results = read(events + "{\"Action\":\"pass\",\"Pack");
        assertThat(lines(results)).isEqualTo(GO_LINES);
        assertThat(results.warnings())
                .containsExactly(
                        "x: BenchmarkFails failed",
                        "x: line " + (events.toString().lines().count() + 1)
                                + " is cut off or damaged; it is left out");
    }

    @Test
    void benchmarksOfSeveralPackagesAreCalledByThem() throws IOException {
        Results results = read("""
                pkg: example.test/a
                BenchmarkGet-8 10 5 ns/op
                pkg: example.test/b
                BenchmarkGet-8 10 6 ns/op
                """);
        assertThat(lines(results))
                .isEqualTo("example.test/a.Get-8 | ns/op | [5.0]\nexample.test/b.Get-8 | ns/op | [6.0]\n");
        assertThat(results.notes()).isEmpty();
        assertThat(results.warnings()).isEmpty();
    }

    @Test
    void whatIsLeftOutIsSaid() throws IOException {
        Results results = read("""
                Unit widgets assume=exact better=higher
                commit: 1
                BenchmarkA-8 10 5 ns/op 3 widgets
                BenchmarkB-8   \thello from the benchmark
                      10\t   77 ns/op
                BenchmarkC-8
                panic: oh
                commit: 2
                BenchmarkA-8 10 5 ns/op 3 widgets
                """);
        assertThat(lines(results)).isEqualTo("A-8 | ns/op | [5.0, 5.0]\nA-8 | widgets | [3.0, 3.0] exact\n");
        assertThat(results.notes()).containsExactly("commit: 1", "commit: 2");
        assertThat(results.warnings())
                .containsExactly(
                        "x: Unit widgets better=higher is not taken: more is better of rates only, less of all else",
                        "x: line 4: BenchmarkB-8 has no result behind it; if the benchmark prints, let it print elsewhere",
                        "x: line 5: a result without a name; if the benchmark prints, let it print elsewhere",
                        "x: there are runs of one benchmark with different values of commit, taken together here; give"
                                + " each a file of its own to compare them");
    }

    // Our own

    @Test
    void whatIsWrittenReadsTheSame() throws IOException {
        for (String text : List.of(GO, jmh("thrpt", "2", "ops/ms", metric("eden.allocs", "allocs/op", "\"NaN\"")))) {
            Results results = read(text);
            assertThat(read(ResultsJson.of(results))).isEqualTo(results);
        }
    }

    @Test
    void gzipIsUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(GO.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(ResultFile.read(new ByteArrayInputStream(packed.toByteArray()), "x"))
                .isEqualTo(read(GO));
    }

    // What is none

    static List<List<String>> refused() {
        return List.of(
                List.of("", "x: empty file, expected results of benchmarks; " + ResultFile.KINDS),
                List.of("Hello\n", "x: no results of benchmarks in it; " + ResultFile.KINDS),
                List.of(
                        "BenchmarkA 12\n",
                        "x: no results of benchmarks in it (x: line 1: BenchmarkA has no result behind it; if the"
                                + " benchmark prints, let it print elsewhere); " + ResultFile.KINDS),
                List.of(
                        "Benchmark            (n)  Mode  Cnt    Score   Error      Units\n",
                        "x: JMH's table for people, which lacks what each iteration measured; run JMH again with -rf json,"
                                + " and give the file that it writes"),
                List.of("[]", "x: no benchmark in it; run JMH again with a pattern that matches one"),
                List.of(
                        "[{\"benchmark\": 1}]",
                        "x: entry 1 of the list: expected a benchmark with its primaryMetric; " + ResultFile.KINDS),
                List.of(
                        "[{\"benchmark\": \"a\", \"primaryMetric\": {\"score\": true, \"scoreUnit\": \"ns/op\"}}]",
                        "x: entry 1 of the list: expected a number for each score and in rawData; run JMH again with -rf"
                                + " json"),
                List.of(
                        "[1,",
                        "x: at offset 3: expected a value, found the end; the file is damaged, fetch or record it again"),
                List.of("{}", "x: JSON without a list of results; " + ResultFile.KINDS),
                List.of("{\"results\": []}", "x: no results in it; " + ResultFile.KINDS),
                List.of("{\"results\": [{}]}", "x: result 1: expected an object with a name and a unit"),
                List.of(
                        "{\"results\": [{\"name\": \"a\", \"unit\": \"b\", \"values\": []}]}",
                        "x: result 1: expected values, or a problem that says why there are none"),
                List.of(
                        "{\"results\": [{\"name\": \"a\", \"unit\": \"b\", \"values\": [\"1\"]}]}",
                        "x: result 1: expected values, a list of numbers"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatHasNoResultsIsRefusedInALine(List<String> textAndMessage) {
        assertThatThrownBy(() -> read(textAndMessage.get(0)))
                .isExactlyInstanceOf(DataException.class)
                .hasMessage(textAndMessage.get(1));
    }

    @Test
    void whatIsCutOffIsRefusedOrReadAsFarAsItGoes() throws IOException {
        String whole = jmh("avgt", "1", "us/op", metric("eden.allocs", "allocs/op", "23.0"))
                .strip();
        for (int i = 1; i < whole.length(); i++) {
            String part = whole.substring(0, i);
            assertThatThrownBy(() -> read(part))
                    .isExactlyInstanceOf(DataException.class)
                    .hasMessageStartingWith("x: ");
        }
        for (int i = GO.indexOf("BenchmarkSetBytes-2"); i < GO.length(); i++) {
            assertThat(GO_LINES)
                    .contains(
                            lines(read(GO.substring(0, i))).lines().findFirst().orElseThrow());
        }
    }

    // Real ones

    private static final Pattern GO_RESULT = Pattern.compile("(?m)^Benchmark\\S*\\s+\\d+\\s+[0-9.]+ \\S+.*$");

    @Tag("shared")
    @Test
    void noResultOfRealFilesOfGoIsLost() throws IOException {
        try (Stream<Path> real = Files.list(Shared.file("gobench"));
                Stream<Path> lab = Files.list(Shared.file("go-lab/bench"))) {
            for (Path file : Stream.concat(real, lab).toList()) {
                String text = Files.readString(file);
                Map<String, Long> units = Pattern.compile("[0-9.]+ (\\S+/op|MB/s|widgets)")
                        .matcher(GO_RESULT
                                .matcher(text)
                                .results()
                                .map(r -> r.group())
                                .collect(Collectors.joining("\n")))
                        .results()
                        .collect(Collectors.groupingBy(r -> r.group(1), Collectors.counting()));
                Map<String, Long> read = ResultFile.read(file).series().stream()
                        .collect(Collectors.groupingBy(
                                Series::unit,
                                Collectors.summingLong(series -> series.values().size())));
                assertThat(read).as(file.toString()).isEqualTo(units).isNotEmpty();
            }
        }
    }

    @Tag("shared")
    @Test
    void noIterationOfRealFilesOfJmhIsLost() throws IOException {
        try (Stream<Path> files = Files.list(Shared.file("jmh"))) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                Results results = ResultFile.read(file);
                assertThat(results.warnings()).isEmpty();
                long benchmarks = Pattern.compile("\"benchmark\" :")
                        .matcher(text)
                        .results()
                        .count();
                long iterations = Pattern.compile("(?s)\"rawData\" : \\[(.*?)]\\s*]")
                        .matcher(text)
                        .results()
                        .flatMap(raw -> Pattern.compile("[0-9.E-]+")
                                .matcher(raw.group(1))
                                .results())
                        .count();
                assertThat(results.series().stream()
                                .mapToLong(series -> series.values().size())
                                .sum())
                        .as(file.toString())
                        .isEqualTo(iterations);
                assertThat(results.names()).hasSizeBetween(1, (int) benchmarks);
            }
        }
    }
}
