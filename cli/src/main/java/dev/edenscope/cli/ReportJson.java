package dev.edenscope.cli;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Profile;
import dev.edenscope.report.Heading;
import dev.edenscope.report.Listing;
import dev.edenscope.report.Top;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reports as JSON documents. */
final class ReportJson {
    private ReportJson() {}

    static String of(Listing listing) {
        Json json = new Json().open('{');
        heading(json, listing.heading());
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
                json.close('}');
            }
            json.close(']').close('}');
        }
        return json.close(']').close('}').document();
    }

    static String of(Top top, Profile profile) {
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
