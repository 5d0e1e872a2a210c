package dev.edenscope.readers;

import dev.edenscope.pprof.Gunzip;
import dev.edenscope.pprof.PprofReader;
import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Reads a profile, whatever it was written by: the content says what it is, never the name. Each kind may be gzip-ed.
 *
 * <ul>
 *   <li>recordings of {@code eden record}: the profile in them
 *   <li>profile.proto, of Go, the agent, Parca, Pyroscope, .NET and many others
 *   <li>flight recordings
 *   <li>Go's texts ({@code ?debug=1}): heap, allocs, goroutine, threadcreate, block, mutex
 *   <li>legacy formats of {@code go tool pprof}: heap, growth, fragmentation, contention, threads and CPU of C++; heap,
 *       contention and CPU of Java at Google
 *   <li>collapsed stacks, the input of flame graphs
 * </ul>
 *
 * <p>A file that can be used only in part gives a profile with {@linkplain Profile#warnings() warnings}. Any other flaw
 * is a {@link DataException}, and nothing else is thrown for whatever bytes. Memory: all but recordings are held while
 * they are read, up to a {@linkplain PprofReader#defaultLimitBytes() quarter of the largest heap}.
 */
public final class ProfileFile {
    private static final String KINDS = "what can be read is profile.proto (pprof), flight recordings (.jfr), Go's"
            + " debug=1 texts, legacy pprof formats and collapsed stacks, each gzip-ed or not";

    /** Entry of a recording that holds its profile. */
    private static final String RECORDED = "profile.pb.gz";

    private static final int HEAD_BYTES = 4096;
    private static final int TEXT_BYTES = 64; // no profile.proto begins with so many characters
    private static final int SHOWN_BYTES = 8;

    private interface Reader<T> {
        Profile read(T content) throws IOException;
    }

    /** A kind of text that its first line tells. */
    private record TextKind(Predicate<String> header, Reader<Lines> reader) {}

    private static final List<TextKind> TEXTS = List.of(
            new TextKind(HeapText::recognises, HeapText::read),
            new TextKind(CountText::recognises, CountText::read),
            new TextKind(ThreadText::recognises, ThreadText::read),
            new TextKind(ContentionText::recognises, ContentionText::read),
            new TextKind(JavaText::recognises, JavaText::heap));

    private ProfileFile() {}

    /**
     * The profile in a file.
     *
     * @throws IOException in one line that names the file, what is wrong where, and what to do
     */
    public static Profile read(Path file) throws IOException {
        String name = file.toString();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(HEAD_BYTES);
            return FlightRecording.recognises(head)
                    ? FlightRecording.read(file, name)
                    : read(head, in, name, PprofReader.defaultLimitBytes());
        } catch (IOException e) {
            throw DataException.unreadable(name, e);
        } catch (OutOfMemoryError e) {
            throw DataException.heapTooSmall(name, e);
        }
    }

    /**
     * The profile in a stream.
     *
     * @param in read to its end, not closed
     * @param name what messages call it
     */
    public static Profile read(InputStream in, String name) throws IOException {
        return read(in, name, PprofReader.defaultLimitBytes());
    }

    /**
     * The profile in a stream, if it is not too large.
     *
     * @param limitBytes how large the uncompressed content may be, but for a flight recording's: what a small file that
     *     expands without end is stopped at
     */
    public static Profile read(InputStream in, String name, int limitBytes) throws IOException {
        try {
            return read(in.readNBytes(HEAD_BYTES), in, name, limitBytes);
        } catch (IOException e) {
            throw DataException.unreadable(name, e);
        } catch (OutOfMemoryError e) {
            throw DataException.heapTooSmall(name, e);
        }
    }

    /** The profile of which {@code head} are the first bytes and {@code rest} has the others. */
    private static Profile read(byte[] head, InputStream rest, String name, int limitBytes) throws IOException {
        InputStream all = new SequenceInputStream(new ByteArrayInputStream(head), rest);
        boolean gzip = Gunzip.accepts(head);
        byte[] start = gzip ? unpacked(head) : head;
        if (FlightRecording.recognises(start)) {
            return FlightRecording.read(gzip ? new GZIPInputStream(all) : all, name);
        }
        if (isZip(head)) {
            Profile recorded = recorded(new ZipInputStream(all), name, limitBytes);
            if (recorded != null) {
                return recorded;
            }
        }
        if (start.length == 0) {
            Content content = Content.of(all, name, limitBytes); // says where gzip breaks, if that is why
            if (content.length() > 0) {
                return read(new ByteArrayInputStream(content.bytes(), 0, content.length()), name, limitBytes);
            }
            throw new DataException(name + ": empty file, expected a profile; fetch or record it again");
        }
        if (CpuWords.recognises(new Content(start, start.length, name, gzip))) {
            return checked(Content.of(all, name, limitBytes), CpuWords::read);
        }
        if (isText(start)) {
            return checked(Content.of(all, name, limitBytes), ProfileFile::text);
        }
        if (Magic.of(start).isEmpty() && PprofReader.recognises(start)) {
            return PprofReader.read(all, name, limitBytes);
        }
        throw new DataException(name + ": not a profile: begins with " + shown(start) + "; " + KINDS);
    }

    static boolean isZip(byte[] head) {
        return head.length > 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
    }

    /** The profile in a recording of {@code eden record}, a zip that begins with it; null if the zip is none. */
    private static Profile recorded(ZipInputStream zip, String name, int limitBytes) throws IOException {
        ZipEntry first;
        try {
            first = zip.getNextEntry();
        } catch (IllegalArgumentException e) { // a name that is no text
            return null;
        }
        return first == null || !first.getName().equals(RECORDED)
                ? null
                : PprofReader.read(zip, name + "!" + RECORDED, limitBytes);
    }

    /** The first bytes of what was packed, as far as they come. */
    private static byte[] unpacked(byte[] head) {
        byte[] start = new byte[HEAD_BYTES];
        int length = 0;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(head))) {
            for (int count; length < start.length && (count = in.read(start, length, start.length - length)) >= 0; ) {
                length += count;
            }
        } catch (IOException e) {
            return Arrays.copyOf(start, length);
        }
        return Arrays.copyOf(start, length);
    }

    private static boolean isText(byte[] start) {
        for (int i = 0; i < Math.min(TEXT_BYTES, start.length); i++) {
            byte b = start[i];
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    /** The first bytes: as numbers, and with a name where it is a kind of file that people take for a profile. */
    private static String shown(byte[] start) {
        StringBuilder shown = new StringBuilder("the bytes");
        for (int i = 0; i < Math.min(SHOWN_BYTES, start.length); i++) {
            shown.append(String.format(" %02x", start[i]));
        }
        Magic.of(start).ifPresent(magic -> shown.append(", as does ").append(magic.kind()));
        return shown.toString();
    }

    private static Profile checked(Content content, Reader<Content> reader) throws IOException {
        try {
            Profile profile = reader.read(content);
            for (int t = 0; t < profile.sampleTypes().size(); t++) {
                if (!profile.fits(t)) {
                    throw new ArithmeticException(profile.sampleTypes().get(t).toString());
                }
            }
            return profile;
        } catch (ArithmeticException e) {
            throw new DataException(
                    content.name()
                            + ": values add up to more than 64 bits; the file is damaged, fetch or record it again",
                    e);
        }
    }

    private static Profile text(Content content) throws IOException {
        Lines lines = new Lines(content);
        lines.nextStatement();
        Profile profile = reader(lines).read(lines);
        if (lines.invalid() == 0) {
            return profile;
        }
        List<String> warnings = new ArrayList<>(profile.warnings());
        warnings.add(content.name() + ": " + lines.invalid() + " line(s) are not UTF-8, the first is line "
                + lines.firstInvalid() + "; what cannot be read of them is shown as \ufffd");
        return profile.withHeader(profile.header().withWarnings(warnings));
    }

    /** Who reads a text that begins with the current line. */
    private static Reader<Lines> reader(Lines lines) throws DataException {
        for (TextKind kind : TEXTS) {
            if (kind.header.test(lines.text())) {
                return kind.reader;
            }
        }
        if (Collapsed.recognises(lines.content())) {
            return Collapsed::read;
        }
        if (UnifiedLog.recognises(lines.text()) || GcTrace.recognises(lines.text())) {
            throw new DataException(
                    lines.content().name() + ": not a profile but a log of garbage collections: eden gc "
                            + lines.content().name());
        }
        throw new DataException(
                lines.content().name() + ": not a profile: a text that begins with " + lines.shown() + "; " + KINDS);
    }
}
