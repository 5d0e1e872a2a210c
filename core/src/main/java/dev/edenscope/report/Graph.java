package dev.edenscope.report;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Mapping;
import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who calls whom, and what it cost: the places of a profile with their own (flat) and cumulative values, and the calls
 * between them. Every view is laid out from one.
 *
 * <p>A place or a call that occurs several times in a stack is counted once for it. When some places are left out, a
 * call leads over them (it is then residual), and the values of those that stay are the same.
 */
final class Graph {
    /** The label of samples that a difference is taken from. */
    static final Label BASE = Label.of("pprof::base", "true");

    /**
     * A place in the program, as finely as the report asks; what it does not ask for is empty or 0.
     *
     * @param binary path of the binary; only of a place without a name, or where the report keeps binaries apart
     */
    record Place(long address, String name, String file, long startLine, long line, long column, String binary) {
        // Written out: a record's own are linked when first called, which a short run would wait for.

        @Override
        public boolean equals(Object other) {
            return other instanceof Place that
                    && address == that.address
                    && startLine == that.startLine
                    && line == that.line
                    && column == that.column
                    && name.equals(that.name)
                    && file.equals(that.file)
                    && binary.equals(that.binary);
        }

        @Override
        public int hashCode() {
            int hash = name.hashCode();
            hash = hash * 31 + file.hashCode();
            hash = hash * 31 + binary.hashCode();
            hash = hash * 31 + Long.hashCode(address);
            hash = hash * 31 + Long.hashCode(startLine);
            hash = hash * 31 + Long.hashCode(line);
            return hash * 31 + Long.hashCode(column);
        }

        /** What a report calls the place. */
        String printableName() {
            StringBuilder text = new StringBuilder();
            if (address != 0) {
                String hex = Long.toHexString(address);
                text.append("0".repeat(16 - hex.length())).append(hex).append(' ');
            }
            if (!name.isEmpty()) {
                text.append(name).append(' ');
            }
            if (line != 0) {
                text.append(file).append(':').append(line).append(column == 0 ? "" : ":" + column);
            } else if (!file.isEmpty()) {
                text.append(file);
            } else if (!name.isEmpty()) {
                text.setLength(text.length() - 1);
            } else if (!binary.isEmpty()) {
                text.append('[').append(Names.base(binary)).append(']');
            } else {
                text.append("<unknown>");
            }
            return text.toString();
        }

        /** Orders places that are printed alike. */
        String allFields() {
            return "{" + name + "  " + Long.toUnsignedString(address) + " " + file + " " + startLine + " " + line + " "
                    + column + " " + binary + "}";
        }
    }

    /** A place with its values and calls. */
    static final class Node {
        final int id;
        final Place place;
        final String name;
        final List<Edge> in = new ArrayList<>();
        final List<Edge> out = new ArrayList<>();
        long flat;
        long cum;
        private int seen;

        private Node(int id, Place place) {
            this.id = id;
            this.place = place;
            this.name = place.printableName();
        }
    }

    /** A call from one place to another. */
    static final class Edge {
        final Node caller;
        final Node callee;
        long weight;
        boolean residual;
        boolean inline = true;
        private int seen;

        private Edge(Node caller, Node callee) {
            this.caller = caller;
            this.callee = callee;
        }
    }

    private static final Comparator<Node> BY_NAME = (a, b) -> {
        long left = a.place.address;
        long right = b.place.address;
        if (left != 0 && right != 0 && left != right) {
            return Long.compareUnsigned(left, right);
        }
        return a.name.compareTo(b.name);
    };
    private static final Comparator<Node> BY_FLAT = (a, b) -> Long.compare(Math.abs(b.flat), Math.abs(a.flat));
    private static final Comparator<Node> BY_CUM = (a, b) -> Long.compare(Math.abs(b.cum), Math.abs(a.cum));
    private static final Comparator<Node> BY_ALL_FIELDS =
            (a, b) -> a.place.allFields().compareTo(b.place.allFields());

