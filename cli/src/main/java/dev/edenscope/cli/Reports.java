package dev.edenscope.cli;

import dev.edenscope.cli.Report.Request;
import dev.edenscope.cli.Setting.Group;
import dev.edenscope.pprof.PprofWriter;
import dev.edenscope.profile.Profile;
import dev.edenscope.report.Callgrind;
import dev.edenscope.report.Comments;
import dev.edenscope.report.Dot;
import dev.edenscope.report.Filtered;
import dev.edenscope.report.Groups;
import dev.edenscope.report.JsonReport;
import dev.edenscope.report.Listing;
import dev.edenscope.report.ListingPair;
import dev.edenscope.report.Quadrants;
import dev.edenscope.report.Raw;
import dev.edenscope.report.RawText;
import dev.edenscope.report.SampleText;
import dev.edenscope.report.Speedscope;
import dev.edenscope.report.Stacks;
import dev.edenscope.report.TagSums;
import dev.edenscope.report.Text;
import dev.edenscope.report.Top;
import dev.edenscope.report.Traces;
import dev.edenscope.report.Tree;
import dev.edenscope.report.UsageException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashSet;
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
                    "traces",
                    List.of(),
                    "every sample with its stack",
                    "Every sample with its stack and its labels.",
                    false,
                    with(SAMPLES, Group.ENTRIES),
                    "",
                    "eden traces -focus=Orders profile.pb.gz",
                    Reports::traces),
            new Report(
                    "tags",
                    List.of(),
                    "labels of samples and their values",
                    "The labels of all samples with the sum of each of their values.",
                    false,
                    SAMPLES,
                    "",
                    "eden tags -alloc_objects -tagshow=class profile.pb.gz",
                    Reports::tags),
            new Report(
                    "comments",
                    List.of(),
                    "comments of the profile",
                    "What the profile says about itself in free text.",
                    false,
                    EnumSet.of(Group.INPUT, Group.OUTPUT),
                    "",
                    "eden comments profile.pb.gz",
                    Reports::comments),
            new Report(
                    "raw",
                    List.of(),
                    "the whole profile as text",
                    "All that the profile holds, after the filters, as text.",
                    false,
                    with(EnumSet.of(Group.INPUT, Group.OUTPUT), Group.FILTERS),
                    "",
                    "eden raw profile.pb.gz | less",
                    Reports::raw),
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
                    Reports::topProto),
            new Report(
                    "proto",
                    List.of(),
                    "the profile as a file: filtered, merged, a difference",
                    "What the filters leave of the profile, as a profile.",
                    false,
                    with(EnumSet.of(Group.INPUT, Group.OUTPUT), Group.FILTERS),
                    "pb.gz",
                    "eden proto -focus=Orders -output=orders.pb.gz monday.pb.gz tuesday.pb.gz",
                    Reports::proto),
            new Report(
                    "collapsed",
                    List.of(),
                    "stacks in lines, for flame graph tools",
                    "Collapsed stacks: a line a stack, as flamegraph.pl and its kin read them.",
                    false,
                    with(SAMPLES, Group.ENTRIES),
                    "",
                    "eden collapsed -alloc_space profile.pb.gz | flamegraph.pl > flames.svg",
                    Reports::collapsed),
            new Report(
                    "speedscope",
                    List.of(),
                    "a file for speedscope.app",
                    "A file for https://www.speedscope.app with all sample types.",
                    false,
                    with(SAMPLES, Group.ENTRIES),
                    "speedscope.json",
                    "eden speedscope -output=orders.speedscope.json profile.pb.gz",
                    Reports::speedscope));

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
            return quadrants(Quadrants.of(request.profile(), by, request.options()), request);
        }
        if (!by.isEmpty()) {
            return groups(Groups.of(request.profile(), by, request.options()), request);
        }
        Top top = Top.of(request.profile(), request.options());
        return Rendered.text(
                top.heading().warnings(),
                top.rows().isEmpty(),
                out -> out.append(
                        request.json() ? JsonReport.of(top, request.profile()) : Text.of(top, request.options())));
    }

    private static Rendered quadrants(Quadrants quadrants, Request request) {
        return Rendered.text(
                quadrants.heading().warnings(),
                quadrants.rows().isEmpty(),
                out -> out.append(request.json() ? JsonReport.of(quadrants) : Text.of(quadrants, request.options())));
    }

    private static Rendered groups(Groups groups, Request request) {
        return Rendered.text(
                groups.heading().warnings(),
                groups.rows().isEmpty(),
                out -> out.append(request.json() ? JsonReport.of(groups) : Text.of(groups, request.options())));
    }

    private static Rendered list(Request request) throws IOException {
        if (request.settings().flag("both")) {
            ListingPair pair = noted(ListingPair.of(request.profile(), request.regex(), request.options()), request);
            return Rendered.text(
                    pair.bytes().warnings(),
                    false,
                    out -> out.append(request.json() ? JsonReport.of(pair) : Text.of(pair)));
        }
        Listing listing = noted(Listing.of(request.profile(), request.regex(), request.options()), request);
        return Rendered.text(
                listing.heading().warnings(),
                false,
                out -> out.append(request.json() ? JsonReport.of(listing) : Text.of(listing)));
    }

    private static Listing noted(Listing listing, Request request) throws IOException {
        Set<String> functions = new HashSet<>();
        listing.routines().forEach(routine -> functions.add(routine.function()));
        return request.settings().flag("why") ? listing.with(Verdicts.of(request.sources(), functions)) : listing;
    }

    private static ListingPair noted(ListingPair pair, Request request) throws IOException {
        Set<String> functions = new HashSet<>();
        pair.routines().forEach(routine -> functions.add(routine.function()));
        return request.settings().flag("why") ? pair.with(Verdicts.of(request.sources(), functions)) : pair;
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
                tree.entries().isEmpty(),
                out -> out.append(
                        request.json() ? JsonReport.of(tree, request.profile()) : Text.of(tree, request.options())));
    }

    private static Rendered traces(Request request) {
        Traces traces = Traces.of(request.profile(), request.options());
        return Rendered.text(traces.heading().warnings(), traces.traces().isEmpty(), out -> {
            if (request.json()) {
                JsonReport.write(traces, out);
            } else {
                SampleText.write(traces, request.options(), out);
            }
        });
    }

    private static Rendered tags(Request request) {
        TagSums tags = TagSums.of(request.profile(), request.options());
        return Rendered.text(tags.heading().warnings(), false, out -> {
            if (request.json()) {
                out.append(JsonReport.of(tags));
            } else {
                SampleText.write(tags, out);
            }
        });
    }

    private static Rendered comments(Request request) {
        Comments comments = Comments.of(request.profile());
        return Rendered.text(List.of(), false, out -> {
            if (request.json()) {
                out.append(JsonReport.of(comments));
            } else {
                SampleText.write(comments, out);
            }
        });
    }

    private static Rendered raw(Request request) {
        Raw raw = Raw.of(request.profile(), request.options());
        return Rendered.text(raw.warnings(), raw.samples().isEmpty(), out -> {
            if (request.json()) {
                JsonReport.write(raw, out);
            } else {
                RawText.write(raw, request.options(), out);
            }
        });
    }

    private static Rendered dot(Request request) {
        Dot dot = Dot.of(request.profile(), request.options());
        return Rendered.text(
                dot.heading().warnings(),
                dot.nodes().isEmpty(),
                out -> out.append(request.json() ? JsonReport.of(dot) : Text.of(dot, request.options())));
    }

    // Files of programs, which are formats of their own

    private static Rendered callgrind(Request request) {
        refuseJson(request);
        Callgrind callgrind = Callgrind.of(request.profile(), request.options());
        return Rendered.text(
                callgrind.heading().warnings(), callgrind.entries().isEmpty(), out -> out.append(Text.of(callgrind)));
    }

    private static Rendered topProto(Request request) {
        refuseJson(request);
        Profile top = Top.asProfile(request.profile(), request.options());
        return Rendered.bytes(List.of(), top.sampleCount() == 0, out -> PprofWriter.write(top, out));
    }

    private static Rendered proto(Request request) {
        refuseJson(request);
        Filtered filtered = Filtered.of(request.profile(), request.options());
        return Rendered.bytes(
                filtered.warnings(),
                filtered.profile().sampleCount() == 0,
                out -> PprofWriter.write(filtered.profile(), out));
    }

    private static Rendered collapsed(Request request) {
        refuseJson(request);
        Stacks stacks = Stacks.of(request.profile(), request.options());
        return Rendered.text(
                stacks.heading().warnings(),
                stacks.stacks().isEmpty(),
                out -> SampleText.write(stacks, request.options(), out));
    }

    private static Rendered speedscope(Request request) {
        Stacks stacks = Stacks.of(request.profile(), request.options());
        return Rendered.text(
                stacks.heading().warnings(),
                stacks.stacks().isEmpty(),
                out -> Speedscope.write(stacks, "edenscope", out));
    }

    private static void refuseJson(Request request) {
        if (request.json()) {
            throw new UsageException("this format has no -json; raw, tree, traces and others have");
        }
    }
}
