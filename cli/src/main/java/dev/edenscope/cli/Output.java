package dev.edenscope.cli;

import dev.edenscope.cli.Report.Request;
import dev.edenscope.report.Emptiness;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where finished reports go: to the terminal, or to a file. */
final class Output {
    private static final int MOST_FILES = 10_000;

    private final Terminal terminal;
    private final boolean shell;

    /**
     * Where reports go.
     *
     * @param shell whether they are asked for in the shell, where what no person reads goes to files in any case
     */
    Output(Terminal terminal, boolean shell) {
        this.terminal = terminal;
        this.shell = shell;
    }

    /** Makes a report and writes it to the file that is set, or else to where it belongs. */
    void write(Report report, Request request) throws IOException {
        Rendered rendered = report.rendering().of(request);
        rendered.notes().forEach(terminal::note);
        String file = request.settings().text("output");
        boolean printed = file.isEmpty() && (report.extension().isEmpty() || !(shell || terminal.interactive()));
        if (printed) {
            rendered.print(terminal);
        } else {
            save(rendered, file.isEmpty() ? free("." + report.extension()) : Path.of(file));
        }
        if (rendered.isEmpty()) {
            terminal.note("Nothing to show: " + Emptiness.reason(request.profile(), request.options()));
        }
    }

    private void save(Rendered rendered, Path file) throws IOException {
        terminal.note("Generating report in " + file);
        try (OutputStream out = create(file)) {
            rendered.write(out);
        }
    }

    /**
     * Prints a text, or writes it to a file.
     *
     * @param file empty for none
     */
    static void print(String text, String file, Terminal terminal) throws IOException {
        if (file.isEmpty()) {
            terminal.print(text);
            return;
        }
        save(text.getBytes(StandardCharsets.UTF_8), Path.of(file));
    }

    /** Writes bytes to a file. */
    static void save(byte[] bytes, Path file) throws IOException {
        try (OutputStream out = create(file)) {
            out.write(bytes);
        }
    }

    private static OutputStream create(Path file) throws IOException {
        try {
            return new BufferedOutputStream(Files.newOutputStream(file));
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such directory to write to", e);
        }
    }

    /** A new file in the working directory, called as pprof calls such files. */
    private static Path free(String ending) throws IOException {
        for (int number = 1; number < MOST_FILES; number++) {
            Path file = Path.of("profile" + "0".repeat(number < 10 ? 2 : number < 100 ? 1 : 0) + number + ending);
            try {
                Files.write(file, new byte[0], StandardOpenOption.CREATE_NEW);
                return file;
            } catch (FileAlreadyExistsException e) {
                // The next number may be free.
            }
        }
        throw new IOException("profile001" + ending + " and all others up to 9999 exist; remove some, or use -output");
    }
}
