package dev.edenscope.why;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.objectweb.asm.tree.AbstractInsnNode;

/**
 * Why the objects of a recording were allocated: a verdict for each place, with its causes.
 *
 * @param durationNanos how long the recording took, 0 where unknown
 * @param totalBytes bytes allocated in the recording, estimated
 * @param sites the places, most bytes first
 */
public record Why(long durationNanos, long totalBytes, List<Site> sites) {
    public Why {
        sites = List.copyOf(sites);
    }

    /** The sites of a recording that objects were sampled at. */
    public static Why of(Evidence evidence) {
        return new Join(evidence).why(method -> false);
    }

    /** All sites of the methods whose name is asked for, sampled or not. */
    public static Why of(Evidence evidence, Predicate<String> methods) {
        Why all = new Join(evidence).why(methods);
        return new Why(
                all.durationNanos,
                all.totalBytes,
                all.sites.stream().filter(site -> methods.test(site.method())).toList());
    }

    /** Brings samples and compiled code together. */
    private static final class Join {
        private static final List<String> LIBRARIES =
                List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "kotlin.", "scala.");

        private final Profile profile;
        private final ClassFiles classes;
        private final long longestArray;
        private final Map<String, List<Allocation>> byInnermost = new HashMap<>();
        private final Map<String, List<CompiledCode.Compilation>> byRoot = new HashMap<>();
        private final Map<CompiledCode.Compilation, Analysis> analyses = new ConcurrentHashMap<>();
        private final Map<List<Object>, Sums> sites = new LinkedHashMap<>();
        private final Collection<String> owners;

        /** An allocation that C2 kept, with the names and lines that a sample of it has. */
        private record Allocation(CompiledCode.Compilation in, CompiledCode.Call call, List<String> frames) {}

        /** What is known of a site so far. */
        private static final class Sums {
            private final Site first;
            private final Set<Cause> causes = new LinkedHashSet<>();
            private final Set<Allocation> kept = new LinkedHashSet<>();
            private final Set<Verdict> verdicts = new LinkedHashSet<>();
            private int copies;
            private int keptCopies;
            private long objects;
            private long bytes;

            Sums(Site first) {
                this.first = first;
            }

            Site site() {
                List<Cause> all = new ArrayList<>(causes);
                all.sort(Comparator.comparing(Cause::kind));
                Verdict verdict;
                if (!all.isEmpty()) {
                    verdict = all.get(0).kind().isEscape() ? Verdict.ESCAPES : Verdict.NOT_SCALAR_REPLACED;
                } else if (!kept.isEmpty() || keptCopies > 0) {
                    verdict = Verdict.NO_CAUSE;
                } else {
                    verdict = verdicts.contains(Verdict.DOES_NOT_ESCAPE)
                            ? Verdict.DOES_NOT_ESCAPE
                            : verdicts.iterator().next();
                }
                return new Site(
                        first.file(),
                        first.line(),
                        first.method(),
                        first.className(),
                        first.maker(),
                        verdict,
                        all,
                        Math.max(kept.size(), keptCopies),
                        Math.max(kept.size(), copies),
                        objects,
                        bytes);
            }
        }

        Join(Evidence evidence) {
            this.profile = evidence.profile();
            this.classes = evidence.classes();
            this.owners = evidence.classNames();
            this.longestArray = evidence.longestArray();
            for (CompiledCode.Compilation each : evidence.code().compilations()) {
                if (!each.c1() && !each.retired()) {
                    byRoot.computeIfAbsent(name(each.method()), root -> new ArrayList<>()).add(each);
                    index(each);
                }
            }
        }

        private void index(CompiledCode.Compilation compilation) {
            for (CompiledCode.Call call : compilation.calls()) {
                if (call.kind() == CompiledCode.Kind.ALLOCATION) {
                    List<String> frames = new ArrayList<>();
                    for (CompiledCode.Frame frame : call.chain()) {
                        if (!isMachinery(frame.method().owner())) {
                            frames.add(name(frame.method()) + ":" + line(frame));
                        }
                    }
                    if (!frames.isEmpty()) {
                        byInnermost
                                .computeIfAbsent(frames.get(0), key -> new ArrayList<>())
                                .add(new Allocation(compilation, call, frames));
                    }
                }
            }
        }

