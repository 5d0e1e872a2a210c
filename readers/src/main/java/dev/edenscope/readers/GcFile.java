package dev.edenscope.readers;

import dev.edenscope.gc.GcHistory;
import dev.edenscope.pprof.Gunzip;
import dev.edenscope.profile.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Reads what is known of a process's garbage collections, whatever it was written by: the content says what it is, never
 * the name. Each kind may be gzip-ed.
 *
 * <ul>
 *   <li>GC logs of the JVM, 9 and newer ({@code -Xlog:gc}, {@code -Xlog:gc*})
 *   <li>what Go programs write with {@code GODEBUG=gctrace=1}
 * </ul>
 *
 * <p>A file that can be used only in part gives a history with {@linkplain GcHistory#warnings() warnings}. Any other flaw is
 * a {@link DataException}.
 */
public final class GcFile {
    private static final int HEAD_BYTES = 1 << 16;
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
            return read(in, file.toString());
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
}
