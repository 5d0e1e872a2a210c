package dev.edenscope.why;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The elements of a log that HotSpot writes, one a line. It looks like XML and is often none: its parts are cut off and
 * put one after the other, and what a program prints can be in between. So it is read by lines: those that begin
 * with a tag count, the others do not. Nothing is ever expanded but the five entities of XML.
 */
final class LogLines {
    private static final int LONGEST = 1 << 20; // bytes; the rest of a longer line is left out
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private byte[] line = new byte[1 << 10];
    private int length;
    private long number;
    private String text = "";
    private String tag = "";

    LogLines(InputStream in) {
        this.in = in;
    }

    /** Goes to the next line; false behind the last. */
    boolean next() throws IOException {
        length = 0;
        text = "";
        boolean any = false;
        while (from < to || fill()) {
            any = true;
            int feed = from;
            while (feed < to && buffer[feed] != '\n') {
                feed++;
            }
            take(feed);
            boolean ended = feed < to;
            from = ended ? feed + 1 : feed;
            if (ended) {
                break;
            }
        }
        number++;
        tag = readTag();
        return any;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(buffer));
        return to > 0;
    }

    private void take(int end) {
        int taken = Math.min(end - from, LONGEST - length);
        if (length + taken > line.length) {
            line = Arrays.copyOf(line, Math.max(2 * line.length, length + taken));
        }
        System.arraycopy(buffer, from, line, length, taken);
        length += taken;
    }

    private String readTag() {
        if (length == 0 || line[0] != '<') {
            return "";
        }
        int end = 1;
        while (end < length && (line[end] == '/' || line[end] == '_' || Character.isLetter(line[end]))) {
            end++;
        }
        return new String(line, 1, end - 1, StandardCharsets.ISO_8859_1);
    }

    /** Which line it is, from 1. */
    long number() {
        return number;
    }

    /** The tag that the line begins with: {@code task}, {@code /task}; empty where there is none. */
    String tag() {
        return tag;
    }

    /** The value of an attribute, null where there is none. */
    String attribute(String name) {
        if (text.isEmpty()) {
            text = new String(line, 0, length, StandardCharsets.UTF_8);
        }
        int at = tag.length() + 1;
        while (true) {
            int equal = text.indexOf('=', at);
            if (equal < 0 || equal + 1 >= text.length()) {
                return null;
            }
            char quote = text.charAt(equal + 1);
            int end = quote == '\'' || quote == '"' ? text.indexOf(quote, equal + 2) : -1;
            if (end < 0) {
                return null;
            }
            if (text.substring(at, equal).strip().equals(name)) {
                return unescaped(text.substring(equal + 2, end));
            }
            at = end + 1;
        }
    }

    /** The whole number that an attribute begins with, or another where there is none. */
    int number(String name, int otherwise) {
        String value = attribute(name);
        int end = 0;
        while (value != null && end < value.length() && end < 9 && Character.digit(value.charAt(end), 10) >= 0) {
            end++;
        }
        return end == 0 ? otherwise : Integer.parseInt(value.substring(0, end));
    }

    private static String unescaped(String value) {
        return value.indexOf('&') < 0
                ? value
                : value.replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&apos;", "'")
                        .replace("&quot;", "\"")
                        .replace("&amp;", "&");
    }
}
