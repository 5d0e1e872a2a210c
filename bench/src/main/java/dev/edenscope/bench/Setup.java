package dev.edenscope.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * A way to start the same program: without a profiler, or with one.
 *
 * @param name how tables name it
 * @param options what the JVM is started with
 */
record Setup(String name, List<String> options) {
    static Setup none() {
        return new Setup("none", List.of());
    }

    static Setup edenscope(String options) {
        return new Setup("edenscope", List.of("-javaagent:" + Jvm.agentJar() + "=" + options));
    }

    /** async-profiler, writing {@code file} in JFR's format. */
    static Setup asyncProfiler(String options, Path file) {
        return new Setup(
                "async-profiler",
                List.of("-agentpath:" + Jvm.asyncProfiler() + "=start," + options + ",jfr,file=" + file));
    }
}
