package dev.edenscope.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * A JSON document as it is written: RFC 8259, without white space. What is unknown is null, never 0 or an empty text.
 *
 * <p>Nothing checks that brackets and names are where they belong. Half a surrogate pair, which UTF-8 cannot hold, is
 * escaped, and so is what would end a script or begin a comment in a page that the document stands in.
 */
public final class Json {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder();
    private boolean first = true;

    /** An empty document. */
    public Json() {}

    /** Begins an object or an array: <code>{</code> or {@code [}. */
    public Json open(char bracket) {
        separate();
        out.append(bracket);
        first = true;
        return this;
    }

    /** Ends an object or an array. */
    public Json close(char bracket) {
        out.append(bracket);
        first = false;
        return this;
    }

    /** The name of the value that follows. */
    public Json name(String name) {
        separate();
        quote(name);
        out.append(':');
        first = true;
        return this;
    }

    public Json text(String text) {
        separate();
        quote(text);
        return this;
    }

    public Json number(long number) {
        separate();
        out.append(number);
        return this;
    }

    /** A finite number, rounded to six digits after the point. */
    public Json decimal(double number) {
        separate();
        out.append(new BigDecimal(number)
                .setScale(6, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString());
        return this;
    }

    /** A finite number to its last digit, as few of them as tell it from all others. */
    public Json real(double number) {
        separate();
        String digits = Double.toString(number);
        out.append(digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits);
        return this;
    }

    public Json flag(boolean flag) {
        separate();
        out.append(flag);
        return this;
    }

    public Json nothing() {
        separate();
        out.append("null");
        return this;
    }

    /** What is a document already, as a value of this one. */
    public Json document(String json) {
        separate();
        out.append(json.strip());
        return this;
    }

    /** A text, or null if it is empty. */
    public Json textOrNull(String text) {
        return text.isEmpty() ? nothing() : text(text);
    }

    /** A number, or null if it is 0. */
    public Json numberOrNull(long number) {
        return number == 0 ? nothing() : number(number);
    }

    /** An array of texts. */
    public Json texts(List<String> texts) {
        open('[');
        for (String text : texts) {
            text(text);
        }
        return close(']');
    }

    /** A name and its text; null where there is none. */
    public Json field(String name, String text) {
        name(name);
        return text == null ? nothing() : text(text);
    }

    /** A name and its number; null where there is none. */
    public Json field(String name, Long number) {
        name(name);
        return number == null ? nothing() : number(number);
    }

    /** Moves what is written so far to {@code to}, so that a long document need not be held. */
    public void flushTo(Appendable to) throws IOException {
        to.append(out);
        out.setLength(0);
    }

    /** The document, with a line feed at its end. */
    public String document() {
        return out + "\n";
    }

    /** What is written so far. */
    @Override
    public String toString() {
        return out.toString();
    }

    private void separate() {
        if (!first) {
            out.append(',');
        }
        first = false;
    }

    private void quote(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || c == 0x7f || isHalf(text, i) || endsScript(text, i)) {
                        escape(c);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private void escape(char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt(c >> shift & 0xf));
        }
    }

    private static boolean isHalf(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    /** Whether a page's script would end, or a comment begin in it, at this character. */
    private static boolean endsScript(String text, int at) {
        return text.charAt(at) == '<'
                && at + 1 < text.length()
                && (text.charAt(at + 1) == '/' || text.charAt(at + 1) == '!');
    }
}
