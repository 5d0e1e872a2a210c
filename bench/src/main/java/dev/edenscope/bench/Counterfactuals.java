package dev.edenscope.bench;

import com.acme.causes.Rounds;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Profile;
import dev.edenscope.why.Cause;
import dev.edenscope.why.Evidence;
import dev.edenscope.why.Site;
import dev.edenscope.why.Why;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether the bytes go when the cause goes that {@code eden why} prints: small cases, each counted exactly as it is and with
 * just the printed cause removed, by an option that moves a limit of the JIT's or in the source.
 */
final class Counterfactuals implements Figure {
    private static final String CASES = "com.acme.causes.Causes$";
    private static final double LEAST = 1; // bytes a run of a case that has objects on the heap
    private static final double GONE = 0.02; // of the bytes that a case took before

    /**
     * A case, and how its cause is removed.
     *
     * @param options that remove it; none: it is the case of that name with {@code Changed} behind it
     */
    private record Change(String name, List<String> options, String text) {}

    private static Change option(String name, String... options) {
        String text = String.join(" ", options).replace("-XX:", "").replace("CompileCommand=inline,*", "inline ");
        return new Change(name, List.of(options), text);
    }

    private static Change source(String name, String text) {
        return new Change(name, List.of(), text);
    }

    private static String inline(String method) {
        return "-XX:CompileCommand=inline,*" + method;
    }

    private static final List<Change> CHANGES = List.of(
            option("PassedToBig", inline("Causes.big")),
            option("ReceiverOfBig", inline("Mixer.mix")),
            option("BigConstructor", inline("Causes$Table.<init>")),
            option("PassedToItself", "-XX:MaxRecursiveInlineLevel=10"),
            option("Deep", "-XX:MaxInlineLevel=30"),
            option("LongArray", "-XX:EliminateAllocationArraySizeLimit=128"),
            source("InStatic", "a number is stored"),
            source("InField", "its fields are stored"),
            source("InArray", "its fields are stored"),
            source("Held", "their fields are stored"),
            source("ToManyReceivers", "a switch in place of the virtual call"),
            source("UnknownLength", "constant length"),
            source("UnknownIndex", "constant indices"),
            source("Merged", "numbers merge, then the object is made"),
            source("MaybeNull", "numbers merge, then the object is made"),
            source("Boxed", "keys that are no objects"),
            source("Identity", "a hash code of its value"),
            source("Atomic", "a plain field"),
            source("Finalizer", "a class without finalizer"),
            source("Referred", "no reference object"),
            source("Captured", "passed in place of captured"),
            source("Returned", "a number is returned"),
            source("Thrown", "a result in place of an exception"),
            source("Iterated", "arrays in place of three kinds of lists"),
            source("Streamed", "a loop in place of the stream"),
            // Those where it is not so plain.
            option(
                    "Constructed",
                    inline("Causes$Full.<init>"),
                    inline("RuntimeException.<init>"),
                    inline("Throwable.<init>")),
            option("InTree", inline("HashMap$TreeNode.find"), inline("HashMap$TreeNode.getTreeNode")),
            source("Twice", "the first of two causes removed"),
            source("Chosen", "null in place of the second object"));

    @Override
    public String name() {
        return "causes";
    }

    @Override
    public List<String> options() {
        return List.of();
    }

    @Override
    public Report measure(Arguments arguments) throws IOException {
        Path plain = record(List.of());
        Path moved = record(CHANGES.stream()
                .flatMap(change -> change.options.stream())
                .distinct()
                .toList());
        Report report = new Report(name(), "bytes a run with the printed cause and without it, every object counted");
        Report.Table table =
                report.table("cases", "case", "printed cause", "more", "change", "bytes before", "bytes after", "gone");
        int gone = 0;
        int onHeap = 0;
        try (Evidence before = Evidence.open(plain);
                Evidence after = Evidence.open(moved)) {
            Why why = Why.of(before, method -> method.startsWith(CASES));
            for (Change each : CHANGES) {
                double bytes = bytes(before.profile(), each.name);
                double left = each.options.isEmpty()
                        ? bytes(before.profile(), each.name + "Changed")
                        : bytes(after.profile(), each.name);
                Optional<Site> site = site(why, each.name);
                List<Cause> causes = site.map(Site::causes).orElse(List.of());
                boolean wasThere = bytes > LEAST;
                boolean isGone = wasThere && left < GONE * bytes;
                onHeap += wasThere ? 1 : 0;
                gone += isGone ? 1 : 0;
                table.row(
                        each.name,
                        causes.isEmpty() ? "-" : causes.get(0).text(),
                        Math.max(causes.size() - 1, 0),
                        each.text,
                        Math.round(bytes * 10) / 10.0,
                        Math.round(left * 10) / 10.0,
                        isGone ? "yes" : wasThere ? "no" : "was not there");
            }
        }
        report.goal("the bytes go with the cause, in at least 20 cases", gone >= 20, "in %d of %d", gone, onHeap);
        return report;
    }

    private static Path record(List<String> options) throws IOException {
        Path file = Jvm.scratch("eden");
        List<String> all = new ArrayList<>(List.of("-Xmx256m"));
        all.addAll(options);
        Jvm.run(Setup.none(), all, Rounds.class, file);
        return file;
    }

    /** The site that takes most in a case. */
    private static Optional<Site> site(Why why, String name) {
        return why.sites().stream()
                .filter(site -> site.method().startsWith(CASES + name + "."))
                .max(Comparator.comparingLong(Site::bytes));
    }

    /** Bytes that a run of a case takes. */
    private static double bytes(Profile profile, String name) {
        String run = CASES + name + ".run";
        int bytes = profile.sampleType("alloc_space");
        long sum = 0;
        for (int i = 0; i < profile.sampleCount(); i++) {
            if (has(profile, profile.stack(i), run)) {
                sum += profile.value(i, bytes);
            }
        }
        return sum / (double) Rounds.TIMES;
    }

    private static boolean has(Profile profile, int stack, String method) {
        for (int i = 0; i < profile.depth(stack); i++) {
            int location = profile.location(stack, i);
            for (int k = 0; k < profile.lineCount(location); k++) {
                Function function = profile.function(location, k);
                if (function.name().equals(method)) {
                    return true;
                }
            }
        }
        return false;
    }
}
