package dev.edenscope.report;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Mapping;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Views as JSON, one object a view; docs/json.md has the shapes. Values are the profile's own in the heading's unit,
 * whatever the options say about their print; what is unknown is null. Each document ends in a line feed.
 */
public final class JsonReport {
    private final Json json = new Json();

    private JsonReport() {}

    /**
     * The top entries.
     *
     * @param profile what they are of: it knows the files of functions
     */
    public static String of(Top top, Profile profile) {
        JsonReport report = new JsonReport();
        report.top(top, files(profile));
        return report.json.document();
    }

    /**
     * Places with their callers and callees.
     *
     * @param profile what they are of: it knows the files of functions
     */
    public static String of(Tree tree, Profile profile) {
        JsonReport report = new JsonReport();
        report.tree(tree, files(profile));
        return report.json.document();
    }

    /** The call graph. */
    public static String of(Dot dot) {
        JsonReport report = new JsonReport();
        report.dot(dot);
        return report.json.document();
    }

    /** The annotated source. */
    public static String of(Listing listing) {
        JsonReport report = new JsonReport();
        report.listing(listing);
        return report.json.document();
    }

    /** The annotated source in objects and bytes. */
    public static String of(ListingPair pair) {
        JsonReport report = new JsonReport();
        report.pair(pair);
        return report.json.document();
    }

    /** The groups with the largest values. */
    public static String of(Groups groups) {
        JsonReport report = new JsonReport();
        report.groups(groups);
        return report.json.document();
    }

    /** Objects and bytes side by side. */
    public static String of(Quadrants quadrants) {
        JsonReport report = new JsonReport();
        report.quadrants(quadrants);
        return report.json.document();
    }

    /** Each label with its values. */
    public static String of(TagSums tags) {
        JsonReport report = new JsonReport();
        report.tags(tags);
        return report.json.document();
    }

    /** The comments. */
    public static String of(Comments comments) {
        return new Json()
                .open('{')
                .name("comments")
                .texts(comments.texts())
                .close('}')
                .document();
    }

    /** Each sample; written as it is made. */
    public static void write(Traces traces, Appendable out) throws IOException {
        JsonReport report = new JsonReport();
        report.traces(traces, out);
        out.append(report.json.document());
    }

    /** The whole profile; written as it is made. */
    public static void write(Raw raw, Appendable out) throws IOException {
        JsonReport report = new JsonReport();
        report.raw(raw, out);
        out.append(report.json.document());
    }

    /** What all views but raw and comments say about the profile as a whole: the first fields of their object. */
    private void heading(Heading heading) {
        json.open('{');
        json.name("type").textOrNull(heading.type());
        json.name("unit").textOrNull(heading.unit());
        json.name("total").number(heading.total());
        profile(heading);
    }

    /** What has nothing to do with the sample type. */
    private void profile(Heading heading) {
        if (heading.per() != null) {
            json.name("per").open('{').field("method", heading.per().method());
            json.field("calls", heading.per().calls()).close('}');
        }
        json.name("binary").textOrNull(heading.binary());
        json.name("buildId").textOrNull(heading.buildId());
        json.name("timeNanos").numberOrNull(heading.timeNanos());
        json.name("durationNanos").numberOrNull(heading.durationNanos());
        json.name("comments").texts(heading.comments());
        json.name("filters").texts(heading.filters());
        json.name("warnings").texts(heading.warnings());
    }

    private void top(Top top, Map<String, String> files) {
        heading(top.heading());
        extent(top.extent());
        json.name("nodes").open('[');
        for (Top.Row row : top.rows()) {
            place(
                    row.name(),
                    row.function(),
                    row.file().isEmpty() ? files.get(row.function()) : row.file(),
                    row.line());
            json.field("flat", row.flat()).field("cum", row.cum());
            json.name("inline")
                    .text(row.inline().name().toLowerCase(Locale.ROOT))
                    .close('}');
        }
        json.close(']').close('}');
    }

    private void tree(Tree tree, Map<String, String> files) {
        heading(tree.heading());
        extent(tree.extent());
        json.name("nodes").open('[');
        for (Tree.Entry entry : tree.entries()) {
            place(
                    entry.name(),
                    entry.function(),
                    entry.file().isEmpty() ? files.get(entry.function()) : entry.file(),
                    entry.line());
            json.field("flat", entry.flat()).field("cum", entry.cum());
            calls("callers", entry.callers());
            calls("callees", entry.callees());
            json.close('}');
        }
        json.close(']').close('}');
    }

    private void calls(String name, List<Tree.Call> calls) {
        json.name(name).open('[');
        for (Tree.Call call : calls) {
            json.open('{').field("name", call.name()).field("weight", call.weight());
            json.name("inline").flag(call.inline()).close('}');
        }
        json.close(']');
    }

