package dev.edenscope.why;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.Interpreter;

/**
 * Runs the bytecode of one copy of a method over {@link Value}s: what each local variable and operand may hold at each
 * instruction that is reached. Branches that C2 took to be never taken are left out.
 */
final class Interpretation {
    private static final String[] PRIMITIVES = {
        "boolean[]", "char[]", "float[]", "double[]", "byte[]", "short[]", "int[]", "long[]"
    };

    private final InlineTree.Copy copy;
    private final int osrBci;
    private final Body body;
    private final PointsTo graph;
    private final Steps steps = new Steps();
    private final InsnList code;
    private final Frame<Value>[] frames; // [index of instruction]; null: not reached
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private final BitSet isWaiting = new BitSet();

    /** Lengths of the arrays that are made here; null where it is not always the same. */
    final Map<Integer, Integer> lengths = new HashMap<>();

    @SuppressWarnings({"unchecked", "rawtypes"})
    Interpretation(InlineTree.Copy copy, int osrBci, PointsTo graph) throws AnalyzerException {
        this.copy = copy;
        this.osrBci = osrBci;
        this.body = copy.body;
        this.graph = graph;
        this.code = body.node.instructions;
        this.frames = new Frame[code.size()];
        if (code.size() > 0) {
            run();
        }
    }

    /** What is held before an instruction; null where it is not reached. */
    Frame<Value> before(AbstractInsnNode instruction) {
        return frames[code.indexOf(instruction)];
    }

    private void run() throws AnalyzerException {
        AbstractInsnNode loop = copy.caller == null && osrBci > 0 ? body.at(osrBci) : null;
        int first = loop == null ? 0 : code.indexOf(loop);
        merge(first, loop == null ? entry() : osrEntry(first));
        List<List<TryCatchBlockNode>> handlers = handlers();
        Map<Integer, Boolean> taken = copy.branches().taken();
        Frame<Value> now = new Frame<>(body.node.maxLocals, body.node.maxStack);
        while (!waiting.isEmpty()) {
            int index = waiting.poll();
            isWaiting.clear(index);
            AbstractInsnNode instruction = code.get(index);
            now.init(frames[index]);
            int opcode = instruction.getOpcode();
            if (opcode < 0) {
                merge(index + 1, now);
                continue;
            }
            for (TryCatchBlockNode each : handlers.get(index)) {
                int handler = code.indexOf(each.handler);
                Frame<Value> thrown = new Frame<>(frames[index]);
                thrown.clearStack();
                thrown.push(Value.reference(graph.caught(copy, handler)));
                merge(handler, thrown);
            }
            now.execute(instruction, steps);
            if (instruction instanceof JumpInsnNode jump) {
                Boolean always = taken.get(index);
                if (opcode != Opcodes.GOTO && !Boolean.TRUE.equals(always)) {
                    merge(index + 1, now);
                }
                if (opcode == Opcodes.GOTO || !Boolean.FALSE.equals(always)) {
                    merge(code.indexOf(jump.label), now);
                }
            } else if (instruction instanceof TableSwitchInsnNode table) {
                merge(table.dflt, table.labels, now);
            } else if (instruction instanceof LookupSwitchInsnNode lookup) {
                merge(lookup.dflt, lookup.labels, now);
            } else if (opcode != Opcodes.ATHROW && !(opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN)) {
                merge(index + 1, now);
            }
        }
    }

    private Frame<Value> entry() {
        Frame<Value> entry = new Frame<>(body.node.maxLocals, body.node.maxStack);
        Type[] parameters = body.parameters();
        int local = 0;
        for (int i = 0; i < parameters.length; i++) {
            Value value = Value.primitive(parameters[i].getSize());
            if (isReference(parameters[i])) {
                int node = graph.parameter(copy, i);
                value = Value.reference(node);
                if (copy.caller == null) {
                    graph.flow(PointsTo.UNKNOWN, node);
                }
            }
            entry.setLocal(local++, value);
            if (value.size() == 2) {
                entry.setLocal(local++, Value.WORD);
            }
        }
        while (local < body.node.maxLocals) {
            entry.setLocal(local++, Value.WORD);
        }
        return entry;
    }

    /** Code that was made while the interpreter was in a loop begins there, with what it held. */
    private Frame<Value> osrEntry(int first) throws AnalyzerException {
        Frame<BasicValue> types = new Analyzer<>(new BasicInterpreter()).analyze(body.owner, body.node)[first];
        Frame<Value> entry = entry();
        for (int i = 0; types != null && i < body.node.maxLocals; i++) {
            BasicValue type = types.getLocal(i);
            entry.setLocal(i, type.isReference() ? Value.reference(PointsTo.UNKNOWN) : Value.primitive(type.getSize()));
        }
        return entry;
    }

