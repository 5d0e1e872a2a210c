package dev.edenscope.report;

import dev.edenscope.profile.CallCount;
import dev.edenscope.profile.Profile;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * How a profile is looked at. Names and meanings are those of {@code go tool pprof}; {@link #with} sets an option by
 * that name, {@link Option} has them all.
 *
 * @param given the options that were set, as text
 * @param zone the zone in which times are printed
 */
public record Options(Map<Option, String> given, ZoneId zone) {
    public Options {
        Objects.requireNonNull(zone, "zone");
        Map<Option, String> checked = new EnumMap<>(Option.class);
        given.forEach((option, value) -> checked.put(option, option.checked(value)));
        given = Collections.unmodifiableMap(checked);
    }

    /**
     * What is too small to show.
     *
     * @param nodeCount the most entries to show; 0 or less for no limit
     * @param nodeFraction entries whose cumulative value is below this share of the total are left out
     * @param edgeFraction calls whose value is below this share of the total are left out
     */
    record Limits(int nodeCount, double nodeFraction, double edgeFraction) {
        static final Limits NONE = new Limits(0, 0, 0);
    }

    /**
     * Where source text is looked for.
     *
     * @param path directories and archives ({@code *-sources.jar}, {@code src.zip}), separated as in a class path;
     *     empty for the working directory
     * @param trimPath prefixes that are taken off the profile's file names, separated in the same way
     */
    public record Sources(String path, String trimPath) {
        public Sources {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(trimPath, "trimPath");
        }
    }

    /** The options of a report for which nothing was set, in the zone of this machine. */
    public static Options defaults() {
        return new Options(Map.of(), ZoneId.systemDefault());
    }

    /**
     * These options with one set by its pprof name, for example {@code with("nodecount", "10")}. The choices of {@code
     * sort} and {@code granularity} are names too: {@code with("cum", "true")}.
     *
     * @throws UsageException if there is no such option, or the value is not one of its
     */
    public Options with(String name, String value) {
        Option option = Option.named(name);
        if (option != null) {
            return with(option, value);
        }
        Option group = Option.ofChoice(name);
        if (group == null) {
            throw new UsageException("unknown option \"" + name + "\"");
        }
        return Option.flag(name, value) ? with(group, name) : this;
    }

    /** These options with one set. */
    Options with(Option option, String value) {
        Map<Option, String> more = new EnumMap<>(Option.class);
        more.putAll(given);
        more.put(option, value);
        return new Options(more, zone);
    }

    /** These options, with times printed in another zone. */
    public Options withZone(ZoneId other) {
        return new Options(given, other);
    }

    /**
     * The value of an option as text.
     *
     * @throws UsageException if there is no option of this name
     */
    public String get(String name) {
        Option option = Option.named(name);
        if (option == null) {
            throw new UsageException("unknown option \"" + name + "\"");
        }
        return get(option);
    }

    String get(Option option) {
        return given.getOrDefault(option, option.byDefault());
    }

    private boolean is(Option option) {
        return get(option).equals("true");
    }

    /** Name or number of the sample type to show; empty for the profile's default, or else its last. */
    public String sampleIndex() {
        return get(Option.SAMPLE_INDEX);
    }

    /** Whether values are divided by those of the profile's first sample type. */
    public boolean mean() {
        return is(Option.MEAN);
    }

    /**
     * What values are multiplied with when they are printed: 1 where {@code divide_by} does not say otherwise.
     *
     * @throws UsageException if it is to divide by 0
     */
    double ratio() {
        double divisor = Double.parseDouble(get(Option.DIVIDE_BY));
        if (divisor == 0) {
            throw new UsageException("zero divisor specified");
        }
        double ratio = 1 / divisor;
        return ratio > 0 ? ratio : 1;
    }

    /**
     * The calls that values are divided by; null if they are not to be.
     *
     * @throws UsageException if the profile does not have that count, or it is 0
     */
    public CallCount per(Profile profile) {
        String name = get(Option.PER);
        if (name.isEmpty()) {
            return null;
        }
        if (mean()) {
            throw new UsageException("conflicting options set: -per and -mean");
        }
        List<CallCount> known = CallCount.of(profile);
        List<CallCount> called =
                known.stream().filter(calls -> calls.method().contains(name)).toList();
        CallCount per = called.stream()
                .filter(calls -> calls.method().equals(name))
                .findAny()
                .orElse(called.size() == 1 ? called.get(0) : null);
        if (per == null) {
            throw new UsageException(
                    "per \"" + name + "\": " + (called.isEmpty() ? none(profile, known) : several(called)));
        }
        if (per.calls() == 0) {
            throw new UsageException(
                    "per \"" + name + "\": " + per.method() + " was not called while the profile was taken");
        }
        return per;
    }

    private static String several(List<CallCount> called) {
        return "several methods that were counted are called so: " + names(called);
    }

    private static String none(Profile profile, List<CallCount> known) {
        String unknown = profile.comments().stream()
                .filter(comment -> comment.startsWith("calls of "))
                .collect(Collectors.joining("; "));
        return known.isEmpty()
                ? "the profile does not have its calls; "
                        + (unknown.isEmpty() ? "count them with `eden record -per CLASS.METHOD`" : unknown)
                : "the profile does not have its calls, but those of " + names(known);
    }

    private static String names(List<CallCount> calls) {
        return calls.stream().map(CallCount::method).collect(Collectors.joining(", "));
    }

    /**
     * Refuses what would have to round.
     *
     * @throws UsageException if values are to be divided by calls
     */
    void requireWhole(String report) {
        if (!get(Option.PER).isEmpty()) {
            throw new UsageException(
                    "-per: " + report + " has whole values only; divide by the calls in `eden comments`");
        }
    }

    /** What counts as one entry. */
    public Granularity granularity() {
        String name = get(Option.GRANULARITY);
        return name.isEmpty() ? Granularity.FUNCTIONS : Granularity.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** Whether inlined calls are counted to the function that they were inlined into. */
    public boolean noInlines() {
        return is(Option.NOINLINES);
    }

    boolean showColumns() {
        return is(Option.SHOWCOLUMNS);
    }

    /** Whether entries are sorted by their cumulative value, else by their own. */
    public boolean cum() {
        return get(Option.SORT).equals("cum");
    }

    /** The unit of the printed values; {@code minimum} for the one that fits the smallest. */
    public String unit() {
        return get(Option.UNIT);
    }

    /** Whether the lines about the profile as a whole are left out of the heading. */
    public boolean compactLabels() {
        return is(Option.COMPACT_LABELS);
    }

    boolean callTree() {
        return is(Option.CALL_TREE);
    }

    boolean dropNegative() {
        return is(Option.DROP_NEGATIVE);
    }

    boolean relativePercentages() {
        return is(Option.RELATIVE_PERCENTAGES);
    }

    /** What is too small to show, of a report that shows {@code nodes} entries (0 for all) unless told how many. */
    Limits limits(int nodes) {
        if (!is(Option.TRIM)) {
            return Limits.NONE;
        }
        int count = Integer.parseInt(get(Option.NODECOUNT));
        return new Limits(
                count == -1 ? nodes : count,
                Double.parseDouble(get(Option.NODEFRACTION)),
                Double.parseDouble(get(Option.EDGEFRACTION)));
    }

    /** Where source text is looked for. */
    public Sources sources() {
        return new Sources(get(Option.SOURCE_PATH), get(Option.TRIM_PATH));
    }
}
