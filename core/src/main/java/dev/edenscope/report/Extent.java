package dev.edenscope.report;

/**
 * How much of a graph a report shows.
 *
 * @param shown sum of the own values of the entries shown
 * @param entries number of entries shown
 * @param nodes number of places that are not dropped; more than there are entries if their number is limited
 * @param droppedNodes number of places left out because their cumulative value is at most {@code nodesBelow}
 * @param nodesBelow value below which a place is left out
 * @param droppedEdges number of calls left out because their value is at most {@code edgesBelow}
 * @param edgesBelow value below which a call is left out
 */
public record Extent(
        long shown, int entries, int nodes, int droppedNodes, long nodesBelow, int droppedEdges, long edgesBelow) {}
