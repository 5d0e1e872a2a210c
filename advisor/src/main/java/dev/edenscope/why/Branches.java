package dev.edenscope.why;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Branches that C2 compiled one way only. At such a branch the machine code has a trap, and of the side that is left out
 * it has nothing; so where just one side has left something, the other is out. So is one that only throws and has left
 * nothing. C2's log says which they are.
 */
final class Branches {
    private final InlineTree.Copy copy;
    private final Body body;
    private final InsnList code;
    private final Map<Integer, Boolean> taken;

    Branches(Body body, InlineTree.Copy copy) {
        this.body = body;
        this.copy = copy;
        this.code = body.node.instructions;
        this.taken = find();
    }

    /** By index of the jump: true where it is always taken, false where it never is. Others are not in. */
    Map<Integer, Boolean> taken() {
        return taken;
    }

    /** Indices of the instructions that may be reached: what is thrown may come to any handler. */
    BitSet reached() {
        BitSet reached = walk(0, new BitSet(), taken);
        for (TryCatchBlockNode each : body.node.tryCatchBlocks) {
            reached.or(walk(code.indexOf(each.handler), reached, taken));
        }
        return reached;
    }

    private Map<Integer, Boolean> find() {
        Map<Integer, Boolean> taken = new HashMap<>();
        if (copy.parse != null) {
            copy.parse.taken.forEach((bci, always) -> {
                if (body.at(bci) instanceof JumpInsnNode jump) {
                    taken.put(code.indexOf(jump), always);
                }
            });
            return taken;
        }
        boolean throwsAnything = false;
        for (AbstractInsnNode each : code) {
            throwsAnything |= each.getOpcode() == Opcodes.ATHROW;
        }
        for (AbstractInsnNode each : code) {
            boolean conditional = each instanceof JumpInsnNode && each.getOpcode() != Opcodes.GOTO;
            boolean trap = conditional && copy.traps.contains(body.bci(each));
            if (trap || (conditional && throwsAnything)) {
                JumpInsnNode jump = (JumpInsnNode) each;
                int index = code.indexOf(jump);
                BitSet ifTaken = reachable(code.indexOf(jump.label), index);
                BitSet ifNot = reachable(index + 1, index);
                boolean tracesIfTaken = hasTraces(ifTaken, ifNot);
                boolean tracesIfNot = hasTraces(ifNot, ifTaken);
                if (trap && tracesIfTaken != tracesIfNot && ends(tracesIfTaken ? ifTaken : ifNot)) {
                    taken.put(index, tracesIfTaken);
                } else if (!tracesIfNot && onlyThrows(ifNot) && !onlyThrows(ifTaken)) {
                    taken.put(index, true);
                } else if (!tracesIfTaken && onlyThrows(ifTaken) && !onlyThrows(ifNot)) {
                    taken.put(index, false);
                }
            }
        }
        return taken;
    }

    /** Whether a way leads out of the method. The test of a loop has a trap too, and behind it is often just a return. */
    private boolean ends(BitSet side) {
        for (int i = side.nextSetBit(0); i >= 0; i = side.nextSetBit(i + 1)) {
            int opcode = code.get(i).getOpcode();
            if (opcode == Opcodes.ATHROW || (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN)) {
                return true;
            }
        }
        return false;
    }

    /** Whether no way leads to a return: a throw always leaves a call or a trap. */
    private boolean onlyThrows(BitSet side) {
        for (int i = side.nextSetBit(0); i >= 0; i = side.nextSetBit(i + 1)) {
            int opcode = code.get(i).getOpcode();
            if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
                return false;
            }
        }
        return true;
    }

    /** Whether the machine code holds anything of the instructions that only one side leads to. */
    private boolean hasTraces(BitSet side, BitSet other) {
        for (int i = side.nextSetBit(0); i >= 0; i = side.nextSetBit(i + 1)) {
            if (!other.get(i) && code.get(i).getOpcode() >= 0 && copy.hasEvidenceAt(body.bci(code.get(i)))) {
                return true;
            }
        }
        return false;
    }

    /** Instructions that one side of a jump leads to before it comes to the jump again; the same in all copies of a method. */
    private BitSet reachable(int from, int jump) {
        return body.reachable.computeIfAbsent(new Body.Side(jump, from), this::walk);
    }

    private BitSet walk(Body.Side side) {
        BitSet jump = new BitSet();
        jump.set(side.jump());
        BitSet reached = walk(side.to(), jump, Map.of());
        reached.clear(side.jump());
        return reached;
    }

    /** What is reached before, and what one comes to from an instruction by other ways. */
    private BitSet walk(int from, BitSet before, Map<Integer, Boolean> onlyWays) {
        BitSet reached = (BitSet) before.clone();
        Deque<Integer> next = new ArrayDeque<>();
        next.add(from);
        while (!next.isEmpty()) {
            int index = next.poll();
            if (index >= code.size() || reached.get(index)) {
                continue;
            }
            reached.set(index);
            AbstractInsnNode each = code.get(index);
            int opcode = each.getOpcode();
            Boolean always = onlyWays.get(index);
            if (each instanceof JumpInsnNode jump && !Boolean.FALSE.equals(always)) {
                next.add(code.indexOf(jump.label));
            } else if (each instanceof TableSwitchInsnNode table) {
                add(next, table.dflt, table.labels);
            } else if (each instanceof LookupSwitchInsnNode lookup) {
                add(next, lookup.dflt, lookup.labels);
            }
            boolean ends = Boolean.TRUE.equals(always)
                    || opcode == Opcodes.GOTO
                    || opcode == Opcodes.ATHROW
                    || opcode == Opcodes.TABLESWITCH
                    || opcode == Opcodes.LOOKUPSWITCH
                    || (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN);
            if (!ends) {
                next.add(index + 1);
            }
        }
        return reached;
    }

    private void add(Deque<Integer> next, LabelNode byDefault, Iterable<LabelNode> labels) {
        next.add(code.indexOf(byDefault));
        labels.forEach(label -> next.add(code.indexOf(label)));
    }
}
