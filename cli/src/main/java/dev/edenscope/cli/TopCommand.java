package dev.edenscope.cli;

import dev.edenscope.profile.Profile;
import dev.edenscope.report.JsonReport;
import dev.edenscope.report.Options;
import dev.edenscope.report.Text;
import dev.edenscope.report.Top;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code eden top}: the functions with the largest values. */
final class TopCommand implements Command {
    static final String SUMMARY = "functions that allocate most";

    private final LiveSource live;

    TopCommand(LiveSource live) {
        this.live = live;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = ReportOptions.command(
                "top",
                "eden top [options] SOURCE...",
                "The functions with the largest values, as `go tool pprof -top` prints them.",
                "eden top -alloc_space -cum -nodecount=10 profile.pb.gz");
        ReportOptions.addEntries(spec);
        ReportOptions.addCommon(spec);
        ReportOptions.addSources(spec, 0);
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Terminal terminal) throws IOException {
        Options options = ReportOptions.options(arguments, terminal);
        List<String> sources = arguments.matchedPositionalValue(0, List.of());
        Profile profile = ReportOptions.source(arguments, live, terminal)
                .readAll(sources, ReportOptions.list(arguments, "base"), ReportOptions.list(arguments, "diff_base"));
        Top top = Top.of(profile, options);
        top.heading().warnings().forEach(terminal::note);
        String text = ReportOptions.flag(arguments, "json") ? JsonReport.of(top, profile) : Text.of(top, options);
        terminal.report(text, ReportOptions.text(arguments, "output"));
        return 0;
    }
}
