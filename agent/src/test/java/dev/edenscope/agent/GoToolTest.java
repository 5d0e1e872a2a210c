package dev.edenscope.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The endpoint as {@code go tool pprof} sees it. Skipped, and said so, where there is no Go. */
@Tag("go")
@Tag("jvm")
final class GoToolTest {
    private static final String TAKE = "dev.edenscope.agent.Orders.take";

    @TempDir
    static Path home;

    private static Served served;

    @BeforeAll
    static void serve() {
        boolean go = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "go")));
        if (!go) {
            System.out.println("no `go` on PATH: what go tool pprof reads from the endpoint is not tested");
        }
        assumeTrue(go, "no go on PATH");
        served = new Served("");
        Orders.take(64_000_000);
    }

    @AfterAll
    static void stop() {
        if (served != null) {
            served.close();
            Orders.forget();
        }
    }

    private static String pprof(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("go", "tool", "pprof"));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(home, "pprof", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        // Go's own cache stays where it is: the tool is built on its first use.
        builder.environment()
                .putIfAbsent(
                        "GOCACHE",
                        Path.of(System.getProperty("user.home"), ".cache", "go-build")
                                .toString());
        builder.environment().put("HOME", home.toString());
        builder.environment().put("PPROF_TMPDIR", home.toString());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(output);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    @Test
    void heapOpensOnBytesInUse() throws Exception {
        assertThat(pprof("-top", served.url("heap?gc=1")))
                .contains("Type: inuse_space")
                .containsPattern("MB .* " + TAKE + "\n")
                .contains("alloc and inuse: estimated from");
    }

    @Test
    void anySampleTypeCanBeShown() throws Exception {
        assertThat(pprof("-top", "-sample_index=alloc_objects", served.url("heap")))
                .contains("Type: alloc_objects")
                .contains(TAKE);
        assertThat(pprof("-top", served.url("allocs")))
                .contains("Type: alloc_space")
                .contains(TAKE);
    }

    @Test
    void aWindowCanBeAskedFor() throws Exception {
        Thread application = new Thread(() -> {
            for (int i = 0; i < 30; i++) {
                Orders.take(1_000_000);
                try {
                    Thread.sleep(100);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        application.start();
        assertThat(pprof("-top", "-sample_index=alloc_space", served.url("heap?seconds=2")))
                .containsPattern("Duration: [2-5](\\.\\d+)?s")
                .contains(TAKE);
        application.interrupt();
        application.join();
    }

    @Test
    void linesAreShownWithTheirSource() throws Exception {
        assertThat(pprof(
                        "-list=Orders.take",
                        "-sample_index=alloc_space",
                        "-source_path=" + Orders.sources(),
                        served.url("heap")))
                .contains("ROUTINE ======================== " + TAKE + " in dev/edenscope/agent/Orders.java")
                .containsPattern("MB +" + Orders.line("take") + ": +byte\\[] order = new byte\\[1000];");
    }

    @Test
    void textIsReadAndNotScaled() throws Exception {
        Path text = Files.writeString(home.resolve("heap.txt"), served.text("heap?gc=1&debug=1"));
        long bytes = 0;
        for (String line : Files.readAllLines(text)) {
            if (line.matches("\\d+: \\d+ \\[\\d+: \\d+] @.*") && !line.startsWith("heap")) {
                bytes += Long.parseLong(line.replaceAll(".*: (\\d+)].*", "$1"));
            }
        }
        assertThat(pprof("-raw", "-symbolize=none", text.toString()))
                .contains("alloc_space/bytes")
                .contains("PeriodType: space bytes");
        assertThat(pprof("-top", "-unit=B", "-sample_index=alloc_space", "-symbolize=none", text.toString()))
                .contains("of " + bytes + "B total");
    }

    @Test
    void cpuAndThreadsAreShown() throws Exception {
        Thread application = new Thread(() -> Orders.price(6000), "pricing");
        application.start();
        assertThat(pprof("-top", served.url("profile?seconds=2")))
                .contains("Type: cpu")
                .contains("dev.edenscope.agent.Orders.price");
        assertThat(pprof("-tags", served.url("profile?seconds=1"))).contains("pricing");
        assertThat(pprof("-top", served.url("threads"))).contains("Type: threads");
        application.join();
    }

    @Test
    void anErrorIsShown() throws Exception {
        assertThat(catchFailure("-top", served.url("heap?seconds=4000")))
                .contains("400 Bad Request")
                .contains("must be at most 3600");
    }

    private static String catchFailure(String... arguments) throws IOException, InterruptedException {
        try {
            return pprof(arguments);
        } catch (AssertionError e) {
            return e.getMessage();
        }
    }
}
