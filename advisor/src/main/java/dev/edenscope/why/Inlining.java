package dev.edenscope.why;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Why C2 did not inline a call. A JVM that writes no log keeps no record of it: then the reason follows from HotSpot's
 * rules (share/opto/bytecodeInfo.cpp) with its default limits.
 */
final class Inlining {
    private static final int FREQUENT = 325; // FreqInlineSize: bytes of bytecode
    private static final int COLD = 35; // MaxInlineSize
    private static final int DEEPEST = 15; // MaxInlineLevel
    private static final int RECURSION = 1; // MaxRecursiveInlineLevel

    private final ClassFiles classes;

    Inlining(ClassFiles classes) {
        this.classes = classes;
    }

    /** @param proved whether it was read, not inferred */
    record Reason(String text, boolean proved) {}

    Reason whyNot(MethodInsnNode call, InlineTree.Copy from) {
        String read = from.parse == null ? null : from.parse.refused.get(from.body.bci(call));
        return read == null ? new Reason(byRule(call, from), false) : new Reason(read, true);
    }

    private String byRule(MethodInsnNode call, InlineTree.Copy from) {
        Body target = call.owner.startsWith("[") ? null : classes.resolve(call.owner, call.name, call.desc);
        boolean virtual = !InlineTree.isDirect(call)
                && (target == null || target.isAbstract() || (target.node.access & Opcodes.ACC_FINAL) == 0);
        if (!from.inlined.getOrDefault(from.body.bci(call), java.util.List.of()).isEmpty()) {
            return "virtual call, more receivers than the one or two inlined";
        }
        if (target == null) {
            return virtual ? "virtual call, its receivers are not known" : "its class file was not there";
        }
        if (target.isAbstract() || (virtual && target.owner.equals("java/lang/Object"))) {
            return "virtual call, several receivers";
        }
        if (target.isNative()) {
            return "native method";
        }
        if (target.isAnnotated("DontInline")) {
            return "@DontInline";
        }
        if (classes.isThrowable(target.owner) && target.node.name.equals("<init>")) {
            return "constructor of an exception";
        }
        int recursion = 0;
        for (InlineTree.Copy each = from; each != null; each = each.caller) {
            recursion += each.body == target ? 1 : 0;
        }
        if (recursion > RECURSION) {
            return "recursive";
        }
        if (from.depth() >= DEEPEST) {
            return "inlined " + DEEPEST + " levels deep already";
        }
        if (target.bytes() > FREQUENT) {
            return "hot method too big (" + target.bytes() + " bytes)";
        }
        if (virtual) {
            return "virtual call, several receivers";
        }
        if (target.bytes() > COLD) {
            return "too big for a call that is not hot (" + target.bytes() + " bytes), or its own code is too large";
        }
        return "called too rarely";
    }
}
