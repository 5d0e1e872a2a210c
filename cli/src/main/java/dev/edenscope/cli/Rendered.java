package dev.edenscope.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A report, ready to be written: as text, or as bytes that no person reads. */
final class Rendered {
    /** What writes a text. */
    interface Text {
        void write(Appendable out) throws IOException;
    }

    /** What writes bytes. */
    interface Bytes {
        void write(OutputStream out) throws IOException;
    }

    private final List<String> notes;
    private final boolean empty;
    private final Text text;
    private final Bytes bytes;

    private Rendered(List<String> notes, boolean empty, Text text, Bytes bytes) {
        this.notes = notes;
        this.empty = empty;
        this.text = text;
        this.bytes = bytes;
    }

    /**
     * A text.
     *
     * @param notes what to tell beside it
     * @param empty whether it shows nothing of the profile
     */
    static Rendered text(List<String> notes, boolean empty, Text text) {
        return new Rendered(notes, empty, text, null);
    }

    /** What is no text. */
    static Rendered bytes(List<String> notes, boolean empty, Bytes bytes) {
        return new Rendered(notes, empty, null, bytes);
    }

    List<String> notes() {
        return notes;
    }

    boolean isEmpty() {
        return empty;
    }

    /** Writes it for a person who watches. */
    void print(Terminal terminal) throws IOException {
        if (text != null && terminal.isStyled()) {
            StringBuilder whole = new StringBuilder();
            text.write(whole);
            terminal.print(whole.toString());
        } else {
            terminal.print(this::write);
        }
    }

    void write(OutputStream out) throws IOException {
        if (text == null) {
            bytes.write(out);
            return;
        }
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        text.write(writer);
        writer.flush();
    }
}