    private List<List<TryCatchBlockNode>> handlers() {
        List<List<TryCatchBlockNode>> handlers = new ArrayList<>();
        for (int i = 0; i < code.size(); i++) {
            handlers.add(new ArrayList<>(0));
        }
        for (TryCatchBlockNode each : body.node.tryCatchBlocks) {
            for (int i = code.indexOf(each.start); i < code.indexOf(each.end); i++) {
                if (code.get(i).getOpcode() >= 0 && canThrow(code.get(i).getOpcode())) {
                    handlers.get(i).add(each);
                }
            }
        }
        return handlers;
    }

    private static boolean canThrow(int opcode) {
        return (opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD)
                || (opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE)
                || opcode == Opcodes.IDIV
                || opcode == Opcodes.LDIV
                || opcode == Opcodes.IREM
                || opcode == Opcodes.LREM
                || (opcode >= Opcodes.GETSTATIC && opcode <= Opcodes.MONITOREXIT)
                || opcode == Opcodes.MULTIANEWARRAY;
    }

    private void merge(LabelNode byDefault, List<LabelNode> labels, Frame<Value> frame) throws AnalyzerException {
        merge(code.indexOf(byDefault), frame);
        for (LabelNode label : labels) {
            merge(code.indexOf(label), frame);
        }
    }

    private void merge(int index, Frame<Value> frame) throws AnalyzerException {
        if (index >= code.size() || isLeftOut(index)) {
            return;
        }
        boolean changed = true;
        if (frames[index] == null) {
            frames[index] = new Frame<>(frame);
        } else {
            changed = frames[index].merge(frame, steps);
        }
        if (changed && !isWaiting.get(index)) {
            isWaiting.set(index);
            waiting.add(index);
        }
    }

    /** Whether C2 logged that it takes the instruction to never be reached; a null passes a cast to an unknown class. */
    private boolean isLeftOut(int index) {
        int opcode = code.get(index).getOpcode();
        return copy.parse != null
                && opcode >= 0
                && opcode != Opcodes.CHECKCAST
                && opcode != Opcodes.INSTANCEOF
                && copy.parse.unreached.contains(body.bci(code.get(index)));
    }

    static boolean isReference(Type type) {
        return type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY;
    }

    /** What one instruction makes of its operands. */
    private final class Steps extends Interpreter<Value> {
        Steps() {
            super(Opcodes.ASM9);
        }

        private Value of(Type type, AbstractInsnNode from) {
            return isReference(type)
                    ? Value.reference(graph.result(copy, body.bci(from)))
                    : Value.primitive(type.getSize());
        }

        private Value made(AbstractInsnNode instruction, String type) {
            return Value.reference(graph.allocation(copy, body.bci(instruction), type).node);
        }

        private Value array(AbstractInsnNode instruction, String type, Value length) {
            lengths.merge(
                    body.bci(instruction),
                    length.constant() == null ? -1 : length.constant(),
                    (before, now) -> before.equals(now) ? now : Integer.valueOf(-1));
            return made(instruction, type);
        }

        @Override
        public Value newValue(Type type) {
            if (type == null) {
                return Value.WORD;
            }
            if (type.getSort() == Type.VOID) {
                return null;
            }
            return isReference(type) ? Value.reference(PointsTo.UNKNOWN) : Value.primitive(type.getSize());
        }

        @Override
        public Value newOperation(AbstractInsnNode instruction) {
            int opcode = instruction.getOpcode();
            return switch (opcode) {
                case Opcodes.ACONST_NULL -> Value.reference(PointsTo.NULL);
                case Opcodes.ICONST_M1,
                        Opcodes.ICONST_0,
                        Opcodes.ICONST_1,
                        Opcodes.ICONST_2,
                        Opcodes.ICONST_3,
                        Opcodes.ICONST_4,
                        Opcodes.ICONST_5 -> Value.number(opcode - Opcodes.ICONST_0);
                case Opcodes.BIPUSH, Opcodes.SIPUSH -> Value.number(((IntInsnNode) instruction).operand);
                case Opcodes.LCONST_0, Opcodes.LCONST_1, Opcodes.DCONST_0, Opcodes.DCONST_1 -> Value.TWO_WORDS;
                case Opcodes.LDC -> constant(((LdcInsnNode) instruction).cst);
                case Opcodes.GETSTATIC -> newValue(Type.getType(((FieldInsnNode) instruction).desc));
                case Opcodes.NEW -> made(instruction, ((TypeInsnNode) instruction).desc);
                default -> Value.WORD;
            };
        }

        private Value constant(Object constant) {
            if (constant instanceof Integer number) {
                return Value.number(number);
            }
            if (constant instanceof Number) {
                return Value.primitive(constant instanceof Float ? 1 : 2);
            }
            return Value.reference(PointsTo.CONSTANT);
        }

