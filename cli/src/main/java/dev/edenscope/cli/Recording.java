package dev.edenscope.cli;

import dev.edenscope.gc.GcHistory;
import dev.edenscope.profile.Profile;
import dev.edenscope.readers.GcFile;
import dev.edenscope.readers.ProfileFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
     * @param file where to write a recording, with what {@code eden why} and {@code eden gc} need; null for none
     */
    Profile take(Duration duration, String options, boolean collect, Path file) throws IOException {
        Path handed = window(duration, options, collect, file == null ? "" : "why");
        try {
            if (file != null) {
                EdenFile.copy(handed, file);
            }
            return ProfileFile.read(handed);
        } finally {
            Files.deleteIfExists(handed);
        }
    }

    /** Watches the garbage collections for a while. Ctrl-C ends it early and keeps what was seen. */
    GcHistory watch(Duration duration) throws IOException {
        Path file = window(duration, "", false, "gc");
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

    /** Opens a window, waits, closes it. What it hands over is said by {@code wanted}, and comes in a file. */
    private Path window(Duration duration, String options, boolean collect, String wanted) throws IOException {
        String key = key();
        try (Interruption interruption = new Interruption(() -> {})) {
            jvm.command("begin", key, duration.plus(GRACE).toSeconds(), options);
            progress.wait("recording " + jvm.title(), duration, interruption.signal());
            if (collect) {
                jvm.command("collect", key, 0, "");
            }
            return jvm.file(jvm.command("end", key, 0, wanted).strip());
        }
    }
}
