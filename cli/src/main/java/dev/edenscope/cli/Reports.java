package dev.edenscope.cli;

import dev.edenscope.cli.Report.Request;
import dev.edenscope.cli.Setting.Group;
import dev.edenscope.pprof.PprofWriter;
import dev.edenscope.profile.Profile;
import dev.edenscope.report.Callgrind;
import dev.edenscope.report.Dot;
import dev.edenscope.report.Groups;
import dev.edenscope.report.Listing;
import dev.edenscope.report.ListingPair;
import dev.edenscope.report.Quadrants;
import dev.edenscope.report.Text;
import dev.edenscope.report.Top;
import dev.edenscope.report.Tree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The reports, a row each. */
final class Reports {
    private static final Set<Group> ENTRIES =
            EnumSet.of(Group.VALUES, Group.ENTRIES, Group.FILTERS, Group.INPUT, Group.OUTPUT);
    private static final Set<Group> SAMPLES = EnumSet.of(Group.VALUES, Group.FILTERS, Group.INPUT, Group.OUTPUT);

    static final List<Report> ALL = List.of(
            new Report(
                    "top",
                    List.of("text"),
                    "functions that allocate most",
                    "The functions with the largest values, as `go tool pprof -top` prints them.",
                    false,
                    with(ENTRIES, Group.WIDE),
                    "",
                    "eden top -alloc_space -cum -nodecount=10 profile.pb.gz",
                    Reports::top),
            new Report(
                    "list",
                    List.of(),
                    "source of functions, with the value of every line",
                    "The source of the functions whose name matches, with the value of every line.",
                    true,
                    with(with(SAMPLES, Group.SOURCE_TEXT), Group.WIDE),
                    "",
                    "eden list -source_path=src/main/java 'Orders\\.handle' profile.pb.gz",
                    Reports::list),
            new Report(
                    "peek",
                    List.of(),
                    "callers and callees of functions",
                    "Who calls the functions whose name matches, and what they call.",
                    true,
                    ENTRIES,
                    "",
                    "eden peek -alloc_objects 'HashMap\\.resize' profile.pb.gz",
                    Reports::peek),
            new Report(
                    "tree",
                    List.of(),
                    "callers and callees of the functions that allocate most",
                    "The functions with the largest values, each between its callers and its callees.",
                    false,
                    ENTRIES,
                    "",
                    "eden tree -nodecount=20 -focus=Orders profile.pb.gz",
                    Reports::tree),
            new Report(
                    "dot",
                    List.of(),
                    "call graph in Graphviz's language",
                    "The call graph in the language of Graphviz's dot.",
                    false,
                    ENTRIES,
                    "",
                    "eden dot -alloc_space profile.pb.gz | dot -Tsvg > graph.svg",
                    Reports::dot),
            new Report(
                    "callgrind",
                    List.of(),
                    "call graph for KCachegrind",
                    "The call graph in callgrind's format, which KCachegrind reads.",
                    false,
                    SAMPLES,
                    "callgraph.out",
                    "eden callgrind -output=callgrind.out profile.pb.gz",
                    Reports::callgrind),
            new Report(
                    "topproto",
                    List.of(),
                    "the entries of top as a profile",
                    "The functions with the largest values as a profile of their own.",
                    false,
                    ENTRIES,
                    "pb.gz",
                    "eden topproto -nodecount=50 -output=small.pb.gz profile.pb.gz",
                    Reports::topProto));

    private Reports() {}

    private static Set<Group> with(Set<Group> groups, Group more) {
        Set<Group> all = EnumSet.copyOf(groups);
        all.add(more);
        return all;
    }

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
        String by = request.settings().text("by");
        if (request.settings().flag("quadrant")) {
            Quadrants quadrants = Quadrants.of(request.profile(), by, request.options());
            String text = Text.of(quadrants, request.options());
            return Rendered.text(
                    quadrants.heading().warnings(), text, quadrants.rows().isEmpty());
        }
        if (!by.isEmpty()) {
            Groups groups = Groups.of(request.profile(), by, request.options());
            String text = Text.of(groups, request.options());
            return Rendered.text(
                    groups.heading().warnings(), text, groups.rows().isEmpty());
        }
        Top top = Top.of(request.profile(), request.options());
        String text = request.settings().flag("json")
                ? ReportJson.of(top, request.profile())
                : Text.of(top, request.options());
        return Rendered.text(top.heading().warnings(), text, top.rows().isEmpty());
    }

    private static Rendered list(Request request) {
        if (request.settings().flag("both")) {
            ListingPair pair = ListingPair.of(request.profile(), request.regex(), request.options());
            return Rendered.text(pair.bytes().warnings(), Text.of(pair), false);
        }
        Listing listing = Listing.of(request.profile(), request.regex(), request.options());
        String text = request.settings().flag("json") ? ReportJson.of(listing) : Text.of(listing);
        return Rendered.text(listing.heading().warnings(), text, false);
    }

    private static Rendered peek(Request request) {
        return tree(Tree.peek(request.profile(), request.regex(), request.options()), request);
    }

    private static Rendered tree(Request request) {
        return tree(Tree.of(request.profile(), request.options()), request);
    }

    private static Rendered tree(Tree tree, Request request) {
        return Rendered.text(
                tree.heading().warnings(),
                Text.of(tree, request.options()),
                tree.entries().isEmpty());
    }

    private static Rendered dot(Request request) {
        Dot dot = Dot.of(request.profile(), request.options());
        return Rendered.text(
                dot.heading().warnings(),
                Text.of(dot, request.options()),
                dot.nodes().isEmpty());
    }

    private static Rendered callgrind(Request request) {
        Callgrind callgrind = Callgrind.of(request.profile(), request.options());
        return Rendered.text(
                callgrind.heading().warnings(),
                Text.of(callgrind),
                callgrind.entries().isEmpty());
    }

    private static Rendered topProto(Request request) throws IOException {
        Profile top = Top.asProfile(request.profile(), request.options());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PprofWriter.write(top, out);
        return Rendered.bytes(List.of(), out.toByteArray(), top.sampleCount() == 0);
    }
}