        @Override
        public Value copyOperation(AbstractInsnNode instruction, Value value) {
            return value;
        }

        @Override
        public Value unaryOperation(AbstractInsnNode instruction, Value value) {
            return switch (instruction.getOpcode()) {
                case Opcodes.CHECKCAST -> value;
                case Opcodes.GETFIELD -> of(Type.getType(((FieldInsnNode) instruction).desc), instruction);
                case Opcodes.NEWARRAY ->
                    array(instruction, PRIMITIVES[((IntInsnNode) instruction).operand - Opcodes.T_BOOLEAN], value);
                case Opcodes.ANEWARRAY -> array(instruction, ((TypeInsnNode) instruction).desc + "[]", value);
                case Opcodes.INEG -> value.constant() == null ? Value.WORD : Value.number(-value.constant());
                case Opcodes.I2L,
                        Opcodes.I2D,
                        Opcodes.LNEG,
                        Opcodes.DNEG,
                        Opcodes.L2D,
                        Opcodes.D2L,
                        Opcodes.F2L,
                        Opcodes.F2D -> Value.TWO_WORDS;
                case Opcodes.IINC -> Value.WORD;
                default -> Value.WORD;
            };
        }

        @Override
        public Value binaryOperation(AbstractInsnNode instruction, Value left, Value right) {
            boolean known = left.constant() != null && right.constant() != null;
            return switch (instruction.getOpcode()) {
                case Opcodes.AALOAD -> Value.reference(graph.result(copy, body.bci(instruction)));
                case Opcodes.IADD -> known ? Value.number(left.constant() + right.constant()) : Value.WORD;
                case Opcodes.ISUB -> known ? Value.number(left.constant() - right.constant()) : Value.WORD;
                case Opcodes.IMUL -> known ? Value.number(left.constant() * right.constant()) : Value.WORD;
                case Opcodes.LALOAD,
                        Opcodes.DALOAD,
                        Opcodes.LADD,
                        Opcodes.LSUB,
                        Opcodes.LMUL,
                        Opcodes.LDIV,
                        Opcodes.LREM,
                        Opcodes.LAND,
                        Opcodes.LOR,
                        Opcodes.LXOR,
                        Opcodes.LSHL,
                        Opcodes.LSHR,
                        Opcodes.LUSHR,
                        Opcodes.DADD,
                        Opcodes.DSUB,
                        Opcodes.DMUL,
                        Opcodes.DDIV,
                        Opcodes.DREM -> Value.TWO_WORDS;
                default -> Value.WORD;
            };
        }

        @Override
        public Value ternaryOperation(AbstractInsnNode instruction, Value first, Value second, Value third) {
            return null;
        }

        @Override
        public Value naryOperation(AbstractInsnNode instruction, List<? extends Value> values) {
            if (instruction instanceof MultiANewArrayInsnNode array) {
                int arrays = 1;
                for (Value length : values) {
                    arrays = length.constant() == null || arrays < 0 ? -1 : arrays * length.constant();
                }
                if (arrays < 0) {
                    lengths.put(body.bci(instruction), -1);
                }
                return made(instruction, Type.getType(array.desc).getClassName());
            }
            if (instruction instanceof InvokeDynamicInsnNode dynamic) {
                return dynamic(dynamic, values);
            }
            MethodInsnNode call = (MethodInsnNode) instruction;
            String cloned = Made.by(call, body.owner);
            if (cloned != null && !copy.inlined.containsKey(body.bci(call))) { // else it is a clone of the class's own
                return made(instruction, cloned);
            }
            Type type = Type.getReturnType(call.desc);
            if (isReference(type) && copy.isKept(body.bci(call))) {
                return made(instruction, type.getClassName()); // an intrinsic that makes the object itself
            }
            return type.getSort() == Type.VOID ? Value.WORD : of(type, instruction);
        }

        private Value dynamic(InvokeDynamicInsnNode dynamic, List<? extends Value> captured) {
            Type type = Type.getReturnType(dynamic.desc);
            String by = dynamic.bsm.getOwner();
            if (by.equals("java/lang/invoke/LambdaMetafactory")) {
                return captured.isEmpty() ? Value.reference(PointsTo.CONSTANT) : made(dynamic, type.getInternalName());
            }
            if (by.equals("java/lang/invoke/StringConcatFactory")) {
                return made(dynamic, "java/lang/String");
            }
            return type.getSort() == Type.VOID ? Value.WORD : of(type, dynamic);
        }

        @Override
        public void returnOperation(AbstractInsnNode instruction, Value value, Value expected) {
            // a return ends the method: Calls looks at what is returned
        }

        @Override
        public Value merge(Value one, Value other) {
            return one.merged(other);
        }
    }
}
