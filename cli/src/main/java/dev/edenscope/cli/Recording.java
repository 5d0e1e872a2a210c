package dev.edenscope.cli;

import dev.edenscope.gc.GcHistory;
import dev.edenscope.pprof.PprofReader;
import dev.edenscope.profile.Profile;
import dev.edenscope.readers.GcFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A window of a running JVM: the agent samples, this side waits and fetches the profile. */
final class Recording {
    /** How much longer than asked for the agent waits for a command line that may be dead. */
    static final Duration GRACE = Duration.ofSeconds(Long.getLong("eden.grace.seconds", 60));

    private static final CountDownLatch COMMAND_DONE = new CountDownLatch(1);

    private final Jvm jvm;
    private final Progress progress;

    Recording(Jvm jvm, Progress progress) {
        this.jvm = jvm;
        this.progress = progress;
    }

    /** To be called when a command has written all that it had to: after Ctrl-C the process stays until then. */
    static void commandDone() {
        COMMAND_DONE.countDown();
    }

    /** For hooks of the shutdown that Ctrl-C begins: waits until then, but not for ever. */
    static void awaitCommandDone() {
        try {
            COMMAND_DONE.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Records for a while. Ctrl-C ends the recording early and keeps what was recorded.
     *
     * @param options the agent's
     * @param collect whether garbage is to be collected at the end, so that in-use is as of then
     * @param evidence where to put what {@code eden why} needs, or null
     */
    Profile take(Duration duration, String options, boolean collect, Path evidence) throws IOException {
        List<Path> files = window(duration, options, collect, evidence == null ? "" : "why");
        try {
            if (evidence != null) {
                Files.copy(files.get(1), evidence, StandardCopyOption.REPLACE_EXISTING);
            }
            return PprofReader.read(files.get(0));
        } finally {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Watches the garbage collections for a while. Ctrl-C ends it early and keeps what was seen. */
    GcHistory watch(Duration duration) throws IOException {
        Path file = window(duration, "", false, "gc").get(0);
        try (InputStream in = Files.newInputStream(file)) {
            return GcFile.read(in, jvm.title());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** What tells a window from others. */
    static String key() {
        return Long.toHexString(ThreadLocalRandom.current().nextLong());
    }

    /** Opens a window, waits, closes it. What it hands over is said by {@code wanted}, and comes in files. */
    private List<Path> window(Duration duration, String options, boolean collect, String wanted) throws IOException {
        String key = key();
        try (Interruption interruption = new Interruption(() -> {})) {
            jvm.command("begin", key, duration.plus(GRACE).toSeconds(), options);
            progress.wait("recording " + jvm.title(), duration, interruption.signal());
            if (collect) {
                jvm.command("collect", key, 0, "");
            }
            List<Path> files = new ArrayList<>();
            for (String file : jvm.command("end", key, 0, wanted).strip().split("\n", -1)) {
                files.add(jvm.file(file));
            }
            return files;
        }
    }
}
