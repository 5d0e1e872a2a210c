package dev.edenscope.cli;

import dev.edenscope.pprof.PprofReader;
import dev.edenscope.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A window of a running JVM: the agent samples, this side waits and fetches the profile. */
final class Recording {
    private static final Duration GRACE = Duration.ofSeconds(Long.getLong("eden.grace.seconds", 60));
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
        String key = Long.toHexString(ThreadLocalRandom.current().nextLong());
        CountDownLatch interrupted = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            interrupted.countDown();
            awaitCommandDone();
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            jvm.command("begin", key, duration.plus(GRACE).toSeconds(), options);
            progress.wait("recording " + jvm.title(), duration, interrupted);
            if (collect) {
                jvm.command("collect", key, 0, "");
            }
            String[] files = jvm.command("end", key, 0, evidence == null ? "" : "why")
                    .strip()
                    .split("\n", -1);
            Path file = jvm.file(files[0]);
            try {
                if (evidence != null) {
                    Path told = jvm.file(files[1]);
                    Files.copy(told, evidence, StandardCopyOption.REPLACE_EXISTING);
                    Files.delete(told);
                }
                return PprofReader.read(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } finally {
            if (interrupted.getCount() > 0) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }
}
