package dev.edenscope.cli;

import dev.edenscope.cli.Report.Request;
import dev.edenscope.cli.Setting.Group;
import dev.edenscope.report.Listing;
import dev.edenscope.report.Text;
import dev.edenscope.report.Top;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The reports, a row each. */
final class Reports {
    private static final Set<Group> ENTRIES = EnumSet.of(Group.VALUES, Group.ENTRIES, Group.FILTERS, Group.INPUT, Group.OUTPUT);
    private static final Set<Group> LISTED = EnumSet.of(Group.VALUES, Group.FILTERS, Group.SOURCE_TEXT, Group.INPUT, Group.OUTPUT);

    static final List<Report> ALL = List.of(
            new Report(
                    "top",
                    List.of("text"),
                    "functions that allocate most",
                    "The functions with the largest values, as `go tool pprof -top` prints them.",
                    false,
                    ENTRIES,
                    "",
                    "eden top -alloc_space -cum -nodecount=10 profile.pb.gz",
                    Reports::top),
            new Report(
                    "list",
                    List.of(),
                    "source of functions, with the value of every line",
                    "The source of the functions whose name matches, with the value of every line.",
                    true,
                    LISTED,
                    "",
                    "eden list -source_path=src/main/java 'Orders\\.handle' profile.pb.gz",
                    Reports::list));

    private Reports() {}

    /** The report of this name or alias, or null. */
    static Report named(String name) {
        for (Report report : ALL) {
            if (report.isCalled(name)) {
                return report;
            }
        }
        return null;
    }

    private static Rendered top(Request request) {
        Top top = Top.of(request.profile(), request.options());
        String text = request.settings().flag("json")
                ? ReportJson.of(top, request.profile())
                : Text.of(top, request.options());
        return Rendered.text(top.heading().warnings(), text, top.rows().isEmpty());
    }

    private static Rendered list(Request request) {
        Listing listing = Listing.of(request.profile(), request.regex(), request.options());
        String text = request.settings().flag("json") ? ReportJson.of(listing) : Text.of(listing);
        return Rendered.text(listing.heading().warnings(), text, false);
    }
}
