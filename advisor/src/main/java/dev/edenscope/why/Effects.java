package dev.edenscope.why;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Frame;

/** What the instructions of one copy of a method do with objects, as constraints of the points-to graph. */
final class Effects {
    private final InlineTree.Copy copy;
    private final Body body;
    private final PointsTo graph;
    private final ClassFiles classes;
    private final Inlining inlining;
    private int bci;
    private Frame<Value> before;

    Effects(InlineTree.Copy copy, PointsTo graph, ClassFiles classes, Inlining inlining) {
        this.copy = copy;
        this.body = copy.body;
        this.graph = graph;
        this.classes = classes;
        this.inlining = inlining;
    }

    void add(Interpretation interpretation) {
        for (AbstractInsnNode instruction : body.node.instructions) {
            before = instruction.getOpcode() < 0 ? null : interpretation.before(instruction);
            if (before != null) {
                bci = body.bci(instruction);
                add(instruction);
            }
        }
    }

    /** An operand: 0 is the topmost. */
    private Value operand(int depth) {
        return before.getStack(before.getStackSize() - 1 - depth);
    }

    private String where() {
        return where(copy, bci, classes);
    }

    /** {@code HashMap.java:583, inlined into HashMap.get < Orders.price}. */
    static String where(InlineTree.Copy copy, int bci, ClassFiles classes) {
        String source = copy.body == null ? null : classes.source(copy.body.owner);
        int line = source == null ? 0 : copy.body.line(bci);
        return source == null ? "" : (line == 0 ? source : source + ":" + line) + copy.inlinedInto();
    }

    private Cause cause(Cause.Kind kind, String text) {
        return new Cause(kind, text, where(), kind != Cause.Kind.CALL);
    }

    private void add(AbstractInsnNode instruction) {
        switch (instruction.getOpcode()) {
            case Opcodes.ARETURN -> returned();
            case Opcodes.ATHROW -> thrown();
            case Opcodes.PUTSTATIC -> {
                FieldInsnNode field = (FieldInsnNode) instruction;
                graph.escape(operand(0), cause(Cause.Kind.STATIC, "stored in static field " + name(field)));
            }
            case Opcodes.PUTFIELD -> {
                FieldInsnNode field = (FieldInsnNode) instruction;
                use(operand(1));
                graph.store(
                        operand(1), field.name, operand(0), cause(Cause.Kind.FIELD, "stored in field " + name(field)));
            }
            case Opcodes.GETFIELD -> {
                use(operand(0));
                graph.load(operand(0), ((FieldInsnNode) instruction).name, graph.result(copy, bci));
            }
            case Opcodes.AASTORE -> {
                element(operand(2), operand(1));
                graph.store(operand(2), "[]", operand(0), cause(Cause.Kind.ARRAY, "stored in an array"));
            }
            case Opcodes.IASTORE,
                    Opcodes.LASTORE,
                    Opcodes.FASTORE,
                    Opcodes.DASTORE,
                    Opcodes.BASTORE,
                    Opcodes.CASTORE,
                    Opcodes.SASTORE -> element(operand(2), operand(1));
            case Opcodes.AALOAD -> {
                element(operand(1), operand(0));
                graph.load(operand(1), "[]", graph.result(copy, bci));
            }
            case Opcodes.IALOAD,
                    Opcodes.LALOAD,
                    Opcodes.FALOAD,
                    Opcodes.DALOAD,
                    Opcodes.BALOAD,
                    Opcodes.CALOAD,
                    Opcodes.SALOAD -> element(operand(1), operand(0));
            case Opcodes.NEW -> {
                String type = ((TypeInsnNode) instruction).desc;
                Value made = Value.reference(graph.allocation(copy, bci, type).node);
                if (classes.hasFinalizer(type)) {
                    graph.escape(made, cause(Cause.Kind.FINALIZER, "its class has a finalizer"));
                }
                if (classes.isAlwaysOnHeap(type)) {
                    graph.escape(made, cause(Cause.Kind.CLASS, "C2 never removes a thread or a reference object"));
                }
            }
            case Opcodes.IF_ACMPEQ, Opcodes.IF_ACMPNE -> {
                look(operand(0));
                look(operand(1));
            }
            case Opcodes.IFNULL, Opcodes.IFNONNULL, Opcodes.INSTANCEOF, Opcodes.CHECKCAST -> look(operand(0));
            case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKESPECIAL, Opcodes.INVOKESTATIC, Opcodes.INVOKEINTERFACE ->
                call((MethodInsnNode) instruction);
            case Opcodes.INVOKEDYNAMIC -> dynamic((InvokeDynamicInsnNode) instruction);
            default -> {}
        }
    }

    private static String name(FieldInsnNode field) {
        return Names.type(field.owner) + "." + field.name;
    }

    private void use(Value base) {
        graph.use(base, cause(Cause.Kind.MERGE, "the reference may be to another object as well (a merge)"));
        look(base);
    }

    /** A use that matters only where nothing else explains the object. */
    private void look(Value reference) {
        graph.look(
                reference,
                new Cause(
                        Cause.Kind.MERGE, "the reference may be null or to another object (a merge)", where(), false));
    }