        private int line(CompiledCode.Frame frame) {
            Body body = classes.body(frame.method());
            return body == null ? 0 : body.line(frame.bci());
        }

        private static String name(CompiledCode.Method method) {
            return method.owner().replace('/', '.') + "." + method.name() + method.descriptor();
        }

        /** Whether a frame is the JVM's, between a lambda's or a concatenation's place and its body. */
        private static boolean isMachinery(String owner) {
            return Names.isHidden(owner)
                    || owner.contains("$$Lambda")
                    || owner.contains("LambdaForm")
                    || owner.contains("$$StringConcat")
                    || owner.startsWith("java/lang/invoke/")
                    || owner.startsWith("java.lang.invoke.");
        }

        Why why(Predicate<String> methods) {
            int objects = Math.max(profile.sampleType("alloc_objects"), 0);
            int bytes = Math.max(profile.sampleType("alloc_space"), 0);
            Map<Integer, List<Integer>> byStack = new LinkedHashMap<>();
            for (int i = 0; i < profile.sampleCount(); i++) {
                byStack.computeIfAbsent(profile.stack(i), stack -> new ArrayList<>()).add(i);
            }
            analyse(byStack.keySet());
            long total = 0;
            for (Map.Entry<Integer, List<Integer>> each : byStack.entrySet()) {
                for (int sample : each.getValue()) {
                    total += profile.value(sample, bytes);
                    add(sample, profile.value(sample, objects), profile.value(sample, bytes));
                }
            }
            new Compiled().addAll(methods);
            List<Site> all = new ArrayList<>();
            sites.values().forEach(sums -> all.add(sums.site()));
            all.sort(Comparator.comparingLong(Site::bytes).reversed().thenComparing(Site::method));
            return new Why(profile.header().durationNanos(), total, all);
        }

        /** Analyses what the stacks were compiled into: the dear part, on all processors. */
        private void analyse(Collection<Integer> stacks) {
            Set<CompiledCode.Compilation> wanted = ConcurrentHashMap.newKeySet();
            stacks.parallelStream().forEach(stack -> kept(frames(stack)).forEach(match -> wanted.add(match.in)));
            wanted.parallelStream().forEach(this::analysis);
        }

        private Analysis analysis(CompiledCode.Compilation compilation) {
            return analyses.computeIfAbsent(
                    compilation, key -> new Analysis(new InlineTree(key, classes), classes, longestArray));
        }

        /** The frames of a stack, innermost first, without the JVM's own. */
        private List<String> frames(int stack) {
            List<String> frames = new ArrayList<>();
            for (int i = 0; i < profile.depth(stack); i++) {
                int location = profile.location(stack, i);
                for (int line = 0; line < profile.lineCount(location); line++) {
                    Function function = profile.function(location, line);
                    if (!isMachinery(function.name())) {
                        frames.add(function.systemName() + ":" + profile.lineNumber(location, line));
                    }
                }
            }
            return frames;
        }

        /** The allocations that C2 kept whose inline chains the stack begins with: the longest chains. */
        private List<Allocation> kept(List<String> frames) {
            List<Allocation> best = new ArrayList<>();
            if (frames.isEmpty()) {
                return best;
            }
            for (Allocation each : byInnermost.getOrDefault(frames.get(0), List.of())) {
                int length = each.frames.size();
                if (length <= frames.size() && frames.subList(0, length).equals(each.frames)) {
                    if (!best.isEmpty() && best.get(0).frames.size() < length) {
                        best.clear();
                    }
                    if (best.isEmpty() || best.get(0).frames.size() == length) {
                        best.add(each);
                    }
                }
            }
            return best;
        }

        private void add(int sample, long objects, long bytes) {
            int stack = profile.stack(sample);
            String type = type(sample);
            Site site = site(stack, type);
            List<Object> key = List.of(site.file(), site.line(), site.method(), type, site.maker());
            Sums sums = sites.computeIfAbsent(key, k -> new Sums(site));
            sums.objects += objects;
            sums.bytes += bytes;
            List<String> frames = frames(stack);
            List<Allocation> matches = kept(frames);
            for (Allocation match : matches) {
                if (sums.kept.add(match)) {
                    sums.causes.addAll(causes(match));
                }
            }
            if (matches.isEmpty()) {
                sums.verdicts.add(removed(frames));
            }
        }

