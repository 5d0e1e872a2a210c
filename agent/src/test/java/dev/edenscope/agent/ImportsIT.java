package dev.edenscope.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/** What is in the agent's jar, which is on the class path of other people's services. */
final class ImportsIT {
    private static final Pattern LINE =
            Pattern.compile("^ +(dev\\.edenscope\\.\\S+) +-> +(\\S+) +(\\S.*?)\\s*$", Pattern.MULTILINE);

    @Test
    void theJarHoldsOurClassesOnlyAndTheTwoLibraries() throws IOException {
        Set<String> others = new TreeSet<>();
        try (JarFile jar = new JarFile(Jdk.agentJar().toFile())) {
            jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(entry -> entry.getName())
                    .filter(name -> !name.startsWith("META-INF/maven/"))
                    .filter(name -> !name.matches("dev/edenscope/(agent|budget|profile|pprof|report|gc)/[^/]+\\.class"))
                    .forEach(others::add);
        }
        assertThat(others)
                .isSubsetOf(
                        "META-INF/MANIFEST.MF",
                        "META-INF/LICENSE",
                        "dev/edenscope/agent/linux-arm64/libedenscope.so",
                        "dev/edenscope/agent/linux-x64/libedenscope.so");
    }

    @Test
    void theAgentImportsCoreAndThePlatformAndCoreDoesNotImportTheAgent() {
        StringWriter out = new StringWriter();
        int exit = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(
                        new PrintWriter(out, true),
                        new PrintWriter(out, true),
                        "--multi-release",
                        "base",
                        "-verbose:package",
                        Jdk.agentJar().toString());
        assertThat(exit).as(out.toString()).isZero();
        Set<String> modules = new TreeSet<>();
        int[] lines = {0};
        LINE.matcher(out.toString()).results().forEach(line -> {
            lines[0]++;
            boolean agent = line.group(1).equals("dev.edenscope.agent");
            boolean ours = line.group(2).startsWith("dev.edenscope.");
            if (!ours) {
                modules.add(line.group(3));
            }
            if (!agent) {
                assertThat(line.group(2)).as(line.group()).isNotEqualTo("dev.edenscope.agent");
                assertThat(ours || line.group(3).equals("java.base"))
                        .as(line.group())
                        .isTrue();
            }
        });
        assertThat(lines[0]).as(out.toString()).isGreaterThan(10);
        assertThat(modules)
                .contains("java.base", "jdk.httpserver")
                .isSubsetOf(
                        "java.base",
                        "java.instrument",
                        "java.management",
                        "jdk.management",
                        "jdk.httpserver",
                        "jdk.jfr");
    }
}
