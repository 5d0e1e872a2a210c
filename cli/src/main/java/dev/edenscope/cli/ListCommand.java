package dev.edenscope.cli;

import dev.edenscope.profile.Profile;
import dev.edenscope.report.JsonReport;
import dev.edenscope.report.Listing;
import dev.edenscope.report.Options;
import dev.edenscope.report.Text;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code eden list}: the source of functions, with the value of every line. */
final class ListCommand implements Command {
    static final String SUMMARY = "source of functions, with the value of every line";

    private final LiveSource live;

    ListCommand(LiveSource live) {
        this.live = live;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = ReportOptions.command(
                "list",
                "eden list [options] REGEX SOURCE...",
                "The source of the functions whose name matches, with the value of every line.",
                "eden list -source_path=src/main/java 'Orders\\.handle' profile.pb.gz");
        ReportOptions.addCommon(spec);
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .required(true)
                .type(String.class)
                .paramLabel("REGEX")
                .description("Which functions: an expression that their names match somewhere.")
                .build());
        ReportOptions.addSources(spec, 1);
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Terminal terminal) throws IOException {
        Options options = ReportOptions.options(arguments, terminal);
        String regex = arguments.matchedPositionalValue(0, "");
        List<String> sources = arguments.matchedPositionalValue(1, List.of());
        Profile profile = ReportOptions.source(arguments, live, terminal)
                .readAll(sources, ReportOptions.list(arguments, "base"), ReportOptions.list(arguments, "diff_base"));
        Listing listing = Listing.of(profile, regex, options);
        listing.heading().warnings().forEach(terminal::note);
        String text = ReportOptions.flag(arguments, "json") ? JsonReport.of(listing) : Text.of(listing);
        terminal.report(text, ReportOptions.text(arguments, "output"));
        return 0;
    }
}
