package dev.edenscope.why;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** A method's bytecode, with the offset (bci) of each instruction. */
final class Body {
    /** The class that declares it, by internal name. */
    final String owner;

    final MethodNode node;
    private final int[] bcis; // [index of instruction]; -1 for labels and the like
    private final Map<Integer, AbstractInsnNode> at = new HashMap<>();
    private final NavigableMap<Integer, Integer> lines = new TreeMap<>(); // by the offset that each begins at
    private final int bytes;

    /** A side of a conditional jump, by the indices of the jump and of the instruction that it leads to. */
    record Side(int jump, int to) {}

    /** Indices of the instructions that a side leads to, as {@link Branches} has found them. */
    final Map<Side, BitSet> reachable = new ConcurrentHashMap<>();

    Body(String owner, MethodNode node, List<Integer> offsets, int bytes) {
        this.owner = owner;
        this.node = node;
        this.bytes = bytes;
        this.bcis = new int[node.instructions.size()];
        int next = 0;
        int line = 0;
        for (AbstractInsnNode each : node.instructions) {
            int index = node.instructions.indexOf(each);
            bcis[index] = each.getOpcode() < 0 ? -1 : offsets.get(next++);
            if (each instanceof LineNumberNode number) {
                line = number.line;
            }
            if (bcis[index] >= 0) {
                at.put(bcis[index], each);
                if (lines.isEmpty() || lines.lastEntry().getValue() != line) {
                    lines.put(bcis[index], line);
                }
            }
        }
    }

    boolean isStatic() {
        return (node.access & Opcodes.ACC_STATIC) != 0;
    }

    boolean isNative() {
        return (node.access & Opcodes.ACC_NATIVE) != 0;
    }

    boolean isAbstract() {
        return (node.access & Opcodes.ACC_ABSTRACT) != 0;
    }

    /** Size of its bytecode, what the JIT's limits are about. */
    int bytes() {
        return bytes;
    }

    int bci(AbstractInsnNode instruction) {
        return bcis[node.instructions.indexOf(instruction)];
    }

    /** The instruction at an offset, or null. */
    AbstractInsnNode at(int bci) {
        return at.get(bci);
    }

    /** Source line of an offset, 0 where unknown. */
    int line(int bci) {
        Map.Entry<Integer, Integer> at = lines.floorEntry(bci);
        return at == null ? 0 : at.getValue();
    }

    /** Types of what it is given: the receiver first, if there is one. */
    Type[] parameters() {
        Type[] declared = Type.getArgumentTypes(node.desc);
        if (isStatic()) {
            return declared;
        }
        Type[] all = new Type[declared.length + 1];
        all[0] = Type.getObjectType(owner);
        System.arraycopy(declared, 0, all, 1, declared.length);
        return all;
    }

    /** Whether a jump leads back. */
    boolean hasLoop() {
        for (AbstractInsnNode each : node.instructions) {
            if (each instanceof JumpInsnNode jump
                    && node.instructions.indexOf(jump.label) < node.instructions.indexOf(jump)) {
                return true;
            }
        }
        return false;
    }

    boolean isAnnotated(String simpleName) {
        for (List<AnnotationNode> annotations :
                List.of(orEmpty(node.visibleAnnotations), orEmpty(node.invisibleAnnotations))) {
            for (AnnotationNode annotation : annotations) {
                if (annotation.desc.endsWith("/" + simpleName + ";")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<AnnotationNode> orEmpty(List<AnnotationNode> annotations) {
        return annotations == null ? List.of() : annotations;
    }
}
