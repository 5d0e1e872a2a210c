package dev.edenscope.why;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/** One compiled method: which objects its code makes, which of them C2 kept, and why. */
final class Analysis {
    private final InlineTree tree;
    private final PointsTo graph = new PointsTo();
    private final ClassFiles classes;
    private final Map<InlineTree.Copy, Interpretation> interpretations = new HashMap<>();
    private final Set<PointsTo.Allocation> kept = new HashSet<>();
    private final Set<Place> keptPlaces = new HashSet<>();
    private final long longestArray;

    /** A place where an object is made. */
    record Place(InlineTree.Copy copy, int bci) {}

    /**
     * Analyses.
     *
     * @param longestArray length of the longest array that C2 does without ({@code EliminateAllocationArraySizeLimit})
     */
    Analysis(InlineTree tree, ClassFiles classes, long longestArray) {
        this.tree = tree;
        this.classes = classes;
        this.longestArray = longestArray;
        for (InlineTree.Copy copy : tree.copies()) {
            add(copy);
        }
        graph.solve();
        tree.allocations().forEach((copy, bcis) -> {
            for (int bci : bcis) {
                Place place = place(copy, bci);
                keptPlaces.add(place);
                PointsTo.Allocation allocation = graph.allocationAt(place.copy, place.bci);
                if (allocation != null) {
                    kept.add(allocation);
                }
            }
        });
    }

    private void add(InlineTree.Copy copy) {
        if (copy.body == null) {
            Effects.addHidden(copy, graph);
            return;
        }
        try {
            Interpretation interpretation = new Interpretation(copy, graph);
            interpretations.put(copy, interpretation);
            new Effects(copy, graph, classes).add(interpretation);
        } catch (AnalyzerException | IndexOutOfBoundsException e) {
            Effects.addHidden(copy, graph); // bytecode that is not valid: anything may go anywhere
        }
    }

    InlineTree tree() {
        return tree;
    }

    /** Where an object is made, as the source says it: what is made for an invokedynamic is made there. */
    static Place place(InlineTree.Copy copy, int bci) {
        for (InlineTree.Copy each = copy; each.caller != null; each = each.caller) {
            AbstractInsnNode call = each.caller.body == null ? null : each.caller.body.at(each.bci);
            if (call instanceof InvokeDynamicInsnNode) {
                return new Place(each.caller, each.bci);
            }
        }
        return new Place(copy, bci);
    }

    /** Whether the compiled code still makes the object. */
    boolean isKept(Place place) {
        return keptPlaces.contains(place);
    }

    /** Whether the compiled code ever comes there. */
    boolean isReached(Place place) {
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
                    && isReached(new Place(copy, copy.body.bci(each)))) {
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

    /** Why the object made there is on the heap; empty where no reason was found. */
    List<Cause> causes(Place place) {
        PointsTo.Allocation allocation = graph.allocationAt(place.copy, place.bci);
        if (allocation == null) {
            return List.of();
        }
        List<Cause> causes = graph.causes(allocation, kept);
        Interpretation interpretation = interpretations.get(place.copy);
        Integer length = interpretation == null ? null : interpretation.lengths.get(place.bci);
        String where = Effects.where(place.copy, place.bci, classes);
        if (length != null && length < 0) {
            causes.add(new Cause(Cause.Kind.LENGTH, "array length is no constant", where, true));
        } else if (length != null && length > longestArray) {
            String text = "array length " + length + " is over EliminateAllocationArraySizeLimit=" + longestArray;
            causes.add(new Cause(Cause.Kind.LENGTH, text, where, true));
        }
        return causes;
    }
}
