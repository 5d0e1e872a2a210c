package dev.edenscope.bench;

import dev.edenscope.profile.DataException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM that was started to be measured, of the JDK that this one is of. It ends with this one. */
final class Jvm implements AutoCloseable {
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
    private static Path scratch;

    private final Process process;
    private final Path out;
    private final Path err;

    private Jvm(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts a program of this module. */
    static Jvm start(Setup setup, List<String> options, Class<?> program, Object... arguments) throws IOException {
        return start(setup, options, System.getProperty("java.class.path"), program.getName(), arguments);
    }

    static Jvm start(Setup setup, List<String> options, String classPath, String main, Object... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(setup.options());
        command.addAll(List.of("-cp", classPath, main));
        Stream.of(arguments).map(String::valueOf).forEach(command::add);
        Path out = scratch("out");
        Path err = scratch("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        RUNNING.add(process);
        return new Jvm(process, out, err);
    }

    /** Runs a program of this module to its end; what it printed as {@code name=value} lines. */
    static Map<String, String> run(Setup setup, List<String> options, Class<?> program, Object... arguments)
            throws IOException {
        try (Jvm jvm = start(setup, options, program, arguments)) {
            jvm.await();
            return jvm.said();
        }
    }

    long pid() {
        return process.pid();
    }

    /** CPU time that the process has used so far, NaN where the system does not say. In seconds. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(-1L) / 1e9;
    }

    /** Waits for the end, which must be a good one. */
    void await() throws IOException {
        try {
            if (!process.waitFor(15, TimeUnit.MINUTES)) {
                throw new DataException("a measured JVM did not end: " + command());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException("interrupted", e);
        }
        if (process.exitValue() != 0) {
            throw failed();
        }
    }

    /** Waits until it has printed a line with {@code text}, and returns the line. */
    String awaitLine(String text) throws IOException {
        for (long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2); System.nanoTime() < end; pause(20)) {
            for (String line : Files.readAllLines(out)) {
                if (line.contains(text)) {
                    return line;
                }
            }
            checkAlive();
        }
        throw new DataException("a measured JVM did not print \"" + text + "\": " + command());
    }

    /** Says so if it has ended. */
    void checkAlive() throws IOException {
        if (!process.isAlive()) {
            throw failed();
        }
    }

    /** Writes a line to its standard input. */
    void say(String line) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    /** All that it has printed on standard output. */
    String printed() throws IOException {
        return Files.readString(out);
    }

    private Map<String, String> said() throws IOException {
        Map<String, String> said = new LinkedHashMap<>();
        for (String line : Files.readAllLines(out)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                said.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return said;
    }

    private DataException failed() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(err));
        lines.addAll(Files.readAllLines(out));
        String last = String.join("\n", lines.subList(Math.max(lines.size() - 15, 0), lines.size()));
        return new DataException("a measured JVM failed: " + command() + "\n" + last);
    }

    private String command() {
        return process.info().commandLine().orElse("exit code " + (process.isAlive() ? "none" : process.exitValue()));
    }

    @Override
    public void close() throws IOException {
        stop(process);
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
    }

    private static void stop(Process process) {
        RUNNING.remove(process);
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    static void pause(long millis) throws DataException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException("interrupted", e);
        }
    }

    // Files

    /** Directory for the files of this run, which goes with this JVM. */
    private static synchronized Path scratch() throws IOException {
        if (scratch == null) {
            Path made = Files.createTempDirectory("edenscope-bench");
            scratch = made;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                RUNNING.forEach(Jvm::stop);
                try (Stream<Path> all = Files.walk(made)) {
                    for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                        Files.deleteIfExists(path);
                    }
                } catch (IOException e) {
                    // then they stay
                }
            }));
        }
        return scratch;
    }

    /** The name of a new file in it. */
    static Path scratch(String name) throws IOException {
        Path file = Files.createTempFile(scratch(), "", "." + name);
        Files.delete(file);
        return file;
    }

    /** The agent's jar on this program's class path. */
    static Path agentJar() {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entry.endsWith("edenscope-agent.jar")) {
                return Path.of(entry).toAbsolutePath();
            }
        }
        throw new IllegalStateException("no edenscope-agent.jar on the class path: start this with bench/run");
    }

    /** async-profiler's library, out of its jar. */
    static synchronized Path asyncProfiler() {
        String platform = System.getProperty("os.arch").equals("aarch64") ? "linux-arm64" : "linux-x64";
        try (InputStream in = ClassLoader.getSystemResourceAsStream(platform + "/libasyncProfiler.so")) {
            if (in == null) {
                throw new IllegalStateException("no async-profiler for " + platform + " on the class path");
            }
            Path library = scratch().resolve("libasyncProfiler.so");
            if (!Files.exists(library)) {
                Path part = scratch("so");
                Files.copy(in, part);
                Files.move(part, library, StandardCopyOption.ATOMIC_MOVE);
            }
            return library;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
