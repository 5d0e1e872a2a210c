package dev.edenscope.why;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.LocalVariableNode;

/**
 * Where a method lets an object go that it is given, as {@code go build -gcflags=-m} tells it: "leaking param". Of bytecode
 * alone: calls that may go to several methods are taken to let everything go.
 *
 * @param file source file with the directories of its package, empty where unknown
 * @param line the method's first line with code, 0 where unknown
 * @param method {@code com.acme.Orders.price}
 * @param index of the parameter: 0 is the receiver, or the first where there is none
 * @param name as the source has it where the class file tells it, else {@code parameter 1}
 * @param object where the object itself goes
 * @param content where what it holds goes
 * @param causes the ways by which they go to the heap
 */
public record Parameter(
        String file, int line, String method, int index, String name, Flow object, Flow content, List<Cause> causes) {
    public Parameter {
        causes = List.copyOf(causes);
    }

    /** Where something goes. */
    public enum Flow {
        NOWHERE,
        /** Into what the method returns. */
        RESULT,
        /** Somewhere that outlives the call. */
        HEAP
    }

    /** The parameters of the methods asked for that are references, in the order of classes and of their lines. */
    public static List<Parameter> of(Evidence evidence, Predicate<String> methods) {
        ClassFiles classes = evidence.classes();
        List<CompiledCode.Method> wanted = new ArrayList<>();
        for (String owner : evidence.classNames()) {
            for (CompiledCode.Method method : classes.methods(owner)) {
                if (methods.test(Names.dotted(method)) && classes.body(method).bytes() > 0) {
                    wanted.add(method);
                }
            }
        }
        return wanted.parallelStream()
                .flatMap(method -> of(method, evidence).stream())
                .sorted(java.util.Comparator.comparing(Parameter::file).thenComparingInt(Parameter::line))
                .toList();
    }

    private static List<Parameter> of(CompiledCode.Method method, Evidence evidence) {
        ClassFiles classes = evidence.classes();
        Body body = classes.body(method);
        CompiledCode.Compilation expected = Bytecode.compiled(method, classes, true);
        InlineTree tree = new InlineTree(expected, classes, new Receivers(List.of()), null);
        Analysis analysis = Analysis.withParameters(tree, classes, evidence.logs(), evidence.longestArray());
        Type[] types = body.parameters();
        List<Parameter> parameters = new ArrayList<>();
        int slot = 0;
        for (int i = 0; i < types.length; i++) {
            if (Interpretation.isReference(types[i])) {
                Set<Cause> object = new LinkedHashSet<>(analysis.leaks(i, false));
                Set<Cause> content = new LinkedHashSet<>(analysis.leaks(i, true));
                Flow of = flow(object);
                Set<Cause> causes = new LinkedHashSet<>(of == Flow.HEAP ? object : content);
                causes.removeIf(cause -> cause.kind() == Cause.Kind.RETURNED);
                parameters.add(new Parameter(
                        classes.sourcePath(method.owner()),
                        body.line(0),
                        Names.dotted(method),
                        i,
                        name(body, i, slot),
                        of,
                        flow(content),
                        List.copyOf(causes)));
            }
            slot += types[i].getSize();
        }
        return parameters;
    }

    private static Flow flow(Set<Cause> leaks) {
        if (leaks.isEmpty()) {
            return Flow.NOWHERE;
        }
        return leaks.stream().allMatch(cause -> cause.kind() == Cause.Kind.RETURNED) ? Flow.RESULT : Flow.HEAP;
    }

    private static String name(Body body, int index, int slot) {
        List<LocalVariableNode> variables = body.node.localVariables;
        for (LocalVariableNode each : variables == null ? List.<LocalVariableNode>of() : variables) {
            if (each.index == slot && body.node.instructions.indexOf(each.start) <= 1) {
                return each.name;
            }
        }
        return index == 0 && !body.isStatic() ? "this" : "parameter " + (body.isStatic() ? index + 1 : index);
    }
}
