package dev.edenscope.why;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * What a method may be compiled into, as far as its bytecode tells, for code that no JVM was seen to compile: calls whose target
 * the bytecode names are inlined, all others are left.
 */
final class Bytecode {
    private static final int FREQUENT = 325; // FreqInlineSize: bytes of bytecode
    private static final int DEEPEST = 15; // MaxInlineLevel
    private static final int MOST_COPIES = 150;
    private static final Set<String> EXPANDED = Set.of( // by C2 itself, and nothing of them is a call
            "java/lang/System.arraycopy", "java/lang/Object.getClass", "java/lang/Class.cast");

    private final ClassFiles classes;
    private final boolean certain;
    private final List<CompiledCode.Call> calls = new ArrayList<>();
    private final Queue<List<CompiledCode.Frame>> waiting = new ArrayDeque<>(); // what is near comes first
    private int copies = 1;

    /** The same without what is in it, for {@link #compiled} to fill in. */
    static CompiledCode.Compilation outline(CompiledCode.Method method) {
        return new CompiledCode.Compilation(method, 0, false, false, List.of());
    }

    private Bytecode(ClassFiles classes, boolean certain) {
        this.classes = classes;
        this.certain = certain;
    }

    /**
     * The method with what is inlined into it.
     *
     * @param certain whether only those calls are to be followed that go to one method whatever the receiver is, and all of
     *     them; otherwise a virtual call is taken to go to the class that it names, and HotSpot's limits for hot code hold
     */
    static CompiledCode.Compilation compiled(CompiledCode.Method method, ClassFiles classes, boolean certain) {
        Bytecode bytecode = new Bytecode(classes, certain);
        bytecode.waiting.add(List.of(new CompiledCode.Frame(method, 0)));
        while (!bytecode.waiting.isEmpty()) {
            bytecode.add(bytecode.waiting.poll());
        }
        return new CompiledCode.Compilation(method, 0, false, false, List.copyOf(bytecode.calls));
    }

    /** @param chain of a method that is inlined, innermost first */
    private void add(List<CompiledCode.Frame> chain) {
        CompiledCode.Method method = chain.get(0).method();
        Body body = classes.body(method);
        for (AbstractInsnNode each : body.node.instructions) {
            if (each instanceof MethodInsnNode call && !isExpanded(call)) {
                List<CompiledCode.Frame> at = new ArrayList<>(chain);
                at.set(0, new CompiledCode.Frame(method, body.bci(call)));
                Body target = call.owner.startsWith("[") ? null : classes.resolve(call.owner, call.name, call.desc);
                if (target != null && isInlined(call, target, at)) {
                    copies++;
                    at.add(0, new CompiledCode.Frame(method(target), 0));
                    calls.add(new CompiledCode.Call(CompiledCode.Kind.OTHER, at));
                    waiting.add(at);
                } else {
                    calls.add(new CompiledCode.Call(CompiledCode.Kind.CALL, at));
                }
            }
        }
    }

    private static CompiledCode.Method method(Body body) {
        return new CompiledCode.Method(body.owner, body.node.name, body.node.desc);
    }

    private static boolean isExpanded(MethodInsnNode call) {
        return EXPANDED.contains(call.owner + "." + call.name)
                || call.owner.endsWith("/Unsafe")
                || call.owner.equals("java/lang/invoke/VarHandle");
    }

    private boolean isInlined(MethodInsnNode call, Body target, List<CompiledCode.Frame> chain) {
        boolean direct = InlineTree.isDirect(call)
                || (target.node.access & (Opcodes.ACC_FINAL | Opcodes.ACC_PRIVATE)) != 0
                || classes.isFinal(target.owner);
        if (target.isAbstract() || target.isNative() || copies >= MOST_COPIES || isOn(chain, target)) {
            return false;
        }
        boolean exception = target.node.name.equals("<init>") && classes.isThrowable(target.owner);
        return certain
                ? direct
                : target.bytes() <= FREQUENT
                        && chain.size() <= DEEPEST
                        && !exception
                        && !target.isAnnotated("DontInline");
    }

    private static boolean isOn(List<CompiledCode.Frame> chain, Body target) {
        return chain.stream().anyMatch(frame -> frame.method().equals(method(target)));
    }
}
