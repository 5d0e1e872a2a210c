package dev.edenscope.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** In JVMs that lack a module, which a small image may: one clear line, and the rest works. */
final class ModulesTest {
    private static final String NO_CALLS =
            "calls can be counted only by an agent that came by -javaagent or by attach; this"
                    + " one is a library of the application's";

    /** What the other JVM runs. */
    static final class Without {
        private Without() {}

        public static void main(String[] arguments) {
            Settings settings = Settings.parse("port=0");
            Capture capture = Capture.start(settings);
            Gc gc = Gc.start(true, true);
            Pages pages = new Pages(capture, gc, settings);
            say("heap " + pages.handle("heap", "").status());
            Response cpu = pages.handle("profile", "seconds=1");
            say("profile " + (cpu.status() == 200 ? "200" : new String(cpu.body(), StandardCharsets.UTF_8).strip()));
            try {
                Endpoint endpoint = Endpoint.start(settings, pages);
                say("serves");
                endpoint.stop();
            } catch (IllegalStateException e) {
                say(e.getMessage());
            }
            capture.stop();
            gc.stop();
            say(Recording.start("").stop().sampleTypes().isEmpty() ? "nothing recorded" : "recorded");
            try {
                Recording.start("per=com.acme.Api.handle");
            } catch (IllegalStateException e) {
                say(e.getMessage());
            }
        }

        private static void say(String line) {
            System.out.println(line);
        }
    }

    private static List<String> run(String modules) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("eden.test.jdk", System.getProperty("java.home")), "bin", "java")
                .toString());
        command.add("--limit-modules=" + modules);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Without.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(text).isZero();
            return text.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("WARNING: "))
                    .toList();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void withoutTheHttpServerThereIsALine() throws Exception {
        assertThat(run("java.management,jdk.management,jdk.jfr"))
                .containsExactly(
                        "heap 200",
                        "profile 200",
                        "the endpoint needs the module jdk.httpserver, which this JVM runs without"
                                + " (option --add-modules jdk.httpserver, if its image has it)",
                        "recorded",
                        NO_CALLS);
    }

    @Test
    void withoutJfrThereIsALine() throws Exception {
        assertThat(run("java.management,jdk.management,jdk.httpserver"))
                .containsExactly(
                        "heap 200",
                        "profile a CPU profile needs the module jdk.jfr, which this JVM runs without"
                                + " (option --add-modules jdk.jfr, if its image has it)",
                        "serves",
                        "recorded",
                        NO_CALLS);
    }
}
