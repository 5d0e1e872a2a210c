package dev.edenscope.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/** The whole program, in JVMs of its own. */
@Timeout(120)
final class OrdersIT {
    private static final Path HOME = Path.of(System.getProperty("eden.root"), "examples", "orders");
    private static final String JDK = System.getProperty("eden.test.jdk");

    private final List<Process> started = new ArrayList<>();

    /** So that the script does not build what is being built. */
    @BeforeAll
    static void stamp() throws IOException {
        Files.writeString(HOME.resolve("target/.built"), "");
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    private Process start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", JDK);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(
                HOME.resolve("target/orders-it.err").toFile()));
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private Process java(String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                JDK + "/bin/java",
                "-Xmx256m",
                "-cp",
                HOME.resolve("target/classes") + ":" + HOME.resolve("target/lib") + "/*",
                "dev.edenscope.examples.orders." + main));
        command.addAll(List.of(arguments));
        return start(command.toArray(String[]::new));
    }

    private Process script(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(HOME.resolve("run").toString()));
        command.addAll(List.of(arguments));
        return start(command.toArray(String[]::new));
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Summary measure(String version) throws Exception {
        Process service = java("Orders", version, "--port", "0");
        String said;
        try (BufferedReader lines = service.inputReader(StandardCharsets.UTF_8)) {
            said = lines.readLine();
            assertThat(said).startsWith("orders (" + version + ") listening on http://127.0.0.1:");
            String port = said.substring(said.lastIndexOf(':') + 1);
            Process load = java(
                    "Load",
                    "--port",
                    port,
                    "--seconds",
                    "2",
                    "--warmup",
                    "1",
                    "--rate",
                    "150",
                    "--json",
                    "--parent",
                    Long.toString(ProcessHandle.current().pid()));
            String json = output(load);
            assertThat(load.waitFor()).isZero();
            service.destroy();
            assertThat(service.waitFor(10, TimeUnit.SECONDS)).isTrue();
            return new JsonMapper().readValue(json, Summary.class);
        }
    }

    @Test
    void afterAllocatesAtMostHalfOfBefore() throws Exception {
        Summary before = measure("before");
        Summary after = measure("after");
        assertThat(before.errors()).isZero();
        assertThat(after.errors()).isZero();
        assertThat(before.requests()).isEqualTo(300);
        assertThat(after.allocatedBytesPerRequest()).isPositive();
        assertThat(2 * after.allocatedBytesPerRequest()).isLessThanOrEqualTo(before.allocatedBytesPerRequest());
    }

    @Test
    void scriptRunsAndLeavesNothingBehind() throws Exception {
        Process run = script("after", "--seconds", "1", "--warmup", "0", "--rate", "100", "--json");
        String json = output(run);
        assertThat(run.waitFor()).isZero();
        assertThat(new JsonMapper().readValue(json, Summary.class).errors()).isZero();
        assertThat(run.descendants()).isEmpty();
    }

    @Test
    void serviceEndsWithTheScriptThatWasKilled() throws Exception {
        Process run = script("after", "--warmup", "0", "--rate", "100");
        List<ProcessHandle> jvms = List.of();
        while (jvms.size() < 2) { // the service and its load
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            jvms = run.children()
                    .filter(child -> child.info().command().orElse("").endsWith("/java"))
                    .toList();
        }
        run.destroyForcibly();
        for (ProcessHandle jvm : jvms) {
            while (isRunning(jvm)) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    /** A process that has ended has no command any more, even if nobody has waited for it. */
    private static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    @Test
    void wrongUsageAndUsedPortHaveTheirExitCodes() throws Exception {
        assertThat(script().waitFor()).isEqualTo(2);
        assertThat(script("between").waitFor()).isEqualTo(2);
        assertThat(script("before", "--rate", "fast").waitFor()).isEqualTo(2);
        assertThat(java("Orders", "between").waitFor()).isEqualTo(2);
        assertThat(java("Load").waitFor()).isEqualTo(2);
        try (Orders orders = Orders.start("after", 0, 1, 10)) {
            assertThat(script("after", "--service-only", "--port", Integer.toString(orders.port()))
                            .waitFor())
                    .isEqualTo(1);
        }
    }
}
