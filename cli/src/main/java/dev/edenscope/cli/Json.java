package dev.edenscope.cli;

import java.util.List;

/** A JSON document as it is written. What is unknown is null, never 0 or an empty text. */
final class Json {
    private final StringBuilder out = new StringBuilder();
    private boolean first = true;

    /** Begins an object or an array: <code>{</code> or {@code [}. */
    Json open(char bracket) {
        separate();
        out.append(bracket);
        first = true;
        return this;
    }

    /** Ends an object or an array. */
    Json close(char bracket) {
        out.append(bracket);
        first = false;
        return this;
    }

    /** The name of the value that follows. */
    Json name(String name) {
        separate();
        quote(name);
        out.append(':');
        first = true;
        return this;
    }

    Json text(String text) {
        separate();
        quote(text);
        return this;
    }

    Json number(long number) {
        separate();
        out.append(number);
        return this;
    }

    /** A text, or null if it is empty. */
    Json textOrNull(String text) {
        return text.isEmpty() ? nothing() : text(text);
    }

    /** A number, or null if it is 0. */
    Json numberOrNull(long number) {
        return number == 0 ? nothing() : number(number);
    }

    /** An array of texts. */
    Json texts(List<String> texts) {
        open('[');
        for (String text : texts) {
            text(text);
        }
        return close(']');
    }

    /** The document, with a line feed at its end. */
    String document() {
        return out + "\n";
    }

    Json nothing() {
        separate();
        out.append("null");
        return this;
    }

    private void separate() {
        if (!first) {
            out.append(',');
        }
        first = false;
    }

    /** RFC 8259, section 7; half a surrogate pair, which UTF-8 cannot hold, is escaped. */
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
                    if (c < ' ' || c == 0x7f || isHalf(text, i)) {
                        out.append("\\u").append(String.format("%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean isHalf(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
