package dev.edenscope.cli;

import dev.edenscope.advice.Advice;
import dev.edenscope.advice.Case;
import dev.edenscope.advice.Rules;
import dev.edenscope.budget.Results;
import dev.edenscope.readers.ResultFile;
import dev.edenscope.report.Options;
import dev.edenscope.report.SourceText;
import dev.edenscope.report.UsageException;
import dev.edenscope.verify.Benchmarks;
import dev.edenscope.verify.Recorded;
import dev.edenscope.verify.Recordings;
import dev.edenscope.verify.Verification;
import dev.edenscope.verify.VerifyJson;
import dev.edenscope.verify.VerifyText;
import dev.edenscope.why.Renamed;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code eden verify}: whether a change made a program allocate less, by two proofs. */
final class VerifyCommand implements Command {
    static final String SUMMARY = "whether a change worked: two proofs";

    private static final int TOP = 20;
    private static final double LEAST_GAIN = 0.005; // as `eden advise` has it

    private final LiveSource live;

    VerifyCommand(LiveSource live) {
        this.live = live;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = ReportOptions.command(
                "verify",
                "eden verify [options] BEFORE AFTER",
                "Whether less is allocated after a change, by two proofs. Exits with 0 if proven, 3 if not, 4 if it got worse.",
                "eden verify before.eden after.eden --results before.json after.json");
        spec.addOption(OptionSpec.builder("-results", "--results")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("2")
                .paramLabel("BEFORE AFTER")
                .description("Two files of results of benchmarks, beside two recordings.")
                .build());
        ReportOptions.value(
                spec,
                "per",
                "WHAT",
                "second, recording, or a method whose calls were counted. Default: a method, else second.");
        ReportOptions.list(
                spec, "renamed", "OLD=NEW", "A part of BEFORE's names that reads otherwise in AFTER: a package.");
        ReportOptions.value(
                spec, "app", "PREFIX", "The application's packages, separated by commas. Default: found out.");
        ReportOptions.value(spec, "source_path", "PATH", "Where BEFORE's sources are, for what advice predicts.");
        ReportOptions.value(spec, "trim_path", "PATH", "Prefixes to take off the profile's file names.");
        ReportOptions.value(spec, "d", "DURATION", "How long to record a JVM. Default: 30s.");
        ReportOptions.value(spec, "top", "N", "How many lines to show. Default: " + TOP + ".");
        ReportOptions.flag(spec, "v", "Show also the escapes of each line.");
        ReportOptions.flag(spec, "json", "Print it as JSON.");
        ReportOptions.value(spec, "output", "FILE", "File to write to in place of the terminal.");
        spec.addPositional(source(
                "0",
                "BEFORE",
                "A recording; a profile's file or URL, of which less can be said; or a" + " JVM to record."));
        spec.addPositional(source("1", "AFTER", "The same after the change."));
        return spec;
    }

    private static PositionalParamSpec source(String index, String label, String description) {
        return PositionalParamSpec.builder()
                .index(index)
                .required(true)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    @Override
    public int run(ParseResult arguments, Terminal terminal) throws IOException {
        String older = arguments.matchedPositionalValue(0, "");
        String newer = arguments.matchedPositionalValue(1, "");
        List<String> results = ReportOptions.list(arguments, "results");
        int top = top(arguments);
        boolean alone = isResults(older) && isResults(newer);
        if (alone && !results.isEmpty()) {
            throw new UsageException("-results: BEFORE and AFTER are results of benchmarks already");
        }
        Optional<Benchmarks> benchmarks = alone
                ? Optional.of(benchmarks(older, newer, terminal))
                : results.isEmpty()
                        ? Optional.empty()
                        : Optional.of(benchmarks(results.get(0), results.get(1), terminal));
        Verification verification = new Verification(
                alone ? Optional.empty() : Optional.of(recordings(older, newer, arguments, terminal)), benchmarks);
        String file = ReportOptions.text(arguments, "output");
        String text = ReportOptions.flag(arguments, "json")
                ? VerifyJson.of(verification)
                : VerifyText.of(
                        verification, top, ReportOptions.flag(arguments, "v"), BenchCommand.paint(terminal, file));
        Output.print(text, file, terminal);
        return verification.verdict().exit();
    }

    private static boolean isResults(String source) throws IOException {
        return new File(source).isFile() && ResultFile.recognises(Path.of(source));
    }

    private static Benchmarks benchmarks(String before, String after, Terminal terminal) throws IOException {
        return Benchmarks.of(results(before, terminal), results(after, terminal));
    }

    private static Results results(String file, Terminal terminal) throws IOException {
        Results results = ResultFile.read(Path.of(file));
        results.warnings().forEach(terminal::note);
        return results;
    }

    private Recordings recordings(String older, String newer, ParseResult arguments, Terminal terminal)
            throws IOException {
        Renamed renamed = Renamed.of(ReportOptions.list(arguments, "renamed"));
        Options.Sources sources = new Options.Sources(
                ReportOptions.text(arguments, "source_path"), ReportOptions.text(arguments, "trim_path"));
        try (SourceText text = new SourceText(sources);
                Subject before = subject(older, arguments, terminal);
                Subject after = subject(newer, arguments, terminal)) {
            Case known = before.known(text);
            return Recordings.of(
                    new Recorded(older, known, before.evidence()),
                    new Recorded(newer, after.alone(text), after.evidence()),
                    ReportOptions.text(arguments, "per"),
                    renamed,
                    Advice.of(known, Rules.ALL, LEAST_GAIN));
        }
    }

    /** A source; a running JVM is recorded first, with what its compiled code tells. */
    private Subject subject(String given, ParseResult arguments, Terminal terminal) throws IOException {
        String source = given;
        if (Source.isPid(given)) {
            String duration = ReportOptions.text(arguments, "d");
            Path file = RecordCommand.kept(
                    given, CaptureOptions.duration(duration.isEmpty() ? "30s" : duration), "", terminal);
            terminal.note("wrote " + file);
            source = file.toString();
        }
        String app = ReportOptions.text(arguments, "app");
        return new Known(new Source(live, terminal, 0, 0), terminal, app, "").open(source);
    }

    private static int top(ParseResult arguments) {
        String text = ReportOptions.text(arguments, "top");
        try {
            int top = text.isEmpty() ? TOP : Integer.parseInt(text);
            if (top >= 0) {
                return top;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UsageException("-top \"" + text + "\": expected a whole number from 0");
    }
}
