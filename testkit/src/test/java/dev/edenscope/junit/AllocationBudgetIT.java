package dev.edenscope.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.testkit.OtherProfiler;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("jvm")
final class AllocationBudgetIT {
    @TempDir
    Path folder;

    @Test
    void whatIsOverItsBudgetFailsAndSaysWhereAndWhy() {
        Map<String, String> results = Budgets.run();
        assertThat(results.keySet()).containsExactly("[1] 10", "[2] 100", "nothing()", "something()", "twoObjects()");
        assertThat(results.get("nothing()")).isEmpty();
        assertThat(results.get("twoObjects()")).isEmpty();
        assertThat(results.get("[1] 10")).isEmpty();
        assertThat(results.get("[2] 100")).startsWith("over its allocation budget: 120 B/op, budget 100; ");
        assertThat(results.get("something()"))
                .startsWith(
                        "over its allocation budget: 1 allocs/op, budget 0; 56 B/op, budget 0; \n1 allocs/op, 56 B/op (")
                .contains("Budgets.java:31  int[]  1 allocs/op, 56 B/op  ")
                .containsPattern(
                        "\n    new int\\[\\] escapes to heap: stored in static field Budgets.kept .*\\[proved\\]\n")
                .contains("  more: eden why -m=2 target/edenscope/dev.edenscope.junit.Budgets.something.eden\n");
    }

    /** What a JVM of its own prints, with a part of the class path. */
    private String child(Predicate<String> classPath, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.add("-cp");
        command.add(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(classPath)
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator)));
        command.add(Budgets.class.getName());
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void withoutTheAdvisorItSaysWhereAndHowToAskWhy() throws Exception {
        assertThat(child(entry -> !entry.contains("advisor") && !entry.contains("asm")))
                .contains("something(): over its allocation budget: 1 allocs/op, budget 0; ")
                .contains("Budgets.java:31  int[]  1 allocs/op, 56 B/op  ")
                .contains("  more: eden why -m=2 edenscope/dev.edenscope.junit.Budgets.something.eden\n")
                .doesNotContain("escapes to heap");
    }

    @Test
    void whereAnotherProfilerHoldsTheSamplingNothingIsMeasured() throws Exception {
        assertThat(child(entry -> true, OtherProfiler.option(folder)).lines())
                .filteredOn(line -> line.contains("(): ") || line.startsWith("["))
                .hasSize(5)
                .allSatisfy(line -> assertThat(line)
                        .contains(": allocations were not measured: ")
                        .contains("another profiler"));
    }
}