    private void element(Value array, Value index) {
        if (index.constant() == null) {
            graph.limit(array, cause(Cause.Kind.INDEX, "array element at an index that is no constant"));
        }
        use(array);
    }

    private void returned() {
        if (copy.caller == null) {
            graph.escape(
                    operand(0),
                    cause(
                            Cause.Kind.RETURNED,
                            "returned from " + Names.method(copy.method.owner(), copy.method.name())));
        } else {
            graph.flow(operand(0), graph.returned(copy));
        }
    }

    /** To every handler around it, here and in the callers that it is inlined into; out, if there is none. */
    private void thrown() {
        boolean caught = false;
        int at = bci;
        for (InlineTree.Copy each = copy; each != null; at = each.bci, each = each.caller) {
            if (each.body == null) {
                continue;
            }
            AbstractInsnNode thrower = each.body.at(at);
            for (TryCatchBlockNode block : each.body.node.tryCatchBlocks) {
                int index = each.body.node.instructions.indexOf(thrower);
                if (index >= each.body.node.instructions.indexOf(block.start)
                        && index < each.body.node.instructions.indexOf(block.end)) {
                    graph.flow(operand(0), graph.caught(each, each.body.node.instructions.indexOf(block.handler)));
                    caught = true;
                }
            }
        }
        if (!caught) {
            graph.escape(operand(0), cause(Cause.Kind.THROWN, "thrown"));
        }
    }

    // Calls

