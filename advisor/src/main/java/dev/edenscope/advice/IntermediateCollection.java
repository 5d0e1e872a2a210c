package dev.edenscope.advice;

import dev.edenscope.why.Use;
import dev.edenscope.why.Uses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A list or an array that is made, gone through once, and dropped. */
final class IntermediateCollection implements Rule {
    private static final String SPLIT = "java.lang.String.split";
    private static final Set<String> COLLECTS = Set.of(
            "java.util.stream.Stream.toList",
            "java.util.stream.Stream.collect",
            "java.util.stream.Stream.toArray",
            "java.util.stream.IntStream.toArray",
            "java.util.stream.LongStream.toArray");
    private static final Set<String> COPIES =
            Set.of("java.util.ArrayList", "java.util.LinkedList", "java.util.HashSet", "java.util.LinkedHashSet");
    private static final Set<String> LOOKS =
            Set.of("iterator", "forEach", "size", "isEmpty", "stream", "<init>", "length");
    private static final Set<String> CHANGES = Set.of(
            "add",
            "addAll",
            "put",
            "putAll",
            "putIfAbsent",
            "remove",
            "removeAll",
            "removeIf",
            "retainAll",
            "clear",
            "merge",
            "compute",
            "computeIfAbsent",
            "computeIfPresent",
            "replace",
            "replaceAll",
            "sort",
            "set",
            "poll");

    @Override
    public String id() {
        return "intermediate-collection";
    }

    @Override
    public String title() {
        return "a collection only to go through it";
    }

    @Override
    public String caveat() {
        return "The copy is needed where the source changes while it is gone through, or is locked only to be copied.";
    }

    @Override
    public Optional<Hint> look(Scene scene) {
        if (isOnlyIterated(scene, SPLIT::equals)) {
            List<Saving> savings = new ArrayList<>();
            for (Allocation each : scene.where(each -> each.entersBy(SPLIT))) {
                // The parts themselves are needed as before.
                boolean part = each.passes("java.lang.String.substring", "java.lang.String.subSequence");
                savings.add(new Saving(each, part ? 0 : 1));
            }
            return hint(
                    savings,
                    "The parts are put into a list and then an array, which is gone through once.",
                    "Go through the text with indexOf and take each part out as it comes; by index there need not be a substring.");
        }
        if (isOnlyIterated(scene, COLLECTS::contains)) {
            return hint(
                    Saving.of(scene.where(IntermediateCollection::isCollected), 1),
                    "The stream is collected into a list that is gone through once.",
                    "Do with each element there what the loop does: forEach, or a loop over the source.");
        }
        if (isOnlyIterated(scene, COPIES::contains) && isCopy(scene) && !isChanging(scene)) {
            return hint(
                    Saving.of(
                            scene.where(each -> each.isDirect()
                                    ? COPIES.contains(each.className())
                                    : COPIES.contains(owner(each.entry()))),
                            1),
                    "The collection is copied, and the copy gone through once.",
                    "Go through the collection itself.");
        }
        return Optional.empty();
    }

    private Optional<Hint> hint(List<Saving> savings, String cause, String fix) {
        return savings.isEmpty()
                ? Optional.empty()
                : Optional.of(new Hint(this, savings, cause, fix, List.of(), Confidence.MEDIUM));
    }

    private static String owner(String method) {
        return method.substring(0, Math.max(method.lastIndexOf('.'), 0));
    }

    private static boolean isCollected(Allocation allocation) {
        return StreamHot.isOfStream(allocation.entry()) && !StreamHot.isMachinery(allocation);
    }

    private static boolean isOnlyIterated(Scene scene, java.util.function.Predicate<String> maker) {
        Optional<Set<Use>> uses = scene.uses(maker);
        return uses.isPresent()
                && !uses.get().isEmpty()
                && uses.get().stream().allMatch(IntermediateCollection::isLook)
                && uses.get().stream()
                        .anyMatch(use -> use.kind() == Use.Kind.ITERATED
                                || use.by().endsWith(".iterator")
                                || use.by().endsWith(".forEach"));
    }

    private static boolean isLook(Use use) {
        return use.kind() == Use.Kind.ITERATED
                || (use.kind() == Use.Kind.CALLED
                        && LOOKS.contains(use.by().substring(use.by().lastIndexOf('.') + 1)));
    }

    /** Whether the line makes its collection of another one. */
    private static boolean isCopy(Scene scene) {
        return scene.has(each -> each.passes("java.util.ArrayList.toArray", "java.util.AbstractCollection.toArray")
                        || each.path().stream()
                                .anyMatch(frame -> frame.endsWith(".toArray") || frame.endsWith(".addAll")))
                && scene.recording().uses().isPresent();
    }

    /** Whether the method changes a collection: it may be the one that was copied. */
    private static boolean isChanging(Scene scene) {
        Uses uses = scene.recording().uses().orElseThrow();
        return uses.calls(scene.method()).stream()
                .anyMatch(call -> CHANGES.contains(call.substring(call.lastIndexOf('.') + 1)));
    }
}
