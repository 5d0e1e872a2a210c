package dev.edenscope.readers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The lines of a log, one after the other, so that a log of any size can be read. What is longer than any line of interest
 * is cut off there. Characters are taken as ISO 8859-1: what matters is ASCII.
 */
final class LogLines {
    private static final int LONGEST = 4096;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private final byte[] line = new byte[LONGEST];
    private int at;
    private int filled;
    private long number;

    LogLines(InputStream in) {
        this.in = in;
    }

    /** The next line without its end; null behind the last. */
    String next() throws IOException {
        int length = 0;
        boolean any = false;
        while (at < filled || fill()) {
            byte b = buffer[at++];
            any = true;
            if (b == '\n') {
                break;
            }
            if (length < LONGEST) {
                line[length++] = b;
            }
        }
        if (!any) {
            return null;
        }
        number++;
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        return new String(line, 0, length, StandardCharsets.ISO_8859_1);
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(0, in.read(buffer));
        return filled > 0;
    }

    /** Number of the last line, from 1 on. */
    long number() {
        return number;
    }
}
