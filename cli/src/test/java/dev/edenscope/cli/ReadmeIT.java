package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what its commands do. */
@Tag("jvm")
final class ReadmeIT {
    private static final Path ROOT = Path.of(System.getProperty("eden.root"));
    private static final List<String> WRITTEN = List.of("before.eden", "before.html", "exact.pb.gz", "budget.toml");

    @TempDir
    Path folder;

    @BeforeEach
    @AfterEach
    void removeWhatTheTourWrites() throws IOException {
        for (String file : WRITTEN) {
            Files.deleteIfExists(ROOT.resolve(file));
        }
    }

    /** Commands of the tour, in order; what is behind the first space of the prompt. */
    private static List<String> tour() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String tour = readme.substring(readme.indexOf("<!-- tour"), readme.indexOf("<!-- end of the tour"));
        List<String> commands = new ArrayList<>();
        tour.lines().filter(line -> line.startsWith("$ ")).forEach(line -> commands.add(line.substring(2)));
        return commands;
    }

    @Test
    void theTourRunsAndPrintsWhatItShows() throws Exception {
        List<String> commands = tour();
        assertThat(commands).hasSizeGreaterThan(8);
        StringBuilder script = new StringBuilder("trap 'kill %1; wait' EXIT\n");
        for (String command : commands) {
            if (command.startsWith("go ") && !onPath("go")) {
                System.out.println("NOT RUN: " + command + " (there is no go on the PATH)");
                continue;
            }
            script.append("echo '$ ").append(command.replace("'", "'\\''")).append("'\n");
            script.append(command);
            script.append(
                    command.endsWith("&")
                            ? "\nfor i in {1..600}; do ./eden ps | grep -q 'orders.Load' && break; sleep 0.1; done\n"
                            : " || { echo \"FAILED: $?\"; exit 1; }\n");
        }
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script.toString())
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("eden.test.jdk", System.getProperty("java.home")));
        builder.environment().put("PPROF_TMPDIR", folder.toString());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(text).isZero();
        assertThat(text)
                .doesNotContain("FAILED")
                .containsPattern("(?m)^recorded 10\\.\\d s of Orders \\(pid \\d+\\)$")
                .containsPattern("estimate from \\d{2,} samples, one every (512kB|1MB|2MB|4MB); \\d+\\.\\d\\d% of the ")
                .containsPattern("(?m)^wrote before\\.eden; next: eden top -alloc_objects before\\.eden$")
                .containsPattern("(?m)^Search\\.java:50: new Integer in Integer\\.valueOf .*\\{.* objects/s, .*B/s\\}$")
                .contains("ROUTINE ======================== dev.edenscope.examples.orders.before.PriceList.key in"
                        + " dev/edenscope/examples/orders/before/PriceList.java")
                .containsPattern("(?m)^ +(\\.|\\d+) +\\d+ +26: .*return ")
                .containsPattern("(?m)^wrote before\\.html \\(\\d.*kB\\), source text: app; open it in a browser$")
                .contains("serves http://127.0.0.1:6060/debug/pprof/")
                .contains("Orders")
                .containsPattern("exact: every object counted; (99\\.99|100\\.00|100\\.01)% of ")
                .containsPattern("(?m)^ +\\d+ +20\\d{4} +\\d+: .*one String and its byte")
                .contains("OVER  a key (dev.edenscope.examples.orders.Keys.key)")
                .contains("is no longer sampled");
    }

    private static boolean onPath(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
