package dev.edenscope.readers;

import dev.edenscope.profile.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A place in a recording, and what can be read there: numbers as JFR compresses them, texts. Positions are offsets in
 * the file. Whatever the bytes, memory stays at one window of the file, and what does not fit is a {@link
 * DataException} that names the offset.
 */
final class JfrBytes {
    private static final int WINDOW = 1 << 18;
    private static final int LONGEST_NUMBER = 9;
    private static final int MOST_NUMBERS = 16; // that are read at once
    private static final int PAD = LONGEST_NUMBER * MOST_NUMBERS;
    private static final int LONGEST_TEXT = 1 << 20; // a name in a class file has 64 KiB at most

    private final Input input;
    private final long length;
    private final String name;
    private byte[] window;
    private long base; // offset in the file of window[0]
    private int at;
    private int filled;
    private long limit;

    private interface Input {
        /** Reads at least a byte, or returns -1 at the end. */
        int read(long position, byte[] to, int at, int count) throws IOException;
    }

    private JfrBytes(Input input, long length, String name) {
        this.input = input;
        this.length = length;
        this.limit = length;
        this.name = name;
        this.window = new byte[(int) Math.min(WINDOW, length) + PAD];
    }

    /** The bytes of a file that stays open and unchanged; {@code name} is what messages call it. */
    static JfrBytes of(FileChannel file, String name) throws IOException {
        return new JfrBytes(
                (position, to, at, count) -> file.read(ByteBuffer.wrap(to, at, count), position), file.size(), name);
    }

    static JfrBytes of(byte[] bytes, String name) {
        return new JfrBytes(
                (position, to, at, count) -> {
                    int n = (int) Math.min(count, bytes.length - position);
                    System.arraycopy(bytes, (int) position, to, at, n);
                    return n;
                },
                bytes.length,
                name);
    }

    /** A place of its own in the same recording. */
    JfrBytes another() {
        return new JfrBytes(input, length, name);
    }

    /** What messages call the file. */
    String name() {
        return name;
    }

    long length() {
        return length;
    }

    long position() {
        return base + at;
    }

    /** Goes to an offset from 0 to {@link #length()}. */
    void position(long position) {
        long inWindow = position - base;
        if (inWindow >= 0 && inWindow <= filled) {
            at = (int) inWindow;
        } else {
            base = position;
            at = 0;
            filled = 0;
        }
    }

    /**
     * Lets {@link #count} accept only what fits before {@code end}, and before the end of the file.
     *
     * @return the limit before, to be set again
     */
    long limit(long end) {
        long before = limit;
        limit = Math.min(end, length);
        return before;
    }

    /** Whether the place is at the limit or, in a damaged file, behind it. */
    boolean atLimit() {
        return position() >= limit;
    }

    /** Holds that nothing was read behind the limit. */
    void requireInside(String what) throws DataException {
        if (position() > limit) {
            throw broken(limit, what + " does not end where it should");
        }
    }

    /** Has the next bytes in the window, so many that any numbers read at once are among them; zeros behind the file's end. */
    private void fill() throws IOException {
        if (position() >= length) {
            throw broken(length, "the file ends where more was expected");
        }
        int kept = Math.max(filled - at, 0);
        System.arraycopy(window, at, window, 0, kept);
        base += at;
        at = 0;
        filled = kept;
        int room = window.length - PAD;
        while (filled < Math.min(PAD, room) && base + filled < length) {
            int n = input.read(base + filled, window, filled, room - filled);
            if (n <= 0) {
                throw broken(base + filled, "the file has become shorter");
            }
            filled += n;
        }
        Arrays.fill(window, filled, filled + PAD, (byte) 0);
    }

    /** A compressed number: seven bits a byte, lowest first, eight in the ninth. */
    long number() throws IOException {
        if (filled - at < LONGEST_NUMBER) {
            fill();
        }
        byte first = window[at++];
        return first >= 0 ? first : number(first & 0x7f);
    }

    private long number(long lowest) {
        long value = lowest;
        for (int shift = 7; shift < 56; shift += 7) {
            byte next = window[at++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        return value | ((window[at++] & 0xffL) << 56);
    }

    /** Reads {@code count} numbers into places from {@code from} on: the same as {@link #number}, faster. */
    void numbers(long[] to, int from, int count) throws IOException {
        int end = from + count;
        for (int i = from; i < end; ) {
            if (filled - at < PAD) {
                fill();
            }
            byte[] bytes = window;
            int next = at;
            for (int stop = Math.min(end, i + MOST_NUMBERS); i < stop; i++) {
                long value = bytes[next++];
                if (value < 0) {
                    value &= 0x7f;
                    int shift = 7;
                    byte more;
                    do {
                        more = bytes[next++];
                        value |= (more & 0x7fL) << shift;
                        shift += 7;
                    } while (more < 0 && shift < 56);
                    if (more < 0) {
                        value |= (bytes[next++] & 0xffL) << 56;
                    }
                }
                to[i] = value;
            }
            at = next;
        }
    }

    /** How many things follow, each of which takes a byte at least: so no more than there are bytes before the limit. */
    int count(String what) throws IOException {
        long from = position();
        long count = number();
        if (count < 0 || count > limit - position() || count > Integer.MAX_VALUE) {
            throw broken(from, "a count of " + count + " " + what);
        }
        return (int) count;
    }

    byte oneByte() throws IOException {
        if (at >= filled) {
            fill();
        }
        return window[at++];
    }

    /** A number of a chunk's header: most significant byte first. */
    long fixed(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = (value << 8) | (oneByte() & 0xff);
        }
        return value;
    }

    void skip(long bytes) throws IOException {
        long to = position() + bytes;
        if (bytes < 0 || to < 0 || to > limit) {
            throw broken(position(), "something of " + bytes + " bytes");
        }
        position(to);
    }

    /** A text; null where there is none, and where it lies in the pool of the texts that Java code has sent. */
    String text() throws IOException {
        int encoding = oneByte();
        return switch (encoding) {
            case 0 -> null;
            case 1 -> "";
            case 2 -> {
                number();
                yield null;
            }
            case 3 -> new String(bytes(), StandardCharsets.UTF_8);
            case 4 -> chars();
            case 5 -> new String(bytes(), StandardCharsets.ISO_8859_1);
            default -> throw broken(position() - 1, "a text of encoding " + encoding);
        };
    }

    private byte[] bytes() throws IOException {
        byte[] bytes = new byte[textLength()];
        for (int done = 0; done < bytes.length; ) {
            if (at >= filled) {
                fill();
            }
            int n = Math.min(bytes.length - done, filled - at);
            System.arraycopy(window, at, bytes, done, n);
            at += n;
            done += n;
        }
        return bytes;
    }

    private String chars() throws IOException {
        char[] chars = new char[textLength()];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) number();
        }
        return new String(chars);
    }

    private int textLength() throws IOException {
        long from = position();
        int count = count("characters");
        if (count > LONGEST_TEXT) {
            throw broken(from, "a text of " + count + " characters");
        }
        return count;
    }

    void skipText() throws IOException {
        int encoding = oneByte();
        switch (encoding) {
            case 0, 1 -> {}
            case 2 -> number();
            case 3, 5 -> skip(count("characters"));
            case 4 -> {
                for (int i = count("characters"); i > 0; i--) {
                    number();
                }
            }
            default -> throw broken(position() - 1, "a text of encoding " + encoding);
        }
    }

    /** What to throw where the bytes are not those of a recording. */
    DataException broken(long offset, String what) {
        return new DataException(
                name + ": at offset " + offset + ": " + what + "; the file is damaged, copy or record it again");
    }
}
