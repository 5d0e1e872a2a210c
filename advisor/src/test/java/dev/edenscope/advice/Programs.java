package dev.edenscope.advice;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.edenscope.why.Corpus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.ObjectMapper;

/** A JVM that runs the labelled programs, and a recording of each theme of them. */
final class Programs {
    static final Path SOURCES = Corpus.ROOT.resolve("advisor/src/test/java");
    static final String PACKAGE = "com.acme.advice.";

    /** Regions of 1 MB, so that half a megabyte is humongous; and no warning for each recording. */
    private static final List<String> FLAGS = List.of("-XX:+UseG1GC", "-Xmx768m", "-XX:+EnableDynamicAgentLoading");

    private static final String SAMPLING = "interval=32k,cpu=0";

    private Programs() {}

    /** Records each theme into a file of its own, named after it. */
    static List<Path> record(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        Process child = Corpus.start(FLAGS, jackson(), PACKAGE + "Rounds");
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String theme = out.readLine(); theme != null; theme = out.readLine()) {
                Path file = folder.resolve(theme + ".eden");
                Corpus.command(child, "begin", SAMPLING);
                proceed(child);
                if (!"done".equals(out.readLine())) {
                    throw new IOException(theme + " ended early");
                }
                Corpus.command(child, "collect", "");
                Corpus.end(child, file);
                proceed(child);
                files.add(file);
            }
        } finally {
            child.destroyForcibly();
        }
        return files;
    }

    private static void proceed(Process child) throws IOException {
        child.getOutputStream().write('\n');
        child.getOutputStream().flush();
    }

    private static List<Path> jackson() {
        List<Path> jars = new ArrayList<>();
        for (Class<?> each : List.of(ObjectMapper.class, JsonParser.class, JsonInclude.class)) {
            jars.add(Path.of(
                    each.getProtectionDomain().getCodeSource().getLocation().getPath()));
        }
        return jars;
    }
}
