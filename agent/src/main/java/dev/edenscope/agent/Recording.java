package dev.edenscope.agent;

import dev.edenscope.profile.Profile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What this process allocates from one moment to another, recorded from within: for benchmarks and tests.
 *
 * <p>No flag is needed at the JVM's start: the library is loaded when the first recording starts. Several recordings with
 * the same options may be under way at once, and each has what came after its own start.
 */
public final class Recording {
    private final Window window;

    private Recording(Window window) {
        this.window = window;
    }

    /**
     * Starts to count every object that reaches the heap; the JIT goes on removing those that do not. The calling thread is
     * counted from here on and threads that start later from their birth, to the byte; threads that run already first use up
     * what the JVM had drawn for them, some 512 KiB each. Costs a garbage collection and, while it lasts, some 0.2 us an
     * object and what its stack takes.
     *
     * @throws IllegalStateException in one line, if this JVM cannot count: another profiler holds its sampling, it is not
     *     HotSpot, or there is no library for this platform
     */
    public static Recording exact() {
        return start("exact,depth=1024");
    }

    /**
     * Starts a recording.
     *
     * @param options as behind {@code -javaagent:edenscope-agent.jar=}, for example {@code interval=512k}
     * @throws IllegalArgumentException naming an option that is unknown or has a bad value
     * @throws IllegalStateException in one line, if this JVM cannot be recorded
     */
    public static Recording start(String options) {
        return new Recording(Window.open(Settings.parse(options)));
    }

    /** Ends the recording. */
    public Profile stop() {
        return Quiet.call(window::close);
    }

    /**
     * Writes a profile of this process.
     *
     * @param file one that is called {@code .eden} gets what {@code eden why} needs too, as of now; any other the profile alone
     */
    public static void write(Profile profile, Path file) throws IOException {
        boolean entered = Quiet.enter();
        try {
            Written.write(profile, "", file);
        } finally {
            Quiet.leave(entered);
        }
    }
}
