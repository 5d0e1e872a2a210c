package dev.edenscope.report;

import dev.edenscope.profile.CallCount;
import dev.edenscope.profile.Mapping;
import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a report says about its profile as a whole.
 *
 * @param binary name of the profiled binary, without directories; empty where unknown
 * @param buildId what identifies its build, or empty
 * @param comments the profile's comments, but not those meant for programs
 * @param type name of the sample type shown, behind {@code mean_} if values are means; may be empty
 * @param unit unit of all values of the report, as written in the profile
 * @param ratio what values are multiplied with when they are printed: 1, unless divide_by asks for another
 * @param per the calls that values are divided by then; null if they are not
 * @param docUrl where the profile's kind is described, or empty
 * @param timeNanos when the capture began, nanoseconds since 1970-01-01 UTC, 0 where unknown
 * @param durationNanos how long it took, 0 where unknown
 * @param total what percentages are of: the sum of all samples' absolute values, before filters unless they are to be
 *     relative
 * @param filters the filters in use, as {@code name=value}
 * @param warnings what to tell the reader beside the report: filters that matched nothing
 */
public record Heading(
        String binary,
        String buildId,
        List<String> comments,
        String type,
        String unit,
        double ratio,
        CallCount per,
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

    private static final List<Option> FILTERS = List.of(
            Option.FOCUS,
            Option.IGNORE,
            Option.HIDE,
            Option.SHOW,
            Option.SHOW_FROM,
            Option.TAGFOCUS,
            Option.TAGIGNORE,
            Option.TAGSHOW,
            Option.TAGHIDE);

    /**
     * What is said about a profile without any report.
     *
     * @throws UsageException if the profile does not have the sample type that is asked for, or a filter is bad
     */
    public static Heading of(Profile profile, Options options) {
        return Scope.of(profile, options).heading();
    }

    static Heading of(Profile profile, Selection selection, int type, Options options) {
        Profile.Header header = profile.header();
        CallCount per = options.per(profile);
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
                (options.mean() ? "mean_" : "") + header.sampleTypes().get(type).type(),
                header.sampleTypes().get(type).unit(),
                options.ratio(),
                per,
                header.docUrl(),
                header.timeNanos(),
                header.durationNanos(),
                Weights.total(profile, selection, type, options),
                active(options),
                selection.warnings());
    }

    private static List<String> active(Options options) {
        List<String> active = new ArrayList<>();
        for (Option filter : FILTERS) {
            String expression = options.get(filter);
            if (!expression.isEmpty()) {
                active.add(filter + "=" + expression);
            }
        }
        return active;
    }

    /** Of a report that shows several sample types. */
    Heading withoutType() {
        return new Heading(
                binary,
                buildId,
                comments,
                "",
                unit,
                ratio,
                per,
                docUrl,
                timeNanos,
                durationNanos,
                total,
                filters,
                warnings);
    }

    /** A value of the report as text, in a unit. */
    String value(long value, String inUnit) {
        return value(value, unit, inUnit);
    }

    /** A value of a sample type of another unit. */
    String value(long value, String ofUnit, String inUnit) {
        return per == null
                ? Measure.label(ratio == 1 ? value : (long) (value * ratio), ofUnit, inUnit)
                : Measure.fraction(value * ratio / per.calls(), ofUnit, inUnit);
    }

    /** What values are divided by, as text behind them; empty if it is nothing. */
    String perCall() {
        return per == null ? "" : String.format(Locale.ROOT, "per call of %s (%,d calls)", per.method(), per.calls());
    }

    /** A value's share of the total. */
    String percent(long value) {
        return Measure.percentage(value, total);
    }
}
