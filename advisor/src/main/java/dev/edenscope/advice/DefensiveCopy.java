package dev.edenscope.advice;

import dev.edenscope.why.Use;
import dev.edenscope.why.Uses;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A getter that copies what it gives out. */
final class DefensiveCopy implements Rule {
    private static final Set<String> COPIES = Set.of(
            "java.util.ArrayList.<init>",
            "java.util.LinkedList.<init>",
            "java.util.ArrayDeque.<init>",
            "java.util.HashSet.<init>",
            "java.util.LinkedHashSet.<init>",
            "java.util.TreeSet.<init>",
            "java.util.HashMap.<init>",
            "java.util.LinkedHashMap.<init>",
            "java.util.TreeMap.<init>",
            "java.util.List.copyOf",
            "java.util.Set.copyOf",
            "java.util.Map.copyOf",
            "java.util.ArrayList.toArray",
            "java.util.List.toArray",
            "java.util.Collection.toArray",
            "java.util.Arrays.copyOf",
            "java.lang.Object.clone");

    private static final Use RETURNED = new Use(Use.Kind.RETURNED, "");

    @Override
    public String id() {
        return "defensive-copy";
    }

    @Override
    public String title() {
        return "a getter that copies";
    }

    @Override
    public String caveat() {
        return "A view shows later changes, and is not safe while another thread makes them; a caller that changes its copy needs one.";
    }

    @Override
    public Optional<Hint> look(Scene scene) {
        List<Allocation> copies = scene.where(DefensiveCopy::isCopy);
        if (copies.isEmpty() || !isGetter(scene)) {
            return Optional.empty();
        }
        boolean array =
                copies.get(0).className().endsWith("[]") && copies.get(0).isDirect();
        return Optional.of(new Hint(
                this,
                Saving.of(copies, 1),
                "Each call copies all of it, for whoever only looks as well.",
                array
                        ? "Give out an element, or the length, by a method each; copy once where an array comes in."
                        : "Give out a view (Collections.unmodifiableList), or keep it immutable: List.copyOf once, where it comes in.",
                List.of(),
                Confidence.MEDIUM));
    }

    private static boolean isCopy(Allocation allocation) {
        return COPIES.contains(allocation.entry())
                || (allocation.isDirect()
                        && (allocation.className().endsWith("[]")
                                || allocation.className().startsWith("java.util.")));
    }

    /** Whether the line copies a field and returns the copy. */
    private static boolean isGetter(Scene scene) {
        Optional<Set<Use>> uses = scene.uses(DefensiveCopy::isMaker);
        return uses.isPresent()
                && uses.get().contains(RETURNED)
                && uses.get().stream()
                        .allMatch(use -> use.equals(RETURNED) || use.by().endsWith(".<init>"))
                && scene.recording()
                        .uses()
                        .map(known -> known.sources(scene.method(), scene.line(), DefensiveCopy::isMaker))
                        .orElseThrow()
                        .equals(Set.of(Uses.FIELD));
    }

    /** Whether it copies: a method, or the class of what is made by {@code new} of something else or by {@code clone}. */
    private static boolean isMaker(String maker) {
        return (COPIES.contains(maker) && !maker.endsWith(".<init>"))
                || maker.endsWith("[]")
                || COPIES.contains(maker + ".<init>");
    }
}
