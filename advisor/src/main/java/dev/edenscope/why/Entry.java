package dev.edenscope.why;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Where the code of a method begins: where the method does, or in the loop that the interpreter was in when the code was
 * ready (on-stack replacement). JVMTI does not tell. But where nothing is left in the code of what comes before the first
 * loop, although something of that is always left, the code begins in the loop.
 */
final class Entry {
    private static final int DISSOLVES = 60; // bytes of bytecode: of what is larger something is left
    private static final int DEEPEST = 3;

    private final ClassFiles classes;

    Entry(ClassFiles classes) {
        this.classes = classes;
    }

    /** The bci of the loop that the code begins in; -1: it begins where the method does. */
    int of(InlineTree.Copy root) {
        int loop = root.body == null ? -1 : firstLoop(root.body);
        if (loop <= 0 || !leavesSomething(root.body, loop, DEEPEST)) {
            return -1;
        }
        for (AbstractInsnNode each : root.body.node.instructions) {
            int bci = root.body.bci(each);
            if (bci >= 0 && bci < loop && root.hasEvidenceAt(bci)) {
                return -1;
            }
        }
        return loop;
    }

    /** The lowest bci that a jump goes back to, -1 if none does. */
    private static int firstLoop(Body body) {
        int first = Integer.MAX_VALUE;
        for (AbstractInsnNode each : body.node.instructions) {
            if (each instanceof JumpInsnNode jump) {
                AbstractInsnNode to = jump.label;
                while (to != null && to.getOpcode() < 0) {
                    to = to.getNext();
                }
                int bci = to == null ? Integer.MAX_VALUE : body.bci(to);
                first = bci <= body.bci(jump) ? Math.min(first, bci) : first;
            }
        }
        return first == Integer.MAX_VALUE ? -1 : first;
    }

    /** Whether what always runs first, up to a bci, leaves something in machine code, whatever is inlined into what. */
    private boolean leavesSomething(Body body, int end, int depth) {
        for (AbstractInsnNode each : body.node.instructions) {
            if (each instanceof JumpInsnNode
                    || each instanceof TableSwitchInsnNode
                    || each instanceof LookupSwitchInsnNode
                    || body.bci(each) >= end) {
                return false;
            }
            if (each.getOpcode() == Opcodes.NEW && classes.isAlwaysOnHeap(((TypeInsnNode) each).desc)) {
                return true;
            }
            if (each instanceof MethodInsnNode call && InlineTree.isDirect(call) && !call.owner.startsWith("[")) {
                Body target = classes.resolve(call.owner, call.name, call.desc);
                if (target != null && leavesSomething(target, depth)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean leavesSomething(Body target, int depth) {
        if (target.isNative() || target.isAbstract() || target.isAnnotated("IntrinsicCandidate")) {
            return false;
        }
        return target.bytes() > DISSOLVES || (depth > 0 && leavesSomething(target, target.bytes(), depth - 1));
    }
}
