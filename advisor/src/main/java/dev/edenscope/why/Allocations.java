package dev.edenscope.why;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.tree.AbstractInsnNode;

/** The allocations that C2 kept, found by the stack of a sample. */
final class Allocations {
    private final ClassFiles classes;
    private final Map<String, List<Allocation>> byInnermost = new HashMap<>();

    /**
     * An allocation that is left in machine code.
     *
     * @param frames its inline chain as stacks have it, innermost first, without the JVM's own frames
     * @param type class of the object, null where the bytecode does not say it
     */
    record Allocation(CompiledCode.Compilation in, CompiledCode.Call call, List<String> frames, String type) {}

    Allocations(ClassFiles classes) {
        this.classes = classes;
    }

    void add(CompiledCode.Compilation compilation) {
        for (CompiledCode.Call call : compilation.calls()) {
            if (call.kind().isAllocation()) {
                List<String> frames = new ArrayList<>();
                for (CompiledCode.Frame frame : call.chain()) {
                    if (!Names.isMachinery(frame.method().owner())) {
                        frames.add(Names.full(frame.method()) + ":" + line(frame));
                    }
                }
                if (!frames.isEmpty()) {
                    byInnermost
                            .computeIfAbsent(frames.get(0), key -> new ArrayList<>())
                            .add(new Allocation(compilation, call, frames, type(call)));
                }
            }
        }
    }

    private int line(CompiledCode.Frame frame) {
        Body body = classes.body(frame.method());
        return body == null ? 0 : body.line(frame.bci());
    }

    private String type(CompiledCode.Call call) {
        CompiledCode.Frame at = call.chain().get(0);
        Body body = classes.body(at.method());
        AbstractInsnNode instruction = body == null ? null : body.at(at.bci());
        String type =
                instruction == null ? null : Made.by(instruction, at.method().owner());
        // An array in the place of an object is what C2 made of a StringBuilder.
        boolean array = type != null && type.endsWith("[]");
        return array == (call.kind() == CompiledCode.Kind.ARRAY) ? type : null;
    }

    /** Those whose inline chain a stack begins with: the longest chains, of the type if there are any. */
    List<Allocation> at(List<String> stack, String type) {
        List<Allocation> longest = new ArrayList<>();
        if (stack.isEmpty()) {
            return longest;
        }
        for (Allocation each : byInnermost.getOrDefault(stack.get(0), List.of())) {
            int length = each.frames.size();
            boolean better = longest.isEmpty() || longest.get(0).frames.size() <= length;
            if (better && length <= stack.size() && stack.subList(0, length).equals(each.frames)) {
                if (!longest.isEmpty() && longest.get(0).frames.size() < length) {
                    longest.clear();
                }
                longest.add(each);
            }
        }
        List<Allocation> ofType =
                longest.stream().filter(each -> type.equals(each.type)).toList();
        List<Allocation> ofAny =
                longest.stream().filter(each -> each.type == null).toList();
        return !ofType.isEmpty() ? ofType : ofAny.isEmpty() ? longest : ofAny;
    }
}
