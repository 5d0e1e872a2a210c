package dev.edenscope.why;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/**
 * Which methods a compiled method holds, and where each was inlined. What left a call or a trap in the machine code is
 * known; a call in the bytecode of which nothing is left was inlined and dissolved, or never reached: it is taken for
 * inlined where its target is certain enough.
 */
final class InlineTree {
    private static final int DISSOLVES = 35; // bytes of bytecode: of what is larger something is left mostly
    private static final int LARGEST = 325; // where the call can go nowhere else, and no loop has left a poll
    private static final int DEEPEST_GUESS = 5;
    private static final int MOST_NODES = 4000;

    /** One inlined copy of a method. */
    static final class Copy {
        final int id;
        final CompiledCode.Method method;
        final Body body; // null: no class file
        final Copy caller; // null: the compiled method itself
        final int bci; // of the call in the caller
        final boolean seen; // whether something of it is left in the machine code
        final Map<Integer, List<Copy>> inlined = new TreeMap<>(); // by bci of the call
        final Set<Integer> calls = new HashSet<>(); // bcis of calls that were not inlined
        final Set<Integer> instances = new HashSet<>(); // bcis of allocations that are left, of arrays apart
        final Set<Integer> arrays = new HashSet<>();
        final Set<Integer> traps = new HashSet<>(); // bcis of what C2 takes to never happen
        CompilationLog.Parse parse; // what C2 logged of it; null: nothing

        private Branches branches;
        private String inlinedInto;

        private Copy(int id, CompiledCode.Method method, Body body, Copy caller, int bci, boolean seen) {
            this.id = id;
            this.method = method;
            this.body = body;
            this.caller = caller;
            this.bci = bci;
            this.seen = seen;
        }

        int depth() {
            int depth = 0;
            for (Copy each = caller; each != null; each = each.caller) {
                depth++;
            }
            return depth;
        }

        /** Which of its branches are left out; it must have a body, and all that was seen of it. */
        Branches branches() {
            if (branches == null) {
                branches = new Branches(body, this);
            }
            return branches;
        }

        /** {@code , inlined into HashMap.get < Orders.price}, or nothing. */
        String inlinedInto() {
            if (inlinedInto == null) {
                StringBuilder callers = new StringBuilder();
                for (Copy each = caller; each != null; each = each.caller) {
                    if (!Names.isMachinery(each.method.owner())) {
                        callers.append(callers.isEmpty() ? ", inlined into " : " < ")
                                .append(Names.method(each.method.owner(), each.method.name()));
                    }
                }
                inlinedInto = callers.toString();
            }
            return inlinedInto;
        }

        boolean hasEvidenceAt(int at) {
            return calls.contains(at) || isKept(at) || traps.contains(at) || seenCopyAt(at);
        }

        /** Whether an allocation is left there. */
        boolean isKept(int at) {
            return instances.contains(at) || arrays.contains(at);
        }

        private boolean seenCopyAt(int at) {
            for (Copy copy : inlined.getOrDefault(at, List.of())) {
                if (copy.seen) {
                    return true;
                }
            }
            return false;
        }
    }

    final CompiledCode.Compilation compilation;
    final Copy root;
    final int osrBci; // of the loop that the code begins in; -1: it begins where the method does, as far as is known
    private final ClassFiles classes;
    private final Receivers receivers;
    private final List<Copy> copies = new ArrayList<>();

    /** @param log what C2 logged of this very compilation, or null */
    InlineTree(CompiledCode.Compilation compilation, ClassFiles classes, Receivers receivers, CompilationLog.Task log) {
        this.compilation = compilation;
        this.classes = classes;
        this.receivers = receivers;
        this.root = copy(compilation.method(), null, -1, true);
        if (log != null) {
            addParsed(root, log.root);
        }
        for (CompiledCode.Call call : compilation.calls()) {
            add(call);
        }
        this.osrBci = log == null ? new Entry(classes).of(root) : log.osrBci;
        for (Copy copy : new ArrayList<>(copies)) {
            if (copy.parse == null) {
                guess(copy, 0);
            } else {
                addDissolved(copy);
            }
        }
    }

    private void addParsed(Copy copy, CompilationLog.Parse parse) {
        copy.parse = parse;
        parse.inlined.forEach(
                (bci, callees) -> callees.forEach(each -> addParsed(copy(each.method, copy, bci, false), each)));
    }

