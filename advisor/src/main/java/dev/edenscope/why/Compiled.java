package dev.edenscope.why;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.objectweb.asm.tree.AbstractInsnNode;

/** The methods that C2 has compiled, analysed when asked about, and the sites in them. */
final class Compiled {
    private static final int BATCH = 64; // analyses that are held at a time

    private final ClassFiles classes;
    private final Collection<String> classNames;
    private final Owners owners;
    private final long longestArray;
    private final Logs logs;
    private final Allocations allocations;
    private final Allocations retired;
    private final Receivers receivers;
    private final Map<String, List<CompiledCode.Compilation>> byRoot = new HashMap<>();
    private final boolean bytecodeAlone;
    private final Map<CompiledCode.Compilation, Analysis> analyses = new ConcurrentHashMap<>();

    Compiled(Evidence evidence, Owners owners) {
        this.owners = owners;
        this.classes = evidence.classes();
        this.classNames = evidence.classNames();
        this.longestArray = evidence.longestArray();
        this.logs = evidence.logs();
        this.bytecodeAlone = evidence.isBytecodeAlone();
        this.allocations = new Allocations(classes);
        this.retired = new Allocations(classes);
        this.receivers = new Receivers(evidence.code().compilations());
        for (CompiledCode.Compilation each : evidence.code().compilations()) {
            if (!each.c1() && !each.retired()) {
                byRoot.computeIfAbsent(Names.full(each.method()), root -> new ArrayList<>())
                        .add(each);
                allocations.add(each);
            } else if (!each.c1()) {
                retired.add(each);
            }
        }
    }

    Allocations allocations() {
        return allocations;
    }

    /** Those of code that the JVM no longer enters, but samples may come from. */
    Allocations retired() {
        return retired;
    }

    /** What a method was compiled into. */
    List<CompiledCode.Compilation> of(String method) {
        return byRoot.getOrDefault(method, List.of());
    }

    Analysis analysis(CompiledCode.Compilation compilation) {
        // Of class files alone all methods are asked about, each once: more than memory may hold.
        return bytecodeAlone ? analysed(compilation) : analyses.computeIfAbsent(compilation, this::analysed);
    }

    private Analysis analysed(CompiledCode.Compilation compilation) {
        InlineTree tree = new InlineTree(whole(compilation), classes, receivers, logs.of(compilation));
        Analysis analysis = new Analysis(tree, classes, logs, longestArray);
        if (bytecodeAlone) {
            analysis.assumeKept();
        }
        return analysis;
    }

    /** Adds the sites of the methods asked for, and counts the copies of all that are known already. */
    void addTo(Map<Place, Findings> sites, Predicate<String> methods) {
        List<CompiledCode.Compilation> concerned = new ArrayList<>();
        for (List<CompiledCode.Compilation> each : byRoot.values()) {
            for (CompiledCode.Compilation compilation : each) {
                if (analyses.containsKey(compilation) || mentions(whole(compilation), methods)) {
                    concerned.add(compilation);
                }
            }
        }
        Set<CompiledCode.Method> seen = new HashSet<>();
        for (int from = 0; from < concerned.size(); from += BATCH) {
            List<CompiledCode.Compilation> batch = concerned.subList(from, Math.min(from + BATCH, concerned.size()));
            for (Analysis analysis : batch.parallelStream().map(this::analysis).toList()) {
                for (InlineTree.Copy copy : analysis.tree().copies()) {
                    seen.add(copy.method);
                    if (copy.body != null && isOfSource(copy)) {
                        add(analysis, copy, sites, methods);
                    }
                }
            }
        }
        for (String owner : classNames) {
            for (CompiledCode.Method method : classes.methods(owner)) {
                if (!seen.contains(method) && methods.test(Names.dotted(method))) {
                    addUncompiled(method, sites);
                }
            }
        }
    }

    /** With the calls in it: those of class files alone are not kept, for all together they are too many. */
    private CompiledCode.Compilation whole(CompiledCode.Compilation compilation) {
        return bytecodeAlone ? Bytecode.compiled(compilation.method(), classes, false) : compilation;
    }

