package dev.edenscope.cli;

import dev.edenscope.gc.GcHistory;
import dev.edenscope.profile.Profile;
import java.io.IOException;
import java.time.Duration;

/** A source that is a process id: the JVM is attached to and recorded for a while. */
final class AttachedSource implements LiveSource {
    private static final Duration DEFAULT = Duration.ofSeconds(10);

    private final Terminal terminal;
    private final String options;

    AttachedSource(Terminal terminal) {
        this(terminal, "");
    }

    /**
     * With options of the agent's.
     *
     * @param options as {@link CaptureOptions} has them
     */
    AttachedSource(Terminal terminal, String options) {
        this.terminal = terminal;
        this.options = options;
    }

    @Override
    public Profile capture(long pid, Duration duration) throws IOException {
        Recording recording = new Recording(Jvm.of(Long.toString(pid)), new Progress(terminal));
        return recording.take(duration.isZero() ? DEFAULT : duration, options, false, null);
    }

    @Override
    public GcHistory watchGc(long pid, Duration duration) throws IOException {
        Recording recording = new Recording(Jvm.of(Long.toString(pid)), new Progress(terminal));
        return recording.watch(duration.isZero() ? DEFAULT : duration);
    }
}
