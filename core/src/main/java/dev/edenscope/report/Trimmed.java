package dev.edenscope.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A graph without what is too small to show, sorted.
 *
 * @param graph what is left
 * @param extent how much that is
 */
record Trimmed(Graph graph, Extent extent) {
    private static final int TAGS_DRAWN = 4;

    /** The entries with the largest values, as a table shows them. */
    static Trimmed forText(Graph whole, Heading heading, Options.Limits limits, boolean cum) {
        Trim trim = new Trim(whole, limits);
        trim.dropSmall();
        int nodes = trim.graph.nodes().size();
        trim.sort(cum);
        if (limits.nodeCount() > 0 && limits.nodeCount() < nodes) {
            trim.keep(limits.nodeCount());
            trim.sort(cum);
        }
        trim.graph.trimEdges(trim.edgeCutoff);
        return trim.done(heading, nodes, 0); // only of pictures is it said how many calls they lack
    }

    /** The entries that make a picture worth looking at; what they are labelled with counts as entries too. */
    static Trimmed forPicture(Graph whole, Heading heading, Options.Limits limits) {
        Trim trim = new Trim(whole, limits);
        trim.dropSmall();
        int nodes = trim.graph.nodes().size();
        trim.graph.sortForPicture();
        if (limits.nodeCount() > 0) {
            trim.graph.trimTags(trim.nodeCutoff);
            trim.graph.trimEdges(trim.edgeCutoff);
            int kept = withTags(trim.graph, limits.nodeCount());
            if (kept < nodes) {
                trim.keep(kept);
                trim.graph.sortForPicture();
            }
        }
        trim.graph.trimTags(trim.nodeCutoff);
        int droppedEdges = trim.graph.trimEdges(trim.edgeCutoff);
        trim.graph.removeRedundantEdges();
        return trim.done(heading, nodes, droppedEdges);
    }

    /** How many of the first nodes there may be if their tags count as nodes. */
    private static int withTags(Graph graph, int most) {
        int count = 0;
        for (int i = 0; i < graph.nodes().size(); i++) {
            count += 1 + Math.min(graph.nodes().get(i).tags.count(), TAGS_DRAWN);
            if (count >= most) {
                return i + 1;
            }
        }
        return most;
    }

    private static final class Trim {
        private final Options.Limits limits;
        private final long nodeCutoff;
        private final long edgeCutoff;
        private Graph graph;
        private int droppedNodes;

        Trim(Graph whole, Options.Limits limits) {
            long sum = whole.flat();
            this.graph = whole;
            this.limits = limits;
            this.nodeCutoff = share(sum, limits.nodeFraction());
            this.edgeCutoff = share(sum, limits.edgeFraction());
        }

        void dropSmall() {
            List<Graph.Node> large = new ArrayList<>();
            for (Graph.Node node : graph.nodes()) {
                if (Math.abs(node.cum) >= nodeCutoff) {
                    large.add(node);
                }
            }
            droppedNodes = graph.nodes().size() - large.size();
            if (droppedNodes > 0) {
                graph = graph.of(large);
            }
        }

        void keep(int first) {
            graph = graph.of(graph.nodes().subList(0, first));
        }

        void sort(boolean cum) {
            graph.nodes().sort(cum ? Graph.CUM_ORDER : Graph.FLAT_ORDER);
        }

        Trimmed done(Heading heading, int nodes, int droppedEdges) {
            return new Trimmed(
                    graph,
                    new Extent(
                            graph.shown(),
                            graph.nodes().size(),
                            nodes,
                            droppedNodes,
                            share(heading.total(), limits.nodeFraction()),
                            droppedEdges,
                            share(heading.total(), limits.edgeFraction())));
        }

        private static long share(long total, double fraction) {
            return Math.abs((long) (total * fraction));
        }
    }

    /** The unit of the smallest value, or a larger one in which that is still at least 0.01 of the total's unit. */
    String outputUnit(Heading heading, Options options) {
        return outputUnit(heading, options, true);
    }

    /** The unit of the smallest value. */
    String smallestUnit(Heading heading, Options options) {
        return outputUnit(heading, options, false);
    }

    private String outputUnit(Heading heading, Options options, boolean hundredths) {
        List<Long> values = new ArrayList<>();
        for (Graph.Node node : graph.nodes()) {
            long flat = node.flatValue();
            values.add(flat == 0 ? node.cumValue() : flat);
        }
        return outputUnit(values, heading, options, hundredths);
    }

    /** The unit in which values of a report are all printed. */
    static String outputUnit(List<Long> values, Heading heading, Options options, boolean hundredths) {
        String unit = options.unit();
        if (heading.per() != null && unit.equals("minimum")) {
            return "auto"; // most are small: each in its own
        }
        if (!unit.equals("minimum") || values.isEmpty()) {
            return unit;
        }
        long smallest = 0;
        for (long signed : values) {
            long value = Math.abs(signed);
            if (value > 0 && (smallest == 0 || value < smallest)) {
                smallest = value;
            }
        }
        long total = heading.total();
        if (smallest == 0) {
            smallest = total;
        }
        if (heading.ratio() != 1) {
            smallest = (long) (smallest * heading.ratio());
            total = (long) (total * heading.ratio());
        }
        String low = Measure.scale(smallest, heading.unit(), "minimum").unit();
        String high = Measure.scale(total, heading.unit(), "minimum").unit();
        String chosen = low;
        if (hundredths && !low.equals(high) && smallest * 100 < total) {
            chosen = Measure.scale(100 * smallest, heading.unit(), "minimum").unit();
        }
        return chosen.isEmpty() ? heading.unit() : chosen;
    }
}
