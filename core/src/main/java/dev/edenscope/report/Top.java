package dev.edenscope.report;

import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The places with the largest values.
 *
 * @param heading the profile as a whole
 * @param outputUnit the one unit in which the report's values are printed
 * @param shown sum of the own values of the rows
 * @param droppedNodes number of places left out because their cumulative value is at most {@code droppedBelow}
 * @param droppedBelow value below which a place is left out
 * @param nodes number of places that are not dropped; more than there are rows if their number is limited
 * @param rows the places, largest first
 */
public record Top(
        Heading heading,
        String outputUnit,
        long shown,
        int droppedNodes,
        long droppedBelow,
        int nodes,
        List<Row> rows) {
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
        int type = Graph.sampleType(profile, options.sampleIndex());
        Selection selection = new Selection(profile, options);
        Heading heading = Heading.of(profile, type, options, selection.warnings());
        Options.Trim trim = options.trim().effective();

        Graph graph = Graph.of(profile, selection, type, options, false);
        long sum = graph.flat();
        long cutoff = share(sum, trim.nodeFraction());
        List<Graph.Node> large = new ArrayList<>();
        for (Graph.Node node : graph.nodes()) {
            if (Math.abs(node.cum) >= cutoff) {
                large.add(node);
            }
        }
        int dropped = graph.nodes().size() - large.size();
        if (dropped > 0) {
            graph = graph.of(large);
        }
        int nodes = graph.nodes().size();
        Comparator<Graph.Node> order = options.cum() ? Graph.CUM_ORDER : Graph.FLAT_ORDER;
        graph.nodes().sort(order);
        if (trim.nodeCount() > 0 && trim.nodeCount() < nodes) {
            graph = graph.of(graph.nodes().subList(0, trim.nodeCount()));
            graph.nodes().sort(order);
        }
        graph.trimEdges(share(sum, trim.edgeFraction()));

        List<Row> rows = new ArrayList<>();
        for (Graph.Node node : graph.nodes()) {
            rows.add(row(node));
        }
        return new Top(
                heading,
                outputUnit(graph, heading, options.unit()),
                graph.flat(),
                dropped,
                share(heading.total(), trim.nodeFraction()),
                nodes,
                rows);
    }

    private static long share(long total, double fraction) {
        return Math.abs((long) (total * fraction));
    }

    private static Row row(Graph.Node node) {
        Graph.Place place = node.place;
        return new Row(node.name, place.name(), place.file(), place.line(), node.flat, node.cum, inline(node));
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

    /** The unit of the smallest value, or a larger one in which that is still at least 0.01 of the total's unit. */
    static String outputUnit(Graph graph, Heading heading, String unit) {
        if (!unit.equals("minimum") || graph.nodes().isEmpty()) {
            return unit;
        }
        long smallest = 0;
        for (Graph.Node node : graph.nodes()) {
            long value = Math.abs(node.flat == 0 ? node.cum : node.flat);
            if (value > 0 && (smallest == 0 || value < smallest)) {
                smallest = value;
            }
        }
        long total = heading.total();
        if (smallest == 0) {
            smallest = total;
        }
        String low = Measure.scale(smallest, heading.unit(), "minimum").unit();
        String high = Measure.scale(total, heading.unit(), "minimum").unit();
        String chosen = low;
        if (!low.equals(high) && smallest * 100 < total) {
            chosen = Measure.scale(100 * smallest, heading.unit(), "minimum").unit();
        }
        return chosen.isEmpty() ? heading.unit() : chosen;
    }
}
