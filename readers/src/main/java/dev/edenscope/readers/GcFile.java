package dev.edenscope.readers;

import dev.edenscope.gc.GcHistory;
import dev.edenscope.pprof.Gunzip;
import dev.edenscope.profile.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Reads what is known of a process's garbage collections, whatever it was written by: the content says what it is, never
 * the name. Each kind may be gzip-ed.
 *
 * <ul>
 *   <li>GC logs of the JVM, 9 and newer ({@code -Xlog:gc}, {@code -Xlog:gc*})
 *   <li>what Go programs write with {@code GODEBUG=gctrace=1}
 *   <li>flight recordings of the JDK
 *   <li>recordings of {@code eden record} ({@code .eden}), and what the agent's {@code /debug/gc} gives
 * </ul>
 *
 * <p>A file that can be used only in part gives a history with {@linkplain GcHistory#warnings() warnings}. Any other flaw is
 * a {@link DataException}.
 */
public final class GcFile {
    private static final int HEAD_BYTES = 1 << 16;
    private static final int START_BYTES = 16;
    private static final int MOST_JSON_BYTES = 16 << 20;
    /** Entry of a recording. */
    private static final String RECORDED = "gc.json";

    private static final String KINDS =
            "what can be read is a GC log (-Xlog:gc*:file=gc.log), GODEBUG=gctrace=1 lines, a"
                    + " flight recording (.jfr), a recording of `eden record` (.eden), and /debug/gc of the agent";

    private GcFile() {}

    /**
     * The history in a file.
     *
     * @throws IOException in one line that names the file, what is wrong where, and what to do
     */
    public static GcHistory read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(HEAD_BYTES);
            return FlightRecording.recognises(head)
                    ? FlightRecording.readGc(file, file.toString())
                    : read(new SequenceInputStream(new ByteArrayInputStream(head), in), file.toString());
        } catch (IOException e) {
            throw DataException.unreadable(file.toString(), e);
        }
    }

    /**
     * The history in a stream.
     *
     * @param in read to its end, not closed
     * @param name what messages call it
     */
    public static GcHistory read(InputStream in, String name) throws IOException {
        try {
            byte[] head = in.readNBytes(HEAD_BYTES);
            InputStream all = new SequenceInputStream(new ByteArrayInputStream(head), in);
            if (Gunzip.accepts(head)) {
                InputStream unpacked = new GZIPInputStream(all);
                byte[] start = unpacked.readNBytes(HEAD_BYTES);
                return read(start, new SequenceInputStream(new ByteArrayInputStream(start), unpacked), name);
            }
            return read(head, all, name);
        } catch (IOException e) {
            throw DataException.unreadable(name, e);
        } catch (OutOfMemoryError e) {
            throw DataException.heapTooSmall(name, e);
        }
    }

    private static GcHistory read(byte[] head, InputStream all, String name) throws IOException {
        if (head.length == 0) {
            throw new DataException(name + ": empty file; " + KINDS);
        }
        if (AgentGc.recognises(new String(head, 0, Math.min(head.length, START_BYTES), StandardCharsets.UTF_8))) {
            return agent(all, name);
        }
        if (FlightRecording.recognises(head)) {
            return FlightRecording.readGc(all, name);
        }
        if (ProfileFile.isZip(head)) {
            return recorded(new ZipInputStream(all), name);
        }
        LogLines lines = new LogLines(new ByteArrayInputStream(head));
        for (String line; (line = lines.next()) != null; ) {
            if (UnifiedLog.recognises(line)) {
                return UnifiedLog.read(all, name);
            }
            if (GcTrace.recognises(line)) {
                return GcTrace.read(all, name);
            }
        }
        throw new DataException(name + ": nothing about garbage collections in it; " + KINDS);
    }

    private static GcHistory agent(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(MOST_JSON_BYTES);
        if (bytes.length == MOST_JSON_BYTES) {
            throw new DataException(name + ": more than " + MOST_JSON_BYTES + " bytes; the agent writes less");
        }
        return AgentGc.read(new String(bytes, StandardCharsets.UTF_8), name);
    }

    /** What a recording of {@code eden record} has. */
    private static GcHistory recorded(ZipInputStream zip, String name) throws IOException {
        try {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
                if (entry.getName().equals(RECORDED)) {
                    return agent(zip, name + "!" + RECORDED);
                }
            }
        } catch (IllegalArgumentException e) { // an entry's name that is no text
            throw new DataException(name + ": not a recording; make one with: eden record PID -o FILE.eden", e);
        }
        throw new DataException(
                name + ": a zip without " + RECORDED + "; make a recording with: eden record PID -o FILE.eden");
    }
}
