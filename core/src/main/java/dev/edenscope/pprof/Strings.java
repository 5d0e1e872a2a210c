package dev.edenscope.pprof;

import dev.edenscope.profile.DataException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The string table of a file: where each string is, and the text of those asked for, each decoded once. */
final class Strings {
    private final Wire wire;
    private int[] offsets = new int[64];
    private int[] lengths = new int[64];
    private int count;
    private String[] texts;
    private int invalid;
    private int firstInvalid;

    Strings(Wire wire) {
        this.wire = wire;
    }

    void add(int offset, int length) {
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
        }
        offsets[count] = offset;
        lengths[count++] = length;
    }

    int count() {
        return count;
    }

    /** How many of the strings asked for are not UTF-8. */
    int invalid() {
        return invalid;
    }

    int firstInvalid() {
        return firstInvalid;
    }

    /**
     * @param what who refers to the string, for the message
     * @param from offset of the reference
     */
    String get(long index, String what, int from) throws DataException {
        if (index < 0 || index >= count) {
            throw wire.broken(from, what + " refers to string " + index + ", but the string table has " + count);
        }
        if (texts == null) {
            texts = new String[count];
        }
        int i = (int) index;
        if (texts[i] == null) {
            texts[i] = decode(offsets[i], lengths[i]);
        }
        return texts[i];
    }

    private String decode(int offset, int length) {
        byte[] bytes = wire.bytes();
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') >= 0) {
            byte[] valid = text.getBytes(StandardCharsets.UTF_8);
            if (!Arrays.equals(valid, 0, valid.length, bytes, offset, offset + length)) {
                firstInvalid = invalid++ == 0 ? offset : firstInvalid;
            }
        }
        return text;
    }
}
