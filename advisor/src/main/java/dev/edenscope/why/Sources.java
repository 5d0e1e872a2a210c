package dev.edenscope.why;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * The methods of a recording as far as their class files tell of the source: what each line does. Methods whose names differ only in
 * the numbers that the compiler gave to lambdas and to anonymous classes, or in their parameters, are one.
 */
final class Sources {
    private final Map<String, SortedMap<Integer, String>> lines = new HashMap<>(); // by unnumbered name
    private final Set<String> classes = new HashSet<>(); // unnumbered names of those whose files are there
    private final Set<String> compiled;
    private final Renamed renamed;

    /**
     * The methods of a recording.
     *
     * @param methods unnumbered names of those that are asked about
     * @param renamed by which of its names are to be read as others
     */
    Sources(Evidence evidence, Set<String> methods, Renamed renamed) {
        this.renamed = renamed;
        Set<String> owners = methods.stream().map(Sources::owner).collect(Collectors.toSet());
        for (String name : evidence.classNames().stream().sorted().toList()) {
            String owner = unnumbered(name.replace('/', '.'));
            if (owners.contains(owner)) {
                classes.add(owner);
                for (CompiledCode.Method method : evidence.classes().methods(name)) {
                    String unnumbered = unnumbered(Names.dotted(method));
                    if (methods.contains(unnumbered)) {
                        add(evidence.classes().body(method), lines.computeIfAbsent(unnumbered, m -> new TreeMap<>()));
                    }
                }
            }
        }
        compiled = compiled(evidence.code());
    }

    private String unnumbered(String name) {
        return renamed.now(Names.unnumbered(name));
    }

    private static String owner(String method) {
        return method.substring(0, Math.max(0, method.lastIndexOf('.')));
    }

    private Set<String> compiled(CompiledCode code) {
        Set<CompiledCode.Method> methods = new HashSet<>();
        for (CompiledCode.Compilation each : code.compilations()) {
            if (!each.c1() && !each.retired()) {
                methods.add(each.method());
                each.calls().forEach(call -> call.chain().forEach(frame -> methods.add(frame.method())));
            }
        }
        return methods.stream().map(method -> unnumbered(Names.dotted(method))).collect(Collectors.toSet());
    }

    private void add(Body body, SortedMap<Integer, String> lines) {
        for (AbstractInsnNode each : body.node.instructions) {
            if (each.getOpcode() >= 0) {
                lines.merge(body.line(body.bci(each)), text(each), (before, more) -> before + ' ' + more);
            }
        }
    }

    /** What an instruction does, but for the numbers of local variables. */
    private String text(AbstractInsnNode instruction) {
        Object operand = "";
        if (instruction instanceof MethodInsnNode call) {
            operand = call.owner + "." + call.name + call.desc;
        } else if (instruction instanceof FieldInsnNode field) {
            operand = field.owner + "." + field.name;
        } else if (instruction instanceof TypeInsnNode type) {
            operand = type.desc;
        } else if (instruction instanceof LdcInsnNode constant) {
            operand = constant.cst;
        } else if (instruction instanceof IntInsnNode number) {
            operand = number.operand;
        } else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
            operand = dynamic.name
                    + dynamic.desc
                    + Stream.of(dynamic.bsmArgs).map(String::valueOf).collect(Collectors.joining(" "));
        }
        return instruction.getOpcode() + unnumbered(operand.toString());
    }

    /** What each line of a method does; nothing where its class file is not there or has no such method. */
    SortedMap<Integer, String> lines(String method) {
        return lines.getOrDefault(method, new TreeMap<>());
    }

    /** Whether the class file is there and has the method. */
    boolean has(String method) {
        return lines.containsKey(method);
    }

    /** Whether the class file is there in which the method would be. */
    boolean hasClassOf(String method) {
        return classes.contains(owner(method));
    }

    /** Whether C2 has compiled the method, by itself or into others, so that something of it is left. */
    boolean isCompiled(String method) {
        return compiled.contains(method);
    }
}
