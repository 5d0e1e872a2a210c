package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell on a terminal, which util-linux's {@code script} makes. */
final class ShellIT {
    private static final Path SCRIPT = Path.of("/usr/bin/script");
    private static final String EDITED = "\u001b[?2004l"; // pasting is no longer marked: the line is done
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    Path folder;

    @BeforeEach
    void aTerminalCanBeMade() {
        boolean found = Files.isExecutable(SCRIPT);
        if (!found) {
            System.out.println("NOT RUN: the shell on a terminal (there is no " + SCRIPT + ")");
        }
        assumeTrue(found, "no " + SCRIPT);
    }

    /** A terminal with the shell in it. */
    private final class Session implements AutoCloseable {
        private final Process process;
        private final StringBuilder printed = new StringBuilder();
        private final byte[] buffer = new byte[1 << 16];
        private int read;

        Session(String... variables) throws IOException {
            Path target = Installed.root().resolve("cli/target");
            String command = Path.of(System.getProperty("java.home"), "bin", "java")
                    + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '" + target.resolve("eden.jar") + ":"
                    + target.resolve("lib") + "/*' dev.edenscope.cli.Eden '"
                    + Installed.root().resolve("cli/src/main/archive/sample.pb.gz") + "'";
            // A shell that runs the build in the background ignores Ctrl-C for all that it starts.
            ProcessBuilder builder =
                    new ProcessBuilder("env", "--default-signal=INT", SCRIPT.toString(), "-qefc", command, "/dev/null");
            builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "NO_COLOR"));
            builder.environment().put("TERM", "xterm");
            builder.environment().put("XDG_STATE_HOME", folder.toString());
            for (String variable : variables) {
                builder.environment().put(variable, "1");
            }
            process = builder.redirectErrorStream(true).start();
            await("(eden) ");
        }

        /** Types a line; returns what is printed until the next is asked for. The prompt may be redrawn meanwhile. */
        String type(String keys) throws IOException {
            OutputStream keyboard = process.getOutputStream();
            keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
            return await(EDITED) + await("(eden) ");
        }

        /** What is printed up to the end of a text, from where the last that was awaited ended. */
        private String await(String end) throws IOException {
            InputStream screen = process.getInputStream();
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (printed.indexOf(end, read) < 0) {
                int count = screen.available() > 0 ? screen.read(buffer) : 0;
                printed.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
                assertThat(System.nanoTime() < deadline && (count > 0 || process.isAlive()))
                        .as("%s in: %s", end, printed)
                        .isTrue();
                pause();
            }
            int from = read;
            read = printed.indexOf(end, read) + end.length();
            return printed.substring(from, read);
        }

        private static void pause() {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        int end(String keys) throws IOException, InterruptedException {
            process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Test
    void aPersonTypesAndHasWordsCompleted() throws Exception {
        try (Session session = new Session()) {
            assertThat(session.type("top1\r")).contains("\u001b[1m      flat  flat%   sum%        cum   cum%\u001b[0m");
            assertThat(session.type("sample_in\talloc_o\t\r")).contains("sample_index=alloc_objects");
            assertThat(session.type("granu\tlin\t\r")).contains("granularity=lines");
            assertThat(session.type("tpo\r")).contains("\u001b[31munrecognized command: \"tpo\"\u001b[0m");
            assertThat(session.type("\u0003")).doesNotContain("Exception"); // Ctrl-C: another line
            assertThat(session.end("\u0004")).isZero(); // Ctrl-D
        }
    }

    @Test
    void whatWasTypedIsRememberedForItsOwnerAlone() throws Exception {
        try (Session session = new Session()) {
            session.type("top7 -cum\r");
            assertThat(session.end("quit\r")).isZero();
        }
        Path history = folder.resolve("edenscope/history");
        assertThat(history).content().contains("top7 -cum");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rw-------");
        try (Session session = new Session()) {
            assertThat(session.type("\u0010\u0010\r")).contains("top7 -cum"); // Ctrl-P: the line before the quit
            assertThat(session.end("\u0004")).isZero();
        }
    }

    @Test
    void noColoursWhereTheyAreNotWanted() throws Exception {
        try (Session session = new Session("NO_COLOR")) {
            assertThat(session.type("top1\r")).contains("\n      flat  flat%").doesNotContain("\u001b[1m");
        }
    }

    @Test
    void whatNoPersonReadsDoesNotGoToTheTerminal() throws Exception {
        try (Session session = new Session()) {
            Path file = folder.resolve("small.pb.gz");
            assertThat(session.type("topproto >" + file + "\r")).contains("Generating report in " + file);
            assertThat(file).isNotEmptyFile();
        }
    }
}
