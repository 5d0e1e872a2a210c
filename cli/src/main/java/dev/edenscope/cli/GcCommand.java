package dev.edenscope.cli;

import dev.edenscope.gc.Expected;
import dev.edenscope.gc.GcHistory;
import dev.edenscope.gc.GcJson;
import dev.edenscope.gc.GcModel;
import dev.edenscope.gc.GcPicture;
import dev.edenscope.gc.GcText;
import dev.edenscope.gc.WhatIf;
import dev.edenscope.report.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code eden gc}: what garbage collection costs, how often it comes, and what would change that. */
final class GcCommand implements Command {
    static final String SUMMARY = "what garbage collection costs, and what if";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = ReportOptions.command(
                "gc",
                "eden gc [options] SOURCE",
                "Whether garbage collection is the problem: its CPU, pauses, interval; a model of the interval, and what if.",
                "eden gc gc.log --what-if alloc=-40% --what-if young=2g");
        spec.addOption(OptionSpec.builder("-what-if", "--what-if")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel("CHANGE")
                .description(
                        "alloc=-40%%, young=2g, heap=8g; for Go gogc=200, gomemlimit=4g. May be given several times.")
                .build());
        ReportOptions.value(spec, "seconds", "N", "How long a JVM is watched. Default: 10.");
        ReportOptions.flag(spec, "json", "Print it as JSON.");
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .required(true)
                .type(String.class)
                .paramLabel("SOURCE")
                .description(
                        "A GC log, GODEBUG=gctrace=1 lines, a recording, a URL, - for standard input, a JVM's process id.")
                .build());
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Terminal terminal) throws IOException {
        Source source =
                new Source(new AttachedSource(terminal), terminal, ReportOptions.seconds(arguments, "seconds"), 0);
        GcHistory history = source.readGc(arguments.matchedPositionalValue(0, ""));
        history.warnings().forEach(terminal::note);
        GcPicture picture = GcPicture.of(history);
        Optional<GcModel> model = picture.model();
        List<Expected> answers = answers(ReportOptions.list(arguments, "what-if"), model);
        terminal.print(
                ReportOptions.flag(arguments, "json")
                        ? GcJson.of(picture, model, answers)
                        : GcText.of(picture, model, answers));
        return 0;
    }

    private static List<Expected> answers(List<String> questions, Optional<GcModel> model) {
        if (model.isEmpty()) {
            if (!questions.isEmpty()) {
                throw new UsageException("--what-if: there is no model of this source: it takes times, and a few"
                        + " collections that allocation brings about");
            }
            return List.of();
        }
        List<Expected> answers = new ArrayList<>();
        for (String question : questions.isEmpty() ? model.get().questions() : questions) {
            answers.add(WhatIf.ask(model.get(), question));
        }
        return answers;
    }
}
