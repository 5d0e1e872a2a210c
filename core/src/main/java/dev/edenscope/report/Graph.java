package dev.edenscope.report;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Mapping;
import dev.edenscope.profile.Profile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who calls whom, and what it cost: the places of a profile with their own (flat) and cumulative values, and the calls
 * between them. Every view is laid out from one.
 *
 * <p>A place or a call that occurs several times in a stack is counted once for it. When some places are left out, a
 * call leads over them (it is then residual), and the values of those that stay are the same.
 */
final class Graph {
    /** What a view wants to know beside places and calls. */
    enum Detail {
        /** Equal functions of different binaries are different places. */
        BINARIES,
        /** What the samples of each place are labelled with. */
        TAGS,
        /** A place is as many nodes as there are ways to it. */
        TREE
    }

    /** A place with its values and calls. */
    static final class Node {
        final int id;
        final Place place;
        final String name;
        final Tags tags; // null without Detail.TAGS
        final List<Edge> in = new ArrayList<>();
        final List<Edge> out = new ArrayList<>();
        long flat;
        long cum;
        private long flatDivisor;
        private long cumDivisor;
        private long score;
        private int seen;

        private Node(int id, Place place, Tags tags) {
            this.id = id;
            this.place = place;
            this.name = place.printableName();
            this.tags = tags;
        }

        /** Its own value as it is printed: a mean, if that was asked for. */
        long flatValue() {
            return mean(flat, flatDivisor);
        }

        /** Its cumulative value as it is printed. */
        long cumValue() {
            return mean(cum, cumDivisor);
        }

        private boolean isNegative() {
            return flat < 0 || (flat == 0 && cum < 0);
        }

        private boolean addsNothing() {
            return flat == 0 && cum == 0;
        }
    }

    /** A call from one place to another. */
    static final class Edge {
        final Node callee;
        Node caller;
        long weight;
        boolean residual;
        boolean inline = true;
        private long divisor;
        private boolean removed;
        private int seen;

        private Edge(Node caller, Node callee) {
            this.caller = caller;
            this.callee = callee;
        }

        /** Its value as a mean, if that was asked for. */
        long weightValue() {
            return mean(weight, divisor);
        }
    }

    /** A sum over the number of things summed up; the sum where they are not counted. */
    static long mean(long sum, long count) {
        return count == 0 ? sum : sum / count;
    }

    private static final Comparator<Node> BY_NAME = (a, b) -> {
        long left = a.place.address();
        long right = b.place.address();
        if (left != 0 && right != 0 && left != right) {
            return Long.compareUnsigned(left, right);
        }
        return a.name.compareTo(b.name);
    };
    private static final Comparator<Node> BY_FLAT = (a, b) -> Long.compare(Math.abs(b.flat), Math.abs(a.flat));
    private static final Comparator<Node> BY_CUM = (a, b) -> Long.compare(Math.abs(b.cum), Math.abs(a.cum));
    private static final Comparator<Node> BY_SCORE = (a, b) -> Long.compare(Math.abs(b.score), Math.abs(a.score));
    private static final Comparator<Node> BY_ALL_FIELDS =
            (a, b) -> a.place.allFields().compareTo(b.place.allFields());

    /** Largest own value first. */
    static final Comparator<Node> FLAT_ORDER =
            BY_FLAT.thenComparing(BY_NAME).thenComparing(BY_CUM).thenComparing(BY_ALL_FIELDS);

    /** Largest cumulative value first. */
    static final Comparator<Node> CUM_ORDER =
            BY_CUM.thenComparing(BY_NAME).thenComparing(BY_FLAT).thenComparing(BY_ALL_FIELDS);

    private static final Comparator<Node> SCORE_ORDER =
            BY_SCORE.thenComparing(BY_NAME).thenComparing(BY_FLAT).thenComparing(BY_ALL_FIELDS);

    /** Largest call first. */
    static final Comparator<Edge> EDGE_ORDER = (a, b) -> {
        int byWeight = Long.compare(Math.abs(b.weight), Math.abs(a.weight));
        int byCaller = byWeight != 0 ? byWeight : a.caller.name.compareTo(b.caller.name);
        return byCaller != 0 ? byCaller : a.callee.name.compareTo(b.callee.name);
    };

