package dev.edenscope.cli;

import dev.edenscope.gc.GcHistory;
import dev.edenscope.live.Reading;
import dev.edenscope.pprof.PprofReader;
import dev.edenscope.profile.DataException;
import dev.edenscope.readers.GcFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A running JVM that is looked at again and again: the agent samples, and each look fetches what has come since the one
 * before. If this process dies, the agent ends its sampling after a minute.
 */
final class Watch implements AutoCloseable {
    private final Jvm jvm;
    private final String options;
    private final long leaseNanos;
    private String key;
    private long lookedNanos;

    /**
     * Begins to watch.
     *
     * @param options the agent's
     * @param every how long it will be from one look to the next
     */
    Watch(Jvm jvm, String options, Duration every) throws IOException {
        this.jvm = jvm;
        this.options = options;
        this.leaseNanos = every.plus(Recording.GRACE).toNanos();
        begin();
    }

    private void begin() throws IOException {
        key = Recording.key();
        lookedNanos = System.nanoTime();
        jvm.command("begin", key, leaseSeconds(), options);
    }

    private long leaseSeconds() {
        return Math.max(1, Duration.ofNanos(leaseNanos).toSeconds());
    }

    /**
     * What was allocated since the look before, and what is in use now.
     *
     * @throws Ended if the JVM has ended
     */
    Reading look() throws IOException {
        try {
            if (System.nanoTime() - lookedNanos > leaseNanos / 2) {
                begin(); // this process was stopped meanwhile, or the machine slept
            }
            lookedNanos = System.nanoTime();
            String[] files =
                    jvm.nextCommand("look", key, leaseSeconds()).strip().split("\n", -1);
            return reading(jvm.file(files[0]), jvm.file(files[1]));
        } catch (IOException e) {
            throw jvm.runs() ? e : new Ended(jvm, e);
        }
    }

    private Reading reading(Path file, Path gc) throws IOException {
        try {
            return new Reading(PprofReader.read(file), collections(gc));
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(gc);
        }
    }

    /** None where the JVM is counted exactly, which leaves them out. */
    private static Optional<GcHistory> collections(Path file) throws IOException {
        try {
            return Optional.of(GcFile.read(file));
        } catch (DataException e) {
            return Optional.empty();
        }
    }

    /** Ends the sampling. */
    @Override
    public void close() throws IOException {
        if (jvm.runs()) {
            jvm.nextCommand("leave", key, 0);
        }
    }

    /** The JVM is gone. */
    static final class Ended extends IOException {
        private static final long serialVersionUID = 1;

        private Ended(Jvm jvm, IOException cause) {
            super(jvm.title() + " has ended", cause);
        }
    }
}
