package dev.edenscope.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Size;
import org.jline.terminal.TerminalBuilder;

/** Lines that a person types, with what was typed before and with completion. Beside {@link Screen} what knows JLine. */
final class Editor implements Lines, AutoCloseable {
    private static final int REMEMBERED = 1000;

    private final org.jline.terminal.Terminal terminal;
    private final LineReader reader;

    /**
     * An editor on this process's terminal.
     *
     * @throws IOException if the terminal cannot be had
     */
    Editor(Completion completion) throws IOException {
        terminal = terminal();
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]))
                .completer((lines, line, candidates) -> complete(completion, line, candidates))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .variable(LineReader.BLINK_MATCHING_PAREN, 0)
                .variable(LineReader.HISTORY_SIZE, REMEMBERED)
                .variable(LineReader.HISTORY_FILE_SIZE, REMEMBERED);
        Path history = history();
        if (history != null) {
            builder.variable(LineReader.HISTORY_FILE, history);
        }
        reader = builder.build();
    }

    /** The terminal of this process. */
    static org.jline.terminal.Terminal terminal() throws IOException {
        // By stty, which every Linux has: no native library to unpack, no warning of JDK 24 and later about one.
        // Nor is the terminal asked what it can do with characters of several code points, which takes time.
        // Ctrl-C is left to the terminal: where JLine looks for it among the keys, one after it can be lost.
        System.setProperty(TerminalBuilder.PROP_SOFTWARE_SIGNALS, "false");
        org.jline.terminal.Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .provider("exec")
                .nativeSignals(true)
                .graphemeCluster(false)
                .build();
        if (terminal.getColumns() <= 0) {
            terminal.setSize(Size.of(80, 24)); // a container's terminal may not know its size
        }
        return terminal;
    }

    /** The file of what was typed before, which only its owner can read; null where there can be none. */
    private static Path history() {
        String state = System.getenv("XDG_STATE_HOME");
        Path folder = (state == null || state.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".local", "state")
                        : Path.of(state))
                .resolve("edenscope");
        Path file = folder.resolve("history");
        try {
            Files.createDirectories(folder);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            return file;
        } catch (IOException e) {
            return null; // a shell without a memory is one all the same
        }
        return file;
    }

    private static void complete(Completion completion, ParsedLine line, List<Candidate> candidates) {
        for (String word : completion.of(line.words(), line.wordIndex())) {
            boolean finished = !word.endsWith("=");
            candidates.add(new Candidate(word, word, null, null, null, null, finished));
        }
    }

    @Override
    public String next() {
        try {
            return reader.readLine(Shell.PROMPT);
        } catch (UserInterruptException e) {
            return "";
        } catch (EndOfFileException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
