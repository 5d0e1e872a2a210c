package dev.edenscope.pprof;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A protobuf message being written: one buffer that grows, and is used again for the next message. */
final class Output {
    private byte[] bytes = new byte[1024];
    private int size;

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    void flushTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
        size = 0;
    }

    /** A number or an enum; 0 is what an absent field means, and so is left out. */
    void number(int field, long value) {
        if (value != 0) {
            tag(field, Wire.VARINT);
            varint(value);
        }
    }

    void flag(int field, boolean value) {
        number(field, value ? 1 : 0);
    }

    /** An embedded message or packed numbers. */
    void message(int field, Output message) {
        message(field, message.bytes, 0, message.size);
    }

    void text(int field, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        message(field, utf8, 0, utf8.length);
    }

    /** Bytes that another output holds, as they are. */
    void raw(Output from, int start, int end) {
        raw(from.bytes, start, end - start);
    }

    void varint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void message(int field, byte[] from, int start, int length) {
        tag(field, Wire.BYTES);
        varint(length);
        raw(from, start, length);
    }

    private void raw(byte[] from, int start, int length) {
        reserve(length);
        System.arraycopy(from, start, bytes, size, length);
        size += length;
    }

    private void tag(int field, int type) {
        varint((long) field << 3 | type);
    }

    private void reserve(int count) {
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(bytes, Math.max(size + count, bytes.length * 2));
        }
    }
}