        private List<Cause> causes(Allocation match) {
            Analysis analysis = analysis(match.in);
            InlineTree.Copy copy = analysis.tree().root;
            List<CompiledCode.Frame> chain = match.call.chain();
            for (int i = chain.size() - 2; i >= 0; i--) {
                copy = inlined(copy, chain.get(i + 1).bci(), chain.get(i).method());
            }
            return analysis.causes(Analysis.place(copy, chain.get(0).bci()));
        }

        private static InlineTree.Copy inlined(InlineTree.Copy caller, int bci, CompiledCode.Method method) {
            for (InlineTree.Copy each : caller.inlined.get(bci)) {
                if (each.method.equals(method)) {
                    return each;
                }
            }
            throw new IllegalStateException(method + " is not inlined at " + bci + " of " + caller.method);
        }

        /** What became of a place whose samples no compiled code accounts for: they are from before it was compiled. */
        private Verdict removed(List<String> frames) {
            for (int i = 0; i < frames.size(); i++) {
                String root = frames.get(i).substring(0, frames.get(i).lastIndexOf(':'));
                for (CompiledCode.Compilation each : byRoot.getOrDefault(root, List.of())) {
                    Verdict verdict = verdict(analysis(each), frames.subList(0, i + 1));
                    if (verdict != null) {
                        return verdict;
                    }
                }
            }
            return Verdict.NOT_COMPILED;
        }

        /** The verdict of one compiled method on a stack that ends in it; null if it does not hold all of the stack. */
        private Verdict verdict(Analysis analysis, List<String> frames) {
            InlineTree.Copy copy = analysis.tree().root;
            for (int i = frames.size() - 2; i >= 0 && copy != null; i--) {
                copy = inlinedAs(copy, frames.get(i + 1), frames.get(i));
            }
            if (copy == null) {
                return null;
            }
            int line = Integer.parseInt(frames.get(0).substring(frames.get(0).lastIndexOf(':') + 1));
            return analysis.isLineReached(copy, line) ? Verdict.DOES_NOT_ESCAPE : Verdict.NEVER_REACHED;
        }

        private static InlineTree.Copy inlinedAs(InlineTree.Copy caller, String callerFrame, String calleeFrame) {
            int line = Integer.parseInt(callerFrame.substring(callerFrame.lastIndexOf(':') + 1));
            String callee = calleeFrame.substring(0, calleeFrame.lastIndexOf(':'));
            for (Map.Entry<Integer, List<InlineTree.Copy>> at : caller.inlined.entrySet()) {
                for (InlineTree.Copy each : at.getValue()) {
                    if (name(each.method).equals(callee)
                            && (caller.body == null || caller.body.line(at.getKey()) == line)) {
                        return each;
                    }
                }
            }
            return null;
        }

        // Sites

        private String type(int sample) {
            for (Label label : profile.labels(sample)) {
                if (label.key().equals("class") && label.text() != null) {
                    return label.text();
                }
            }
            return "?";
        }

        /** The innermost frame of the application's, or of all if it has none. */
        private Site site(int stack, String type) {
            Function maker = null;
            Function blamed = null;
            long line = 0;
            for (int i = 0; i < profile.depth(stack) && (blamed == null || isLibrary(blamed)); i++) {
                int location = profile.location(stack, i);
                for (int k = 0; k < profile.lineCount(location) && (blamed == null || isLibrary(blamed)); k++) {
                    Function function = profile.function(location, k);
                    if (isMachinery(function.name())) {
                        continue;
                    }
                    maker = maker == null ? function : maker;
                    if (blamed == null || !isLibrary(function)) {
                        blamed = function;
                        line = profile.lineNumber(location, k);
                    }
                }
            }
            if (blamed == null) {
                return new Site("", 0, "", type, "", Verdict.NOT_COMPILED, List.of(), 0, 0, 0, 0);
            }
            return new Site(
                    blamed.filename(),
                    (int) line,
                    blamed.name(),
                    type,
                    maker == blamed ? "" : maker.name(),
                    Verdict.NOT_COMPILED,
                    List.of(),
                    0,
                    0,
                    0,
                    0);
        }

        private static boolean isLibrary(Function function) {
            return isLibrary(function.name());
        }

        private static boolean isLibrary(String method) {
            return LIBRARIES.stream().anyMatch(method::startsWith);
        }

        /** The sites that the compiled code has, sampled or not. */
        private final class Compiled {
            private final Set<CompiledCode.Method> compiled = new HashSet<>();

