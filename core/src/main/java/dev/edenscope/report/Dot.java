package dev.edenscope.report;

import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The call graph as a picture shows it.
 *
 * @param heading the profile as a whole
 * @param outputUnit the one unit in which values are printed
 * @param extent how much of the profile is drawn
 * @param nodes the places; the first has the number 1
 * @param edges the calls, largest first
 */
public record Dot(Heading heading, String outputUnit, Extent extent, List<Node> nodes, List<Edge> edges) {
    private static final int MOST_NODES = 80;
    private static final int MOST_NODELETS = 4;

    public Dot {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /**
     * A place.
     *
     * @param name how a report prints it
     * @param label its name in a box: shortened, and broken into lines by the characters {@code \n} as dot wants it
     * @param flat its own value
     * @param cum its value with all that it calls
     * @param nodelets what its samples are labelled with
     */
    public record Node(String name, String label, long flat, long cum, List<Nodelet> nodelets) {
        public Node {
            nodelets = List.copyOf(nodelets);
        }
    }

    /**
     * A label of a place's samples, or the sizes of objects that have this label in common.
     *
     * @param number its number among its kind, from 0
     * @param text whether it is a label's text, else a size
     * @param name what it says
     * @param weight the value of the samples
     * @param dotted whether some of the value is from calls that are not shown
     * @param sizes the sizes of these samples' objects
     */
    public record Nodelet(int number, boolean text, String name, long weight, boolean dotted, List<Nodelet> sizes) {
        public Nodelet {
            sizes = List.copyOf(sizes);
        }
    }

    /**
     * A call.
     *
     * @param caller number of the place that calls
     * @param callee number of the place called; 0 if it is not shown
     * @param callerName how a report prints it
     * @param calleeName how a report prints it
     * @param weight value of the call
     * @param residual whether it leads over places that are not shown
     * @param inline whether all such calls were inlined
     */
    public record Edge(
            int caller,
            int callee,
            String callerName,
            String calleeName,
            long weight,
            boolean residual,
            boolean inline) {}

    /**
     * The places with the largest values, at most 80 unless the options say how many, and the calls between them.
     *
     * @throws UsageException if the options ask for what the profile does not have, or hold a bad expression
     */
    public static Dot of(Profile profile, Options options) {
        Scope scope = Scope.of(profile, options);
        Set<Graph.Detail> details = EnumSet.of(Graph.Detail.TAGS);
        if (options.callTree()) {
            details.add(Graph.Detail.TREE);
        }
        Trimmed trimmed =
                Trimmed.forPicture(Graph.of(scope, options, details), scope.heading(), options.limits(MOST_NODES));
        List<Node> nodes = new ArrayList<>();
        List<Graph.Edge> calls = new ArrayList<>();
        Map<Graph.Node, Integer> numbers = new HashMap<>();
        for (Graph.Node node : trimmed.graph().nodes()) {
            nodes.add(new Node(
                    node.name, ShortName.label(node.place), node.flatValue(), node.cumValue(), nodelets(node)));
            calls.addAll(node.out);
            numbers.put(node, nodes.size());
        }
        calls.sort(Graph.EDGE_ORDER);
        List<Edge> edges = new ArrayList<>();
        for (Graph.Edge call : calls) {
            edges.add(new Edge(
                    numbers.get(call.caller),
                    numbers.getOrDefault(call.callee, 0),
                    call.caller.name,
                    call.callee.name,
                    call.weightValue(),
                    call.residual,
                    call.inline));
        }
        return new Dot(scope.heading(), trimmed.outputUnit(scope.heading(), options), trimmed.extent(), nodes, edges);
    }

    /** The largest texts, each with sizes, then the sizes of samples without a text. */
    private static List<Nodelet> nodelets(Graph.Node node) {
        boolean flat = !node.out.isEmpty(); // a place that calls nothing stands for what it called before trimming too
        List<Nodelet> nodelets = new ArrayList<>();
        List<Tags.Tag> texts = node.tags.texts(flat);
        for (int i = 0; i < Math.min(texts.size(), MOST_NODELETS); i++) {
            Tags.Tag text = texts.get(i);
            long weight = flat ? text.flatValue() : text.cumValue();
            if (weight != 0) {
                nodelets.add(
                        new Nodelet(i, true, text.name, weight, false, sizes(node.tags.sizes(text.name, flat), flat)));
            }
        }
        nodelets.addAll(sizes(node.tags.sizes("", flat), flat));
        return nodelets;
    }

    private static List<Nodelet> sizes(List<Tags.Tag> tags, boolean flat) {
        List<Nodelet> nodelets = new ArrayList<>();
        List<Tags.Tag> collapsed = Tags.collapsed(tags, MOST_NODELETS, flat);
        for (int i = 0; i < collapsed.size(); i++) {
            Tags.Tag tag = collapsed.get(i);
            boolean own = flat || tag.flatValue() == tag.cumValue();
            long weight = own ? tag.flatValue() : tag.cumValue();
            if (weight != 0) {
                nodelets.add(new Nodelet(i, false, tag.name, weight, !own, List.of()));
            }
        }
        return nodelets;
    }
}