    private void dot(Dot dot) {
        heading(dot.heading());
        extent(dot.extent());
        json.name("nodes").open('[');
        for (int i = 0; i < dot.nodes().size(); i++) {
            Dot.Node node = dot.nodes().get(i);
            json.open('{').field("id", i + 1L).field("name", node.name());
            json.field("flat", node.flat()).field("cum", node.cum());
            nodelets("tags", node.nodelets());
            json.close('}');
        }
        json.close(']').name("edges").open('[');
        for (Dot.Edge edge : dot.edges()) {
            json.open('{').field("caller", (long) edge.caller());
            json.name("callee").numberOrNull(edge.callee());
            json.field("weight", edge.weight());
            json.name("residual").flag(edge.residual());
            json.name("inline").flag(edge.inline()).close('}');
        }
        json.close(']').close('}');
    }

    private void nodelets(String name, List<Dot.Nodelet> nodelets) {
        json.name(name).open('[');
        for (Dot.Nodelet nodelet : nodelets) {
            json.open('{').field("name", nodelet.name()).field("weight", nodelet.weight());
            nodelets("sizes", nodelet.sizes());
            json.close('}');
        }
        json.close(']');
    }

    /** How much of the profile the nodes are. */
    private void extent(Extent extent) {
        json.field("shown", extent.shown());
        json.field("nodeCount", (long) extent.nodes());
        json.field("dropped", (long) extent.droppedNodes());
        json.field("droppedCalls", (long) extent.droppedEdges());
    }

    /** Begins the object of a node. */
    private void place(String name, String function, String file, long line) {
        json.open('{').field("name", name);
        json.name("function").textOrNull(function);
        json.name("file").textOrNull(file == null ? "" : file);
        json.name("line").numberOrNull(line);
    }

    /** The file of each function of which there is one in one file; empty for the others. */
    private static Map<String, String> files(Profile profile) {
        Map<String, String> files = new HashMap<>();
        for (Function function : profile.functions()) {
            files.merge(function.name(), function.filename(), (known, other) -> known.equals(other) ? known : "");
        }
        return files;
    }

    private void listing(Listing listing) {
        heading(listing.heading());
        json.name("routines").open('[');
        for (Listing.Routine routine : listing.routines()) {
            json.open('{');
            json.name("function").text(routine.function());
            json.name("file").textOrNull(routine.file());
            json.name("flat").number(routine.flat());
            json.name("cum").number(routine.cum());
            json.name("error").textOrNull(routine.error());
            json.name("lines").open('[');
            for (Listing.Line line : routine.lines()) {
                json.open('{');
                json.name("line").number(line.line());
                json.name("flat").number(line.flat());
                json.name("cum").number(line.cum());
                json.name("source").text(line.source());
                notes(line.notes());
                json.close('}');
            }
            json.close(']').close('}');
        }
        json.close(']').close('}');
    }

    private void pair(ListingPair pair) {
        json.open('{')
                .name("types")
                .texts(List.of(pair.objects().type(), pair.bytes().type()));
        amount("total", new Amount(pair.objects().total(), pair.bytes().total()));
        profile(pair.bytes());
        json.name("routines").open('[');
        for (ListingPair.Routine routine : pair.routines()) {
            json.open('{').field("function", routine.function());
            json.name("file").textOrNull(routine.file());
            amount("flat", routine.flat());
            amount("cum", routine.cum());
            json.name("error").textOrNull(routine.error());
            json.name("lines").open('[');
            for (ListingPair.Line line : routine.lines()) {
                json.open('{').field("line", line.line());
                amount("flat", line.flat());
                amount("cum", line.cum());
                json.field("source", line.source());
                notes(line.notes());
                json.close('}');
            }
            json.close(']').close('}');
        }
        json.close(']').close('}');
    }

    private void notes(List<String> notes) {
        if (!notes.isEmpty()) {
            json.name("notes").texts(notes);
        }
    }

    private void groups(Groups groups) {
        heading(groups.heading());
        extent(groups.extent());
        json.field("by", groups.by()).name("groups").open('[');
        for (Groups.Row row : groups.rows()) {
            json.open('{').field("name", row.name()).field("flat", row.flat());
            json.field("cum", row.cum()).close('}');
        }
        json.close(']').close('}');
    }

    private void quadrants(Quadrants quadrants) {
        json.open('{').name("rankedBy").textOrNull(quadrants.rankedBy());
        amount("allocated", quadrants.allocated());
        amount("inUse", quadrants.inUse());
        profile(quadrants.heading());
        json.field("siteCount", (long) quadrants.sites()).name("sites").open('[');
        for (Quadrants.Row row : quadrants.rows()) {
            json.open('{').field("name", row.name());
            amount("allocated", row.allocated());
            amount("inUse", row.inUse());
            json.field("shape", row.shape().toString()).close('}');
        }
        json.close(']').close('}');
    }

    private void amount(String name, Amount amount) {
        json.name(name);
        if (amount == null) {
            json.nothing();
        } else {
            json.open('{').field("objects", amount.objects()).field("bytes", amount.bytes());
            json.close('}');
        }
    }

