package dev.edenscope.report;

import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The whole call graph by addresses, as callgrind_annotate and KCachegrind read it.
 *
 * @param heading the profile as a whole
 * @param outputUnit the unit of all values, which are whole numbers of it
 * @param entries the places, largest first
 */
public record Callgrind(Heading heading, String outputUnit, List<Entry> entries) {
    public Callgrind {
        entries = List.copyOf(entries);
    }

    /**
     * A place.
     *
     * @param binary path of the binary, or empty
     * @param file its source file, or empty
     * @param function name of its function, or empty
     * @param address unsigned, 0 where there is none
     * @param line its source line, 0 where unknown
     * @param flat its own value
     * @param calls the calls that it makes, largest first
     */
    public record Entry(
            String binary, String file, String function, long address, long line, long flat, List<Call> calls) {
        public Entry {
            calls = List.copyOf(calls);
        }
    }

    /**
     * A call.
     *
     * @param file source file of what is called
     * @param function its function, with {@code [1/2]} behind it where functions of one file and name are apart; empty
     *     if it has no value of its own kind
     * @param address its address
     * @param line its source line
     * @param weight the value of the call
     */
    public record Call(String file, String function, long address, long line, long weight) {}

    /**
     * The whole graph of a profile. Nothing is trimmed.
     *
     * @throws UsageException if the options ask for what the profile does not have, or hold a bad expression
     */
    public static Callgrind of(Profile profile, Options options) {
        Options byAddress = options.with(Option.GRANULARITY, "addresses");
        options.requireWhole("callgrind");
        Scope scope = Scope.of(profile, byAddress);
        Set<Graph.Detail> details = EnumSet.of(Graph.Detail.BINARIES);
        if (options.callTree()) {
            details.add(Graph.Detail.TREE);
        }
        Graph graph = Graph.of(scope, byAddress, details);
        Trimmed whole = Trimmed.forText(graph, scope.heading(), Options.Limits.NONE, options.cum());
        Map<Graph.Node, String> names = names(graph.nodes(), options.callTree());
        List<Entry> entries = new ArrayList<>();
        for (Graph.Node node : graph.nodes()) {
            Place place = node.place;
            entries.add(new Entry(
                    place.binary(),
                    place.file(),
                    place.name(),
                    place.address(),
                    place.line(),
                    node.flatValue(),
                    calls(node, names)));
        }
        return new Callgrind(scope.heading(), whole.smallestUnit(scope.heading(), options), entries);
    }

    private static List<Call> calls(Graph.Node node, Map<Graph.Node, String> names) {
        List<Graph.Edge> edges = new ArrayList<>(node.out);
        edges.sort(Graph.EDGE_ORDER);
        List<Call> calls = new ArrayList<>();
        for (Graph.Edge edge : edges) {
            Place callee = edge.callee.place;
            String name = names.getOrDefault(edge.callee, "");
            calls.add(new Call(callee.file(), name, callee.address(), callee.line(), edge.weight));
        }
        return calls;
    }

    private record FileFunction(String file, String function) {}

    /** A function; in a call tree, of one caller. */
    private record WholeFunction(Graph.Node caller, Place place) {}

    /** What each node's function is called: the formats' readers take equal names in one file for one function. */
    private static Map<Graph.Node, String> names(List<Graph.Node> nodes, boolean tree) {
        Map<FileFunction, Map<WholeFunction, Integer>> alike = new HashMap<>();
        for (Graph.Node node : nodes) {
            Map<WholeFunction, Integer> numbers =
                    alike.computeIfAbsent(fileFunction(node), name -> new LinkedHashMap<>());
            numbers.putIfAbsent(function(node, tree), numbers.size() + 1);
        }
        Map<Graph.Node, String> names = new HashMap<>();
        for (Graph.Node node : nodes) {
            Map<WholeFunction, Integer> numbers = alike.get(fileFunction(node));
            String number = " [" + numbers.get(function(node, tree)) + "/" + numbers.size() + "]";
            names.put(node, node.place.name() + (numbers.size() > 1 ? number : ""));
        }
        return names;
    }

    private static FileFunction fileFunction(Graph.Node node) {
        return new FileFunction(node.place.file(), node.place.name());
    }

    private static WholeFunction function(Graph.Node node, boolean tree) {
        return new WholeFunction(tree && !node.in.isEmpty() ? node.in.get(0).caller : null, node.place.whole());
    }
}
