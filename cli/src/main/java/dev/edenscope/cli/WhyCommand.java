package dev.edenscope.cli;

import dev.edenscope.report.UsageException;
import dev.edenscope.why.Evidence;
import dev.edenscope.why.Why;
import dev.edenscope.why.WhyJson;
import dev.edenscope.why.WhyText;
import java.io.IOException;
import java.nio.file.Path;
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
                "eden why [options] RECORDING [REGEX]",
                "For each line that allocates: whether the JIT keeps the object, and which call, field or array made it so.",
                "eden why -m=2 orders.eden");
        ReportOptions.value(spec, "m", "LEVEL", "2: every cause, with its place. Default: 1.");
        ReportOptions.flag(spec, "json", "Print the sites as JSON.");
        ReportOptions.list(
                spec,
                "log",
                "FILE",
                "What the JVM's compiler itself said: a log of -XX:+LogCompilation, or a flight recording with"
                        + " jdk.CompilerInlining. Can be given several times.");
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .required(true)
                .type(String.class)
                .paramLabel("RECORDING")
                .description("A file that `eden record -o FILE.eden` wrote.")
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
        try (Evidence evidence = Evidence.open(Path.of(arguments.matchedPositionalValue(0, "")))) {
            for (String log : ReportOptions.list(arguments, "log")) {
                evidence.add(Path.of(log));
            }
            evidence.warnings().forEach(terminal::note);
            String regex = arguments.matchedPositionalValue(1, "");
            Why why = regex.isEmpty() ? Why.of(evidence) : Why.of(evidence, methods(regex));
            String text = ReportOptions.flag(arguments, "json")
                    ? WhyJson.of(why)
                    : WhyText.of(why, ReportOptions.text(arguments, "m").equals("2"));
            terminal.print(text);
        }
        return 0;
    }

    private static Predicate<String> methods(String regex) {
        try {
            return Pattern.compile(regex).asPredicate();
        } catch (PatternSyntaxException e) {
            throw new UsageException("REGEX \"" + regex + "\": " + e.getDescription());
        }
    }
}
