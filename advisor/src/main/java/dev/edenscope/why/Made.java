package dev.edenscope.why;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Which class of object an instruction makes. */
final class Made {
    static final String CONCATENATION = "java/lang/invoke/StringConcatFactory";
    private static final String LAMBDA = "java/lang/invoke/LambdaMetafactory";
    private static final String[] PRIMITIVES = {"boolean", "char", "float", "double", "byte", "short", "int", "long"};

    private Made() {}

    /** The class as people write it, or null where the instruction makes no object. */
    static String by(AbstractInsnNode instruction, String owner) {
        return switch (instruction.getOpcode()) {
            case Opcodes.NEW -> dotted(((TypeInsnNode) instruction).desc);
            case Opcodes.NEWARRAY -> PRIMITIVES[((IntInsnNode) instruction).operand - Opcodes.T_BOOLEAN] + "[]";
            case Opcodes.ANEWARRAY -> dotted(((TypeInsnNode) instruction).desc) + "[]";
            case Opcodes.MULTIANEWARRAY ->
                Type.getType(((MultiANewArrayInsnNode) instruction).desc).getClassName();
            case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKESPECIAL -> cloned((MethodInsnNode) instruction);
            case Opcodes.INVOKEDYNAMIC -> dynamic((InvokeDynamicInsnNode) instruction, owner);
            default -> null;
        };
    }

    /** Whether it stands for an expression that makes an object, and not for a call. */
    static boolean makesItself(InvokeDynamicInsnNode dynamic) {
        return dynamic.bsm.getOwner().equals(LAMBDA) || dynamic.bsm.getOwner().equals(CONCATENATION);
    }

    private static String cloned(MethodInsnNode call) {
        if (!call.name.equals("clone") || !call.desc.equals("()Ljava/lang/Object;")) {
            return null;
        }
        if (call.owner.startsWith("[")) {
            return dotted(call.owner);
        }
        boolean toObject = call.getOpcode() == Opcodes.INVOKESPECIAL || call.owner.equals("java/lang/Object");
        return toObject && call.getNext() instanceof TypeInsnNode cast && cast.getOpcode() == Opcodes.CHECKCAST
                ? dotted(cast.desc)
                : null;
    }

    private static String dynamic(InvokeDynamicInsnNode dynamic, String owner) {
        return switch (dynamic.bsm.getOwner()) {
            case LAMBDA ->
                Type.getArgumentTypes(dynamic.desc).length == 0 ? null : owner.replace('/', '.') + "$$Lambda";
            case CONCATENATION -> "java.lang.String";
            default -> null;
        };
    }

    /** {@code java.lang.String[]} for {@code [Ljava/lang/String;}, {@code java.lang.String} for {@code java/lang/String}. */
    private static String dotted(String internal) {
        return Type.getObjectType(internal).getClassName();
    }
}
