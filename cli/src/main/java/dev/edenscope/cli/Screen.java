package dev.edenscope.cli;

import dev.edenscope.live.Line;
import dev.edenscope.live.Paper;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.NonBlockingReader;

/**
 * This process's terminal as a screen that is drawn as a whole. Closing gives it back as it was, and so does the end of the
 * process, whatever it comes by. Beside {@link Editor} what knows JLine.
 */
final class Screen implements AutoCloseable {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[2J"; // a screen of its own, no cursor
    private static final String LEAVE = "\u001b[0m\u001b[?25h\u001b[?1049l";
    private static final char ESCAPE = '\u001b';
    private static final long KEY_MILLIS = 50; // what of a key's code does not follow in this time is another key's

    private final org.jline.terminal.Terminal terminal;
    private final boolean styled;
    private final boolean unicode = takesUnicode();
    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private final Thread hook = new Thread(this::close, "eden-screen");
    private List<Line> drawn = List.of(); // guarded by this
    private boolean closed; // guarded by this

    /**
     * Takes the terminal.
     *
     * @param styled whether colours are wanted
     * @param resized is called on a thread of its own when the terminal has another size
     */
    Screen(boolean styled, Runnable resized) throws IOException {
        this.styled = styled;
        terminal = Editor.terminal();
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            terminal.handle(Signal.WINCH, signal -> resized.run());
            terminal.enterRawMode();
            // Ctrl-C is a key as others; Ctrl-Z and Ctrl-\ would leave the terminal as it is now.
            Attributes raw = terminal.getAttributes();
            raw.setLocalFlag(Attributes.LocalFlag.ISIG, false);
            terminal.setAttributes(raw);
            write(ENTER);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Whether the locale says that it takes more than ASCII. */
    private static boolean takesUnicode() {
        for (String name : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
            String locale = System.getenv(name);
            if (locale != null && !locale.isEmpty()) {
                return locale.toLowerCase(Locale.ROOT).replace("-", "").contains("utf8");
            }
        }
        return false;
    }

    /** What there is to draw on. Asks stty: to be called when that may have changed. */
    Paper paper() {
        Size size = terminal.getSize();
        boolean known = size.getColumns() > 0 && size.getRows() > 0;
        return new Paper(known ? size.getColumns() : 80, known ? size.getRows() : 24, unicode);
    }

    /** Draws what is not there yet. */
    synchronized void draw(List<Line> lines) throws IOException {
        if (closed) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            if (i >= drawn.size() || !drawn.get(i).equals(lines.get(i))) {
                text.append("\u001b[")
                        .append(i + 1)
                        .append(";1H")
                        .append(styled(lines.get(i)))
                        .append("\u001b[K");
            }
        }
        if (lines.size() < drawn.size()) {
            text.append("\u001b[").append(lines.size() + 1).append(";1H\u001b[J");
        }
        drawn = List.copyOf(lines);
        write(text.toString());
    }

    /** Has everything drawn again, for the terminal has another size. */
    synchronized void clear() throws IOException {
        drawn = List.of();
        if (!closed) {
            write("\u001b[2J");
        }
    }

    private String styled(Line line) {
        String code = !styled
                ? ""
                : switch (line.style()) {
                    case PLAIN -> "";
                    case BOLD -> "\u001b[1m";
                    case REVERSE -> "\u001b[7m";
                    case CHART -> "\u001b[36m";
                    case FAINT -> "\u001b[2m";
                };
        return code.isEmpty() ? line.text() : code + line.text() + "\u001b[0m";
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Waits for a key; what the terminal sends for it. Null when there will be none. */
    String key() throws IOException {
        NonBlockingReader keys = terminal.reader();
        int first = keys.read();
        if (first < 0) {
            return null;
        }
        StringBuilder code = new StringBuilder().append((char) first);
        if (first == ESCAPE) {
            int next = keys.read(KEY_MILLIS);
            while (next >= 0) {
                code.append((char) next);
                boolean begins = code.length() == 2 && (next == '[' || next == 'O');
                if (!begins && (code.length() == 2 || (next >= '@' && next <= '~'))) {
                    break;
                }
                next = keys.read(KEY_MILLIS);
            }
        }
        return code.toString();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            write(LEAVE);
        } catch (IOException e) {
            // nobody is there to see it
        }
        try {
            terminal.close();
        } catch (IOException e) {
            // then it is gone, and nothing is left to be given back
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // this is the hook, or it will find it closed
        }
    }
}
