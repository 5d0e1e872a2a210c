package dev.edenscope.cli;

import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Profile;
import dev.edenscope.report.Listing;
import dev.edenscope.report.Options;
import dev.edenscope.report.Text;
import dev.edenscope.report.Top;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code eden demo}: the main job on the example service, from a JVM without any flag to the line that allocates. */
final class DemoCommand implements Command {
    static final String SUMMARY = "the whole job on an example service, in half a minute";

    private static final String PACKAGE = "dev.edenscope.examples.orders.";
    private static final String SOURCES = "examples/orders/src/main/java";
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    @Override
    public CommandSpec spec() {
        CommandSpec spec = ReportOptions.command(
                "demo",
                "eden demo [options]",
                "Starts the example order service under load, records it, and shows the line that allocates most.",
                "eden demo");
        ReportOptions.value(spec, "d", "DURATION", "How long to record. Default: 10s.");
        ReportOptions.value(
                spec, "o", "FILE", "The recording to write, or with .pb.gz the profile alone. Default: orders.eden.");
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Terminal terminal) throws IOException {
        String given = ReportOptions.text(arguments, "d");
        Duration duration = CaptureOptions.duration(given.isEmpty() ? "10s" : given);
        String output = ReportOptions.text(arguments, "o");
        Path root = Path.of(System.getProperty("eden.root", "")).toAbsolutePath();
        Path example = root.resolve("examples/orders/target");
        if (!Files.isDirectory(example.resolve("classes"))) {
            throw new DataException(example + ": the example is not built; run ./eden demo in the project's folder");
        }
        List<Process> started = new ArrayList<>();
        Thread hook = new Thread(() -> stop(started));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            terminal.note("starting the order service in a JVM without any flag, and its load");
            Process service = java(started, example, "Orders", "before", "--port", "0");
            String port = port(service);
            java(
                    started,
                    example,
                    "Load",
                    "--port",
                    port,
                    "--rate",
                    "500",
                    "--seconds",
                    Long.toString(duration.plus(WARM_UP).toSeconds() + 60),
                    "--warmup",
                    "1");
            Progress progress = new Progress(terminal);
            progress.wait("warming up", WARM_UP, new CountDownLatch(1));
            Jvm jvm = Jvm.of(Long.toString(service.pid()));
            Path file = RecordCommand.file(output.isEmpty() ? "orders.eden" : output, jvm, EdenFile.SUFFIX);
            Recording recording = new Recording(jvm, progress);
            Profile profile = file.toString().endsWith(EdenFile.SUFFIX)
                    ? RecordCommand.withEvidence(recording, duration, "", false, file, terminal)
                    : RecordCommand.alone(recording, duration, "", false, file);
            terminal.print(new Summary(profile).text(jvm.title()));
            show(terminal, root, file, profile);
        } finally {
            stop(started);
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // Ctrl-C: the hook runs
            }
        }
        return 0;
    }

    private static void show(Terminal terminal, Path root, Path file, Profile profile) {
        Options options = Options.defaults()
                .with("sample_index", "alloc_objects")
                .with("source_path", root.resolve(SOURCES).toString())
                .with("compact_labels", "true");
        terminal.print("\n$ eden top -alloc_objects -nodecount=10 " + file + "\n");
        terminal.print(Text.of(Top.of(profile, options.with("nodecount", "10")), options));
        String method = worstMethod(profile);
        terminal.print("\n$ eden list -alloc_objects -source_path=" + SOURCES + " '" + method + "' " + file + "\n");
        terminal.print(Text.of(Listing.of(profile, "^" + Pattern.quote(method) + "$", options)));
        terminal.print("""

                The recording is in %1$s; what to change, where, and what it brings: ./eden advise %1$s
                On your own service, started without any flag:
                  ./eden ps                                            which JVMs run here
                  ./eden record PID -d 30s -o mine.eden                record one
                  ./eden top -alloc_objects mine.eden                  where its objects are born
                  ./eden list -source_path=src/main/java REGEX mine.eden
                  ./eden why mine.eden                                 why they are on the heap
                  ./eden advise mine.eden                              what to change first
                """.formatted(file));
    }

    /** The example's method that allocates most objects, by itself or through the JDK. */
    private static String worstMethod(Profile profile) {
        for (Summary.Line line : new Summary(profile).lines()) {
            if (line.place().startsWith(PACKAGE) && line.place().contains("(")) {
                return line.place().substring(0, line.place().indexOf('('));
            }
        }
        return PACKAGE;
    }

    private static Process java(List<Process> started, Path example, String main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                example.resolve("classes") + File.pathSeparator + example.resolve("lib") + "/*",
                PACKAGE + main));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--parent", Long.toString(ProcessHandle.current().pid())));
        boolean service = main.equals("Orders");
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(service ? ProcessBuilder.Redirect.PIPE : ProcessBuilder.Redirect.DISCARD)
                .start();
        synchronized (started) {
            started.add(process);
        }
        return process;
    }

    /** The port, from the line that the service prints once it listens. */
    private static String port(Process service) throws IOException {
        BufferedReader lines = service.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int colon = line.lastIndexOf(':');
            if (line.contains("listening on") && colon > 0) {
                return line.substring(colon + 1).strip();
            }
        }
        throw new DataException("the order service did not start; see: examples/orders/run before");
    }

    private static void stop(List<Process> started) {
        synchronized (started) {
            started.forEach(Process::destroy);
            for (Process process : started) {
                try {
                    if (!process.waitFor(5, TimeUnit.SECONDS)) {
                        process.destroyForcibly();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            started.clear();
        }
    }
}
