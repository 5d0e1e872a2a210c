package dev.edenscope.pprof;

import dev.edenscope.profile.DataException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The content of a gzip file, one member or several (RFC 1952), held against its checksums. {@code GZIPInputStream}
 * cannot say where a file breaks, and takes a damaged second member for the end.
 */
public final class Gunzip {
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final byte[] in;
    private final String name;
    private final int limitBytes;
    private byte[] out;
    private int at;
    private int size;

    private Gunzip(byte[] in, String name, int limitBytes) {
        this.in = in;
        this.name = name;
        this.limitBytes = limitBytes;
        this.out = new byte[(int) Math.min(limitBytes, Math.max(1024L, in.length * 4L))];
    }

    /** Whether bytes begin as gzip does. */
    public static boolean accepts(byte[] bytes) {
        return bytes.length >= 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
    }

    /**
     * At most {@code limitBytes} of content; memory grows with what really comes out, not with what is announced.
     *
     * @param name what messages call the source
     */
    public static Gunzip content(byte[] bytes, String name, int limitBytes) throws DataException {
        Gunzip gunzip = new Gunzip(bytes, name, limitBytes);
        do {
            gunzip.member();
        } while (gunzip.anotherMember());
        return gunzip;
    }

    /** The content, {@link #length} bytes of it; not copied. */
    public byte[] bytes() {
        return out;
    }

    /** In bytes. */
    public int length() {
        return size;
    }

    private void member() throws DataException {
        header();
        int from = size;
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(in, at, in.length - at);
            inflate(inflater);
            at = in.length - inflater.getRemaining();
        } catch (DataFormatException e) {
            throw new DataException(
                    name + ": at offset " + (in.length - inflater.getRemaining()) + ": not valid gzip data ("
                            + e.getMessage() + "); the file is damaged, fetch or record it again",
                    e);
        } finally {
            inflater.end();
        }
        int trailerAt = at;
        CRC32 crc = new CRC32();
        crc.update(out, from, size - from);
        if (int32() != (int) crc.getValue() || int32() != size - from) {
            throw damaged(trailerAt, "the gzip checksum is not that of the data");
        }
    }

    private void header() throws DataException {
        int start = at;
        if (octet() != 0x1f || octet() != 0x8b || octet() != 8) {
            throw damaged(start, "expected a gzip header");
        }
        int flags = octet();
        if ((flags & RESERVED) != 0) {
            throw damaged(start, "gzip flags " + flags + " are unknown");
        }
        advance(6);
        if ((flags & EXTRA) != 0) {
            advance(octet() | octet() << 8);
        }
        for (int text = NAME; text <= COMMENT; text *= 2) {
            if ((flags & text) != 0) {
                int end;
                do {
                    end = octet();
                } while (end != 0);
            }
        }
        if ((flags & HEADER_CRC) != 0) {
            advance(2);
        }
    }

    private void inflate(Inflater inflater) throws DataException, DataFormatException {
        byte[] probe = new byte[1];
        while (!inflater.finished()) {
            int count;
            if (size < out.length) {
                count = inflater.inflate(out, size, out.length - size);
                size += count;
            } else if (out.length < limitBytes) {
                out = Arrays.copyOf(out, (int) Math.min(limitBytes, out.length * 2L));
                continue;
            } else {
                count = inflater.inflate(probe);
                if (count > 0) {
                    throw tooLarge(name, limitBytes);
                }
            }
            if (count == 0 && !inflater.finished()) {
                if (inflater.needsDictionary()) {
                    throw damaged(at, "gzip data asks for a dictionary");
                }
                throw truncated();
            }
        }
    }

    /** Some writers fill the last block with zeros. */
    private boolean anotherMember() {
        int p = at;
        while (p < in.length && in[p] == 0) {
            p++;
        }
        return p < in.length;
    }

    private void advance(int count) throws DataException {
        if (count > in.length - at) {
            throw truncated();
        }
        at += count;
    }

    private int octet() throws DataException {
        advance(1);
        return in[at - 1] & 0xff;
    }

    private int int32() throws DataException {
        return octet() | octet() << 8 | octet() << 16 | octet() << 24;
    }

    private DataException truncated() {
        return new DataException(
                name + ": truncated at offset " + in.length + " (gzip data ends early); fetch or record it again");
    }

    private DataException damaged(int offset, String what) {
        return new DataException(
                name + ": at offset " + offset + ": " + what + "; the file is damaged, fetch or record it again");
    }

    /** What to throw for content beyond the limit. */
    public static DataException tooLarge(String name, int limitBytes) {
        return new DataException(
                name + ": a profile of more than " + limitBytes
                        + " bytes uncompressed, which is the limit; record for a shorter time, or run with a larger heap (-Xmx)");
    }
}
