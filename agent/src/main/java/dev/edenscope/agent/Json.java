package dev.edenscope.agent;

/** A JSON text under construction. What is not known is {@code null}, and so are numbers that are none. */
final class Json {
    private final StringBuilder text = new StringBuilder(1 << 12);
    private boolean first = true;

    Json open(char bracket) {
        comma();
        text.append(bracket);
        first = true;
        return this;
    }

    Json close(char bracket) {
        text.append(bracket);
        first = false;
        return this;
    }

    Json name(String name) {
        comma();
        quoted(name);
        text.append(':');
        first = true;
        return this;
    }

    Json field(String name, String value) {
        name(name);
        first = false;
        if (value == null) {
            text.append("null");
        } else {
            quoted(value);
        }
        return this;
    }

    Json field(String name, Long value) {
        name(name);
        first = false;
        text.append(value);
        return this;
    }

    private void comma() {
        if (!first) {
            text.append(',');
        }
        first = false;
    }

    private void quoted(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c) || c == '<') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
