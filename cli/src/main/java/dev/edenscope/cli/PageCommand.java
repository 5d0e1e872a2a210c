package dev.edenscope.cli;

import dev.edenscope.cli.Setting.Group;
import dev.edenscope.report.SourceText;
import dev.edenscope.report.UsageException;
import dev.edenscope.ui.Page;
import dev.edenscope.ui.PageData;
import dev.edenscope.ui.TextFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code eden report} and {@code eden flame}: a page that opens in any browser, without a network. */
final class PageCommand implements Command {
    static final String SUMMARY = "one offline HTML page of all of it";
    static final String FLAME_SUMMARY = "the same page, opened on the flame graph";

    private final String name;
    private final String description;
    private final PageData.View view;
    private final LiveSource live;

    private PageCommand(String name, String description, PageData.View view, LiveSource live) {
        this.name = name;
        this.description = description;
        this.view = view;
        this.live = live;
    }

    static PageCommand report(LiveSource live) {
        return new PageCommand(
                "report",
                "Writes one HTML file that any browser opens offline: tables, flame graph, quadrants, source, advice, GC.",
                PageData.View.QUADRANTS,
                live);
    }

    static PageCommand flame(LiveSource live) {
        return new PageCommand(
                "flame", "Writes the page of `eden report`, opened on the flame graph.", PageData.View.FLAME, live);
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = ReportOptions.command(
                name,
                "eden " + name + " [options] SOURCE...",
                description,
                "eden " + name + " -source_path=src/main/java -o orders.html orders.eden");
        ReportOptions.value(spec, "o", "FILE", "The file to write. Default: the source's name, and .html.");
        ReportOptions.value(
                spec, "source", "WHOSE", "Whose source text goes into the file: all, app or none. Default: app.");
        addShown(spec);
        return spec;
    }

    /** What is asked of the sources of a page. */
    static void addShown(CommandSpec spec) {
        ReportOptions.value(
                spec, "app", "PREFIX", "The application's packages, separated by commas. Default: found out.");
        ReportOptions.value(spec, "gc", "FILE", "Where its garbage collections are, if not in SOURCE: a GC log.");
        ReportOptions.addSettings(spec, EnumSet.of(Group.VALUES, Group.SOURCE_TEXT, Group.FILTERS, Group.INPUT));
        ReportOptions.addInput(spec, 0);
    }

    @Override
    public int run(ParseResult arguments, Terminal terminal) throws IOException {
        TextFiles.Kind kind = kind(ReportOptions.text(arguments, "source"));
        Settings settings = ReportOptions.settings(arguments, terminal);
        List<String> sources = arguments.matchedPositionalValue(0, List.of());
        List<String> base = new ArrayList<>(ReportOptions.list(arguments, "base"));
        base.addAll(ReportOptions.list(arguments, "diff_base"));
        if (settings.flag("normalize") && base.isEmpty()) {
            throw new UsageException("-normalize needs a -base or -diff_base to scale to");
        }
        Source source = new Source(
                live,
                terminal,
                ReportOptions.seconds(arguments, "seconds"),
                ReportOptions.seconds(arguments, "timeout"));
        Known known =
                new Known(source, terminal, ReportOptions.text(arguments, "app"), ReportOptions.text(arguments, "gc"));
        Path file = file(arguments, settings, sources.get(0));
        byte[] page;
        try (SourceText text = new SourceText(settings.options().sources())) {
            PageData data = new Pictured(source, known, terminal, settings, kind).of(sources, base, view, text);
            page = Page.offline(data.json());
        }
        Output.save(page, file);
        terminal.note("wrote " + file + " (" + Summary.bytes((double) page.length) + "), source text: " + kind
                + "; open it in a browser");
        return 0;
    }

    private static Path file(ParseResult arguments, Settings settings, String source) {
        String given = ReportOptions.text(arguments, "o");
        String file = given.isEmpty() ? settings.text("output") : given;
        if (!file.isEmpty()) {
            return Path.of(file);
        }
        String last = source.replaceAll("[/?#]+$", "").replaceAll(".*[/:]", "");
        String base = last.replaceAll("\\.(eden|jfr|pb|pb\\.gz|gz|txt|out|pprof)$", "")
                .replaceAll("[^\\w.-]+", "-");
        return Path.of((base.isEmpty() || base.equals("-") ? "report" : base) + ".html");
    }

    /** Whose source text goes along. */
    static TextFiles.Kind kind(String given) {
        for (TextFiles.Kind kind : TextFiles.Kind.values()) {
            if (kind.toString().equals(given.toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        if (given.isEmpty()) {
            return TextFiles.Kind.APP;
        }
        throw new UsageException("-source \"" + given + "\": expected all, app or none");
    }
}
