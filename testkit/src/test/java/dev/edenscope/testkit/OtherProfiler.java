package dev.edenscope.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import one.profiler.AsyncProfiler;

/** async-profiler, which takes the JVM's sampling for itself. */
public final class OtherProfiler {
    private OtherProfiler() {}

    /** The option that starts it with a JVM; what it writes comes into the folder, too. */
    public static String option(Path folder) throws IOException {
        Path library = folder.resolve("libasyncProfiler.so");
        try (InputStream in = AsyncProfiler.class.getResourceAsStream("/linux-x64/libasyncProfiler.so")) {
            Files.copy(in, library);
        }
        return "-agentpath:" + library + "=start,event=alloc,collapsed,file=" + folder.resolve("theirs-%p.txt");
    }
}
