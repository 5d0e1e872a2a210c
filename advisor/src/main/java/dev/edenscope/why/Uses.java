package dev.edenscope.why;

import dev.edenscope.profile.Application;
import dev.edenscope.why.Use.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * What methods do with the objects that their lines make or are given, read from the class files of a recording. It goes
 * into methods of the application that an object is given to, as long as the class file tells which those are, and knows
 * methods of the JDK that keep nothing of what they are given. It does not follow an object into a field and out again.
 */
public final class Uses {
    /** Stands for what an {@code invokedynamic} makes: a lambda or a concatenation. */
    public static final String LINKED = "(linked)";
    /** Stands for a field that something comes from. */
    public static final String FIELD = "(field)";
    /** Stands for a new object that has been given a size. */
    public static final String SIZED = "(sized)";

    private static final int DEEPEST = 5; // calls that a parameter is followed through

    private final ClassFiles classes;
    private final Collection<String> names;
    private final Map<Body, Optional<Flow>> flows = new HashMap<>();

    private Uses(ClassFiles classes, Collection<String> names) {
        this.classes = classes;
        this.names = names;
    }

    /**
     * Reads the application's class files, all of which it keeps in memory.
     *
     * @param application which classes are its own, by name, such as {@code com.acme.Orders}
     */
    public static Uses of(Evidence evidence, Predicate<String> application) {
        Map<String, byte[]> files = new HashMap<>();
        for (String owner : evidence.classNames()) {
            if (application.test(owner.replace('/', '.'))) {
                files.put(owner, evidence.classFile(owner));
            }
        }
        return new Uses(new ClassFiles(files::get), List.copyOf(files.keySet()));
    }

    /** The methods that a line calls, in order, such as {@code java.util.List.add}; empty where there is no class file. */
    public List<String> calls(String method, int line) {
        List<String> calls = new ArrayList<>();
        for (Body body : bodies(method)) {
            for (AbstractInsnNode each : body.node.instructions) {
                if (each instanceof MethodInsnNode call && isOn(body, each, line)) {
                    calls.add(name(call));
                }
            }
        }
        return calls;
    }

    /** All methods that a method calls, in order. */
    public List<String> calls(String method) {
        List<String> calls = new ArrayList<>();
        for (Body body : bodies(method)) {
            for (AbstractInsnNode each : body.node.instructions) {
                if (each instanceof MethodInsnNode call) {
                    calls.add(name(call));
                }
            }
        }
        return calls;
    }

    /**
     * What is done with the objects that a line makes or gets from a call.
     *
     * @param maker which are meant, by the class of what is made, such as {@code byte[]}, or the name of a method that is
     *     called, such as {@code java.lang.String.split}; of lambdas and concatenations it is {@link #LINKED}
     * @return empty where there is no class file or nothing of the kind on the line
     */
    public Optional<Set<Use>> of(String method, int line, Predicate<String> maker) {
        Set<Use> uses = new LinkedHashSet<>();
        boolean found = false;
        for (Body body : bodies(method)) {
            for (AbstractInsnNode each : made(body, line, maker)) {
                found |= flow(body).isPresent();
                addUses(body, each, DEEPEST, uses, new HashSet<>());
            }
        }
        return found ? Optional.of(uses) : Optional.empty();
    }

    /** What a line makes its objects of: {@link #FIELD} for what comes from a field, else the method that it comes from. */
    public Set<String> sources(String method, int line, Predicate<String> maker) {
        Set<String> sources = new LinkedHashSet<>();
        for (Body body : bodies(method)) {
            for (AbstractInsnNode each : made(body, line, maker)) {
                flow(body).ifPresent(flow -> {
                    for (AbstractInsnNode source : flow.arguments(each)) {
                        sources.add(source(source));
                    }
                });
            }
        }
        return sources;
    }

    /**
     * Where the objects come from on which a line calls a method, as {@link #sources} has it; {@link #SIZED} for those that
     * the method itself makes by a constructor that is given a number.
     */
    public Set<String> receivers(String method, int line, Predicate<String> call) {
        Set<String> receivers = new LinkedHashSet<>();
        for (Body body : bodies(method)) {
            for (AbstractInsnNode each : body.node.instructions) {
                if (each instanceof MethodInsnNode called
                        && each.getOpcode() != Opcodes.INVOKESTATIC
                        && isOn(body, each, line)
                        && call.test(name(called))) {
                    flow(body)
                            .ifPresent(flow -> flow.origins(each, 0)
                                    .forEach(from -> receivers.add(flow.isSized(from) ? SIZED : source(from))));
                }
            }
        }
        return receivers;
    }

    private static String source(AbstractInsnNode from) {
        if (from instanceof MethodInsnNode call) {
            return name(call);
        }
        return from instanceof FieldInsnNode ? FIELD : "";
    }

    /**
     * What callers do with what a method returns.
     *
     * @return empty where no class file of the application's has a call of it
     */
    public Optional<Set<Use>> ofResult(String method) {
        Set<Use> uses = new LinkedHashSet<>();
        boolean found = false;
        for (String owner : names) {
            for (CompiledCode.Method each : classes.methods(owner)) {
                Body body = classes.body(each);
                for (AbstractInsnNode call : body.node.instructions) {
                    if (call instanceof MethodInsnNode named && name(named).equals(method)) {
                        found |= flow(body).isPresent();
                        addUses(body, call, DEEPEST, uses, new HashSet<>());
                    }
                }
            }
        }
        return found ? Optional.of(uses) : Optional.empty();
    }

    private List<Body> bodies(String method) {
        int dot = method.lastIndexOf('.');
        List<Body> bodies = new ArrayList<>();
        for (CompiledCode.Method each :
                classes.methods(method.substring(0, Math.max(dot, 0)).replace('.', '/'))) {
            if (each.name().equals(method.substring(dot + 1))) {
                bodies.add(classes.body(each));
            }
        }
        return bodies;
    }

