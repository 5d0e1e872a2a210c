package dev.edenscope.pprof;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** A protobuf message spelled out field by field: how tests write files that no sane writer writes. */
final class Proto {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A varint field, written even if it is 0. */
    Proto number(int field, long value) {
        return varint((long) field << 3).varint(value);
    }

    Proto numbers(int field, long... values) {
        for (long value : values) {
            number(field, value);
        }
        return this;
    }

    Proto packed(int field, long... values) {
        Proto list = new Proto();
        for (long value : values) {
            list.varint(value);
        }
        return bytes(field, list.bytes());
    }

    Proto message(int field, Proto message) {
        return bytes(field, message.bytes());
    }

    Proto text(int field, String text) {
        return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    Proto bytes(int field, byte... bytes) {
        return tag(field, 2).varint(bytes.length).raw(bytes);
    }

    /** A tag alone, of any wire type. */
    Proto tag(int field, int type) {
        return varint((long) field << 3 | type);
    }

    Proto raw(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    Proto append(Proto other) {
        return raw(other.bytes());
    }

    /** A number without a tag. */
    Proto varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    byte[] gzip() {
        return gzip(bytes());
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(gzip)) {
            stream.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return gzip.toByteArray();
    }
}
