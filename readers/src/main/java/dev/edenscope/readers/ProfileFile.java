package dev.edenscope.readers;

import dev.edenscope.pprof.PprofReader;
import dev.edenscope.profile.Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads a profile, whatever it was written by: the content says what it is, never the name. */
public final class ProfileFile {
    /** Enough to tell what a file is, and of a gzip-ed one what is in it. */
    private static final int HEAD_BYTES = 512;

    private ProfileFile() {}

    /**
     * The profile in a file.
     *
     * @throws IOException in one line that names the file, what is wrong where, and what to do
     */
    public static Profile read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            return PprofReader.read(file);
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD_BYTES);
        }
        if (FlightRecording.recognises(head)) {
            return FlightRecording.read(file, file.toString());
        }
        if (FlightRecording.recognises(uncompressed(head))) {
            try (InputStream in = Files.newInputStream(file)) {
                return FlightRecording.read(new GZIPInputStream(in), file.toString());
            }
        }
        return PprofReader.read(file);
    }

    /**
     * The profile in a stream.
     *
     * @param name what messages call it
     */
    public static Profile read(InputStream in, String name) throws IOException {
        PushbackInputStream all = new PushbackInputStream(in, HEAD_BYTES);
        byte[] head = all.readNBytes(HEAD_BYTES);
        all.unread(head);
        if (FlightRecording.recognises(head)) {
            return FlightRecording.read(all, name);
        }
        if (FlightRecording.recognises(uncompressed(head))) {
            return FlightRecording.read(new GZIPInputStream(all), name);
        }
        return PprofReader.read(all, name);
    }

    /** The first bytes of what is gzip-ed; none where it is not. */
    private static byte[] uncompressed(byte[] head) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(head))) {
            return in.readNBytes(4);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
