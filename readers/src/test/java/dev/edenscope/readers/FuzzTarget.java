package dev.edenscope.readers;

import com.sun.management.ThreadMXBean;
import dev.edenscope.budget.Comparison;
import dev.edenscope.budget.Paint;
import dev.edenscope.budget.Results;
import dev.edenscope.budget.ResultsJson;
import dev.edenscope.budget.ResultsText;
import dev.edenscope.gc.GcJson;
import dev.edenscope.gc.GcPicture;
import dev.edenscope.gc.GcText;
import dev.edenscope.pprof.PprofReader;
import dev.edenscope.pprof.PprofWriter;
import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What Jazzer calls with bytes of its own making, and what must hold for them: a sound profile that reads the same after
 * it was written, or a DataException of one line; and memory in proportion to the input.
 */
public final class FuzzTarget {
    /** What the content may unpack to, so that memory tells of the input and not of the limit. */
    private static final int LIMIT_BYTES = 1 << 20;

    private static final long ALLOCATED_AT_LEAST = 64L << 20;
    private static final long ALLOCATED_PER_BYTE = 2_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private FuzzTarget() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        check(bytes);
    }

    /** Whether the bytes are a profile, tell of collections or are results of benchmarks; throws AssertionError where something does not hold. */
    static boolean check(byte[] bytes) throws IOException {
        long most = ALLOCATED_AT_LEAST + ALLOCATED_PER_BYTE * bytes.length;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Profile profile = read(bytes);
        if (THREADS.getCurrentThreadAllocatedBytes() - before > most) {
            // Once more: the first time may have loaded classes.
            before = THREADS.getCurrentThreadAllocatedBytes();
            read(bytes);
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            require(allocated <= most, allocated + " bytes were allocated for " + bytes.length);
        }
        if (profile == null) {
            return !FlightRecording.recognises(bytes) && (tellsOfCollections(bytes) || hasResults(bytes));
        }
        profile.check();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PprofWriter.writeRaw(profile, out);
        Profile again = PprofReader.read(out.toByteArray(), "again");
        require(samples(again).equals(samples(profile)), "written and read, samples differ");
        return true;
    }

    /** The profile; null where the bytes are refused. */
    private static Profile read(byte[] bytes) throws IOException {
        try {
            return FlightRecording.recognises(bytes)
                    ? FlightRecording.read(bytes, "x") // without the temporary file that a stream is copied to
                    : ProfileFile.read(new ByteArrayInputStream(bytes), "x", LIMIT_BYTES);
        } catch (DataException e) {
            requireOneLine(e);
            return null;
        }
    }

    private static boolean tellsOfCollections(byte[] bytes) throws IOException {
        try {
            GcPicture picture = GcPicture.of(GcFile.read(new ByteArrayInputStream(bytes), "x"));
            GcText.of(picture, picture.model(), List.of());
            GcJson.of(picture, picture.model(), List.of());
            return picture.collections() > 0;
        } catch (DataException e) {
            requireOneLine(e);
            return false;
        }
    }

    /** Whether the bytes are results of benchmarks: then they are written and read the same, and can be shown. */
    private static boolean hasResults(byte[] bytes) throws IOException {
        Results results;
        try {
            results = ResultFile.read(new ByteArrayInputStream(bytes), "x", LIMIT_BYTES);
        } catch (DataException e) {
            requireOneLine(e);
            return false;
        }
        ByteArrayInputStream written =
                new ByteArrayInputStream(ResultsJson.of(results).getBytes(StandardCharsets.UTF_8));
        Results again = ResultFile.read(written, "x");
        require(again.series().equals(results.series()), "written and read, results differ");
        ResultsText.of(results, Paint.PLAIN);
        ResultsText.compared(List.of(results, again), Comparison.ALPHA, Paint.PLAIN);
        return true;
    }

    private static void requireOneLine(DataException e) {
        require(e.getMessage().startsWith("x: ") || e.getMessage().startsWith("x!"), e.getMessage());
        require(e.getMessage().indexOf('\n') < 0, e.getMessage());
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new AssertionError(message);
        }
    }

    private static List<String> samples(Profile profile) {
        List<String> samples = new ArrayList<>();
        for (int i = 0; i < profile.sampleCount(); i++) {
            StringBuilder sample = new StringBuilder().append(profile.labels(i));
            for (int t = 0; t < profile.sampleTypes().size(); t++) {
                sample.append(' ').append(profile.value(i, t));
            }
            int stack = profile.stack(i);
            for (int f = 0; f < profile.depth(stack); f++) {
                int location = profile.location(stack, f);
                sample.append(" @").append(profile.address(location)).append(profile.mapping(location));
                for (int l = 0; l < profile.lineCount(location); l++) {
                    sample.append(profile.function(location, l)).append(profile.lineNumber(location, l));
                }
            }
            samples.add(sample.toString());
        }
        return samples;
    }
}
