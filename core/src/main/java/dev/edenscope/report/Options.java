package dev.edenscope.report;

import java.time.ZoneId;
import java.util.Objects;

/**
 * How a profile is looked at. Names and meanings are those of {@code go tool pprof}; {@link #with} sets an option by
 * that name.
 *
 * @param sampleIndex name or number of the sample type to show; empty for the profile's default, or else its last
 * @param granularity what counts as one entry
 * @param noInlines whether inlined calls are counted to the function that they were inlined into
 * @param cum whether entries are sorted by their cumulative value, else by their own
 * @param unit the unit of the printed values; {@code minimum} for the one that fits the smallest
 * @param compactLabels whether the lines about the profile as a whole are left out of the heading
 * @param trim which entries are too small to show
 * @param filters which stacks and frames are counted
 * @param sources where source text is looked for
 * @param zone the zone in which times are printed
 */
public record Options(
        String sampleIndex,
        Granularity granularity,
        boolean noInlines,
        boolean cum,
        String unit,
        boolean compactLabels,
        Trim trim,
        Filters filters,
        Sources sources,
        ZoneId zone) {
    public Options {
        Objects.requireNonNull(sampleIndex, "sampleIndex");
        Objects.requireNonNull(granularity, "granularity");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(trim, "trim");
        Objects.requireNonNull(filters, "filters");
        Objects.requireNonNull(sources, "sources");
        Objects.requireNonNull(zone, "zone");
    }

    /**
     * Which entries are too small to show.
     *
     * @param enabled whether any are left out at all
     * @param nodeCount the most entries to show; 0 or less for no limit
     * @param nodeFraction entries whose cumulative value is below this share of the total are left out
     * @param edgeFraction calls whose value is below this share of the total are left out
     */
    public record Trim(boolean enabled, int nodeCount, double nodeFraction, double edgeFraction) {
        static final Trim NONE = new Trim(false, 0, 0, 0);

        /** These limits, or none if trimming is off. */
        Trim effective() {
            return enabled ? this : NONE;
        }
    }

    /**
     * Which stacks and frames are counted: regular expressions on function names, source files and binaries, each
     * empty where it is not used.
     *
     * @param focus only stacks with a frame that matches
     * @param ignore no stack with a frame that matches
     * @param hide frames that match are taken out of their stacks
     * @param show frames that do not match are taken out of their stacks
     */
    public record Filters(String focus, String ignore, String hide, String show) {
        public Filters {
            Objects.requireNonNull(focus, "focus");
            Objects.requireNonNull(ignore, "ignore");
            Objects.requireNonNull(hide, "hide");
            Objects.requireNonNull(show, "show");
        }
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
        return new Options(
                "",
                Granularity.FUNCTIONS,
                false,
                false,
                "minimum",
                false,
                new Trim(true, -1, 0.005, 0.001),
                new Filters("", "", "", ""),
                new Sources("", ""),
                ZoneId.systemDefault());
    }

    /**
     * These options with one set by its pprof name, for example {@code with("nodecount", "10")}.
     *
     * @throws UsageException if there is no such option, or the value is not one of its
     */
    public Options with(String name, String value) {
        return switch (name) {
            case "sample_index" -> withSampleIndex(value);
            case "granularity" -> withGranularity(Granularity.named(value));
            case "noinlines" -> withOrder(flag(name, value), cum);
            case "sort" -> withOrder(noInlines, sortedByCum(value));
            case "cum" -> withOrder(noInlines, flag(name, value));
            case "flat" -> withOrder(noInlines, !flag(name, value));
            case "unit" -> withLabels(value, compactLabels);
            case "compact_labels" -> withLabels(unit, flag(name, value));
            case "trim" -> withTrim(new Trim(flag(name, value), trim.nodeCount, trim.nodeFraction, trim.edgeFraction));
            case "nodecount" ->
                withTrim(new Trim(trim.enabled, whole(name, value), trim.nodeFraction, trim.edgeFraction));
            case "nodefraction" ->
                withTrim(new Trim(trim.enabled, trim.nodeCount, number(name, value), trim.edgeFraction));
            case "edgefraction" ->
                withTrim(new Trim(trim.enabled, trim.nodeCount, trim.nodeFraction, number(name, value)));
            case "focus" -> withFilters(new Filters(value, filters.ignore, filters.hide, filters.show));
            case "ignore" -> withFilters(new Filters(filters.focus, value, filters.hide, filters.show));
            case "hide" -> withFilters(new Filters(filters.focus, filters.ignore, value, filters.show));
            case "show" -> withFilters(new Filters(filters.focus, filters.ignore, filters.hide, value));
            case "source_path" -> withSources(new Sources(value, sources.trimPath));
            case "trim_path" -> withSources(new Sources(sources.path, value));
            default -> throw new UsageException("unknown option \"" + name + "\"");
        };
    }

    private Options withSampleIndex(String index) {
        return new Options(index, granularity, noInlines, cum, unit, compactLabels, trim, filters, sources, zone);
    }

    private Options withGranularity(Granularity entry) {
        return new Options(sampleIndex, entry, noInlines, cum, unit, compactLabels, trim, filters, sources, zone);
    }

    private Options withOrder(boolean inlinesOff, boolean byCum) {
        return new Options(
                sampleIndex, granularity, inlinesOff, byCum, unit, compactLabels, trim, filters, sources, zone);
    }

    private Options withLabels(String inUnit, boolean compact) {
        return new Options(sampleIndex, granularity, noInlines, cum, inUnit, compact, trim, filters, sources, zone);
    }

    private Options withTrim(Trim limits) {
        return new Options(
                sampleIndex, granularity, noInlines, cum, unit, compactLabels, limits, filters, sources, zone);
    }

    private Options withFilters(Filters only) {
        return new Options(sampleIndex, granularity, noInlines, cum, unit, compactLabels, trim, only, sources, zone);
    }

    private Options withSources(Sources from) {
        return new Options(sampleIndex, granularity, noInlines, cum, unit, compactLabels, trim, filters, from, zone);
    }

    /** These options, with times printed in another zone. */
    public Options withZone(ZoneId other) {
        return new Options(
                sampleIndex, granularity, noInlines, cum, unit, compactLabels, trim, filters, sources, other);
    }

    private static boolean sortedByCum(String value) {
        return switch (value) {
            case "cum" -> true;
            case "flat" -> false;
            default -> throw new UsageException("sort \"" + value + "\" must be one of: flat, cum");
        };
    }

    private static boolean flag(String name, String value) {
        return switch (value) {
            case "", "true", "t", "yes", "y", "1" -> true;
            case "false", "f", "no", "n", "0" -> false;
            default -> throw new UsageException(name + " \"" + value + "\" must be true or false");
        };
    }

    private static int whole(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new UsageException(name + " \"" + value + "\" must be a whole number");
        }
    }

    private static double number(String name, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new UsageException(name + " \"" + value + "\" must be a number");
        }
    }
}
