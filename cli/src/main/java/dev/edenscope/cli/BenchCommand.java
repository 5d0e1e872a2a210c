package dev.edenscope.cli;

import dev.edenscope.budget.Comparison;
import dev.edenscope.budget.Comparison.Verdict;
import dev.edenscope.budget.Paint;
import dev.edenscope.budget.Results;
import dev.edenscope.budget.ResultsJson;
import dev.edenscope.budget.ResultsText;
import dev.edenscope.profile.DataException;
import dev.edenscope.readers.ResultFile;
import dev.edenscope.report.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code eden bench}: what benchmarks measured, and whether it differs. */
final class BenchCommand implements Command {
    static final String SUMMARY = "results of benchmarks, one run or several compared";

    private static final Paint COLOURED = new Paint() {
        @Override
        public String heading(String line) {
            return "\u001b[1m" + line + "\u001b[0m";
        }

        @Override
        public String difference(Verdict verdict, String text) {
            return switch (verdict) {
                case BETTER -> "\u001b[32m" + text + "\u001b[0m";
                case WORSE -> "\u001b[31m" + text + "\u001b[0m";
                case NO_DIFFERENCE, NOT_COMPARABLE -> text;
            };
        }
    };

    @Override
    public CommandSpec spec() {
        CommandSpec spec = ReportOptions.command(
                "bench",
                "eden bench [options] FILE...",
                "What benchmarks measured, as one table; of several files each is compared with the first, as benchstat does.",
                "eden bench before.json after.json");
        ReportOptions.value(spec, "focus", "REGEX", "Only benchmarks whose name matches.");
        ReportOptions.value(
                spec,
                "alpha",
                "P",
                "Take a difference for one if chance would make it with this probability. Default: " + Comparison.ALPHA
                        + ".");
        ReportOptions.flag(
                spec, "json", "Print it as JSON; that of one file is a file of results that can be read again.");
        ReportOptions.value(spec, "output", "FILE", "File to write to in place of the terminal.");
        spec.addPositional(PositionalParamSpec.builder()
                .index("0..*")
                .arity("1..*")
                .required(true)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel("FILE")
                .description("What JMH writes with -rf json, what go test -bench prints, results of our own;"
                        + " - for standard input.")
                .build());
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Terminal terminal) throws IOException {
        double alpha = alpha(ReportOptions.text(arguments, "alpha"));
        Pattern focus = focus(ReportOptions.text(arguments, "focus"));
        List<Results> all = new ArrayList<>();
        for (String file : arguments.matchedPositionalValue(0, List.<String>of())) {
            Results results =
                    file.equals("-") ? ResultFile.read(System.in, "standard input") : ResultFile.read(Path.of(file));
            results.warnings().forEach(terminal::note);
            all.add(focused(results, focus));
        }
        String file = ReportOptions.text(arguments, "output");
        boolean json = ReportOptions.flag(arguments, "json");
        Paint paint = paint(terminal, file);
        String text;
        if (all.size() == 1) {
            text = json ? ResultsJson.of(all.get(0)) : ResultsText.of(all.get(0), paint);
        } else {
            text = json ? ResultsJson.compared(all, alpha) : ResultsText.compared(all, alpha, paint);
        }
        Output.print(text, file, terminal);
        return 0;
    }

    /** How differences stand out where a text is printed. */
    static Paint paint(Terminal terminal, String file) {
        return terminal.isStyled() && file.isEmpty() ? COLOURED : Paint.PLAIN;
    }

    private static double alpha(String text) {
        try {
            double alpha = text.isEmpty() ? Comparison.ALPHA : Double.parseDouble(text);
            if (alpha > 0 && alpha < 1) {
                return alpha;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UsageException("-alpha=" + text + ": expected a probability between 0 and 1, such as 0.05");
    }

    private static Pattern focus(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new UsageException("-focus \"" + regex + "\": " + e.getDescription());
        }
    }

    private static Results focused(Results results, Pattern focus) throws DataException {
        Results focused = results.filtered(name -> focus.matcher(name).find());
        if (focused.series().isEmpty()) {
            throw new DataException(results.source() + ": no benchmark matches -focus=" + focus + "; there is "
                    + results.names().iterator().next());
        }
        return focused;
    }
}
