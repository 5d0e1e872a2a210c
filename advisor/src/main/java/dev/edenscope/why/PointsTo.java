package dev.edenscope.why;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which reference may hold which object, over all of one compiled method, whatever the order of its instructions: what
 * C2's escape analysis asks too (share/opto/escape.cpp). Constraints are added first, then {@link #solve} follows them.
 */
final class PointsTo {
    /** Objects from elsewhere. */
    static final int UNKNOWN = 0;

    static final int NULL = 1;
    static final int CONSTANT = 2;
    private static final int FIRST = 3;

    /** An object that the compiled method makes. */
    static final class Allocation {
        final int node;
        final InlineTree.Copy copy;
        final int bci;
        final String type;
        private final List<Cause> escapes = new ArrayList<>();
        private final List<Cause> limits = new ArrayList<>();
        private final List<Cause> looks = new ArrayList<>();
        private final Map<Allocation, Cause> holders = new LinkedHashMap<>();

        private Allocation(int node, InlineTree.Copy copy, int bci, String type) {
            this.node = node;
            this.copy = copy;
            this.bci = bci;
            this.type = type;
        }
    }

    /** What a node of the graph is: a place in a copy of a method. */
    private record Key(char kind, int copy, int index) {}

    private record Flow(BitSet from, int to) {}

    private record Store(Value base, String field, Value value, Cause cause) {}

    private record Load(Value base, String field, int to) {}

    private record Fact(Value value, Cause cause) {}

    private record Field(int holder, String name) {}

    private final Map<Key, Integer> nodes = new HashMap<>();
    private final Map<Integer, Allocation> allocations = new TreeMap<>();
    private final List<Flow> flows = new ArrayList<>();
    private final List<Store> stores = new ArrayList<>();
    private final List<Load> loads = new ArrayList<>();
    private final List<Fact> escapes = new ArrayList<>();
    private final List<Fact> limits = new ArrayList<>();
    private final List<Fact> uses = new ArrayList<>();
    private final List<Fact> looks = new ArrayList<>();
    private BitSet[] objects; // [node]

    // Nodes

    private int node(char kind, InlineTree.Copy copy, int index) {
        return nodes.computeIfAbsent(new Key(kind, copy.id, index), key -> FIRST + nodes.size());
    }

    int parameter(InlineTree.Copy copy, int index) {
        return node('p', copy, index);
    }

    int returned(InlineTree.Copy copy) {
        return node('r', copy, 0);
    }

    /** What a call, or a field's or an element's load, gives. */
    int result(InlineTree.Copy copy, int bci) {
        return node('v', copy, bci);
    }

    int caught(InlineTree.Copy copy, int handler) {
        return node('x', copy, handler);
    }

    int captured(InlineTree.Copy copy, int index) {
        return node('c', copy, index);
    }

    Allocation allocation(InlineTree.Copy copy, int bci, String type) {
        int node = node('a', copy, bci);
        return allocations.computeIfAbsent(node, id -> new Allocation(id, copy, bci, type));
    }

    /** The object made at a place, or null if there is none. */
    Allocation allocationAt(InlineTree.Copy copy, int bci) {
        Integer node = nodes.get(new Key('a', copy.id, bci));
        return node == null ? null : allocations.get(node);
    }

    Collection<Allocation> allocations() {
        return allocations.values();
    }

    // Constraints

    void flow(Value from, int to) {
        flows.add(new Flow(from.from(), to));
    }

    void flow(int from, int to) {
        flow(Value.reference(from), to);
    }

    void store(Value base, String field, Value value, Cause cause) {
        stores.add(new Store(base, field, value, cause));
    }

    void load(Value base, String field, int to) {
        loads.add(new Load(base, field, to));
    }

    /** The value leaves the compiled method. */
    void escape(Value value, Cause cause) {
        escapes.add(new Fact(value, cause));
    }

    /** Something is done with the value that C2 needs a real object for. */
    void limit(Value value, Cause cause) {
        limits.add(new Fact(value, cause));
    }

    /** The value is looked into: C2 must know which object it is. */
    void use(Value value, Cause merge) {
        uses.add(new Fact(value, merge));
    }

    /** The value is looked at, or into, and may be null as well. */
    void look(Value value, Cause merge) {
        looks.add(new Fact(value, merge));
    }

    // Solution