    /** Of a call that C2 put off inlining and then dropped nothing is left: it could do without what the callee makes. */
    private void addDissolved(Copy copy) {
        copy.parse.dissolved.forEach((bci, callee) -> {
            if (!copy.inlined.containsKey(bci) && !copy.calls.contains(bci)) {
                guess(copy(callee, copy, bci, false), 0);
            }
        });
    }

    /** All copies, the compiled method first. */
    Collection<Copy> copies() {
        return copies;
    }

    private Copy copy(CompiledCode.Method method, Copy caller, int bci, boolean seen) {
        Copy copy = new Copy(copies.size(), method, classes.body(method), caller, bci, seen);
        copies.add(copy);
        if (caller != null) {
            caller.inlined.computeIfAbsent(bci, at -> new ArrayList<>()).add(copy);
        }
        return copy;
    }

    private void add(CompiledCode.Call call) {
        List<CompiledCode.Frame> chain = call.chain();
        Copy at = root;
        for (int i = chain.size() - 2; i >= 0; i--) {
            at = inlined(at, chain.get(i + 1).bci(), chain.get(i).method());
        }
        int bci = chain.get(0).bci();
        switch (call.kind()) {
            case INSTANCE -> at.instances.add(bci);
            case ARRAY -> at.arrays.add(bci);
            case TRAP -> at.traps.add(bci);
            case CALL -> at.calls.add(bci);
            case OTHER -> {}
        }
    }

    private Copy inlined(Copy caller, int bci, CompiledCode.Method method) {
        for (Copy known : caller.inlined.getOrDefault(bci, List.of())) {
            if (known.method.equals(method)) {
                return known;
            }
        }
        return copy(method, caller, bci, true);
    }

    // Calls of which nothing is left

    private void guess(Copy copy, int depth) {
        if (copy.body == null || depth > DEEPEST_GUESS) {
            return;
        }
        BitSet reached = copy.branches().reached();
        for (int i = reached.nextSetBit(0); i >= 0; i = reached.nextSetBit(i + 1)) {
            AbstractInsnNode each = copy.body.node.instructions.get(i);
            if (each instanceof MethodInsnNode call && copies.size() < MOST_NODES) {
                int bci = copy.body.bci(call);
                if (!copy.inlined.containsKey(bci) && !copy.calls.contains(bci)) {
                    for (CompiledCode.Method target : targets(call, copy.method, bci)) {
                        if (isInlinable(classes.body(target), copy)) {
                            guess(copy(target, copy, bci, false), depth + 1);
                        }
                    }
                }
            }
        }
    }

    private List<CompiledCode.Method> targets(MethodInsnNode call, CompiledCode.Method caller, int bci) {
        List<CompiledCode.Method> seen = receivers.at(caller, bci);
        if (!seen.isEmpty()) {
            return seen;
        }
        Body target = call.owner.startsWith("[") ? null : classes.resolve(call.owner, call.name, call.desc);
        boolean dissolves = target != null
                && (target.bytes() <= DISSOLVES || (isDirect(call) && canDissolve(target)))
                && !leavesTraces(target, 0);
        return dissolves
                ? List.of(new CompiledCode.Method(target.owner, target.node.name, target.node.desc))
                : List.of();
    }

    private static boolean canDissolve(Body target) {
        return target.bytes() <= LARGEST && !target.hasLoop();
    }

    /** Whether what is run first in it cannot but leave something: then the call was never reached. */
    private boolean leavesTraces(Body target, int depth) {
        for (AbstractInsnNode each : target.node.instructions) {
            if (each instanceof JumpInsnNode
                    || each instanceof TableSwitchInsnNode
                    || each instanceof LookupSwitchInsnNode) {
                return false;
            }
            if (each.getOpcode() == Opcodes.ATHROW) {
                return true;
            }
            if (each instanceof MethodInsnNode call && isDirect(call) && depth < DEEPEST_GUESS) {
                Body next = call.owner.startsWith("[") ? null : classes.resolve(call.owner, call.name, call.desc);
                if (next != null && !next.isNative() && (!canDissolve(next) || leavesTraces(next, depth + 1))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isInlinable(Body target, Copy caller) {
        if (target == null || target.isNative() || target.isAbstract() || target.isAnnotated("DontInline")) {
            return false;
        }
        for (Copy each = caller; each != null; each = each.caller) {
            if (each.body == target) {
                return false;
            }
        }
        return true;
    }

    /** Whether a call goes to one method whatever its receiver is. */
    static boolean isDirect(MethodInsnNode call) {
        return call.getOpcode() == Opcodes.INVOKESTATIC || call.getOpcode() == Opcodes.INVOKESPECIAL;
    }
}
