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
    private final Logs logs;
    private final CompiledCode.Method compiled;

    /** @param compiled the method whose code the calls are in */
    Inlining(ClassFiles classes, Logs logs, CompiledCode.Method compiled) {
        this.classes = classes;
        this.logs = logs;
        this.compiled = compiled;
    }

    /** @param proved whether it was read, not inferred */
    record Reason(String text, boolean proved) {}

    Reason whyNot(MethodInsnNode call, InlineTree.Copy from) {
        int bci = from.body.bci(call);
        String read = from.parse == null ? null : from.parse.refused.get(bci);
        if (read == null) {
            read = withSize(logs.reason(compiled, from.method, bci), call);
        }
        return read == null ? new Reason(byRule(call, from), false) : new Reason(read, true);
    }

    /** Events do not tell the size that was too big. */
    private String withSize(String reason, MethodInsnNode call) {
        boolean ofSize = "too big".equals(reason) || "hot method too big".equals(reason);
        Body target = ofSize && InlineTree.isDirect(call) ? classes.resolve(call.owner, call.name, call.desc) : null;
        return target == null ? reason : reason + " (" + target.bytes() + " bytes)";
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
