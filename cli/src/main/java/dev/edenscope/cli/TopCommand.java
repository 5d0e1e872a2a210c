package dev.edenscope.cli;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Profile;
import dev.edenscope.report.Heading;
import dev.edenscope.report.Options;
import dev.edenscope.report.Text;
import dev.edenscope.report.Top;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        String text = ReportOptions.flag(arguments, "json") ? json(top, profile) : Text.of(top, options);
        terminal.report(text, ReportOptions.text(arguments, "output"));
        return 0;
    }

    private static String json(Top top, Profile profile) {
        Map<String, String> files = files(profile);
        Json json = new Json().open('{');
        heading(json, top.heading());
        json.name("shown").number(top.extent().shown());
        json.name("dropped").number(top.extent().droppedNodes());
        json.name("nodes").open('[');
        for (Top.Row row : top.rows()) {
            json.open('{');
            json.name("function").textOrNull(row.function());
            json.name("file").textOrNull(row.file().isEmpty() ? files.getOrDefault(row.function(), "") : row.file());
            json.name("line").numberOrNull(row.line());
            json.name("flat").number(row.flat());
            json.name("cum").number(row.cum());
            json.name("inline").text(row.inline().name().toLowerCase(Locale.ROOT));
            json.close('}');
        }
        return json.close(']').close('}').document();
    }

    /** What JSON reports say about the profile as a whole. */
    static void heading(Json json, Heading heading) {
        json.name("type").textOrNull(heading.type());
        json.name("unit").textOrNull(heading.unit());
        json.name("total").number(heading.total());
        json.name("binary").textOrNull(heading.binary());
        json.name("buildId").textOrNull(heading.buildId());
        json.name("timeNanos").numberOrNull(heading.timeNanos());
        json.name("durationNanos").numberOrNull(heading.durationNanos());
        json.name("comments").texts(heading.comments());
        json.name("filters").texts(heading.filters());
        json.name("warnings").texts(heading.warnings());
    }

    /** The file of each function of which there is one in one file; empty for the others. */
    private static Map<String, String> files(Profile profile) {
        Map<String, String> files = new HashMap<>();
        for (Function function : profile.functions()) {
            files.merge(function.name(), function.filename(), (known, other) -> known.equals(other) ? known : "");
        }
        return files;
    }
}
