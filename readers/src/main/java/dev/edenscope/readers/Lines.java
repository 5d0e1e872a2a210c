package dev.edenscope.readers;

import dev.edenscope.profile.DataException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * A cursor over a text: line by line, and within the line from left to right. Numbers and addresses are read by hand,
 * not by regular expressions, whose time and stack a hostile line could exhaust.
 */
final class Lines {
    private static final int SHOWN_CHARS = 60;

    private final Content content;
    private int next; // offset of the line after this one
    private int start;
    private int number;
    private String text = "";
    private int column;
    private int invalid;
    private int firstInvalid;

    Lines(Content content) {
        this(content, 0);
    }

    /** The lines from an offset on; they count from 1 all the same. */
    Lines(Content content, int offset) {
        this.content = content;
        this.next = offset;
    }

    Content content() {
        return content;
    }

    /** Goes to the next line; false behind the last. */
    boolean next() {
        if (next >= content.length()) {
            text = "";
            column = 0;
            return false;
        }
        start = next;
        int end = start;
        while (end < content.length() && content.bytes()[end] != '\n') {
            end++;
        }
        next = end + 1;
        number++;
        text = decoded(start, end).strip();
        column = 0;
        return true;
    }

    /** Goes to the next line that says something; false behind the last. */
    boolean nextStatement() {
        while (next()) {
            if (isStatement()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the line says something: it is neither empty nor a comment. */
    boolean isStatement() {
        return !text.isEmpty() && text.charAt(0) != '#';
    }

    private String decoded(int from, int to) {
        String line = new String(content.bytes(), from, to - from, StandardCharsets.UTF_8);
        if (line.indexOf('\ufffd') >= 0) {
            byte[] valid = line.getBytes(StandardCharsets.UTF_8);
            if (!Arrays.equals(valid, 0, valid.length, content.bytes(), from, to)) {
                firstInvalid = invalid++ == 0 ? number : firstInvalid;
            }
        }
        return line;
    }

    /** The line, without the spaces around it. */
    String text() {
        return text;
    }

    /** Its number, from 1 on. */
    int lineNumber() {
        return number;
    }

    /** How many of the lines were not UTF-8. */
    int invalid() {
        return invalid;
    }

    int firstInvalid() {
        return firstInvalid;
    }

    // Within the line

    boolean atEnd() {
        skipSpaces();
        return column == text.length();
    }

    /** Goes behind a character, if it is next. */
    boolean skip(char c) {
        skipSpaces();
        if (column < text.length() && text.charAt(column) == c) {
            column++;
            return true;
        }
        return false;
    }

    /** Goes behind a text, if it is next. */
    boolean skip(String expected) {
        skipSpaces();
        if (text.startsWith(expected, column)) {
            column += expected.length();
            return true;
        }
        return false;
    }

    void require(char c) throws DataException {
        if (!skip(c)) {
            throw expected("'" + c + "'");
        }
    }

    /** A decimal number, perhaps negative. */
    long number(String what) throws DataException {
        skipSpaces();
        int from = column;
        if (column < text.length() && text.charAt(column) == '-') {
            column++;
        }
        while (column < text.length() && digit(text.charAt(column)) < 10) {
            column++;
        }
        return decimal(text.substring(from, column), what);
    }

    /** The decimal number that a piece of this line is. */
    long decimal(String digits, String what) throws DataException {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw expected(what + ", a number of 64 bits");
        }
    }

    /** Whether a hexadecimal number with 0x before it is next. */
    boolean atAddress() {
        skipSpaces();
        return column + 2 < text.length()
                && text.charAt(column) == '0'
                && text.charAt(column + 1) == 'x'
                && digit(text.charAt(column + 2)) < 16;
    }

    /** The hexadecimal number that is next, unsigned. */
    long address() throws DataException {
        if (!atAddress()) {
            throw expected("an address such as 0x40be31");
        }
        column += 2;
        int from = column;
        long address = 0;
        for (int digit; column < text.length() && (digit = digit(text.charAt(column))) < 16; column++) {
            if (address >>> 60 != 0) {
                column = from;
                throw expected("an address of 64 bits");
            }
            address = address << 4 | digit;
        }
        return address;
    }

    /** All addresses that follow, up to the end of the line. */
    long[] addresses() throws DataException {
        LongStream.Builder addresses = LongStream.builder();
        while (!atEnd()) {
            addresses.add(address());
        }
        return addresses.build().toArray();
    }

    /** Goes to the next address in the line, over whatever stands before it; false if there is none. */
    boolean findAddress() {
        for (; column < text.length(); column++) {
            if (atAddress()) {
                return true;
            }
        }
        return false;
    }

    /** A text in quotes, written as Go and Java write one. */
    String quoted() throws DataException {
        require('"');
        StringBuilder unquoted = new StringBuilder();
        while (column < text.length() && text.charAt(column) != '"') {
            char c = text.charAt(column++);
            if (c == '\\' && column < text.length()) {
                escaped(text.charAt(column++), unquoted);
            } else {
                unquoted.append(c);
            }
        }
        require('"');
        return unquoted.toString();
    }

    private void escaped(char c, StringBuilder unquoted) throws DataException {
        switch (c) {
            case 'n' -> unquoted.append('\n');
            case 't' -> unquoted.append('\t');
            case 'r' -> unquoted.append('\r');
            case 'x' -> unquoted.appendCodePoint(codePoint(2));
            case 'u' -> unquoted.appendCodePoint(codePoint(4));
            case 'U' -> unquoted.appendCodePoint(codePoint(8));
            default -> unquoted.append(c);
        }
    }

    private int codePoint(int digits) throws DataException {
        long value = 0;
        for (int i = 0; i < digits; i++, column++) {
            int digit = column < text.length() ? digit(text.charAt(column)) : 16;
            if (digit == 16) {
                throw expected(digits + " hexadecimal digits");
            }
            value = value << 4 | digit;
        }
        return value <= Character.MAX_CODE_POINT ? (int) value : '\ufffd';
    }

    /** The rest of the line. */
    String rest() {
        skipSpaces();
        return text.substring(column);
    }

    private void skipSpaces() {
        while (column < text.length() && (text.charAt(column) == ' ' || text.charAt(column) == '\t')) {
            column++;
        }
    }

    /** 16 for what is no digit at all. */
    static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : 16;
    }

    /** What to throw if something else stands at this place of the line. */
    DataException expected(String what) {
        return broken("expected " + what + ", found " + (column < text.length() ? shown(column) : "the line's end"));
    }

    /** What to throw for this line. */
    DataException broken(String what) {
        return new DataException(content.name() + ": line " + number + " (" + content.place(start) + "): " + what
                + "; the file is damaged or of another kind, fetch or record it again");
    }

    /** The line, or its beginning, in quotes. */
    String shown() {
        return shown(0);
    }

    private String shown(int from) {
        String rest = text.substring(from);
        return rest.length() <= SHOWN_CHARS ? '"' + rest + '"' : '"' + rest.substring(0, SHOWN_CHARS) + "...\"";
    }
}
