package dev.edenscope.cli;

import dev.edenscope.report.UsageException;
import dev.edenscope.why.Escapes;
import dev.edenscope.why.EscapesText;
import dev.edenscope.why.Evidence;
import dev.edenscope.why.Why;
import dev.edenscope.why.WhyJson;
import dev.edenscope.why.WhyText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code eden why}: whether objects reach the heap, and what makes them. */
final class WhyCommand implements Command {
    static final String SUMMARY = "why objects are on the heap, per line";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = ReportOptions.command(
                "why",
                "eden why [options] RECORDING|PID|NAME [REGEX]",
                "For each line that allocates: whether the JIT keeps the object, and which call, field or array made it so.",
                "eden why -m=2 orders.eden");
        ReportOptions.value(spec, "m", "LEVEL", "2: every cause, with its place and what would remove it. Default: 1.");
        ReportOptions.value(spec, "d", "DURATION", "How long a running JVM is recorded. Default: 10s.");
        ReportOptions.flag(spec, "json", "Print the sites as JSON.");
        ReportOptions.value(
                spec, "base", "RECORDING", "An older recording: which escapes are gone since, which are new.");
        ReportOptions.list(
                spec,
                "log",
                "FILE",
                "What the JVM's compiler itself said: a log of -XX:+LogCompilation, or a flight recording with"
                        + " jdk.CompilerInlining. Can be given several times.");
        ReportOptions.value(spec, "output", "FILE", "File to write to in place of the terminal.");
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("0..1")
                .type(String.class)
                .paramLabel("RECORDING|PID|NAME")
                .description("A file that `eden record` wrote, or a JVM to record now; its recording is kept.")
                .build());
        spec.addPositional(PositionalParamSpec.builder()
                .index("1")
                .arity("0..1")
                .type(String.class)
                .paramLabel("REGEX")
                .description("All places of the methods whose name matches, also those without a sample.")
                .build());
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Terminal terminal) throws IOException {
        String regex = arguments.matchedPositionalValue(1, "");
        Predicate<String> methods = methods(regex);
        boolean detailed = isDetailed(arguments);
        boolean json = ReportOptions.flag(arguments, "json");
        Path recording = recording(arguments.matchedPositionalValue(0, ""), arguments, terminal);
        String base = ReportOptions.text(arguments, "base");
        if (!base.isEmpty()) {
            print(compared(Path.of(base), recording, regex, json), arguments, terminal);
            return 0;
        }
        try (Evidence evidence = Evidence.open(recording)) {
            for (String log : ReportOptions.list(arguments, "log")) {
                evidence.add(Path.of(log));
            }
            evidence.warnings().forEach(terminal::note);
            Why why = regex.isEmpty() ? Why.of(evidence) : Why.of(evidence, methods);
            print(json ? WhyJson.of(why) : WhyText.of(why, detailed), arguments, terminal);
        }
        return 0;
    }

    private static String compared(Path older, Path newer, String regex, boolean json) throws IOException {
        try (Evidence before = Evidence.open(older);
                Evidence after = Evidence.open(newer)) {
            Escapes escapes =
                    regex.isEmpty() ? Escapes.between(before, after) : Escapes.between(before, after, methods(regex));
            return json ? EscapesText.json(escapes) : EscapesText.of(escapes);
        }
    }

    private static boolean isDetailed(ParseResult arguments) {
        String level = ReportOptions.text(arguments, "m");
        if (!List.of("", "1", "2").contains(level)) {
            throw new UsageException("-m \"" + level + "\": expected 1 or 2");
        }
        return level.equals("2");
    }

    private static Predicate<String> methods(String regex) {
        try {
            return Pattern.compile(regex).asPredicate();
        } catch (PatternSyntaxException e) {
            throw new UsageException("REGEX \"" + regex + "\": " + e.getDescription());
        }
    }

    /** The recording: a file, or of a JVM, which then is recorded into a new one. */
    private static Path recording(String source, ParseResult arguments, Terminal terminal) throws IOException {
        String duration = ReportOptions.text(arguments, "d");
        boolean named = source.endsWith(EdenFile.SUFFIX) || source.contains("/");
        if (named || Files.isRegularFile(Path.of(source))) {
            if (!duration.isEmpty()) {
                throw new UsageException("-d: " + source + " is a recording already; it is for a running JVM");
            }
            return Path.of(source);
        }
        Duration howLong = CaptureOptions.duration(duration.isEmpty() ? "10s" : duration);
        Jvm jvm = Jvm.of(source);
        Path file = RecordCommand.file("", jvm, EdenFile.SUFFIX);
        RecordCommand.withEvidence(new Recording(jvm, new Progress(terminal)), howLong, "", false, file, terminal);
        terminal.note("wrote " + file + "; next: eden why -m=2 " + file);
        return file;
    }

    private static void print(String text, ParseResult arguments, Terminal terminal) throws IOException {
        String file = ReportOptions.text(arguments, "output");
        if (file.isEmpty()) {
            terminal.print(text);
            return;
        }
        try {
            Files.write(Path.of(file), text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such directory to write to", e);
        }
    }
}
