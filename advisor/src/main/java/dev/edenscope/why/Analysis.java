package dev.edenscope.why;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/** One compiled method: which objects its code makes, which of them C2 kept, and why. */
final class Analysis {
    private final InlineTree tree;
    private final PointsTo graph = new PointsTo();
    private final ClassFiles classes;
    private final Inlining inlining;
    private final Map<InlineTree.Copy, Interpretation> interpretations = new HashMap<>();
    private final Set<PointsTo.Allocation> kept = new HashSet<>();
    private final Set<Place> keptPlaces = new HashSet<>();
    private final long longestArray;

    /**
     * A place where an object is made.
     *
     * @param ofText whether it is the bytes of a string that is made there
     */
    record Place(InlineTree.Copy copy, int bci, boolean ofText) {}

    /**
     * Analyses.
     *
     * @param longestArray length of the longest array that C2 does without ({@code EliminateAllocationArraySizeLimit})
     */
    Analysis(InlineTree tree, ClassFiles classes, Logs logs, long longestArray) {
        this(tree, classes, logs, longestArray, false);
    }

    /** The same, in which what the method is given is followed too: {@link #leaks} tells where it goes. */
    static Analysis withParameters(InlineTree tree, ClassFiles classes, Logs logs, long longestArray) {
        return new Analysis(tree, classes, logs, longestArray, true);
    }

    private Analysis(InlineTree tree, ClassFiles classes, Logs logs, long longestArray, boolean withParameters) {
        this.tree = tree;
        this.classes = classes;
        this.inlining = new Inlining(classes, logs, tree.compilation.method());
        this.longestArray = longestArray;
        for (InlineTree.Copy copy : tree.copies()) {
            add(copy);
        }
        if (withParameters) {
            addParameters();
        }
        graph.solve();
        for (InlineTree.Copy copy : tree.copies()) {
            copy.instances.forEach(bci -> keep(place(copy, bci, false)));
            copy.arrays.forEach(bci -> keep(place(copy, bci, true)));
        }
    }

    /** An object for each parameter of the method, and another for all that it holds. */
    private void addParameters() {
        Set<String> fields = new HashSet<>(Set.of("[]"));
        for (InlineTree.Copy copy : tree.copies()) {
            for (AbstractInsnNode each : copy.body == null ? new InsnList() : copy.body.node.instructions) {
                if (each instanceof FieldInsnNode field) {
                    fields.add(field.name);
                }
            }
        }
        for (int i = 0; i < tree.root.body.parameters().length; i++) {
            Value object = Value.reference(given(i, false).node);
            Value content = Value.reference(given(i, true).node);
            graph.flow(object, graph.parameter(tree.root, i));
            for (String field : fields) {
                graph.store(object, field, content, null);
                graph.store(content, field, content, null);
            }
        }
    }

    private PointsTo.Allocation given(int parameter, boolean content) {
        return graph.allocation(tree.root, -2 - 2 * parameter - (content ? 1 : 0), "parameter");
    }

    /** The ways by which a parameter's object leaves the method, or what that holds. */
    Set<Cause> leaks(int parameter, boolean content) {
        return graph.leaks(given(parameter, content));
    }