    private void call(MethodInsnNode call) {
        Type[] declared = Type.getArgumentTypes(call.desc);
        boolean isStatic = call.getOpcode() == Opcodes.INVOKESTATIC;
        int count = declared.length + (isStatic ? 0 : 1);
        List<Value> arguments = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            arguments.add(operand(count - 1 - i));
        }
        if (!isStatic) {
            use(arguments.get(0));
        }
        if (call.name.equals("<init>") && call.owner.equals("java/lang/Object")) {
            return;
        }
        int result = graph.result(copy, bci);
        List<InlineTree.Copy> inlined = copy.inlined.getOrDefault(bci, List.of());
        for (InlineTree.Copy callee : inlined) {
            // The last argument of linkToStatic and its like says which method it is.
            pass(
                    arguments,
                    callee,
                    call.owner.equals("java/lang/invoke/MethodHandle") && call.name.startsWith("linkTo"));
            graph.flow(graph.returned(callee), result);
        }
        if (isIdentity(call)) {
            for (Value argument : arguments) {
                graph.escape(argument, cause(Cause.Kind.IDENTITY, "its identity hash code is taken"));
            }
        } else if (copy.calls.contains(bci)) {
            Inlining.Reason reason = inlining.whyNot(call, copy);
            for (int i = 0; i < count; i++) {
                String what = isStatic || i > 0 ? "argument " + (isStatic ? i + 1 : i) : "receiver";
                String text = "passed as " + what + " of " + Names.method(call.owner, call.name) + ", not inlined: "
                        + reason.text();
                graph.escape(arguments.get(i), new Cause(Cause.Kind.CALL, text, where(), reason.proved()));
            }
            graph.flow(PointsTo.UNKNOWN, result);
        } else if (inlined.isEmpty()) {
            intrinsic(call, arguments);
            boolean cast = call.owner.equals("java/lang/Class") && call.name.equals("cast");
            graph.flow(cast ? arguments.get(1) : Value.reference(PointsTo.UNKNOWN), result);
        }
    }

    /** What a method handle's call adds, or drops, stands last: a type, or which method is meant. */
    private void pass(List<Value> all, InlineTree.Copy callee, boolean linked) {
        List<Value> arguments = linked ? all.subList(0, all.size() - 1) : all;
        int parameters = callee.body == null ? arguments.size() : callee.body.parameters().length;
        for (int i = 0; i < parameters; i++) {
            if (i < arguments.size()) {
                graph.flow(arguments.get(i), graph.parameter(callee, i));
            } else {
                graph.flow(PointsTo.UNKNOWN, graph.parameter(callee, i));
            }
        }
    }

    /** Whether the call comes to Object.hashCode, or asks for the same. */
    private boolean isIdentity(MethodInsnNode call) {
        if (call.name.equals("identityHashCode") && call.owner.equals("java/lang/System")) {
            return true;
        }
        if (!call.name.equals("hashCode") || !call.desc.equals("()I") || call.owner.equals("java/lang/Object")) {
            return call.name.equals("hashCode")
                    && call.owner.equals("java/lang/Object")
                    && call.getOpcode() == Opcodes.INVOKESPECIAL;
        }
        Body target = classes.resolve(call.owner, call.name, call.desc);
        return target != null && target.isNative() && classes.isFinal(call.owner);
    }

    /** What C2 expands in place: of Unsafe and VarHandle, whose second argument is the object that is worked on. */
    private void intrinsic(MethodInsnNode call, List<Value> arguments) {
        boolean unsafe = call.owner.endsWith("/Unsafe") || call.owner.equals("java/lang/invoke/VarHandle");
        if (!unsafe || arguments.size() < 2) {
            return;
        }
        String name = call.name.toLowerCase(Locale.ROOT);
        boolean atomic =
                name.startsWith("compareand") || name.startsWith("getand") || name.startsWith("weakcompareand");
        Value base = arguments.get(1);
        if (atomic) {
            graph.limit(base, cause(Cause.Kind.ATOMIC, "an atomic operation on it"));
        }
        if (atomic || name.startsWith("put") || name.startsWith("set")) {
            for (Value value : arguments.subList(2, arguments.size())) {
                String text = atomic ? "stored in a field by an atomic operation" : "stored in a field by " + call.name;
                graph.store(base, name, value, cause(Cause.Kind.FIELD, text));
            }
        }
    }

    private void dynamic(InvokeDynamicInsnNode dynamic) {
        Type[] types = Type.getArgumentTypes(dynamic.desc);
        PointsTo.Allocation made = graph.allocationAt(copy, bci);
        for (int i = 0; i < types.length; i++) {
            Value argument = operand(types.length - 1 - i);
            if (made != null && dynamic.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory")) {
                graph.store(
                        Value.reference(made.node),
                        captured(i),
                        argument,
                        cause(Cause.Kind.FIELD, "captured by a lambda, a field"));
            }
            for (InlineTree.Copy callee : copy.inlined.getOrDefault(bci, List.of())) {
                graph.flow(argument, graph.parameter(callee, i));
            }
        }
        for (InlineTree.Copy callee : copy.inlined.getOrDefault(bci, List.of())) {
            graph.flow(graph.returned(callee), graph.result(copy, bci));
        }
    }

    private static String captured(int index) {
        return "arg$" + (index + 1); // as the JVM names the lambda's fields
    }

    /**
     * The body of a class that has no file. A lambda's passes what it captured and what it is given on to the method that
     * was inlined into it; in a method handle's, anything may go anywhere.
     */
    static void addHidden(InlineTree.Copy copy, PointsTo graph) {
        boolean lambda = Names.isLambda(copy.method.owner());
        int own = Type.getArgumentTypes(copy.method.descriptor()).length + (lambda ? 1 : 0);
        for (Map.Entry<Integer, List<InlineTree.Copy>> at : copy.inlined.entrySet()) {
            for (InlineTree.Copy callee : at.getValue()) {
                pass(copy, callee, lambda ? own - 1 : -1, graph);
            }
        }
        if (lambda) {
            copy.instances.forEach(bci -> construct(copy, bci, graph));
        }
        for (int i = 0; i < own; i++) {
            Value parameter = Value.reference(graph.parameter(copy, i));
            if (copy.caller == null) {
                graph.flow(PointsTo.UNKNOWN, graph.parameter(copy, i));
            }
            if (!copy.calls.isEmpty()) {
                String text = lambda
                        ? "passed on by a lambda, in a call that is not inlined"
                        : "passed on by a method handle";
                graph.escape(parameter, new Cause(Cause.Kind.CALL, text, "", false));
            }
        }
        if (copy.caller == null) {
            String text = "returned from " + (lambda ? "a lambda" : "a method handle");
            Value returned = Value.reference(graph.returned(copy));
            graph.escape(returned, new Cause(Cause.Kind.RETURNED, text, "", true));
        }
    }

    /** A reference to a constructor: the lambda makes the object, has it constructed, and returns it. */
    private static void construct(InlineTree.Copy lambda, int bci, PointsTo graph) {
        List<InlineTree.Copy> constructors = lambda.inlined.values().stream()
                .flatMap(List::stream)
                .filter(callee -> callee.method.name().equals("<init>"))
                .toList();
        String type =
                constructors.isEmpty() ? "object" : constructors.get(0).method.owner();
        int made = graph.allocation(lambda, bci, type).node;
        graph.flow(made, graph.returned(lambda));
        constructors.forEach(each -> graph.flow(made, graph.parameter(each, 0)));
    }

    /** @param given how many arguments a lambda is given; what its method takes beyond them was captured. -1: no lambda */
    private static void pass(InlineTree.Copy copy, InlineTree.Copy callee, int given, PointsTo graph) {
        int wanted = callee.body == null
                ? Type.getArgumentTypes(callee.method.descriptor()).length
                : callee.body.parameters().length;
        int captured = Math.max(0, wanted - given);
        for (int i = 0; i < wanted; i++) {
            if (given < 0) {
                int own = Type.getArgumentTypes(copy.method.descriptor()).length;
                for (int k = 0; k < own; k++) {
                    graph.flow(graph.parameter(copy, k), graph.parameter(callee, i));
                }
            } else if (i < captured) {
                int loaded = graph.captured(callee, i);
                graph.load(Value.reference(graph.parameter(copy, 0)), captured(i), loaded);
                graph.flow(loaded, graph.parameter(callee, i));
            } else {
                graph.flow(graph.parameter(copy, 1 + i - captured), graph.parameter(callee, i));
            }
        }
        graph.flow(graph.returned(callee), graph.returned(copy));
    }
}
