package dev.edenscope.report;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The places with the largest values.
 *
 * @param heading the profile as a whole
 * @param outputUnit the one unit in which the report's values are printed
 * @param extent how much of the profile the rows are
 * @param rows the places, largest first
 */
public record Top(Heading heading, String outputUnit, Extent extent, List<Row> rows) {
    public Top {
        rows = List.copyOf(rows);
    }

    /**
     * A place and its values.
     *
     * @param name how the place is printed: its function, file and line as far as the report goes into them
     * @param function name of the function, or empty
     * @param file source file, or empty where the report does not go into it
     * @param line source line, or 0 where the report does not go into it
     * @param flat its own value
     * @param cum its value with all that it calls
     * @param inline whether calls to it were inlined
     */
    public record Row(String name, String function, String file, long line, long flat, long cum, Inline inline) {}

    /** Whether calls to a place were inlined into the caller. */
    public enum Inline {
        NONE,
        SOME,
        ALL
    }

    /**
     * The top entries of a profile.
     *
     * @throws UsageException if the options ask for what the profile does not have, or hold a bad expression
     */
    public static Top of(Profile profile, Options options) {
        Scope scope = Scope.of(profile, options);
        Trimmed trimmed = trimmed(scope, options);
        List<Row> rows = new ArrayList<>();
        for (Graph.Node node : trimmed.graph().nodes()) {
            rows.add(row(node));
        }
        return new Top(scope.heading(), trimmed.outputUnit(scope.heading(), options), trimmed.extent(), rows);
    }

    /**
     * The top entries as a profile of two sample types, {@code cum} and {@code flat}, whose values are whole numbers of
     * the unit in which the table would show them. Each entry is a sample of one frame.
     *
     * @throws UsageException as {@link #of}
     */
    public static Profile asProfile(Profile profile, Options options) {
        options.requireWhole("a profile");
        Scope scope = Scope.of(profile, options);
        Trimmed trimmed = trimmed(scope, options);
        String unit = trimmed.outputUnit(scope.heading(), options);
        Profile.Header header = profile.header();
        ProfileBuilder builder =
                new ProfileBuilder(Profile.Header.of(List.of(new ValueType("cum", unit), new ValueType("flat", unit)))
                        .withPeriod(header.periodType(), header.period())
                        .withTime(header.timeNanos(), header.durationNanos()));
        for (Graph.Node node : trimmed.graph().nodes()) {
            Place place = node.place;
            int function = builder.function(new Function(place.name(), "", place.file(), place.startLine()));
            int location = builder.location(
                    -1, place.address(), false, 1, new int[] {function}, new long[] {place.line()}, new long[] {
                        place.column()
                    });
            builder.add(
                    builder.stack(new int[] {location}, 1),
                    builder.labels(List.of()),
                    scaled(node.cumValue(), scope.heading(), unit),
                    scaled(node.flatValue(), scope.heading(), unit));
        }
        return builder.build();
    }

    private static long scaled(long value, Heading heading, String unit) {
        return (long) Measure.scale(value, heading.unit(), unit).value();
    }

    private static Trimmed trimmed(Scope scope, Options options) {
        Graph graph = Graph.of(scope, options, Set.of());
        return Trimmed.forText(graph, scope.heading(), options.limits(0), options.cum());
    }

    private static Row row(Graph.Node node) {
        Place place = node.place;
        return new Row(
                node.name, place.name(), place.file(), place.line(), node.flatValue(), node.cumValue(), inline(node));
    }

    private static Inline inline(Graph.Node node) {
        boolean inlined = false;
        boolean called = false;
        for (Graph.Edge edge : node.in) {
            inlined |= edge.inline;
            called |= !edge.inline;
        }
        return !inlined ? Inline.NONE : called ? Inline.SOME : Inline.ALL;
    }
}
