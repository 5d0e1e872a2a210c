package dev.edenscope.readers;

import dev.edenscope.pprof.Gunzip;
import dev.edenscope.profile.DataException;
import java.io.IOException;
import java.io.InputStream;

/** A whole file in memory, unpacked. */
final class Content {
    private final byte[] bytes;
    private final int length;
    private final String name;
    private final boolean gzip;

    /**
     * Some bytes.
     *
     * @param bytes not copied
     * @param length how many of them there are
     * @param name what messages call the file
     * @param gzip whether the bytes came out of gzip: then offsets are not those of the file
     */
    Content(byte[] bytes, int length, String name, boolean gzip) {
        this.bytes = bytes;
        this.length = length;
        this.name = name;
        this.gzip = gzip;
    }

    /** What a stream has, at most {@code limitBytes} of it and of what gzip makes of it. */
    static Content of(InputStream in, String name, int limitBytes) throws IOException {
        byte[] bytes = in.readNBytes(limitBytes);
        if (bytes.length == limitBytes && in.read() >= 0) {
            throw Gunzip.tooLarge(name, limitBytes);
        }
        if (Gunzip.accepts(bytes)) {
            Gunzip unpacked = Gunzip.content(bytes, name, limitBytes);
            return new Content(unpacked.bytes(), unpacked.length(), name, true);
        }
        return new Content(bytes, bytes.length, name, false);
    }

    /** The content, {@link #length} bytes of it. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    String name() {
        return name;
    }

    /** What to throw for bytes that are not what they should be. */
    DataException broken(int offset, String what) {
        return new DataException(
                name + ": at " + place(offset) + ": " + what + "; the file is damaged, fetch or record it again");
    }

    String place(int offset) {
        return "offset " + offset + (gzip ? " of the uncompressed data" : "");
    }
}
