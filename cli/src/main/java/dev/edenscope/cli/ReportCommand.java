package dev.edenscope.cli;

import dev.edenscope.profile.Profile;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code eden top}, {@code eden list} and so on: one report of one profile. */
final class ReportCommand implements Command {
    private final Report report;
    private final LiveSource live;

    ReportCommand(Report report, LiveSource live) {
        this.report = report;
        this.live = live;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = ReportOptions.command(
                report.name(),
                "eden " + report.name() + " [options] " + (report.takesRegex() ? "REGEX " : "") + "SOURCE...",
                report.description(),
                report.example());
        ReportOptions.addSettings(spec, report.groups());
        if (report.takesRegex()) {
            spec.addPositional(PositionalParamSpec.builder()
                    .index("0")
                    .required(true)
                    .type(String.class)
                    .paramLabel("REGEX")
                    .description("Which functions: an expression that their names match somewhere.")
                    .build());
        }
        ReportOptions.addInput(spec, report.takesRegex() ? 1 : 0);
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Terminal terminal) throws IOException {
        Settings settings = ReportOptions.settings(arguments, terminal);
        String regex = report.takesRegex() ? arguments.matchedPositionalValue(0, "") : "";
        List<String> sources = arguments.matchedPositionalValue(report.takesRegex() ? 1 : 0, List.of());
        Profile profile = new Input(arguments, live, terminal).profile(sources, settings);
        new Output(terminal, false).write(report, new Report.Request(profile, sources, regex, settings));
        return 0;
    }
}