    private static boolean mentions(CompiledCode.Compilation compilation, Predicate<String> methods) {
        if (methods.test(Names.dotted(compilation.method()))) {
            return true;
        }
        for (CompiledCode.Call call : compilation.calls()) {
            for (CompiledCode.Frame frame : call.chain()) {
                if (methods.test(Names.dotted(frame.method()))) {
                    return true;
                }
            }
        }
        return false;
    }

    private void add(Analysis analysis, InlineTree.Copy copy, Map<Place, Findings> sites, Predicate<String> methods) {
        for (AbstractInsnNode each : copy.body.node.instructions) {
            String type = each.getOpcode() < 0 ? null : Made.by(each, copy.method.owner());
            Analysis.Place made = type == null ? null : Analysis.place(copy, copy.body.bci(each), type.endsWith("[]"));
            if (made != null && made.copy() == copy) {
                Place place = place(made, type);
                Findings findings = sites.get(place);
                boolean named = !Names.isMachinery(place.method());
                if (findings == null && named && methods.test(place.method()) && isTold(analysis, made, place)) {
                    findings = new Findings(place);
                    sites.put(place, findings);
                }
                if (findings != null) {
                    add(analysis, made, findings);
                }
            }
        }
    }

    /** Whether code says enough of a place that has no samples: what a library makes in turn, only where it is kept. */
    private boolean isTold(Analysis analysis, Analysis.Place made, Place place) {
        InlineTree.Copy caller = made.copy().caller;
        return place.maker().isEmpty()
                || (!bytecodeAlone && analysis.isKept(made))
                || (caller != null && rank(caller) == Owners.OWN);
    }

    private int rank(InlineTree.Copy copy) {
        return owners.rank(Names.dotted(copy.method));
    }

    private void add(Analysis analysis, Analysis.Place made, Findings findings) {
        if (!analysis.isKept(made)) {
            findings.addOther(analysis.isReached(made) ? Verdict.DOES_NOT_ESCAPE : Verdict.NEVER_REACHED);
        } else {
            findings.addKept(analysis.causes(made));
        }
    }

    /** Whether what is made there has a place in the source. Of a reference to a constructor that is where it is called. */
    private static boolean isOfSource(InlineTree.Copy copy) {
        String owner = copy.method.owner();
        return !Names.isMachinery(owner) || (Names.isLambda(owner) && copy.caller != null);
    }

    /** The place to blame for what is made in a copy of a method: in the application's, if it has a part in it. */
    private Place place(Analysis.Place made, String type) {
        InlineTree.Copy maker = made.copy();
        int bci = made.bci();
        while (maker.caller != null && Names.isMachinery(maker.method.owner())) {
            bci = maker.bci;
            maker = maker.caller;
        }
        InlineTree.Copy blamed = maker;
        for (InlineTree.Copy copy = maker; rank(blamed) < Owners.OWN && copy.caller != null; copy = copy.caller) {
            if (rank(copy.caller) > rank(blamed)) {
                bci = copy.bci;
                blamed = copy.caller;
            }
        }
        String by = blamed == maker ? "" : Names.dotted(maker.method);
        int line = blamed.body == null ? 0 : blamed.body.line(bci);
        return new Place(classes.sourcePath(blamed.method.owner()), line, Names.dotted(blamed.method), type, by);
    }

    private void addUncompiled(CompiledCode.Method method, Map<Place, Findings> sites) {
        Body body = classes.body(method);
        for (AbstractInsnNode each : body.node.instructions) {
            String type = each.getOpcode() < 0 ? null : Made.by(each, method.owner());
            if (type != null) {
                int line = body.line(body.bci(each));
                sites.computeIfAbsent(
                                new Place(classes.sourcePath(method.owner()), line, Names.dotted(method), type, ""),
                                Findings::new)
                        .addUnaccounted(Verdict.NOT_COMPILED);
            }
        }
    }
}
