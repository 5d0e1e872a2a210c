package dev.edenscope.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A report as it is to be printed: a text, or bytes that no person reads. */
final class Rendered {
    private final List<String> notes;
    private final String text;
    private final byte[] bytes;
    private final boolean empty;

    private Rendered(List<String> notes, String text, byte[] bytes, boolean empty) {
        this.notes = notes;
        this.text = text;
        this.bytes = bytes;
        this.empty = empty;
    }

    /**
     * A text.
     *
     * @param notes what to tell beside it
     * @param empty whether it shows nothing of the profile
     */
    static Rendered text(List<String> notes, String text, boolean empty) {
        return new Rendered(notes, text, null, empty);
    }

    /** What is no text. */
    static Rendered bytes(List<String> notes, byte[] bytes, boolean empty) {
        return new Rendered(notes, null, bytes, empty);
    }

    List<String> notes() {
        return notes;
    }

    boolean isEmpty() {
        return empty;
    }

    byte[] bytes() {
        return text == null ? bytes : text.getBytes(StandardCharsets.UTF_8);
    }

    void print(Terminal terminal) {
        if (text == null) {
            terminal.print(bytes);
        } else {
            terminal.print(text);
        }
    }
}
