package dev.edenscope.cli;

import dev.edenscope.advice.Advice;
import dev.edenscope.advice.AdviceJson;
import dev.edenscope.advice.AdviceMarkdown;
import dev.edenscope.advice.AdviceSarif;
import dev.edenscope.advice.AdviceText;
import dev.edenscope.advice.Rule;
import dev.edenscope.advice.RuleFile;
import dev.edenscope.advice.Rules;
import dev.edenscope.report.Options;
import dev.edenscope.report.SourceText;
import dev.edenscope.report.UsageException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code eden advise}: what to change, and what that brings. */
final class AdviseCommand implements Command {
    static final String SUMMARY = "what to change, the largest gain first";

    private static final int TOP = 20;
    private static final double LEAST_GAIN_PERCENT = 0.5;

    private final LiveSource live;

    AdviseCommand(LiveSource live) {
        this.live = live;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = ReportOptions.command(
                "advise",
                "eden advise [options] SOURCE|PID",
                "Says whether garbage collection is the problem, and which lines to change, how, why, and what that brings.",
                "eden advise -source_path=src/main/java orders.eden");
        ReportOptions.value(spec, "source_path", "PATH", "Where sources are: directories, source jars, src.zip.");
        ReportOptions.value(spec, "trim_path", "PATH", "Prefixes to take off the profile's file names.");
        ReportOptions.value(
                spec, "app", "PREFIX", "The application's packages, separated by commas. Default: found out.");
        ReportOptions.value(spec, "gc", "FILE", "Where its garbage collections are, if not in SOURCE: a GC log.");
        ReportOptions.value(spec, "rules", "FILE", "Rules of your own, beside the others.");
        ReportOptions.value(spec, "top", "N", "How many findings to show. Default: " + TOP + ".");
        ReportOptions.value(
                spec,
                "min-gain",
                "PERCENT",
                "Leave out what brings less of bytes and of objects. Default: " + LEAST_GAIN_PERCENT + "%%.");
        ReportOptions.value(
                spec, "format", "FORMAT", "text, markdown, sarif or json. Default: by -output's ending, or text.");
        ReportOptions.flag(spec, "json", "Short for -format json.");
        ReportOptions.value(spec, "output", "FILE", "Write it to a file.");
        ReportOptions.flag(spec, "v", "Show also what is better left as it is, with the reason.");
        ReportOptions.value(spec, "d", "DURATION", "How long to record a PID. Default: 30s.");
        ReportOptions.value(spec, "o", "FILE", "The recording of a PID to keep. Default: NAME-PID-TIME.eden.");
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .required(true)
                .type(String.class)
                .paramLabel("SOURCE|PID")
                .description("A recording; a profile's file or URL, of which less can be said; or a JVM to record.")
                .build());
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Terminal terminal) throws IOException {
        String format = format(arguments);
        double leastGain = number(arguments, "min-gain", LEAST_GAIN_PERCENT) / 100;
        int top = (int) number(arguments, "top", TOP);
        List<Rule> rules = rules(arguments);
        Options.Sources sources = new Options.Sources(
                ReportOptions.text(arguments, "source_path"), ReportOptions.text(arguments, "trim_path"));
        String source = arguments.matchedPositionalValue(0, "");
        if (Source.isPid(source)) {
            source = record(arguments, source, terminal);
        }
        try (SourceText text = new SourceText(sources);
                Subject subject = known(arguments, terminal).open(source)) {
            Advice advice = Advice.of(subject.known(text), rules, leastGain);
            boolean left = ReportOptions.flag(arguments, "v");
            String rendered = switch (format) {
                case "markdown" -> AdviceMarkdown.of(advice, top, left);
                case "json" -> AdviceJson.of(advice, top, left);
                case "sarif" -> AdviceSarif.of(advice, top, directories(sources.path()), Eden.version());
                default -> AdviceText.of(advice, top, left);
            };
            Output.print(rendered, ReportOptions.text(arguments, "output"), terminal);
        }
        return 0;
    }

    private static List<Rule> rules(ParseResult arguments) throws IOException {
        List<Rule> rules = new ArrayList<>(Rules.ALL);
        String file = ReportOptions.text(arguments, "rules");
        if (!file.isEmpty()) {
            rules.addAll(RuleFile.read(Path.of(file)));
        }
        return rules;
    }

    private Known known(ParseResult arguments, Terminal terminal) {
        return new Known(
                new Source(live, terminal, 0, 0),
                terminal,
                ReportOptions.text(arguments, "app"),
                ReportOptions.text(arguments, "gc"));
    }

    private static String format(ParseResult arguments) {
        boolean json = ReportOptions.flag(arguments, "json");
        String given = json ? "json" : ReportOptions.text(arguments, "format");
        String file = ReportOptions.text(arguments, "output");
        String format = !given.isEmpty()
                ? given
                : file.endsWith(".md")
                        ? "markdown"
                        : file.endsWith(".sarif") ? "sarif" : file.endsWith(".json") ? "json" : "text";
        if (!List.of("text", "markdown", "sarif", "json").contains(format)) {
            throw new UsageException("-format \"" + format + "\": expected text, markdown, sarif or json");
        }
        return format;
    }

    private static List<String> directories(String path) {
        return path.isEmpty() ? List.of(".") : List.of(path.split(File.pathSeparator, -1));
    }

    // What it is about

    private static String record(ParseResult arguments, String pid, Terminal terminal) throws IOException {
        String given = ReportOptions.text(arguments, "d");
        Path file = RecordCommand.kept(
                pid,
                CaptureOptions.duration(given.isEmpty() ? "30s" : given),
                ReportOptions.text(arguments, "o"),
                terminal);
        terminal.note("wrote " + file);
        return file.toString();
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
