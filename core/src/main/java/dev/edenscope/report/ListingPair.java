package dev.edenscope.report;

import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The source of functions, with the objects and the bytes of every line beside each other.
 *
 * @param objects the profile as a whole, in objects
 * @param bytes the profile as a whole, in bytes
 * @param outputUnit the unit in which bytes are printed; {@code minimum} for each value's own best one
 * @param routines the functions, by name and then by file
 */
public record ListingPair(Heading objects, Heading bytes, String outputUnit, List<Routine> routines) {
    private static final Amount NOTHING = new Amount(0, 0);

    public ListingPair {
        routines = List.copyOf(routines);
    }

    /**
     * A function in one of the files that it has lines in.
     *
     * @param function its name
     * @param file its source file as the profile names it, or empty where the profile names none
     * @param flat sum of its lines' own values
     * @param cum sum of its lines' cumulative values
     * @param lines its lines with some before and after, empty where the source is not found
     * @param error why the source cannot be shown, or empty
     */
    public record Routine(String function, String file, Amount flat, Amount cum, List<Line> lines, String error) {
        public Routine {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A source line.
     *
     * @param line its number, 1-based
     * @param flat its own values
     * @param cum its values with all that it calls
     * @param source its text
     * @param notes what else is to be said of it; empty unless some are asked for
     */
    public record Line(long line, Amount flat, Amount cum, String source, List<String> notes) {
        public Line {
            notes = List.copyOf(notes);
        }
    }

    /** The same with notes at its lines. */
    public ListingPair with(Listing.Notes notes) {
        List<Routine> noted = new ArrayList<>();
        for (Routine each : routines) {
            List<Line> lines = new ArrayList<>();
            for (Line line : each.lines) {
                List<String> of = notes.of(each.function, line.line);
                lines.add(new Line(line.line, line.flat, line.cum, line.source, of));
            }
            noted.add(new Routine(each.function, each.file, each.flat, each.cum, lines, each.error));
        }
        return new ListingPair(objects, bytes, outputUnit, noted);
    }

    /**
     * The source of the functions whose name matches an expression: what was allocated, or what is in use if the
     * options name such a sample type.
     *
     * @throws UsageException if the profile does not count both objects and bytes, or as {@link Listing#of}
     */
    public static ListingPair of(Profile profile, String functions, Options options) {
        Pair pair = Pair.of(profile, options);
        Scope scope = Listing.scope(profile, options.with(Option.SAMPLE_INDEX, Integer.toString(pair.space())));
        Listing bytes = Listing.of(scope, functions, options);
        Listing objects = Listing.of(scope.of(pair.objects(), options), functions, options);
        if (objects.routines().isEmpty() && bytes.routines().isEmpty()) {
            throw scope.noMatches(functions);
        }
        return new ListingPair(objects.heading(), bytes.heading(), options.unit(), joined(objects, bytes));
    }

    /** A function may have objects and no bytes, or the reverse: values are rounded one by one. */
    private static List<Routine> joined(Listing objects, Listing bytes) {
        Map<String, Listing.Routine[]> sides = new TreeMap<>();
        collect(objects, 0, sides);
        collect(bytes, 1, sides);
        List<Routine> routines = new ArrayList<>();
        for (Listing.Routine[] side : sides.values()) {
            Listing.Routine any = side[0] == null ? side[1] : side[0];
            routines.add(new Routine(
                    any.function(),
                    any.file(),
                    new Amount(side[0] == null ? 0 : side[0].flat(), side[1] == null ? 0 : side[1].flat()),
                    new Amount(side[0] == null ? 0 : side[0].cum(), side[1] == null ? 0 : side[1].cum()),
                    lines(side),
                    any.error()));
        }
        return routines;
    }

    private static void collect(Listing listing, int at, Map<String, Listing.Routine[]> sides) {
        for (Listing.Routine routine : listing.routines()) {
            String key = routine.function() + '\0' + routine.file();
            sides.computeIfAbsent(key, unused -> new Listing.Routine[2])[at] = routine;
        }
    }

    private static List<Line> lines(Listing.Routine[] sides) {
        Map<Long, Line> lines = new TreeMap<>();
        for (int at = 0; at < sides.length; at++) {
            boolean isObjects = at == 0;
            for (Listing.Line line : sides[at] == null ? List.<Listing.Line>of() : sides[at].lines()) {
                Line other = lines.getOrDefault(
                        line.line(), new Line(line.line(), NOTHING, NOTHING, line.source(), List.of()));
                lines.put(
                        line.line(),
                        new Line(
                                line.line(),
                                with(other.flat, line.flat(), isObjects),
                                with(other.cum, line.cum(), isObjects),
                                line.source(),
                                List.of()));
            }
        }
        return List.copyOf(lines.values());
    }

    private static Amount with(Amount amount, long value, boolean isObjects) {
        return isObjects ? new Amount(value, amount.bytes()) : new Amount(amount.objects(), value);
    }
}