    /** Largest own value first. */
    static final Comparator<Node> FLAT_ORDER =
            BY_FLAT.thenComparing(BY_NAME).thenComparing(BY_CUM).thenComparing(BY_ALL_FIELDS);

    /** Largest cumulative value first. */
    static final Comparator<Node> CUM_ORDER =
            BY_CUM.thenComparing(BY_NAME).thenComparing(BY_FLAT).thenComparing(BY_ALL_FIELDS);

    private final Profile profile;
    private final Selection selection;
    private final long[] weights; // [stack]
    private final boolean[] touched; // [stack]: whether a sample of it has a value, even if they add up to 0
    private final List<Place> places;
    private final int[][] placeOf; // [location]: of each visible line, innermost first
    private final List<Node> nodes = new ArrayList<>();

    private Graph(Profile profile, Selection selection, int type, Options options, boolean binaries) {
        this.profile = profile;
        this.selection = selection;
        this.weights = new long[profile.stackCount()];
        this.touched = new boolean[profile.stackCount()];
        for (int sample = 0; sample < profile.sampleCount(); sample++) {
            long value = profile.value(sample, type);
            int stack = profile.stack(sample);
            weights[stack] = Math.addExact(weights[stack], value);
            touched[stack] |= value != 0;
        }
        this.places = new ArrayList<>();
        this.placeOf = new int[profile.locationCount()][];
        Map<Place, Integer> ids = new HashMap<>();
        for (int location = 0; location < placeOf.length; location++) {
            placeOf[location] = places(location, options, binaries, ids);
        }
        walk(null);
    }

    private Graph(Graph whole, boolean[] kept) {
        this.profile = whole.profile;
        this.selection = whole.selection;
        this.weights = whole.weights;
        this.touched = whole.touched;
        this.places = whole.places;
        this.placeOf = whole.placeOf;
        walk(kept);
    }

    /**
     * The graph of one sample type of a profile.
     *
     * @param binaries whether equal functions of different binaries are different places
     */
    static Graph of(Profile profile, Selection selection, int type, Options options, boolean binaries) {
        return new Graph(profile, selection, type, options, binaries);
    }

