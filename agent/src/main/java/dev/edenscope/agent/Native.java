package dev.edenscope.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** The sampler's C part (src/main/c), loaded into this JVM. */
final class Native {
    private static String problem; // why it cannot be loaded; empty: it is loaded

    private Native() {}

    /**
     * Loads the library once.
     *
     * @return null, or in one line why there is none: then capture falls back to JFR
     */
    static synchronized String load() {
        if (problem == null) {
            problem = tryLoad();
        }
        return problem.isEmpty() ? null : problem;
    }

    private static String tryLoad() {
        String platform = platform();
        try (InputStream in = Native.class.getResourceAsStream(platform + "/libedenscope.so")) {
            if (in == null) {
                return "no sampler library for " + platform + " (there is one for linux-x64 and linux-arm64)";
            }
            Path file = Files.createTempFile("libedenscope", ".so");
            try {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                System.load(file.toString());
            } finally {
                Files.delete(file); // the mapping outlives the name
            }
            return "";
        } catch (IOException | UnsatisfiedLinkError | SecurityException e) {
            return "the sampler library could not be loaded: " + e.getMessage()
                    + " (java.io.tmpdir must be writable and not mounted noexec)";
        }
    }

    /** {@code linux-x64}, {@code linux-arm64} or the like. */
    static String platform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "");
        String cpu = switch (arch) {
            case "amd64", "x86_64" -> "x64";
            case "aarch64" -> "arm64";
            default -> arch;
        };
        return (os.startsWith("linux") ? "linux" : os.replace(' ', '-')) + "-" + cpu;
    }

    /**
     * Starts the one session.
     *
     * @param intervalBytes mean distance between samples; 0: every object
     * @param depth frames of a stack that are kept
     * @param tracked objects that are tracked at most
     * @param stacks stacks that are kept at most
     * @param cpuShare share of the process's CPU time that samples may cost before the interval is lengthened; 0: any
     * @param thinning whether to have the JVM sample more densely and take of that what the interval asks for: for JDKs
     *     whose sampling goes wrong at long intervals
     * @param threadEnds whether {@link #threadEnded} is to be called
     * @return null, or in one line why it could not be started
     */
    static native String start(
            int intervalBytes,
            int depth,
            int tracked,
            int stacks,
            double cpuShare,
            boolean thinning,
            boolean threadEnds);

    /** Looks after the tracked objects until {@link #end}: what the sampler's own thread runs. */
    static native void sweep();

    /** Makes {@link #sweep} return. */
    static native void end();

    /** Ends the session, gives the capability and all memory back. {@link #sweep} must have returned. */
    static native void stop();

    /** All that is known now, as {@link Snapshot} reads it; must be given to {@link #release}. Null: out of memory. */
    static native ByteBuffer snapshot();

    static native void release(ByteBuffer snapshot);

    /** Collects garbage, so that in-use is settled for all that was born before this call. */
    static native void collect();

    /** Forgets what was counted and tracked so far. */
    static native void reset();

    /** Events taken since the start or the last reset. */
    static native long samples();

    /** Makes the calling thread's allocations the agent's own, which no profile shows, or ends that. Nests. */
    static native void quiet(boolean on);

    /**
     * Writes what the JIT compiled, as text.
     *
     * @param file an existing file's name as the system has it, with a 0 behind it
     * @return null, or in one line why it cannot be had
     */
    static native String compiledCode(byte[] file);

    /**
     * The class files of classes as the JVM has them in memory, without exception handlers and bootstrap methods. Nothing is
     * redefined or stopped for it. Those that it does not tell are null.
     */
    static native byte[][] classFiles(Class<?>[] classes);

    /** All classes that are loaded; null: out of memory. */
    static native Class<?>[] loadedClasses();

    /** Called by the C part on a thread that ends, where the JVM itself keeps no total. */
    @SuppressWarnings("unused")
    private static void threadEnded() {
        JvmCounter.threadEnded();
    }

    /** Called by the C part at the first sample of a thread older than the session: {@link JvmCounter#firstWeight}. */
    @SuppressWarnings("unused")
    private static double firstWeight(double size, double interval, double weight) {
        return JvmCounter.firstWeight(size, interval, weight);
    }
}
