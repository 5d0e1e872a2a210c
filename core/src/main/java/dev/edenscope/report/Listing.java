package dev.edenscope.report;

import dev.edenscope.profile.Profile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The source of functions, with the value of every line.
 *
 * @param heading the profile as a whole
 * @param outputUnit the unit in which values are printed; {@code minimum} for each value's own best one
 * @param routines the functions, by name and then by file
 */
public record Listing(Heading heading, String outputUnit, List<Routine> routines) {
    private static final int MARGIN = 5;

    public Listing {
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
    public record Routine(String function, String file, long flat, long cum, List<Line> lines, String error) {
        public Routine {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A source line.
     *
     * @param line its number, 1-based
     * @param flat its own value
     * @param cum its value with all that it calls
     * @param source its text
     * @param notes what else is to be said of it; empty unless some are asked for
     */
    public record Line(long line, long flat, long cum, String source, List<String> notes) {
        public Line {
            notes = List.copyOf(notes);
        }
    }

    /** What is to be said of source lines beside their values. */
    public interface Notes {
        /** The notes of a function's line; empty where there is nothing to be said. */
        List<String> of(String function, long line);
    }

    /** The same with notes at its lines. */
    public Listing with(Notes notes) {
        List<Routine> noted = new ArrayList<>();
        for (Routine each : routines) {
            List<Line> lines = new ArrayList<>();
            for (Line line : each.lines) {
                List<String> of = notes.of(each.function, line.line);
                lines.add(new Line(line.line, line.flat, line.cum, line.source, of));
            }
            noted.add(new Routine(each.function, each.file, each.flat, each.cum, lines, each.error));
        }
        return new Listing(heading, outputUnit, noted);
    }

    /**
     * The source of the functions whose name matches an expression.
     *
     * @throws UsageException if no function matches, the options ask for what the profile does not have, or an
     *     expression is bad
     */
    public static Listing of(Profile profile, String functions, Options options) {
        Scope scope = scope(profile, options);
        Listing listing = of(scope, functions, options);
        if (listing.routines.isEmpty()) {
            throw scope.noMatches(functions);
        }
        return listing;
    }

    static Scope scope(Profile profile, Options options) {
        return Scope.of(profile, options.with(Option.GRANULARITY, "lines"));
    }

    /** The source of functions, of which there may be none. */
    static Listing of(Scope scope, String functions, Options options) {
        Regex regex = Regex.of("argument", functions);
        Graph graph = Graph.of(scope, options.with(Option.GRANULARITY, "lines"), Set.of(Graph.Detail.BINARIES));

        Map<String, Map<String, List<Graph.Node>>> matching = new TreeMap<>();
        for (Graph.Node node : graph.nodes()) {
            String function = node.place.name();
            if (matching.containsKey(function) || regex.matches(function)) {
                matching.computeIfAbsent(function, name -> new TreeMap<>())
                        .computeIfAbsent(node.place.file(), name -> new ArrayList<>())
                        .add(node);
            }
        }
        List<Routine> routines = new ArrayList<>();
        try (SourceText text = new SourceText(options.sources())) {
            matching.forEach((function, files) -> {
                List<Graph.Node> nowhere = files.remove("");
                if (files.isEmpty()) {
                    routines.add(
                            new Routine(function, "", flat(nowhere), cum(nowhere), List.of(), "No source information"));
                }
                files.forEach((file, nodes) -> routines.add(routine(function, file, nodes, text)));
            });
        }
        return new Listing(scope.heading(), options.unit(), routines);
    }

    private static Routine routine(String function, String file, List<Graph.Node> nodes, SourceText text) {
        try {
            return new Routine(function, file, flat(nodes), cum(nodes), lines(file, nodes, text), "");
        } catch (IOException e) {
            return new Routine(function, file, flat(nodes), cum(nodes), List.of(), e.getMessage());
        }
    }

    /** The lines from the function's first (or some before the first with a value) to some after the last one. */
    private static List<Line> lines(String file, List<Graph.Node> nodes, SourceText text) throws IOException {
        Map<Long, List<Graph.Node>> byLine = new HashMap<>();
        long first = Long.MAX_VALUE;
        long last = 0;
        for (Graph.Node node : nodes) {
            long line = node.place.line();
            long start = node.place.startLine();
            first = Math.min(first, start == 0 ? line - MARGIN : start);
            last = Math.max(last, line + MARGIN);
            byLine.computeIfAbsent(line, number -> new ArrayList<>()).add(node);
        }
        first = Math.max(first, 1);
        if (first > last) {
            return List.of(); // Go's package initialisers may begin after their lines
        }
        List<String> source = text.lines(file);
        List<Line> lines = new ArrayList<>();
        for (long line = first; line <= Math.min(last, source.size()); line++) {
            List<Graph.Node> of = byLine.getOrDefault(line, List.of());
            lines.add(new Line(line, flat(of), cum(of), source.get((int) line - 1), List.of()));
        }
        return lines;
    }

    private static long flat(List<Graph.Node> nodes) {
        long sum = 0;
        for (Graph.Node node : nodes) {
            sum = Math.addExact(sum, node.flat);
        }
        return sum;
    }

    private static long cum(List<Graph.Node> nodes) {
        long sum = 0;
        for (Graph.Node node : nodes) {
            sum = Math.addExact(sum, node.cum);
        }
        return sum;
    }
}
