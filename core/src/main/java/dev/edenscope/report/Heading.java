package dev.edenscope.report;

import dev.edenscope.profile.Mapping;
import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.List;

/**
 * What a report says about its profile as a whole.
 *
 * @param binary name of the profiled binary, without directories; empty where unknown
 * @param buildId what identifies its build, or empty
 * @param comments the profile's comments, but not those meant for programs
 * @param type name of the sample type shown; may be empty
 * @param unit unit of all values of the report, as written in the profile
 * @param docUrl where the profile's kind is described, or empty
 * @param timeNanos when the capture began, nanoseconds since 1970-01-01 UTC, 0 where unknown
 * @param durationNanos how long it took, 0 where unknown
 * @param total what percentages are of: the sum of all samples' absolute values, before filters
 * @param filters the filters in use, as {@code name=value}
 * @param warnings what to tell the reader beside the report: filters that matched nothing
 */
public record Heading(
        String binary,
        String buildId,
        List<String> comments,
        String type,
        String unit,
        String docUrl,
        long timeNanos,
        long durationNanos,
        long total,
        List<String> filters,
        List<String> warnings) {
    public Heading {
        comments = List.copyOf(comments);
        filters = List.copyOf(filters);
        warnings = List.copyOf(warnings);
    }

    /**
     * What is said about a profile without any report.
     *
     * @throws UsageException if the profile does not have the sample type that is asked for
     */
    public static Heading of(Profile profile, Options options) {
        return of(profile, Graph.sampleType(profile, options.sampleIndex()), options, List.of());
    }

    static Heading of(Profile profile, int type, Options options, List<String> warnings) {
        Profile.Header header = profile.header();
        Mapping first = profile.mappings().isEmpty() ? null : profile.mappings().get(0);
        List<String> comments = new ArrayList<>();
        for (String comment : header.comments()) {
            if (!comment.startsWith("#")) {
                comments.add(comment);
            }
        }
        return new Heading(
                first == null ? "" : Names.base(first.filename()),
                first == null ? "" : first.buildId(),
                comments,
                header.sampleTypes().get(type).type(),
                header.sampleTypes().get(type).unit(),
                header.docUrl(),
                header.timeNanos(),
                header.durationNanos(),
                Graph.total(profile, type),
                active(options.filters()),
                warnings);
    }

    private static List<String> active(Options.Filters filters) {
        List<String> active = new ArrayList<>();
        add(active, "focus", filters.focus());
        add(active, "ignore", filters.ignore());
        add(active, "hide", filters.hide());
        add(active, "show", filters.show());
        return active;
    }

    private static void add(List<String> active, String name, String value) {
        if (!value.isEmpty()) {
            active.add(name + "=" + value);
        }
    }
}
