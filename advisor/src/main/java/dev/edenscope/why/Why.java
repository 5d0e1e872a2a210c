package dev.edenscope.why;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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

    /** The sites of a recording. */
    public static Why of(Evidence evidence) {
        return new Join(evidence).why();
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

        /** An allocation that C2 kept, with the names and lines that a sample of it has. */
        private record Allocation(CompiledCode.Compilation in, CompiledCode.Call call, List<String> frames) {}

        /** What is known of a site so far. */
        private static final class Sums {
            private final Site first;
            private final Set<Cause> causes = new LinkedHashSet<>();
            private final Set<Allocation> kept = new LinkedHashSet<>();
            private final Set<Verdict> verdicts = new LinkedHashSet<>();
            private int copies;
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
                } else if (!kept.isEmpty()) {
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
                        kept.size(),
                        Math.max(copies, kept.size()),
                        objects,
                        bytes);
            }
        }

        Join(Evidence evidence) {
            this.profile = evidence.profile();
            this.classes = evidence.classes();
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

        Why why() {
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
            return LIBRARIES.stream().anyMatch(function.name()::startsWith);
        }
    }
}