    private static List<AbstractInsnNode> made(Body body, int line, Predicate<String> maker) {
        List<AbstractInsnNode> made = new ArrayList<>();
        for (AbstractInsnNode each : body.node.instructions) {
            if (isOn(body, each, line)) {
                String type = each instanceof InvokeDynamicInsnNode ? LINKED : Made.by(each, body.owner);
                boolean called = each instanceof MethodInsnNode call && maker.test(name(call));
                if (called || (type != null && maker.test(type))) {
                    made.add(each);
                }
            }
        }
        return made;
    }

    private static boolean isOn(Body body, AbstractInsnNode instruction, int line) {
        return instruction.getOpcode() >= 0 && body.line(body.bci(instruction)) == line;
    }

    private static String name(MethodInsnNode call) {
        return Type.getObjectType(call.owner).getClassName() + "." + call.name;
    }

    private Optional<Flow> flow(Body body) {
        return flows.computeIfAbsent(body, Flow::of);
    }

    /** @param seen what is being followed already */
    private void addUses(Body body, AbstractInsnNode made, int depth, Set<Use> uses, Set<AbstractInsnNode> seen) {
        Optional<Flow> flow = flow(body);
        if (flow.isEmpty() || depth == 0) {
            uses.add(new Use(Kind.PASSED, ""));
        } else if (seen.add(made)) {
            for (Flow.Operand each : flow.get().operands(made)) {
                addUse(body, flow.get(), each, depth, uses, seen);
            }
        }
    }

    private void addUse(
            Body body, Flow flow, Flow.Operand operand, int depth, Set<Use> uses, Set<AbstractInsnNode> seen) {
        AbstractInsnNode by = operand.by();
        switch (by.getOpcode()) {
            case Opcodes.ARETURN, Opcodes.ATHROW -> uses.add(new Use(Kind.RETURNED, ""));
            case Opcodes.PUTSTATIC -> uses.add(new Use(Kind.STORED, ""));
            case Opcodes.PUTFIELD -> {
                if (operand.index() == 1) {
                    uses.add(new Use(Kind.STORED, ""));
                }
            }
            case Opcodes.AASTORE -> {
                if (operand.index() == 2) {
                    addHolder(body, flow, by, depth, uses, seen);
                } else {
                    uses.add(new Use(flow.isCounting(by) ? Kind.ITERATED : Kind.INDEXED, ""));
                }
            }
            case Opcodes.ARRAYLENGTH -> uses.add(new Use(Kind.ITERATED, ""));
            case Opcodes.INVOKEDYNAMIC -> {
                if (((InvokeDynamicInsnNode) by).bsm.getName().startsWith("makeConcat")) {
                    uses.add(new Use(Kind.LENT, LINKED));
                } else {
                    addUses(body, by, depth, uses, seen); // what holds it
                }
            }
            case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKESPECIAL, Opcodes.INVOKESTATIC, Opcodes.INVOKEINTERFACE ->
                addCall(body, flow, operand, depth, uses, seen);
            default -> {
                if (Flow.isArrayAccess(by)) {
                    uses.add(new Use(flow.isCounting(by) ? Kind.ITERATED : Kind.INDEXED, ""));
                }
            }
        }
    }

    /** It is put into something: what is done with that is done with it as well. */
    private void addHolder(
            Body body, Flow flow, AbstractInsnNode by, int depth, Set<Use> uses, Set<AbstractInsnNode> seen) {
        Set<AbstractInsnNode> holders = flow.origins(by, 0);
        for (AbstractInsnNode holder : holders) {
            if (Made.by(holder, body.owner) == null) {
                uses.add(new Use(Kind.STORED, ""));
            } else {
                addUses(body, holder, depth, uses, seen);
            }
        }
    }

    private void addCall(
            Body body, Flow flow, Flow.Operand operand, int depth, Set<Use> uses, Set<AbstractInsnNode> seen) {
        MethodInsnNode call = (MethodInsnNode) operand.by();
        String name = name(call);
        boolean receiver = operand.index() == 0 && call.getOpcode() != Opcodes.INVOKESTATIC;
        if (call.owner.startsWith("[") || Application.isPlatform(name)) {
            if (receiver) {
                uses.add(new Use(Kind.CALLED, name));
            } else if (Lending.isLent(call, operand.index())) {
                uses.add(new Use(Kind.LENT, name));
            } else if (call.name.equals("<init>")) {
                addHolder(body, flow, call, depth, uses, seen);
            } else {
                uses.add(new Use(Kind.PASSED, name));
            }
            return;
        }
        Body target = classes.resolve(call.owner, call.name, call.desc);
        Optional<Flow> inside = target == null ? Optional.empty() : flow(target);
        if (inside.isEmpty()) {
            uses.add(new Use(receiver ? Kind.CALLED : Kind.PASSED, name));
            return;
        }
        Set<Use> there = new LinkedHashSet<>();
        addUses(target, inside.get().parameter(operand.index()), depth - 1, there, seen);
        if (call.name.equals("<init>") && !receiver && there.remove(new Use(Kind.STORED, ""))) {
            addHolder(body, flow, call, depth, uses, seen);
        }
        if (there.remove(new Use(Kind.RETURNED, ""))
                && Type.getReturnType(call.desc).getSort() >= Type.ARRAY) {
            addUses(body, call, depth, uses, seen);
        }
        if (there.stream().noneMatch(Use::isEscape)) {
            uses.add(new Use(receiver ? Kind.CALLED : Kind.LENT, name));
        }
        uses.addAll(there);
    }
}
