package dev.edenscope.report;

import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Places, each with those that call it and those that it calls.
 *
 * @param heading the profile as a whole
 * @param outputUnit the one unit in which the report's values are printed
 * @param extent how much of the profile there is in the graph that the entries are of
 * @param entries the places, largest first
 */
public record Tree(Heading heading, String outputUnit, Extent extent, List<Entry> entries) {
    private static final int MOST_NODES = 80;

    public Tree {
        entries = List.copyOf(entries);
    }

    /**
     * A place.
     *
     * @param name how it is printed
     * @param function name of its function, or empty
     * @param file its source file, or empty where the report does not go into it
     * @param line its source line, or 0 where the report does not go into it
     * @param flat its own value
     * @param cum its value with all that it calls
     * @param callers calls to it, largest first
     * @param callees calls that it makes, largest first
     */
    public record Entry(
            String name,
            String function,
            String file,
            long line,
            long flat,
            long cum,
            List<Call> callers,
            List<Call> callees) {
        public Entry {
            callers = List.copyOf(callers);
            callees = List.copyOf(callees);
        }
    }

    /**
     * A call.
     *
     * @param name how the place at its other end is printed
     * @param weight its value
     * @param inline whether all such calls were inlined
     */
    public record Call(String name, long weight, boolean inline) {}

    /**
     * The places with the largest values, at most 80 unless the options say how many.
     *
     * @throws UsageException if the options ask for what the profile does not have, or hold a bad expression
     */
    public static Tree of(Profile profile, Options options) {
        return of(Scope.of(profile, options), options, options.limits(MOST_NODES), null);
    }

    /**
     * The places whose printed name matches an expression, however small.
     *
     * @throws UsageException if none matches, the options ask for what the profile does not have, or an expression is
     *     bad
     */
    public static Tree peek(Profile profile, String functions, Options options) {
        Regex regex = Regex.of("argument", functions);
        Scope scope = Scope.of(profile, options);
        Tree tree = of(scope, options, Options.Limits.NONE, regex);
        if (tree.entries.isEmpty()) {
            throw scope.noMatches(functions);
        }
        return tree;
    }

    private static Tree of(Scope scope, Options options, Options.Limits limits, Regex regex) {
        Graph graph = Graph.of(scope, options, Set.of());
        Trimmed trimmed = Trimmed.forText(graph, scope.heading(), limits, options.cum());
        List<Entry> entries = new ArrayList<>();
        for (Graph.Node node : trimmed.graph().nodes()) {
            if (regex == null || regex.matches(node.name)) {
                entries.add(entry(node));
            }
        }
        return new Tree(scope.heading(), trimmed.outputUnit(scope.heading(), options), trimmed.extent(), entries);
    }

    private static Entry entry(Graph.Node node) {
        return new Entry(
                node.name,
                node.place.name(),
                node.place.file(),
                node.place.line(),
                node.flatValue(),
                node.cumValue(),
                calls(node.in, true),
                calls(node.out, false));
    }

    private static List<Call> calls(List<Graph.Edge> edges, boolean callers) {
        List<Graph.Edge> sorted = new ArrayList<>(edges);
        sorted.sort(Graph.EDGE_ORDER);
        List<Call> calls = new ArrayList<>();
        for (Graph.Edge edge : sorted) {
            calls.add(new Call(callers ? edge.caller.name : edge.callee.name, edge.weight, edge.inline));
        }
        return calls;
    }
}