    void solve() {
        objects = new BitSet[FIRST + nodes.size()];
        for (int i = 0; i < objects.length; i++) {
            objects[i] = new BitSet();
            if (i < FIRST || allocations.containsKey(i)) {
                objects[i].set(i);
            }
        }
        Map<Field, BitSet> fields = new HashMap<>();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Flow flow : flows) {
                changed |= add(objects[flow.to], of(flow.from));
            }
            for (Store store : stores) {
                BitSet value = of(store.value.from());
                for (int holder : made(store.base)) {
                    changed |= add(fields.computeIfAbsent(new Field(holder, store.field), f -> new BitSet()), value);
                }
            }
            for (Load load : loads) {
                BitSet to = objects[load.to];
                if (of(load.base.from()).get(UNKNOWN) && !to.get(UNKNOWN)) {
                    to.set(UNKNOWN);
                    changed = true;
                }
                for (int holder : made(load.base)) {
                    changed |= add(to, fields.getOrDefault(new Field(holder, load.field), new BitSet()));
                }
            }
        }
        explain();
    }

    private static boolean add(BitSet to, BitSet more) {
        int before = to.cardinality();
        to.or(more);
        return to.cardinality() != before;
    }

    /** What the nodes may hold; not to be changed. */
    private BitSet of(BitSet nodesOf) {
        int first = nodesOf.nextSetBit(0);
        if (first >= 0 && nodesOf.nextSetBit(first + 1) < 0) {
            return objects[first];
        }
        BitSet all = new BitSet();
        nodesOf.stream().forEach(node -> all.or(objects[node]));
        return all;
    }

    private int[] made(Value value) {
        return of(value.from()).stream().filter(node -> node >= FIRST).toArray();
    }

    private void explain() {
        for (Fact escape : escapes) {
            for (int node : made(escape.value)) {
                addOnce(allocations.get(node).escapes, escape.cause);
            }
        }
        for (Store store : stores) {
            boolean elsewhere = of(store.base.from()).get(UNKNOWN);
            int[] holders = made(store.base);
            for (int node : made(store.value)) {
                Allocation stored = allocations.get(node);
                if (elsewhere) {
                    addOnce(stored.escapes, store.cause);
                }
                for (int holder : holders) {
                    if (holder != node) {
                        stored.holders.putIfAbsent(allocations.get(holder), store.cause);
                    }
                }
            }
        }
        for (Fact limit : limits) {
            for (int node : made(limit.value)) {
                addOnce(allocations.get(node).limits, limit.cause);
            }
        }
        for (Fact use : uses) {
            BitSet all = of(use.value.from());
            if (all.cardinality() - (all.get(NULL) ? 1 : 0) > 1) {
                for (int node : made(use.value)) {
                    addOnce(allocations.get(node).limits, use.cause);
                }
            }
        }
        for (Fact look : looks) {
            if (of(look.value.from()).cardinality() > 1) {
                for (int node : made(look.value)) {
                    addOnce(allocations.get(node).looks, look.cause);
                }
            }
        }
    }

    /** One of each kind of limit says enough; escapes are listed each. */
    private static void addOnce(List<Cause> causes, Cause cause) {
        for (Cause known : causes) {
            if (known.equals(cause) || (!cause.kind().isEscape() && known.kind() == cause.kind())) {
                return;
            }
        }
        causes.add(cause);
    }

    /**
     * Why an object is on the heap, the plainest reason first; empty where nothing was found.
     *
     * @param kept the allocations that are left in the machine code: what is held by another is not on the heap
     */
    List<Cause> causes(Allocation allocation, Set<Allocation> kept) {
        List<Cause> causes = new ArrayList<>(allocation.escapes);
        List<Cause> parts = new ArrayList<>();
        allocation.holders.forEach((holder, cause) -> {
            if (kept.contains(holder)) {
                boolean escapes = escapes(holder, kept, new HashSet<>());
                String holding = cause.text() + " of a new " + Names.type(holder.type) + ", which is itself ";
                (escapes ? causes : parts)
                        .add(new Cause(
                                escapes ? Cause.Kind.HELD : Cause.Kind.PART,
                                holding + (escapes ? "on the heap" : "not scalar replaced"),
                                cause.where(),
                                cause.proved()));
            }
        });
        causes.sort(Comparator.comparing(Cause::kind));
        causes.addAll(allocation.limits);
        causes.addAll(parts);
        return causes.isEmpty() ? new ArrayList<>(allocation.looks) : causes;
    }

    private static boolean escapes(Allocation allocation, Set<Allocation> kept, Set<Allocation> seen) {
        return seen.add(allocation)
                && (!allocation.escapes.isEmpty()
                        || allocation.holders.keySet().stream()
                                .anyMatch(holder -> kept.contains(holder) && escapes(holder, kept, seen)));
    }

    /** The ways by which an object leaves the compiled method: by itself, or in another that holds it. */
    Set<Cause> leaks(Allocation allocation) {
        Set<Cause> leaks = new LinkedHashSet<>();
        addLeaks(allocation, leaks, new HashSet<>());
        return leaks;
    }

    private static void addLeaks(Allocation allocation, Set<Cause> leaks, Set<Allocation> seen) {
        if (seen.add(allocation)) {
            leaks.addAll(allocation.escapes);
            allocation.holders.keySet().forEach(holder -> addLeaks(holder, leaks, seen));
        }
    }
}