    private void tags(TagSums tags) {
        heading(tags.heading());
        json.name("tags").open('[');
        for (TagSums.Key key : tags.keys()) {
            json.open('{').field("key", key.name()).field("sum", key.sum());
            json.name("values").open('[');
            for (TagSums.Value value : key.values()) {
                json.open('{')
                        .field("text", value.text())
                        .field("sum", value.sum())
                        .close('}');
            }
            json.close(']').close('}');
        }
        json.close(']').close('}');
    }

    private void traces(Traces traces, Appendable out) throws IOException {
        heading(traces.heading());
        json.name("frames").open('[');
        for (Frame frame : traces.frames()) {
            json.open('{').field("name", frame.name());
            json.name("function").textOrNull(frame.function());
            json.name("file").textOrNull(frame.file());
            json.name("line").numberOrNull(frame.line());
            json.name("inline").flag(frame.inline()).close('}').flushTo(out);
        }
        json.close(']').name("traces").open('[');
        for (Traces.Trace trace : traces.traces()) {
            json.open('{').field("value", trace.value());
            json.name("stack");
            numbers(trace.stack());
            labels(trace.labels());
            json.close('}').flushTo(out);
        }
        json.close(']').close('}');
    }

    private void raw(Raw raw, Appendable out) throws IOException {
        Profile.Header header = raw.header();
        json.open('{').name("sampleTypes").open('[');
        for (ValueType type : header.sampleTypes()) {
            type(type);
        }
        json.close(']').name("defaultSampleType").textOrNull(header.defaultSampleType());
        json.name("periodType");
        if (header.periodType() == null) {
            json.nothing();
        } else {
            type(header.periodType());
        }
        json.name("period").numberOrNull(header.period());
        json.name("timeNanos").numberOrNull(header.timeNanos());
        json.name("durationNanos").numberOrNull(header.durationNanos());
        json.name("comments").texts(header.comments());
        json.name("docUrl").textOrNull(header.docUrl());
        json.name("warnings").texts(raw.warnings());
        json.name("samples").open('[');
        for (Raw.Sample sample : raw.samples()) {
            json.open('{').name("values");
            numbers(sample.values());
            json.name("stack");
            numbers(sample.stack());
            labels(sample.labels());
            json.close('}').flushTo(out);
        }
        json.close(']').name("locations").open('[');
        for (Raw.Location location : raw.locations()) {
            location(location);
            json.flushTo(out);
        }
        json.close(']').name("mappings").open('[');
        for (int i = 0; i < raw.mappings().size(); i++) {
            mapping(i + 1, raw.mappings().get(i));
        }
        json.close(']').close('}');
    }

    private void type(ValueType type) {
        json.open('{').field("type", type.type()).field("unit", type.unit()).close('}');
    }

    private void location(Raw.Location location) {
        json.open('{').field("id", (long) location.id());
        json.name("mapping").numberOrNull(location.mapping());
        json.name("address").text(hex(location.address()));
        json.name("folded").flag(location.folded());
        json.name("lines").open('[');
        for (Raw.Line line : location.lines()) {
            json.open('{').name("function").textOrNull(line.function().name());
            json.name("systemName").textOrNull(line.function().systemName());
            json.name("file").textOrNull(line.function().filename());
            json.name("startLine").numberOrNull(line.function().startLine());
            json.name("line").numberOrNull(line.line());
            json.name("column").numberOrNull(line.column()).close('}');
        }
        json.close(']').close('}');
    }

    private void mapping(long id, Mapping mapping) {
        json.open('{').field("id", id);
        json.field("start", hex(mapping.start()));
        json.field("limit", hex(mapping.limit()));
        json.field("offset", hex(mapping.offset()));
        json.name("file").textOrNull(mapping.filename());
        json.name("buildId").textOrNull(mapping.buildId());
        json.name("hasFunctions").flag(mapping.hasFunctions());
        json.name("hasFilenames").flag(mapping.hasFilenames());
        json.name("hasLineNumbers").flag(mapping.hasLineNumbers());
        json.name("hasInlineFrames").flag(mapping.hasInlineFrames());
        json.close('}');
    }

    /** An array of labels: a text, or a number and its unit. */
    private void labels(List<Label> labels) {
        json.name("labels").open('[');
        for (Label label : labels) {
            json.open('{').field("key", label.key());
            if (label.isNumber()) {
                json.field("number", label.number()).name("unit").textOrNull(label.unit());
            } else {
                json.field("text", label.text());
            }
            json.close('}');
        }
        json.close(']');
    }

    private void numbers(List<? extends Number> numbers) {
        json.open('[');
        for (Number number : numbers) {
            json.number(number.longValue());
        }
        json.close(']');
    }

    private static String hex(long unsigned) {
        return "0x" + Long.toHexString(unsigned);
    }
}
