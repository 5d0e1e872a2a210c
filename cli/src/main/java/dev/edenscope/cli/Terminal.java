package dev.edenscope.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a command prints. Output is UTF-8 whatever the locale, and the same bytes in a pipe everywhere; headings are
 * bold for a person who watches.
 */
final class Terminal {
    private final PrintStream out;
    private final PrintStream err;
    private final boolean styled;
    private boolean overwritable;

    Terminal(OutputStream out, OutputStream err, boolean styled) {
        this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
        this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
        this.styled = styled;
    }

    /** The terminal or pipes that this process was started with. */
    static Terminal system() {
        return new Terminal(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
                new FileOutputStream(FileDescriptor.err),
                Ansi.AUTO.enabled());
    }

    /** Prints a text that ends in a line feed. */
    void print(String text) {
        out.print(styled ? styled(text) : text);
        out.flush();
    }

    /** Writes a report to a file, or prints it if the file's name is empty. */
    void report(String text, String file) throws IOException {
        if (file.isEmpty()) {
            print(text);
            return;
        }
        note("Generating report in " + file);
        try {
            Files.writeString(Path.of(file), text);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such directory to write to", e);
        }
    }

    /** Whether a person watches, so that a line can be written over. */
    boolean interactive() {
        return styled;
    }

    /** Writes a line beside the report over the one before it, until something else is to be printed there. */
    void overwrite(String line) {
        err.print("\r\u001b[K" + line);
        err.flush();
        overwritable = !line.isEmpty();
    }

    /** Takes away the line that was to be written over, if there is one. */
    void clear() {
        if (overwritable) {
            overwrite("");
        }
    }

    /** Prints a line beside the report. */
    void note(String line) {
        clear();
        err.println(line);
    }

    private static String styled(String text) {
        StringBuilder styled = new StringBuilder(text.length() + 64);
        int start = 0;
        while (start < text.length()) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed;
            String line = text.substring(start, end);
            boolean heading = line.startsWith("ROUTINE ====") || line.startsWith("      flat  flat%");
            styled.append(heading ? "\u001b[1m" + line + "\u001b[0m" : line).append('\n');
            start = end + 1;
        }
        return styled.toString();
    }
}
