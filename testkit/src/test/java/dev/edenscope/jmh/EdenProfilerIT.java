package dev.edenscope.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.acme.Benchmarks;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

@Tag("jvm")
final class EdenProfilerIT {
    @TempDir
    Path folder;

    private Collection<RunResult> run(String collector) throws Exception {
        return new Runner(new OptionsBuilder()
                        .include(Benchmarks.class.getName())
                        .jvm(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString())
                        .jvmArgs("-Xmx256m", collector)
                        .warmupTime(TimeValue.milliseconds(300))
                        .measurementTime(TimeValue.milliseconds(200))
                        .addProfiler("eden", "sites=5;output=" + folder)
                        .addProfiler("gc")
                        .output(folder.resolve("log").toString())
                        .build())
                .run();
    }

    private static double score(RunResult result, String label) {
        Result<?> found = result.getSecondaryResults().get(label);
        assertThat(found)
                .as("%s of %s", label, result.getParams().getBenchmark())
                .isNotNull();
        return found.getScore();
    }

    @Test
    void countsAreExact() throws Exception {
        Map<String, String> seen = new TreeMap<>();
        for (RunResult each : run("-XX:+UseSerialGC")) {
            String name = each.getParams().getBenchmark().replaceAll(".*\\.", "");
            seen.put(name, score(each, "eden.allocs") + " " + score(each, "eden.bytes"));
            if (!Set.of("copied", "single").contains(name)) { // JMH's counter has fixtures and its own objects
                double counted = score(each, "gc.alloc.rate.norm");
                assertThat(score(each, "eden.bytes")).as(name).isCloseTo(counted, offset(1 + counted / 20));
            }
        }
        assertThat(seen)
                .isEqualTo(Map.ofEntries(
                        Map.entry("nothing", "0.0 0.0"),
                        Map.entry("removed", "0.0 0.0"),
                        Map.entry("one", "1.0 24.0"),
                        Map.entry("points", "23.0 552.0"),
                        Map.entry("array", "1.0 320.0"),
                        Map.entry("copied", "1.0 120.0"),
                        Map.entry("boxed", "5.0 104.0"),
                        Map.entry("lambda", "1.0 16.0"),
                        Map.entry("inThreads", "1.0 24.0"),
                        Map.entry("tenAtOnce", "1.0 24.0"),
                        Map.entry("single", "50.0 1200.0")));
        assertThat(folder.resolve(Benchmarks.class.getName() + ".boxed-n=3.eden"))
                .isNotEmptyFile();
    }
}