    /** The graph of these nodes only. */
    Graph of(List<Node> kept) {
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

    /** Removes the calls below a value. Returns their number. */
    int trimEdges(long cutoff) {
        int before = 0;
        int after = 0;
        for (Node node : nodes) {
            before += node.in.size();
            for (Edge edge : node.in) {
                if (Math.abs(edge.weight) < cutoff) {
                    edge.caller.out.remove(edge);
                }
            }
            node.in.removeIf(edge -> Math.abs(edge.weight) < cutoff);
            after += node.in.size();
        }
        return before - after;
    }

    /**
     * What percentages are of: the sum of all samples' absolute values, or of the base's alone if the profile is a
     * difference that names its base.
     */
    static long total(Profile profile, int type) {
        long total = 0;
        long base = 0;
        for (int sample = 0; sample < profile.sampleCount(); sample++) {
            long value = Math.absExact(profile.value(sample, type));
            total = Math.addExact(total, value);
            if (profile.labels(sample).contains(BASE)) {
                base = Math.addExact(base, value);
            }
        }
        return base > 0 ? base : total;
    }

    /**
     * Index of the sample type that the options ask for.
     *
     * @throws UsageException if the profile has no such type
     */
    static int sampleType(Profile profile, String index) {
        int count = profile.sampleTypes().size();
        if (index.isEmpty()) {
            String byDefault = profile.header().defaultSampleType();
            int type = byDefault.isEmpty() ? -1 : profile.sampleType(byDefault);
            return type < 0 ? count - 1 : type;
        }
        if (isNumber(index)) {
            int type = index.length() > 9 ? count : Integer.parseInt(index);
            if (type < 0 || type >= count) {
                throw new UsageException("sample_index " + index + " is outside the range [0.." + (count - 1) + "]");
            }
            return type;
        }
        String shorter = index.startsWith("inuse_") ? index.substring("inuse_".length()) : index;
        StringBuilder names = new StringBuilder();
        for (int type = 0; type < count; type++) {
            String name = profile.sampleTypes().get(type).type();
            if (name.equals(index) || name.equals(shorter)) {
                return type;
            }
            names.append(type == 0 ? "" : " ").append(name);
        }
        throw new UsageException("sample_index \"" + index + "\" must be one of: [" + names + "]");
    }

    private static boolean isNumber(String text) {
        int first = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        for (int i = first; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() > first;
    }

    // Places

    private int[] places(int location, Options options, boolean binaries, Map<Place, Integer> ids) {
        int[] lines = selection.lines(location);
        int count = profile.lineCount(location);
        int[] found = new int[count == 0 ? 1 : lines.length];
        for (int i = 0; i < found.length; i++) {
            Place place = count == 0 ? nameless(location, options) : place(location, lines[i], options, binaries);
            Integer known = ids.putIfAbsent(place, places.size());
            if (known == null) {
                places.add(place);
            }
            found[i] = known == null ? places.size() - 1 : known;
        }
        return found;
    }

    private Place nameless(int location, Options options) {
        return new Place(address(location, options), "", "", 0, 0, 0, binary(location));
    }

    private Place place(int location, int line, Options options, boolean binaries) {
        Granularity granularity = options.granularity();
        Function function = profile.function(location, line);
        String name = granularity.function ? function.name() : "";
        boolean binary = binaries || name.isEmpty();
        return new Place(
                address(location, options),
                name,
                granularity.file ? file(function.filename(), options.sources()) : "",
                binary ? function.startLine() : 0,
                granularity.line ? profile.lineNumber(location, line) : 0,
                granularity == Granularity.ADDRESSES && !options.noInlines() ? profile.column(location, line) : 0,
                binary ? binary(location) : "");
    }

    private static String file(String name, Options.Sources sources) {
        String trimmed = Names.trimmed(name, sources.trimPath(), sources.path());
        return trimmed.isEmpty() ? "" : Names.clean(trimmed);
    }

    private long address(int location, Options options) {
        return options.granularity() == Granularity.ADDRESSES ? profile.address(location) : 0;
    }

    private String binary(int location) {
        Mapping mapping = profile.mapping(location);
        return mapping == null ? "" : mapping.filename();
    }

    // Values

    private void walk(boolean[] kept) {
        Node[] byId = new Node[places.size()];
        for (int id = 0; id < byId.length; id++) {
            if (kept == null || kept[id]) {
                byId[id] = new Node(id, places.get(id));
            }
        }
        EdgeTable edges = new EdgeTable();
        for (int stack = 0; stack < weights.length; stack++) {
            if (touched[stack] && selection.isCounted(stack)) {
                walk(stack, byId, edges);
            }
        }
        for (Node node : byId) {
            if (node != null && (node.cum != 0 || node.flat != 0)) {
                nodes.add(node);
            }
        }
    }

    private void walk(int stack, Node[] byId, EdgeTable edges) {
        long weight = weights[stack];
        int visit = stack + 1;
        Node caller = null;
        boolean residual = false;
        for (int i = profile.depth(stack) - 1; i >= selection.leaf(stack); i--) {
            int location = profile.location(stack, i);
            if (selection.isHidden(location)) {
                continue;
            }
            int[] ids = placeOf[location];
            for (int line = ids.length - 1; line >= 0; line--) {
                Node node = byId[ids[line]];
                if (node == null) {
                    residual = true;
                    continue;
                }
                if (node.seen != visit) {
                    node.seen = visit;
                    node.cum = Math.addExact(node.cum, weight);
                }
                if (caller != null && caller != node) {
                    Edge edge = edges.edge(caller, node);
                    if (edge.seen != visit) {
                        edge.seen = visit;
                        edge.weight = Math.addExact(edge.weight, weight);
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
