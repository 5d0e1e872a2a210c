package dev.edenscope.why;

import dev.edenscope.profile.Profile;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The sites that objects were sampled at. */
final class Sampled {
    private final Profile profile;
    private final Stacks stacks;
    private final Compiled compiled;
    private final Map<Integer, List<String>> frames = new HashMap<>(); // by stack

    Sampled(Profile profile, Compiled compiled, Owners owners) {
        this.profile = profile;
        this.stacks = new Stacks(profile, owners);
        this.compiled = compiled;
        for (int stack = 0; stack < profile.stackCount(); stack++) {
            frames.put(stack, stacks.frames(stack));
        }
    }

    /** Adds what the samples say, those that are wanted by their index, and returns the bytes of these. */
    long addTo(Map<Place, Findings> sites, IntPredicate wanted) {
        int objects = Math.max(profile.sampleType("alloc_objects"), 0);
        int bytes = Math.max(profile.sampleType("alloc_space"), 0);
        int[] samples = IntStream.range(0, profile.sampleCount()).filter(wanted).toArray();
        analyse(samples);
        long total = 0;
        for (int i : samples) {
            Findings findings = sites.computeIfAbsent(stacks.place(i), Findings::new);
            findings.addSample(profile.value(i, objects), profile.value(i, bytes));
            total += profile.value(i, bytes);
            explain(i, findings);
        }
        return total;
    }

    /** Analyses what the samples come from: the dear part, on all processors. */
    private void analyse(int[] samples) {
        Set<CompiledCode.Compilation> wanted = IntStream.of(samples)
                .parallel()
                .mapToObj(i -> compiled.allocations().at(frames.get(profile.stack(i)), stacks.type(i)))
                .flatMap(Collection::stream)
                .map(Allocations.Allocation::in)
                .collect(Collectors.toSet());
        wanted.parallelStream().forEach(compiled::analysis);
    }

    /** Adds what compiled code says of one sample. */
    void explain(int sample, Findings findings) {
        List<String> stack = frames.get(profile.stack(sample));
        String type = stacks.type(sample);
        List<Allocations.Allocation> from = compiled.allocations().at(stack, type);
        Verdict without = from.isEmpty() ? verdict(stack) : null;
        if (without == Verdict.NOT_COMPILED) {
            from = compiled.retired().at(stack, type);
        }
        for (Allocations.Allocation each : from) {
            if (findings.addSampled(each)) {
                findings.addCauses(compiled.analysis(each.in()).causes(each.call()));
            }
        }
        if (from.isEmpty()) {
            findings.addUnaccounted(without);
        }
    }

    /** What became of a place whose samples no compiled code accounts for: they are from before it was compiled. */
    private Verdict verdict(List<String> stack) {
        for (int i = 0; i < stack.size(); i++) {
            for (CompiledCode.Compilation each : compiled.of(Stacks.method(stack.get(i)))) {
                Verdict verdict = verdict(compiled.analysis(each), stack.subList(0, i + 1));
                if (verdict != null) {
                    return verdict;
                }
            }
        }
        return Verdict.NOT_COMPILED;
    }

    /** The verdict of one compiled method on a stack that ends in it; null if it does not hold all of the stack. */
    private static Verdict verdict(Analysis analysis, List<String> stack) {
        InlineTree.Copy copy = analysis.tree().root;
        for (int i = stack.size() - 2; i >= 0 && copy != null; i--) {
            copy = inlined(copy, Stacks.line(stack.get(i + 1)), Stacks.method(stack.get(i)));
        }
        if (copy == null) {
            return null;
        }
        boolean reached = analysis.isLineReached(copy, Stacks.line(stack.get(0)));
        return reached ? Verdict.DOES_NOT_ESCAPE : Verdict.NEVER_REACHED;
    }

    private static InlineTree.Copy inlined(InlineTree.Copy caller, int line, String callee) {
        for (Map.Entry<Integer, List<InlineTree.Copy>> at : caller.inlined.entrySet()) {
            for (InlineTree.Copy each : at.getValue()) {
                boolean there = caller.body == null || caller.body.line(at.getKey()) == line;
                if (there && Names.full(each.method).equals(callee)) {
                    return each;
                }
            }
        }
        return null;
    }
}
