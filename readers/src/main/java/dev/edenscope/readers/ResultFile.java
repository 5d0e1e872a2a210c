package dev.edenscope.readers;

import dev.edenscope.budget.Results;
import dev.edenscope.pprof.Gunzip;
import dev.edenscope.pprof.PprofReader;
import dev.edenscope.profile.DataException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads what benchmarks measured, whatever they were run by: the content says what it is, never the name. Each kind may be
 * gzip-ed.
 *
 * <ul>
 *   <li>JMH's JSON ({@code -rf json})
 *   <li>what {@code go test -bench} prints, {@code -json} or not, and all else in Go's benchmark format
 *   <li>results of our own, as {@code eden bench --json} writes them
 * </ul>
 *
 * <p>A file that can be used only in part gives results with {@linkplain Results#warnings() warnings}. Any other flaw is a
 * {@link DataException}. The file is held in memory while it is read, up to a {@linkplain PprofReader#defaultLimitBytes()
 * quarter of the largest heap}.
 */
public final class ResultFile {
    private static final int HEAD_BYTES = 4096;

    static final String KINDS =
            "what can be read is JMH's JSON (-rf json), what go test -bench prints, and what eden bench"
                    + " --json writes, each gzip-ed or not";

    /** JSON, or a line of Go's benchmark format at the beginning. */
    private static final Pattern RESULTS =
            Pattern.compile("\\A\\s*(?:[\\[{]\\s*[\"{\\[\\]}]|(?:goos|goarch|pkg|cpu|Benchmark\\S*)[:\\s])");

    private ResultFile() {}

    /** Whether a file begins as results of benchmarks do, gzip-ed or not, and not as a profile does. */
    public static boolean recognises(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(HEAD_BYTES);
            boolean packed = Gunzip.accepts(in.readNBytes(2));
            in.reset();
            byte[] head = (packed ? new GZIPInputStream(in) : in).readNBytes(HEAD_BYTES);
            return RESULTS.matcher(new String(head, StandardCharsets.UTF_8)).find();
        } catch (ZipException | EOFException e) {
            return false; // torn, as who reads it will say
        } catch (IOException e) {
            throw DataException.unreadable(file.toString(), e);
        }
    }

    /**
     * The results in a file.
     *
     * @throws IOException in one line that names the file, what is wrong where, and what to do
     */
    public static Results read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw DataException.unreadable(file.toString(), e);
        }
    }

    /**
     * The results in a stream.
     *
     * @param in read to its end, not closed
     * @param name what messages call it
     */
    public static Results read(InputStream in, String name) throws IOException {
        return read(in, name, PprofReader.defaultLimitBytes());
    }

    /** The results in a stream whose content has at most so many bytes. */
    static Results read(InputStream in, String name, int limitBytes) throws IOException {
        try {
            return read(Content.of(in, name, limitBytes));
        } catch (IOException e) {
            throw DataException.unreadable(name, e);
        } catch (OutOfMemoryError e) {
            throw DataException.heapTooSmall(name, e);
        }
    }

    private static Results read(Content content) throws DataException {
        String head =
                new String(content.bytes(), 0, Math.min(HEAD_BYTES, content.length()), StandardCharsets.UTF_8).strip();
        if (head.isEmpty()) {
            throw new DataException(content.name() + ": empty file, expected results of benchmarks; " + KINDS);
        }
        if (head.startsWith("[")) {
            return JmhJson.read(JsonText.parse(text(content), content.name()), content.name());
        }
        if (head.startsWith("{") && !GoBench.isEvent(head.lines().findFirst().orElse(""))) {
            return OwnResults.read(JsonText.parse(text(content), content.name()), content.name());
        }
        return GoBench.read(new Lines(content));
    }

    private static String text(Content content) {
        return new String(content.bytes(), 0, content.length(), StandardCharsets.UTF_8);
    }
}
