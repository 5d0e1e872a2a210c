package dev.edenscope.pprof;

import dev.edenscope.profile.DataException;

/**
 * A cursor over a protobuf message, bounded by the innermost message entered. Every read checks its bounds first, so
 * that a declared length is never trusted.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the encoding</a>
 */
final class Wire {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int GROUP = 3;
    static final int GROUP_END = 4;
    static final int FIXED32 = 5;

    private static final int MAX_FIELD = (1 << 29) - 1;

    private final byte[] bytes;
    private final int length;
    private final String name;
    private final boolean gzip;
    private int at;
    private int end;
    private int tagAt;
    private int type;

    /**
     * @param length how many of {@code bytes} there are
     * @param name the file, for messages
     * @param gzip whether {@code bytes} came out of gzip: then offsets are not those of the file
     */
    Wire(byte[] bytes, int length, String name, boolean gzip) {
        this.bytes = bytes;
        this.length = length;
        this.name = name;
        this.gzip = gzip;
        this.end = length;
    }

    /** Goes to where a message begins that is in no other. */
    void rewind(int from) {
        at = from;
        end = length;
    }

    boolean more() {
        return at < end;
    }

    /** Offset of the next byte. */
    int at() {
        return at;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Number of the next field, whose wire type is kept for the read that follows. */
    int field() throws DataException {
        tagAt = at;
        long tag = varint();
        long field = tag >>> 3;
        type = (int) tag & 7;
        if (tagAt == 0 && (field == 0 || field > MAX_FIELD)) {
            throw new DataException(name
                    + ": not a profile.proto, gzip-ed or raw, which was expected; check where it was fetched from");
        }
        if (field == 0 || field > MAX_FIELD) {
            throw broken(tagAt, "field number " + Long.toUnsignedString(field) + " is not one of protobuf's");
        }
        return (int) field;
    }

    long varint() throws DataException {
        int p = at;
        if (p < end && bytes[p] >= 0) {
            at = p + 1;
            return bytes[p];
        }
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (p == end) {
                throw truncated(at, "a number");
            }
            byte b = bytes[p++];
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                at = p;
                return value;
            }
        }
        throw broken(at, "a number of more than 10 bytes");
    }

    /** How many bytes, and so at most how many numbers, are left of the message entered. */
    int left() {
        return end - at;
    }

    /**
     * Reads the numbers that are left of the message entered. Gives how many they are.
     *
     * @param into as long as {@link #left} at least
     */
    int numbers(long[] into) throws DataException {
        // Most of a profile is this; so the loop touches no field.
        byte[] in = bytes;
        int last = end;
        int p = at;
        int to = 0;
        while (p < last) {
            int first = in[p++];
            if (first >= 0) {
                into[to++] = first;
            } else if (p < last && in[p] >= 0) {
                into[to++] = (first & 0x7f) | (in[p++] << 7);
            } else {
                at = p - 1;
                into[to++] = varint();
                p = at;
            }
        }
        at = p;
        return to;
    }

    /** The varint of the field just named. */
    long number(String what) throws DataException {
        if (type != VARINT) {
            throw broken(tagAt, what + " has wire type " + type + ", expected a number (0)");
        }
        return varint();
    }

    /** Enters the message (or string) of the field just named; gives what {@link #leave} wants. */
    int enter(String what) throws DataException {
        if (type != BYTES) {
            throw broken(tagAt, what + " has wire type " + type + ", expected a length and bytes (2)");
        }
        return enter(declaredLength(what));
    }

    /** Enters the numbers of a repeated field, which stand together or, as one written alone, are a list of one. */
    int enterNumbers(String what) throws DataException {
        if (type == BYTES) {
            return enter(what);
        }
        int start = at;
        number(what);
        int size = at - start;
        at = start;
        return enter(size);
    }

    private int enter(int size) {
        int outer = end;
        end = at + size;
        return outer;
    }

    /** Goes behind the message entered. */
    void leave(int outer) {
        at = end;
        end = outer;
    }

    private int declaredLength(String what) throws DataException {
        int lengthAt = at;
        long declared = varint();
        if (declared < 0 || declared > end - at) {
            throw truncated(
                    lengthAt,
                    what + " of " + Long.toUnsignedString(declared) + " bytes is declared, " + (end - at)
                            + " are left");
        }
        return (int) declared;
    }

    /** Goes behind the field just named, whatever it is. */
    void skip() throws DataException {
        int depth = 0;
        while (true) {
            switch (type) {
                case VARINT -> varint();
                case FIXED64 -> skip(8);
                case BYTES -> skip(declaredLength("a field"));
                case GROUP -> depth++;
                case GROUP_END -> {
                    if (--depth < 0) {
                        throw broken(tagAt, "a group ends that did not begin");
                    }
                }
                case FIXED32 -> skip(4);
                default -> throw broken(tagAt, "wire type " + type + " is not one of protobuf's");
            }
            if (depth == 0) {
                return;
            }
            field();
        }
    }

    private void skip(int count) throws DataException {
        if (count > end - at) {
            throw truncated(at, "a field");
        }
        at += count;
    }

    private DataException truncated(int offset, String what) {
        // A message inside another one ends early although the file goes on: that is damage, not truncation.
        return end == length
                ? new DataException(
                        name + ": truncated at " + place(offset) + " (" + what + "); fetch or record it again")
                : broken(offset, what + " does not fit the message that it is in");
    }

    /** What to throw for bytes that are not those of a profile.proto. */
    DataException broken(int offset, String what) {
        return new DataException(
                name + ": at " + place(offset) + ": " + what + "; the file is damaged, fetch or record it again");
    }

    private String place(int offset) {
        return "offset " + offset + (gzip ? " of the uncompressed data" : "");
    }
}
