package dev.edenscope.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.acme.Benchmarks;
import dev.edenscope.testkit.OtherProfiler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

@Tag("jvm")
final class EdenProfilerIT {
    /** What an operation allocates: objects, and bytes where a reference has four of them and where it has eight. */
    private record Known(String name, int objects, int bytes, int wideBytes) {}

    private static final List<Known> BENCHMARKS = List.of(
            new Known("nothing", 0, 0, 0),
            new Known("removed", 0, 0, 0),
            new Known("one", 1, 24, 24),
            new Known("points", 23, 552, 552),
            new Known("array", 1, 320, 320),
            new Known("copied", 1, 120, 120),
            new Known("boxed", 5, 24 + 32 + 3 * 16, 32 + 40 + 3 * 16),
            new Known("lambda", 1, 16, 16),
            new Known("inThreads", 1, 24, 24),
            new Known("tenAtOnce", 1, 24, 24),
            new Known("single", 50, 1200, 1200),
            new Known("text", 2, 24 + 24, 24 + 24),
            new Known("matrix", 4, 32 + 3 * 32, 40 + 3 * 32),
            new Known("large", 1, 3 * (1 << 20) + 16, 3 * (1 << 20) + 16),
            new Known("grown", 8, 24 + 1376, 32 + 2640),
            new Known("mapped", 3, 48 + 80 + 32, 64 + 144 + 40),
            new Known("thrown", 1, 40, 56),
            new Known("inherited", 1, 16, 16),
            new Known("nested", 1, 24, 24),
            new Known("group", 1, 24, 24));

    /** JMH's own counter has their fixtures, or its own objects, too. */
    private static final Set<String> WITH_OTHERS = Set.of("copied", "single");

    @TempDir
    Path folder;

    @BeforeAll
    static void besideOtherRuns() {
        System.setProperty("jmh.ignoreLock", "true"); // what is counted does not depend on what else runs
    }

    private ChainedOptionsBuilder options(String collector, List<Known> benchmarks) {
        String names = benchmarks.stream().map(Known::name).collect(Collectors.joining("|"));
        return new OptionsBuilder()
                .include("^" + Benchmarks.class.getName() + "\\.(Nested\\.)?(" + names + ")$")
                .jvm(Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .jvmArgs("-Xmx512m", "-XX:+Use" + collector)
                .warmupTime(TimeValue.milliseconds(200))
                .measurementIterations(2) // it is the last that counts, not the mean
                .measurementTime(TimeValue.milliseconds(50))
                .addProfiler("eden", "sites=5;output=" + folder)
                .addProfiler("gc")
                .verbosity(VerboseMode.SILENT);
    }

    private static double score(RunResult result, String label) {
        Result<?> found = result.getSecondaryResults().get(label);
        assertThat(found)
                .as("%s of %s", label, result.getParams().getBenchmark())
                .isNotNull();
        return found.getScore();
    }

    private static String name(RunResult result) {
        return result.getParams().getBenchmark().replaceAll(".*\\.", "");
    }

    /** Each fork counts for itself; that they agree is in the score, an average of whole numbers, and its error. */
    private void hasWhatIsKnown(String collector, int forks, List<Known> benchmarks) throws Exception {
        Map<String, String> seen = new TreeMap<>();
        Map<String, String> known = new TreeMap<>();
        for (RunResult each :
                new Runner(options(collector, benchmarks).forks(forks).build()).run()) {
            String name = name(each);
            assertThat(each.getSecondaryResults().get("eden.allocs").getSampleCount())
                    .isEqualTo(forks);
            seen.put(name, score(each, "eden.allocs") + " " + score(each, "eden.bytes"));
            if (!WITH_OTHERS.contains(name)) {
                double counted = score(each, "gc.alloc.rate.norm");
                assertThat(score(each, "eden.bytes")).as(name).isCloseTo(counted, offset(1 + counted / 20));
            }
        }
        boolean wide = collector.equals("ZGC");
        benchmarks.forEach(each -> known.put(
                each.name(), (double) each.objects() + " " + (double) (wide ? each.wideBytes() : each.bytes())));
        assertThat(seen).as(collector).isEqualTo(known);
    }

    /** Each benchmark with one collector, each collector with four benchmarks. */
    @ParameterizedTest
    @CsvSource({"SerialGC,0", "ParallelGC,1", "G1GC,2", "ZGC,3", "ShenandoahGC,4"})
    void countsAreExact(String collector, int part) throws Exception {
        List<Known> benchmarks = new ArrayList<>();
        for (int i = part; i < BENCHMARKS.size(); i += 5) {
            benchmarks.add(BENCHMARKS.get(i));
        }
        hasWhatIsKnown(collector, 1, benchmarks);
    }

    /** All of them, in some ten minutes: {@code ./mvnw -pl testkit -am verify -Dsoak -Dit.test=EdenProfilerIT}. */
    @ParameterizedTest
    @CsvSource({
        "SerialGC,1",
        "SerialGC,2",
        "ParallelGC,1",
        "ParallelGC,2",
        "G1GC,1",
        "G1GC,2",
        "ZGC,1",
        "ZGC,2",
        "ShenandoahGC,1",
        "ShenandoahGC,2"
    })
    @Tag("soak")
    void countsAreExactWithEveryCollector(String collector, int forks) throws Exception {
        hasWhatIsKnown(collector, forks, BENCHMARKS);
    }

    @Test
    void sitesAndARecordingAreThereOnRequest() throws Exception {
        Collection<RunResult> results =
                new Runner(options("SerialGC", List.of(BENCHMARKS.get(6))).build()).run();
        assertThat(results)
                .singleElement()
                .satisfies(result -> assertThat(
                                result.getSecondaryResults().get("eden.sites").extendedInfo())
                        .contains("Benchmarks.java", "java.lang.Integer  3 allocs/op, 48 B/op"));
        assertThat(folder.resolve(Benchmarks.class.getName() + ".boxed-n=3.eden"))
                .isNotEmptyFile();
    }

    @Test
    void whatCannotBeCountedIsNoNumberAndSaysWhy() throws Exception {
        Collection<RunResult> results = new Runner(options("SerialGC", List.of(BENCHMARKS.get(2)))
                        .jvmArgsAppend(OtherProfiler.option(folder))
                        .build())
                .run();
        assertThat(results).singleElement().satisfies(result -> {
            assertThat(score(result, "eden.allocs")).isNaN();
            assertThat(score(result, "eden.bytes")).isNaN();
            assertThat(result.getSecondaryResults().get("eden.problem").extendedInfo())
                    .contains("not counted: ", "another profiler");
            assertThat(result.getPrimaryResult().getScore()).isPositive();
        });
    }
}
