package dev.edenscope.cli;

import dev.edenscope.advice.Advice;
import dev.edenscope.advice.AdviceText;
import dev.edenscope.advice.Application;
import dev.edenscope.advice.Case;
import dev.edenscope.advice.Rules;
import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Profile;
import dev.edenscope.report.Options;
import dev.edenscope.report.SourceText;
import dev.edenscope.report.UsageException;
import dev.edenscope.why.Evidence;
import dev.edenscope.why.Uses;
import dev.edenscope.why.Why;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code eden advise}: what to change, and what that brings. */
final class AdviseCommand implements Command {
    static final String SUMMARY = "what to change, the largest gain first";

    private final LiveSource live;

    AdviseCommand(LiveSource live) {
        this.live = live;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = ReportOptions.command(
                "advise",
                "eden advise [options] SOURCE",
                "Says of the lines that allocate what to change there, why, and how much that brings.",
                "eden advise -source_path=src/main/java orders.eden");
        ReportOptions.value(spec, "source_path", "PATH", "Where sources are: directories, source jars, src.zip.");
        ReportOptions.value(spec, "trim_path", "PATH", "Prefixes to take off the profile's file names.");
        ReportOptions.value(
                spec, "app", "PREFIX", "The application's packages, separated by commas. Default: guessed.");
        ReportOptions.value(spec, "top", "N", "How many findings to show. Default: 20.");
        ReportOptions.value(
                spec, "min-gain", "PERCENT", "Leave out what brings less of bytes and objects. Default: 0.5.");
        ReportOptions.flag(spec, "v", "Show also what is better left as it is.");
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .required(true)
                .type(String.class)
                .paramLabel("SOURCE")
                .description("A recording, or a profile's file or URL, of which less can be said.")
                .build());
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Terminal terminal) throws IOException {
        String source = arguments.matchedPositionalValue(0, "");
        Application application = application(ReportOptions.text(arguments, "app"));
        Options.Sources sources = new Options.Sources(
                ReportOptions.text(arguments, "source_path"), ReportOptions.text(arguments, "trim_path"));
        double leastGain = number(arguments, "min-gain", 0.5) / 100;
        int top = (int) number(arguments, "top", 20);
        try (SourceText text = new SourceText(sources)) {
            Advice advice = Advice.of(recorded(source, application, text, terminal), Rules.ALL, leastGain);
            terminal.print(AdviceText.of(advice, top, ReportOptions.flag(arguments, "v")));
        }
        return 0;
    }

    private Case recorded(String source, Application application, SourceText text, Terminal terminal)
            throws IOException {
        if (source.endsWith(EdenFile.SUFFIX)) {
            try (Evidence evidence = Evidence.open(Path.of(source))) {
                return new Case(
                        evidence.profile(),
                        Optional.of(Why.of(evidence)),
                        Optional.of(Uses.of(evidence, application::owns)),
                        application,
                        text,
                        OptionalInt.empty(),
                        evidence.regionBytes());
            }
        }
        Profile profile = new Source(live, terminal, 0, 0).readAll(List.of(source), "source");
        if (profile.sampleType("alloc_space") < 0) {
            throw new DataException(
                    source + ": has no allocated bytes (alloc_space), which advice is about; record with: "
                            + "eden record PID -o FILE.eden");
        }
        return new Case(
                profile,
                Optional.empty(),
                Optional.empty(),
                application,
                text,
                OptionalInt.empty(),
                OptionalLong.empty());
    }

    private static Application application(String prefixes) {
        return Application.of(prefixes.isEmpty() ? List.of() : List.of(prefixes.split(",", -1)));
    }

    private static double number(ParseResult arguments, String name, double byDefault) {
        String text = ReportOptions.text(arguments, name);
        if (text.isEmpty()) {
            return byDefault;
        }
        try {
            double number = Double.parseDouble(text.endsWith("%") ? text.substring(0, text.length() - 1) : text);
            if (number >= 0 && number < 1e9) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UsageException("-" + name + " \"" + text + "\": expected a number from 0");
    }
}
