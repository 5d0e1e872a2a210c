package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the command line stands on. */
final class ImportsIT {
    private static final Pattern LINE =
            Pattern.compile("^ +dev\\.edenscope\\.(cli|live) +-> +(\\S+) +", Pattern.MULTILINE);

    @Test
    void theCommandLineImportsOursPicocliJLineAndThePlatform() throws IOException {
        Path target = Installed.root().resolve("cli/target");
        try (Stream<Path> libraries = Files.list(target.resolve("lib"))) {
            assertThat(libraries.map(path -> path.getFileName().toString()).filter(name -> name.endsWith(".jar")))
                    .containsExactlyInAnyOrder(
                            "asm-analysis.jar",
                            "asm-tree.jar",
                            "asm.jar",
                            "edenscope-advisor.jar",
                            "edenscope-agent.jar",
                            "edenscope-readers.jar",
                            "edenscope-ui.jar",
                            "jline.jar",
                            "picocli.jar",
                            "tomlj.jar");
        }
        StringWriter out = new StringWriter();
        int exit = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(
                        new PrintWriter(out, true),
                        new PrintWriter(out, true),
                        "--multi-release",
                        "base",
                        "-verbose:package",
                        "-cp",
                        target.resolve("lib") + "/*",
                        target.resolve("eden.jar").toString());
        assertThat(exit).as(out.toString()).isZero();
        Set<String> imports = new TreeSet<>();
        Set<String> ofLive = new TreeSet<>();
        LINE.matcher(out.toString())
                .results()
                .forEach(line -> (line.group(1).equals("cli") ? imports : ofLive).add(line.group(2)));
        // What is shown of a JVM is lines of text: it knows no terminal, and whom it attaches to.
        ofLive.removeIf(name -> name.startsWith("java."));
        assertThat(ofLive)
                .contains("dev.edenscope.profile")
                .isSubsetOf("dev.edenscope.gc", "dev.edenscope.profile", "dev.edenscope.report");
        imports.removeIf(name -> name.startsWith("java."));
        assertThat(imports)
                .contains("dev.edenscope.profile", "dev.edenscope.report", "picocli")
                .isSubsetOf(List.of(
                        "com.sun.net.httpserver",
                        "com.sun.tools.attach",
                        "dev.edenscope.advice",
                        "dev.edenscope.agent",
                        "dev.edenscope.budget",
                        "dev.edenscope.gc",
                        "dev.edenscope.live",
                        "dev.edenscope.pprof",
                        "dev.edenscope.profile",
                        "dev.edenscope.readers",
                        "dev.edenscope.report",
                        "dev.edenscope.ui",
                        "dev.edenscope.verify",
                        "dev.edenscope.why",
                        "org.jline.reader",
                        "org.jline.reader.impl",
                        "org.jline.terminal",
                        "org.jline.utils",
                        "picocli"));
    }
}
