package dev.edenscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.profile.Profile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ImportsTest {
    /** Package to the packages of ours that it may import. A package that is not here has no place in core yet. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.of(
            "profile", Set.of(),
            "pprof", Set.of("profile"),
            "report", Set.of("profile"),
            "gc", Set.of("profile", "report"),
            "budget", Set.of("profile", "report", "gc"));

    @Test
    void importsGoOneWay() throws URISyntaxException {
        Map<String, Set<String>> imports = imports();
        assertThat(imports).containsKeys("profile", "pprof");
        assertThat(MAY_IMPORT.keySet()).containsAll(imports.keySet());
        imports.forEach((name, used) -> assertThat(used)
                .as("imports of %s", name)
                .isSubsetOf(MAY_IMPORT.get(name).stream()
                        .map(p -> "dev.edenscope." + p)
                        .collect(Collectors.toCollection(() -> new TreeSet<>(Set.of("java.base"))))));
    }

    /** {@code dev.edenscope.pprof -> java.io java.base}. */
    private static final Pattern LINE =
            Pattern.compile("^ +dev\\.edenscope\\.(\\S+) +-> +(\\S+) +(\\S+)\\s*$", Pattern.MULTILINE);

    /** What each package imports: packages of ours by name, those of the platform by their module. */
    private static Map<String, Set<String>> imports() throws URISyntaxException {
        Path classes = Path.of(Profile.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        StringWriter out = new StringWriter();
        int exit = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(
                        new PrintWriter(out, true),
                        new PrintWriter(out, true),
                        "--multi-release",
                        "base",
                        "-verbose:package",
                        classes.toString());
        assertThat(exit).as(out.toString()).isZero();
        Map<String, Set<String>> imports = new TreeMap<>();
        LINE.matcher(out.toString()).results().forEach(line -> {
            Set<String> used = imports.computeIfAbsent(line.group(1), name -> new TreeSet<>());
            used.add(line.group(2).startsWith("dev.edenscope.") ? line.group(2) : line.group(3));
        });
        return imports;
    }
}