    /** For code that nobody was seen to compile: what has a cause is taken for kept, until nothing more has. */
    void assumeKept() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (PointsTo.Allocation each : graph.allocations()) {
                Place place = new Place(each.copy, each.bci, false);
                boolean caused = causes(place).stream().anyMatch(cause -> matters(cause, each));
                if (caused && !isKept(place)) {
                    keep(place);
                    changed = true;
                }
            }
        }
    }

    /** Merges with null matter to C2 only rarely, and that of a new box with a cached one it knows. */
    private static boolean matters(Cause cause, PointsTo.Allocation of) {
        boolean box = of.type.startsWith("java/lang/") && of.copy.method.name().equals("valueOf");
        return cause.kind() != Cause.Kind.MERGE || (cause.proved() && !box);
    }

    private void keep(Place place) {
        keptPlaces.add(place);
        PointsTo.Allocation allocation = graph.allocationAt(place.copy, place.bci);
        if (allocation != null && !place.ofText) {
            kept.add(allocation);
        }
    }

    private void add(InlineTree.Copy copy) {
        if (copy.body == null) {
            Effects.addHidden(copy, graph);
            return;
        }
        try {
            Interpretation interpretation = new Interpretation(copy, tree.osrBci, graph);
            interpretations.put(copy, interpretation);
            new Effects(copy, graph, classes, inlining).add(interpretation);
        } catch (AnalyzerException | IndexOutOfBoundsException e) {
            Effects.addHidden(copy, graph); // bytecode that is not valid: anything may go anywhere
        }
    }

    InlineTree tree() {
        return tree;
    }

    /**
     * Where an object is made, as the source says it: what is made for a lambda or a concatenation is made there. C2 replaces a
     * StringBuilder whose text is all that is wanted of it by an array, which it allocates in the StringBuilder's place.
     */
    static Place place(InlineTree.Copy copy, int bci, boolean array) {
        for (InlineTree.Copy each = copy; each.caller != null; each = each.caller) {
            AbstractInsnNode call = each.caller.body == null ? null : each.caller.body.at(each.bci);
            if (call instanceof InvokeDynamicInsnNode dynamic && Made.makesItself(dynamic)) {
                boolean text = dynamic.bsm.getOwner().equals(Made.CONCATENATION);
                return new Place(each.caller, each.bci, array && text);
            }
        }
        AbstractInsnNode instruction = copy.body == null ? null : copy.body.at(bci);
        return new Place(copy, bci, array && instruction != null && instruction.getOpcode() == Opcodes.NEW);
    }

    /** Whether the compiled code still makes the object. */
    boolean isKept(Place place) {
        return keptPlaces.contains(place);
    }

    /** Whether the compiled code ever comes there. */
    boolean isReached(Place place) {
        if (place.copy.parse != null && place.copy.parse.removed.contains(place.bci)) {
            return true; // C2 says that it removed what is made there
        }
        for (InlineTree.Copy each = place.copy; each.caller != null; each = each.caller) {
            if (!isReached(each.caller, each.bci)) {
                return false;
            }
        }
        return isReached(place.copy, place.bci);
    }

    /** Whether the compiled code comes to any instruction of a line. */
    boolean isLineReached(InlineTree.Copy copy, int line) {
        if (copy.body == null || line == 0) {
            return true;
        }
        for (AbstractInsnNode each : copy.body.node.instructions) {
            if (each.getOpcode() >= 0
                    && copy.body.line(copy.body.bci(each)) == line
                    && isReached(new Place(copy, copy.body.bci(each), false))) {
                return true;
            }
        }
        return false;
    }

    private boolean isReached(InlineTree.Copy copy, int bci) {
        Interpretation interpretation = interpretations.get(copy);
        AbstractInsnNode instruction = copy.body == null ? null : copy.body.at(bci);
        return interpretation == null || instruction == null || interpretation.before(instruction) != null;
    }

    /** Why an object that is left in the machine code is on the heap. */
    List<Cause> causes(CompiledCode.Call allocation) {
        InlineTree.Copy copy = tree.root;
        List<CompiledCode.Frame> chain = allocation.chain();
        for (int i = chain.size() - 2; i >= 0; i--) {
            copy = inlined(copy, chain.get(i + 1).bci(), chain.get(i).method());
        }
        return causes(place(copy, chain.get(0).bci(), allocation.kind() == CompiledCode.Kind.ARRAY));
    }

    private static InlineTree.Copy inlined(InlineTree.Copy caller, int bci, CompiledCode.Method method) {
        for (InlineTree.Copy each : caller.inlined.get(bci)) {
            if (each.method.equals(method)) {
                return each;
            }
        }
        throw new IllegalStateException(method + " is not inlined at " + bci + " of " + caller.method);
    }

    /** Why the object made there is on the heap; empty where no reason was found. */
    List<Cause> causes(Place place) {
        String where = Effects.where(place.copy, place.bci, classes);
        if (place.ofText) {
            boolean held = keptPlaces.contains(new Place(place.copy, place.bci, false));
            return List.of(
                    held
                            ? new Cause(
                                    Cause.Kind.HELD,
                                    "the text of a new String, which is itself on the heap",
                                    where,
                                    true)
                            : new Cause(
                                    Cause.Kind.LENGTH,
                                    "the text of a string, whose length is no constant",
                                    where,
                                    true));
        }
        PointsTo.Allocation allocation = graph.allocationAt(place.copy, place.bci);
        if (allocation == null) {
            return List.of();
        }
        List<Cause> causes = graph.causes(allocation, kept);
        Interpretation interpretation = interpretations.get(place.copy);
        Integer length = interpretation == null ? null : interpretation.lengths.get(place.bci);
        if (length != null && length < 0) {
            causes.add(new Cause(Cause.Kind.LENGTH, "array length is no constant", where, true));
        } else if (length != null && length > longestArray) {
            String text = "array length " + length + " is over EliminateAllocationArraySizeLimit=" + longestArray;
            causes.add(new Cause(Cause.Kind.LENGTH, text, where, true));
        }
        return causes;
    }
}