    private final Scope scope;
    private final Options options;
    private final Granularity granularity;
    private final Options.Sources sources;
    private final Set<Detail> details;
    private final Weights weights;
    private final List<Place> places;
    private final int[][] placeOf; // [location]: of each visible line, innermost first
    private final List<Node> nodes = new ArrayList<>();

    private Graph(Scope scope, Options options, Set<Detail> details) {
        this.scope = scope;
        this.options = options;
        this.granularity = options.granularity();
        this.sources = options.sources();
        this.details = details;
        this.weights = new Weights(scope, options, details.contains(Detail.TAGS));
        this.places = new ArrayList<>();
        this.placeOf = new int[scope.profile().locationCount()][];
        Map<Place, Integer> ids = new HashMap<>();
        for (int location = 0; location < placeOf.length; location++) {
            placeOf[location] = places(location, ids);
        }
        walk(null);
    }

    private Graph(Graph whole, boolean[] kept) {
        this.scope = whole.scope;
        this.options = whole.options;
        this.granularity = whole.granularity;
        this.sources = whole.sources;
        this.details = whole.details;
        this.weights = whole.weights;
        this.places = whole.places;
        this.placeOf = whole.placeOf;
        walk(kept);
    }

    /** The graph of what a report is about. */
    static Graph of(Scope scope, Options options, Set<Detail> details) {
        return new Graph(scope, options, details);
    }

    /** The graph of these nodes only. A call tree is changed in place, any other graph stays as it is. */
    Graph of(List<Node> kept) {
        if (details.contains(Detail.TREE)) {
            cutTree(kept);
            return this;
        }
        boolean[] ids = new boolean[places.size()];
        for (Node node : kept) {
            ids[node.id] = true;
        }
        return new Graph(this, ids);
    }

    /** The places that have a value. */
    List<Node> nodes() {
        return nodes;
    }

    /** The sum of all nodes' own values. */
    long flat() {
        long sum = 0;
        for (Node node : nodes) {
            sum = Math.addExact(sum, node.flat);
        }
        return sum;
    }

    /** The sum of all nodes' own values as they are printed. */
    long shown() {
        long sum = 0;
        for (Node node : nodes) {
            sum = Math.addExact(sum, node.flatValue());
        }
        return sum;
    }

    /** Removes the calls below a value. Returns their number. */
    int trimEdges(long cutoff) {
        int trimmed = 0;
        for (Node node : nodes) {
            for (Edge edge : node.in) {
                if (Math.abs(edge.weight) < cutoff) {
                    edge.removed = true;
                    trimmed++;
                }
            }
        }
        removeEdges();
        return trimmed;
    }

    private void removeEdges() {
        for (Node node : nodes) {
            node.in.removeIf(edge -> edge.removed);
            node.out.removeIf(edge -> edge.removed);
        }
    }

    /** Removes the tags below a value. */
    void trimTags(long cutoff) {
        for (Node node : nodes) {
            node.tags.trim(cutoff);
        }
    }

    // Drawing

    /** Sorts the nodes for a picture: those where much is spent, and where many calls meet or part, come first. */
    void sortForPicture() {
        for (Node node : nodes) {
            node.score = score(node);
        }
        nodes.sort(SCORE_ORDER);
    }

    private static long score(Node node) {
        double score = node.in.isEmpty() ? 1 : entropy(node.in, 0);
        score += node.out.isEmpty() ? 1 : entropy(node.out, node.flat);
        // What is not a number becomes the smallest one, as it does in x86-64's conversion.
        long scaled = Double.isNaN(score * node.cum) ? Long.MIN_VALUE : (long) (score * node.cum);
        return scaled + node.flat;
    }

    /** The Shannon entropy of how a node's value is spread over its calls and itself. */
    private static double entropy(List<Edge> edges, long self) {
        long total = self;
        for (Edge edge : edges) {
            total += Math.max(edge.weight, 0);
        }
        if (total == 0) {
            return 0;
        }
        double entropy = 0;
        for (Edge edge : edges) {
            entropy += surprise((double) Math.abs(edge.weight) / total);
        }
        return self > 0 ? entropy + surprise((double) self / total) : entropy;
    }

