package dev.edenscope.cli;

import dev.edenscope.report.UsageException;
import dev.edenscope.why.Escapes;
import dev.edenscope.why.EscapesText;
import dev.edenscope.why.Evidence;
import dev.edenscope.why.Parameter;
import dev.edenscope.why.ParameterText;
import dev.edenscope.why.Renamed;
import dev.edenscope.why.Why;
import dev.edenscope.why.WhyJson;
import dev.edenscope.why.WhyText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
        ReportOptions.value(
                spec, "base", "RECORDING", "An older recording: which escapes are gone since, which are new.");
        ReportOptions.list(
                spec,
                "log",
                "FILE",
                "What the JVM's compiler itself said: a log of -XX:+LogCompilation, or a flight recording with"
                        + " jdk.CompilerInlining. Can be given several times.");
        ReportOptions.value(spec, "params", "REGEX", "Where the methods that match let go what they are given.");
        ReportOptions.value(
                spec, "classes", "PATH", "A folder or jar of class files in place of a recording: what may be.");
        ReportOptions.value(
                spec, "try", "METHOD", "CLASS.METHOD to be inlined by force in a program given behind `--`.");
        ReportOptions.flag(spec, "json", "Print it as JSON.");
        ReportOptions.value(spec, "output", "FILE", "File to write to in place of the terminal.");
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("0..1")
                .type(String.class)
                .paramLabel("RECORDING|PID|NAME")
                .description("A file that `eden record` wrote, or a JVM to record now; its recording is kept.")
                .build());
        spec.addPositional(PositionalParamSpec.builder()
                .index("1..*")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel("REGEX")
                .description("All places of the methods whose name matches, also those without a sample.")
                .build());
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Terminal terminal) throws IOException {
        List<String> words = new ArrayList<>();
        if (arguments.hasMatchedPositional(0)) {
            words.add(arguments.matchedPositionalValue(0, ""));
            words.addAll(arguments.matchedPositionalValue(1, List.of()));
        }
        Output.print(text(words, arguments, terminal), ReportOptions.text(arguments, "output"), terminal);
        return 0;
    }

    private static String text(List<String> words, ParseResult arguments, Terminal terminal) throws IOException {
        boolean json = ReportOptions.flag(arguments, "json");
        String tried = ReportOptions.text(arguments, "try");
        if (!tried.isEmpty()) {
            InlineTrial trial = InlineTrial.of(tried, words, terminal);
            return json ? trial.json() : trial.text();
        }
        boolean detailed = isDetailed(arguments);
        String classes = ReportOptions.text(arguments, "classes");
        String params = ReportOptions.text(arguments, "params");
        String base = ReportOptions.text(arguments, "base");
        if (classes.isEmpty() && words.isEmpty()) {
            throw new UsageException("expected a recording, or a JVM's process id or name; try: eden why --help");
        }
        List<String> rest = classes.isEmpty() ? words.subList(1, words.size()) : words;
        if (rest.size() > (params.isEmpty() ? 1 : 0)) {
            throw new UsageException("unexpected \"" + rest.get(rest.size() - 1) + "\"; try: eden why --help");
        }
        List<String> logs = ReportOptions.list(arguments, "log");
        if (!logs.isEmpty() && !(base.isEmpty() && classes.isEmpty())) {
            throw new UsageException("-log is of the JVM that was recorded; it does not go with -base and -classes");
        }
        Predicate<String> methods = methods(rest.isEmpty() ? params : rest.get(0));
        if (!base.isEmpty()) {
            if (!classes.isEmpty() || !params.isEmpty()) {
                throw new UsageException("-base compares recordings; it does not go with -classes and -params");
            }
            return compared(
                    Path.of(base), recording(words.get(0), arguments, terminal), rest.isEmpty() ? null : methods, json);
        }
        try (Evidence evidence = classes.isEmpty()
                ? Evidence.open(recording(words.get(0), arguments, terminal))
                : Evidence.ofClasses(Path.of(classes))) {
            for (String log : logs) {
                evidence.add(Path.of(log));
            }
            evidence.warnings().forEach(terminal::note);
            if (!params.isEmpty()) {
                List<Parameter> parameters = Parameter.of(evidence, methods);
                return json ? ParameterText.json(parameters) : ParameterText.of(parameters);
            }
            Why why = rest.isEmpty() && classes.isEmpty() ? Why.of(evidence) : Why.of(evidence, methods);
            return json ? WhyJson.of(why) : WhyText.of(why, detailed);
        }
    }

    private static String compared(Path older, Path newer, Predicate<String> methods, boolean json) throws IOException {
        try (Evidence before = Evidence.open(older);
                Evidence after = Evidence.open(newer)) {
            Escapes escapes = methods == null
                    ? Escapes.between(before, after, Renamed.NONE)
                    : Escapes.between(before, after, methods, Renamed.NONE);
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
        Path file = RecordCommand.kept(source, howLong, "", terminal);
        terminal.note("wrote " + file + "; next: eden why -m=2 " + file);
        return file;
    }
}