            /** Adds those of the methods, and counts the copies of all. */
            void addAll(Predicate<String> methods) {
                List<CompiledCode.Compilation> concerned = new ArrayList<>();
                for (List<CompiledCode.Compilation> each : byRoot.values()) {
                    for (CompiledCode.Compilation compilation : each) {
                        if (analyses.containsKey(compilation) || mentions(compilation, methods)) {
                            concerned.add(compilation);
                        }
                    }
                }
                concerned.parallelStream().forEach(Join.this::analysis);
                for (CompiledCode.Compilation each : concerned) {
                    add(analysis(each), methods);
                }
                for (String owner : owners) {
                    for (CompiledCode.Method method : classes.methods(owner)) {
                        if (!compiled.contains(method) && methods.test(dotted(method))) {
                            addUncompiled(method);
                        }
                    }
                }
            }

            private static boolean mentions(CompiledCode.Compilation compilation, Predicate<String> methods) {
                if (methods.test(dotted(compilation.method()))) {
                    return true;
                }
                for (CompiledCode.Call call : compilation.calls()) {
                    for (CompiledCode.Frame frame : call.chain()) {
                        if (methods.test(dotted(frame.method()))) {
                            return true;
                        }
                    }
                }
                return false;
            }

            private static String dotted(CompiledCode.Method method) {
                return method.owner().replace('/', '.') + "." + method.name();
            }

            private void add(Analysis analysis, Predicate<String> methods) {
                for (InlineTree.Copy copy : analysis.tree().copies()) {
                    compiled.add(copy.method);
                    if (copy.body == null || isMachinery(copy.method.owner())) {
                        continue;
                    }
                    for (AbstractInsnNode each : copy.body.node.instructions) {
                        String type = each.getOpcode() < 0 ? null : Made.by(each, copy.method.owner());
                        if (type != null && Analysis.place(copy, 0).copy() == copy) {
                            add(analysis, new Analysis.Place(copy, copy.body.bci(each)), type, methods);
                        }
                    }
                }
            }

            private void add(Analysis analysis, Analysis.Place place, String type, Predicate<String> methods) {
                InlineTree.Copy blamed = place.copy();
                int bci = place.bci();
                while (blamed.caller != null && isLibrary(dotted(blamed.method))) {
                    bci = blamed.bci;
                    blamed = blamed.caller;
                }
                String method = dotted(blamed.method);
                int line = blamed.body == null ? 0 : blamed.body.line(bci);
                String maker = blamed == place.copy() ? "" : dotted(place.copy().method);
                String file = file(blamed.method.owner());
                Sums sums = sites.get(List.of(file, line, method, type, maker));
                if (sums == null && methods.test(method)) {
                    Site site = new Site(file, line, method, type, maker, Verdict.NOT_COMPILED, List.of(), 0, 0, 0, 0);
                    sums = new Sums(site);
                    sites.put(List.of(file, line, method, type, maker), sums);
                }
                if (sums == null) {
                    return;
                }
                sums.copies++;
                if (analysis.isKept(place)) {
                    sums.keptCopies++;
                    if (sums.objects == 0) {
                        sums.causes.addAll(analysis.causes(place));
                    }
                } else {
                    sums.verdicts.add(analysis.isReached(place) ? Verdict.DOES_NOT_ESCAPE : Verdict.NEVER_REACHED);
                }
            }

            private void addUncompiled(CompiledCode.Method method) {
                Body body = classes.body(method);
                for (AbstractInsnNode each : body.node.instructions) {
                    String type = each.getOpcode() < 0 ? null : Made.by(each, method.owner());
                    if (type != null) {
                        int line = body.line(body.bci(each));
                        Site site = new Site(
                                file(method.owner()),
                                line,
                                dotted(method),
                                type,
                                "",
                                Verdict.NOT_COMPILED,
                                List.of(),
                                0,
                                0,
                                0,
                                0);
                        sites.computeIfAbsent(List.of(site.file(), line, site.method(), type, ""), key -> new Sums(site))
                                .verdicts
                                .add(Verdict.NOT_COMPILED);
                    }
                }
            }

            private String file(String owner) {
                String source = classes.source(owner);
                return source == null ? "" : owner.substring(0, owner.lastIndexOf('/') + 1) + source;
            }
        }
    }
}