    private static double surprise(double share) {
        return -share * (Math.log(share) / Math.log(2));
    }

    /** Removes residual calls between places that are connected in another way too. The nodes must be sorted. */
    void removeRedundantEdges() {
        for (int i = nodes.size() - 1; i >= 0; i--) {
            List<Edge> in = new ArrayList<>(nodes.get(i).in);
            in.sort(EDGE_ORDER);
            for (int j = in.size() - 1; j >= 0 && in.get(j).residual; j--) {
                Edge edge = in.get(j);
                if (isRedundant(edge)) {
                    edge.callee.in.remove(edge);
                    edge.caller.out.remove(edge);
                }
            }
        }
    }

    /** Whether the callee is reached from the caller without this call. */
    private static boolean isRedundant(Edge edge) {
        Set<Node> seen = new HashSet<>();
        Deque<Node> queue = new ArrayDeque<>();
        seen.add(edge.callee);
        queue.add(edge.callee);
        while (!queue.isEmpty()) {
            for (Edge in : queue.remove().in) {
                if (in == edge || seen.contains(in.caller)) {
                    continue;
                }
                if (in.caller == edge.caller) {
                    return true;
                }
                seen.add(in.caller);
                queue.add(in.caller);
            }
        }
        return false;
    }

    /** Takes nodes out of a call tree: what they call is then called by their caller. */
    private void cutTree(Collection<Node> nodesKept) {
        Set<Node> kept = new HashSet<>(nodesKept);
        for (Node node : nodes) {
            if (kept.contains(node)) {
                continue;
            }
            Edge in = node.in.isEmpty() ? null : node.in.get(0);
            if (in != null) {
                in.caller.out.remove(in);
            }
            for (Edge out : node.out) {
                if (in == null) {
                    out.callee.in.remove(out);
                } else {
                    out.caller = in.caller;
                    out.residual = true;
                    out.inline &= in.inline;
                    in.caller.out.add(out);
                }
            }
        }
        nodes.retainAll(kept);
    }

    // Places

    private int[] places(int location, Map<Place, Integer> ids) {
        int[] lines = scope.selection().lines(location);
        int count = scope.profile().lineCount(location);
        int[] found = new int[count == 0 ? 1 : lines.length];
        for (int i = 0; i < found.length; i++) {
            Place place = count == 0 ? nameless(location) : place(location, lines[i]);
            Integer known = ids.putIfAbsent(place, places.size());
            if (known == null) {
                places.add(place);
            }
            found[i] = known == null ? places.size() - 1 : known;
        }
        return found;
    }

    private Place nameless(int location) {
        return new Place(address(location), "", "", 0, 0, 0, binary(location));
    }

    private Place place(int location, int line) {
        boolean columns = options.showColumns() || (granularity == Granularity.ADDRESSES && !options.noInlines());
        Profile profile = scope.profile();
        Function function = profile.function(location, line);
        String name = granularity.function ? function.name() : "";
        boolean binary = details.contains(Detail.BINARIES) || name.isEmpty();
        return new Place(
                address(location),
                name,
                granularity.file ? file(function.filename()) : "",
                binary ? function.startLine() : 0,
                granularity.line ? profile.lineNumber(location, line) : 0,
                granularity.line && columns ? profile.column(location, line) : 0,
                binary ? binary(location) : "");
    }

    private String file(String name) {
        String trimmed = Names.trimmed(name, sources.trimPath(), sources.path());
        return trimmed.isEmpty() ? "" : Names.clean(trimmed);
    }

    private long address(int location) {
        return options.granularity() == Granularity.ADDRESSES ? scope.profile().address(location) : 0;
    }

    private String binary(int location) {
        Mapping mapping = scope.profile().mapping(location);
        return mapping == null ? "" : mapping.filename();
    }

    // Values

