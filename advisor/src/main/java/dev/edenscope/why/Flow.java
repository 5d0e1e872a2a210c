package dev.edenscope.why;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/** Which instructions of a method the operands of its instructions may come from; copies and casts are seen through. */
final class Flow {
    private static final int LARGEST = 4_000; // instructions of a method; longer ones are left alone

    private final Body body;
    private final Frame<SourceValue>[] frames;
    private final Map<Integer, AbstractInsnNode> parameters; // by local variable
    private final Map<AbstractInsnNode, List<Operand>> operands = new HashMap<>();

    /**
     * A use of a value.
     *
     * @param by the instruction
     * @param index which of its operands it is, 0 for the first; the receiver of a call is its first
     */
    record Operand(AbstractInsnNode by, int index) {}

    private Flow(Body body, Frame<SourceValue>[] frames, Map<Integer, AbstractInsnNode> parameters) {
        this.body = body;
        this.frames = frames;
        this.parameters = parameters;
        for (AbstractInsnNode each : body.node.instructions) {
            for (int i = 0; i < count(each); i++) {
                for (AbstractInsnNode origin : origins(each, i)) {
                    operands.computeIfAbsent(origin, key -> new ArrayList<>()).add(new Operand(each, i));
                }
            }
        }
    }

    /** Of a method that has code, and not too much of it. */
    static Optional<Flow> of(Body body) {
        if (body.isAbstract() || body.isNative() || body.node.instructions.size() > LARGEST) {
            return Optional.empty();
        }
        Map<Integer, AbstractInsnNode> parameters = new HashMap<>();
        try {
            Analyzer<SourceValue> analyzer = new Analyzer<>(new Origins(parameters));
            return Optional.of(new Flow(body, analyzer.analyzeAndComputeMaxs(body.owner, body.node), parameters));
        } catch (AnalyzerException e) {
            return Optional.empty();
        }
    }

    /** The uses of what an instruction makes, or of a parameter. */
    List<Operand> operands(AbstractInsnNode of) {
        return operands.getOrDefault(of, List.of());
    }

    /** Stands for a parameter: the receiver first, if there is one. */
    AbstractInsnNode parameter(int index) {
        int local = 0;
        Type[] types = body.parameters();
        for (int i = 0; i < index; i++) {
            local += types[i].getSize();
        }
        return parameters.get(local);
    }

    /** Where an operand of an instruction may come from; nothing for code that is never reached. */
    Set<AbstractInsnNode> origins(AbstractInsnNode by, int index) {
        Frame<SourceValue> frame = frames[body.node.instructions.indexOf(by)];
        if (frame == null) {
            return Set.of();
        }
        return frame.getStack(frame.getStackSize() - count(by) + index).insns;
    }

    /** Whether an instruction makes an object whose constructor is given an {@code int}. */
    boolean isSized(AbstractInsnNode made) {
        return made.getOpcode() == Opcodes.NEW
                && operands(made).stream()
                        .anyMatch(each -> each.by() instanceof MethodInsnNode call
                                && call.name.equals("<init>")
                                && each.index() == 0
                                && call.desc.startsWith("(I"));
    }

    /** Where what an instruction makes its object of may come from; for a {@code new}, what its constructor is given. */
    List<AbstractInsnNode> arguments(AbstractInsnNode made) {
        List<AbstractInsnNode> all = new ArrayList<>();
        if (made.getOpcode() == Opcodes.NEW) {
            for (Operand each : operands(made)) {
                if (each.by() instanceof MethodInsnNode call && call.name.equals("<init>") && each.index() == 0) {
                    for (int i = 1; i < count(call); i++) {
                        all.addAll(origins(call, i));
                    }
                }
            }
        } else {
            for (int i = 0; i < count(made); i++) {
                all.addAll(origins(made, i));
            }
        }
        return all;
    }

    /** Whether an access to an array has an index that is counted up or down. */
    boolean isCounting(AbstractInsnNode access) {
        return origins(access, 1).stream().anyMatch(each -> each.getOpcode() == Opcodes.IINC);
    }

    static boolean isArrayAccess(AbstractInsnNode instruction) {
        int opcode = instruction.getOpcode();
        return (opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD)
                || (opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE);
    }

    /** How many operands an instruction has, of those that use references. */
    private static int count(AbstractInsnNode instruction) {
        int opcode = instruction.getOpcode();
        if (instruction instanceof MethodInsnNode call) {
            return Type.getArgumentTypes(call.desc).length + (opcode == Opcodes.INVOKESTATIC ? 0 : 1);
        }
        if (instruction instanceof InvokeDynamicInsnNode call) {
            return Type.getArgumentTypes(call.desc).length;
        }
        if (isArrayAccess(instruction)) {
            return opcode <= Opcodes.SALOAD ? 2 : 3;
        }
        return switch (opcode) {
            case Opcodes.ARETURN, Opcodes.ATHROW, Opcodes.PUTSTATIC, Opcodes.ARRAYLENGTH -> 1;
            case Opcodes.PUTFIELD -> 2;
            default -> 0;
        };
    }

    /** Values by where they come from. */
    private static final class Origins extends SourceInterpreter {
        private final Map<Integer, AbstractInsnNode> parameters;

        Origins(Map<Integer, AbstractInsnNode> parameters) {
            super(Opcodes.ASM9);
            this.parameters = parameters;
        }

        @Override
        public SourceValue newParameterValue(boolean isInstanceMethod, int local, Type type) {
            AbstractInsnNode parameter = new VarInsnNode(type.getOpcode(Opcodes.ILOAD), local);
            parameters.put(local, parameter);
            return new SourceValue(type.getSize(), parameter);
        }

        @Override
        public SourceValue copyOperation(AbstractInsnNode instruction, SourceValue value) {
            return value;
        }

        @Override
        public SourceValue unaryOperation(AbstractInsnNode instruction, SourceValue value) {
            return instruction.getOpcode() == Opcodes.CHECKCAST ? value : super.unaryOperation(instruction, value);
        }
    }
}
