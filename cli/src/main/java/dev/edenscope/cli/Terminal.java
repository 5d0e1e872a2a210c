package dev.edenscope.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where a command prints, and reads what is typed. Output is UTF-8 whatever the locale, and the same bytes in a pipe
 * everywhere; headings are bold for a person who watches.
 */
final class Terminal {
    private static final int IN = 0;
    private static final int OUT = 1;
    /** How the headings of a verification's tables end. */
    private static final Pattern VERIFIED =
            Pattern.compile("  (garbage collection|advice on BEFORE|static +line|runtime +benchmark)$");

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean typed;
    private final boolean watched;
    private final boolean styled;
    private boolean overwritable;

    /** Nothing is typed; somebody watches or not. */
    Terminal(OutputStream out, OutputStream err, boolean styled) {
        this(InputStream.nullInputStream(), out, err, false, styled, styled);
    }

    /** Pipes: nobody types, nobody watches. */
    Terminal(InputStream in, OutputStream out, OutputStream err) {
        this(in, out, err, false, false, false);
    }

    private Terminal(
            InputStream in, OutputStream out, OutputStream err, boolean typed, boolean watched, boolean styled) {
        this.in = in;
        this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
        this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
        this.typed = typed;
        this.watched = watched;
        this.styled = styled;
    }

    /** The terminal or pipes that this process was started with. */
    static Terminal system() {
        boolean able = !"dumb".equals(System.getenv("TERM"));
        boolean watched = isTerminal(OUT) && able;
        String noColor = System.getenv("NO_COLOR");
        return new Terminal(
                new FileInputStream(FileDescriptor.in),
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
                new FileOutputStream(FileDescriptor.err),
                isTerminal(IN) && able,
                watched,
                watched && (noColor == null || noColor.isEmpty()));
    }

    /** Whether one of the process's streams is a terminal; Linux says so by the name of what the stream is. */
    private static boolean isTerminal(int descriptor) {
        try {
            String name = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return name.startsWith("/dev/pts/") || name.startsWith("/dev/tty") || name.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a person types. */
    boolean isTyped() {
        return typed;
    }

    /** Whether a person watches, so that a line can be written over. */
    boolean interactive() {
        return watched;
    }

    /** Whether colours are wanted. */
    boolean isStyled() {
        return styled;
    }

    /** What is typed, or piped in. */
    InputStream in() {
        return in;
    }

    /** Prints a text that ends in a line feed. */
    void print(String text) {
        out.print(styled ? styled(text) : text);
        out.flush();
    }

    /** Prints what is written as it is. */
    void print(Rendered.Bytes bytes) throws IOException {
        bytes.write(out);
        out.flush();
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

    /** Prints a line about what went wrong, in red for a person who watches. */
    void error(String line) {
        note(styled ? "\u001b[31m" + line + "\u001b[0m" : line);
    }

    private static String styled(String text) {
        StringBuilder styled = new StringBuilder(text.length() + 64);
        int start = 0;
        while (start < text.length()) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed;
            String line = text.substring(start, end);
            String style = style(line);
            styled.append(style.isEmpty() ? line : "\u001b[" + style + "m" + line + "\u001b[0m");
            styled.append(feed < 0 ? "" : "\n");
            start = end + 1;
        }
        return styled.toString();
    }

    /** The parameter of the sequence that styles a line; empty for most. */
    private static String style(String line) {
        if (line.startsWith("PROVEN: ")) {
            return "1;32";
        }
        if (line.startsWith("NOT PROVEN: ")) {
            return "1;33";
        }
        return line.startsWith("WORSE: ") ? "1;31" : isHeading(line) ? "1" : "";
    }

    private static boolean isHeading(String line) {
        return line.startsWith("ROUTINE ====")
                || line.startsWith("      flat  flat%")
                || line.startsWith("GC is ")
                || line.stripLeading().startsWith("count  pauses")
                || line.stripLeading().startsWith("interval  per minute")
                || (line.startsWith("  ") && VERIFIED.matcher(line).find());
    }
}