    private void walk(boolean[] kept) {
        Walk walk = new Walk(kept);
        weights.forEach(walk::add);
        for (Node node : walk.all) {
            if (!node.addsNothing() && !(options.dropNegative() && node.isNegative())) {
                nodes.add(node);
            }
        }
    }

    /** Adds stacks up. */
    private final class Walk {
        final List<Node> all = new ArrayList<>();
        private final Profile profile = scope.profile();
        private final Selection selection = scope.selection();
        private final Node[] byPlace = new Node[places.size()];
        private final Map<Long, Node> byCaller = details.contains(Detail.TREE) ? new HashMap<>() : null;
        private final EdgeTable edges = new EdgeTable();
        private int visit;

        Walk(boolean[] kept) {
            if (byCaller == null) {
                for (int id = 0; id < byPlace.length; id++) {
                    if (kept == null || kept[id]) {
                        byPlace[id] = node(id, id);
                    }
                }
            }
        }

        private Node node(int id, int place) {
            Node node = new Node(id, places.get(place), details.contains(Detail.TAGS) ? new Tags() : null);
            all.add(node);
            return node;
        }

        /** The node of a place, null if it is left out. */
        private Node node(Node caller, int place) {
            if (byCaller == null) {
                return byPlace[place];
            }
            long key = ((caller == null ? 0 : caller.id + 1L) << 32) | place;
            return byCaller.computeIfAbsent(key, unused -> node(all.size(), place));
        }

        void add(int stack, long weight, long divisor, Tags.Marks marks) {
            visit++;
            Node caller = null;
            boolean residual = false;
            for (int i = selection.root(stack) - 1; i >= selection.leaf(stack); i--) {
                int location = profile.location(stack, i);
                if (selection.isHidden(location)) {
                    continue;
                }
                int[] ids = placeOf[location];
                for (int line = ids.length - 1; line >= 0; line--) {
                    Node node = node(caller, ids[line]);
                    if (node == null) {
                        residual = true;
                        continue;
                    }
                    if (node.seen != visit) {
                        node.seen = visit;
                        node.cum = Math.addExact(node.cum, weight);
                        node.cumDivisor += divisor;
                        if (marks != null) {
                            node.tags.addCum(marks, weight, divisor);
                        }
                    }
                    if (caller != null && caller != node) {
                        Edge edge = edges.edge(caller, node);
                        if (edge.seen != visit) {
                            edge.seen = visit;
                            edge.weight = Math.addExact(edge.weight, weight);
                            edge.divisor += divisor;
                            edge.residual |= residual;
                            edge.inline &= line != ids.length - 1;
                        }
                    }
                    caller = node;
                    residual = false;
                }
            }
            if (caller != null && !residual) {
                caller.flat = Math.addExact(caller.flat, weight);
                caller.flatDivisor += divisor;
                if (marks != null) {
                    caller.tags.addFlat(marks, weight, divisor);
                }
            }
        }
    }

    /** Edges by the ids of their ends: open addressing, since every frame of every stack asks. */
    private static final class EdgeTable {
        private Edge[] table = new Edge[256];
        private int size;

        Edge edge(Node caller, Node callee) {
            int at = slot(table, caller, callee);
            Edge edge = table[at];
            if (edge == null) {
                edge = new Edge(caller, callee);
                caller.out.add(edge);
                callee.in.add(edge);
                table[at] = edge;
                if (++size * 2 > table.length) {
                    grow();
                }
            }
            return edge;
        }

        private void grow() {
            Edge[] larger = new Edge[table.length * 2];
            for (Edge edge : table) {
                if (edge != null) {
                    larger[slot(larger, edge.caller, edge.callee)] = edge;
                }
            }
            table = larger;
        }

        private static int slot(Edge[] in, Node caller, Node callee) {
            int hash = (caller.id * 0x9E3779B9 + callee.id) * 0x85EBCA6B;
            int at = (hash ^ (hash >>> 15)) & (in.length - 1);
            while (in[at] != null && (in[at].caller != caller || in[at].callee != callee)) {
                at = (at + 1) & (in.length - 1);
            }
            return at;
        }
    }
}
