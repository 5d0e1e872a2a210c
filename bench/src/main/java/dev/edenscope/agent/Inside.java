package dev.edenscope.agent;

import dev.edenscope.pprof.PprofWriter;
import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** What a benchmark must reach inside the agent for. */
public final class Inside {
    private static final Snapshot.Names NAMES = new Snapshot.Names();

    private Inside() {}

    /** Runs work whose allocations the agent does not sample. */
    public static void quietly(Runnable work) {
        Quiet.run(work);
    }

    /**
     * Takes a snapshot part by part: in C, read into Java, made into a profile, written as gzipped proto.
     *
     * @return nanoseconds of each of the four
     */
    public static long[] snapshotNanos() {
        return Quiet.call(Inside::parts);
    }

    private static long[] parts() {
        Snapshot begin = ((Sampler) Edenscope.running().capture()).begin();
        long t0 = System.nanoTime();
        ByteBuffer buffer = Native.snapshot();
        long t1 = System.nanoTime();
        Snapshot snapshot = new Snapshot(buffer, 0, NAMES);
        Native.release(buffer);
        long t2 = System.nanoTime();
        Profile profile = snapshot.since(begin, true);
        long t3 = System.nanoTime();
        try {
            PprofWriter.write(profile, new ByteArrayOutputStream(1 << 14));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new long[] {t1 - t0, t2 - t1, t3 - t2, System.nanoTime() - t3};
    }

    /** Writes what was compiled, as text. */
    public static void compiledCode(Path file) throws IOException {
        String problem = Native.load();
        problem = problem == null ? Native.compiledCode(Evidence.nativeName(file)) : problem;
        if (problem != null) {
            throw new DataException(problem);
        }
    }

    /** Writes a recording with an empty profile: all that {@code eden why} needs beside it. */
    public static void evidence(Path file) throws IOException {
        Evidence.write(new ProfileBuilder(Profile.Header.of(List.of(ValueType.ALLOC_SPACE))).build(), "", file);
    }

    /** Writes a recording of what was counted since the session began. */
    public static void recording(Path file) throws IOException {
        Evidence.write(profile(), "", file);
    }

    /** A snapshot as the sampler takes it, made into a profile. */
    public static Profile profile() {
        return Quiet.call(Edenscope.running().capture()::profile);
    }
}
