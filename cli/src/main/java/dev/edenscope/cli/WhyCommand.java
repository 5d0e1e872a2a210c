package dev.edenscope.cli;

import dev.edenscope.why.Evidence;
import dev.edenscope.why.Why;
import dev.edenscope.why.WhyText;
import java.io.IOException;
import java.nio.file.Path;
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
                "eden why [options] RECORDING",
                "For each line that allocates: whether the JIT keeps the object, and which call, field or array made it so.",
                "eden why -m=2 orders.eden");
        ReportOptions.value(spec, "m", "LEVEL", "2: every cause, with its place. Default: 1.");
        ReportOptions.value(spec, "output", "FILE", "Write the report to a file.");
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .required(true)
                .type(String.class)
                .paramLabel("RECORDING")
                .description("A file that `eden record -o FILE.eden` wrote.")
                .build());
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Terminal terminal) throws IOException {
        try (Evidence evidence = Evidence.open(Path.of(arguments.matchedPositionalValue(0, "")))) {
            String text = WhyText.of(
                    Why.of(evidence), ReportOptions.text(arguments, "m").equals("2"));
            terminal.report(text, ReportOptions.text(arguments, "output"));
        }
        return 0;
    }
}
