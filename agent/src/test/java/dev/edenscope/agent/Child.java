package dev.edenscope.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A process started by a test, with what it prints. Closing ends it, whatever it does. */
final class Child implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Printed out;
    private final Printed err;
    private int read;

    private Child(Process process) {
        this.process = process;
        this.out = new Printed(process.getInputStream());
        this.err = new Printed(process.getErrorStream());
    }

    /** The lines of a stream, as they come. */
    private static final class Printed implements Runnable {
        private final InputStream in;
        private final List<String> lines = new ArrayList<>();
        private final Thread thread;
        private boolean ended;

        Printed(InputStream in) {
            this.in = in;
            this.thread = new Thread(this, "printed");
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void run() {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    add(line);
                }
            } catch (IOException e) {
                add("(" + e.getMessage() + ")"); // closed with the process
            }
            synchronized (this) {
                ended = true;
                notifyAll();
            }
        }

        private synchronized void add(String line) {
            lines.add(line);
            notifyAll();
        }

        /** The line with this number, or null when there will be none. */
        synchronized String line(int number, long deadlineNanos) throws InterruptedException {
            while (lines.size() <= number && !ended) {
                long millis = (deadlineNanos - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    return null;
                }
                wait(millis);
            }
            return lines.size() > number ? lines.get(number) : null;
        }

        synchronized List<String> lines() {
            return List.copyOf(lines);
        }
    }

    /** Starts a command. */
    static Child of(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            return new Child(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a program of {@code com.acme} in the JDK under test. */
    static Child java(List<String> options, String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Jdk.java()));
        command.add("-Xmx1500m");
        command.addAll(options);
        command.addAll(List.of("-cp", Jdk.testClasses(), "com.acme." + program));
        command.addAll(List.of(arguments));
        return of(command);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for a line that begins like this, and returns what follows. */
    String await(String beginning) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            String line = out.line(read, deadline);
            if (line == null) {
                throw new AssertionError("no line " + beginning + " from the child: " + this);
            }
            read++;
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length()).strip();
            }
        }
    }

    /** Writes a line to its standard input. */
    void send(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Gives it a command and waits until it says that it is done. */
    void tell(String line) throws IOException, InterruptedException {
        send(line);
        await("done");
    }

    /** Ends its standard input. */
    void hangUp() throws IOException {
        process.getOutputStream().close();
    }

    /** SIGTERM. */
    void terminate() {
        process.toHandle().destroy(); // not through the process, which would close its streams
    }

    /** Waits for its end and returns its exit code. */
    int exit() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the child does not end: " + this);
        }
        out.thread.join();
        err.thread.join();
        return process.exitValue();
    }

    List<String> out() {
        return out.lines();
    }

    /** What it has printed to standard error, without the JVM's own warnings about agents and native access. */
    List<String> err() {
        return err.lines().stream()
                .filter(line -> !line.startsWith("WARNING: ")
                        && !line.contains(" warning: Sharing is only supported")
                        && !line.isBlank())
                .collect(Collectors.toList());
    }

    @Override
    public void close() {
        process.destroyForcibly();
        boolean interrupted = false;
        while (process.isAlive()) {
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return process.info().commandLine().orElse("process " + pid()) + "\nout: " + String.join("\n     ", out())
                + "\nerr: " + String.join("\n     ", err());
    }
}
