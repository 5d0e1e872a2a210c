package dev.edenscope.advice;

import dev.edenscope.why.Use;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A method gives out a new array each time, and whoever calls it is done with it at once. */
final class ReuseOutput implements Rule {
    @Override
    public String id() {
        return "reuse-output";
    }

    @Override
    public String title() {
        return "a new array for each result";
    }

    @Override
    public String caveat() {
        return "A caller that is not compiled yet may keep the array; threads must not share the one that is reused.";
    }

    @Override
    public Optional<Hint> look(Scene scene) {
        List<Allocation> arrays = scene.where(ReuseOutput::isMade);
        if (arrays.isEmpty() || isCopy(scene) || !isGivenOut(scene) || !isDroppedByCallers(scene)) {
            return Optional.empty();
        }
        return Optional.of(new Hint(
                this,
                Saving.of(arrays, 1),
                "Each call returns a new array, and no caller keeps it.",
                "Let the caller pass the array in, as encodeInto(buffer, value) which returns the length: it makes one, outside of its loop.",
                List.of(),
                Confidence.MEDIUM));
    }

    private static boolean isMade(Allocation allocation) {
        return allocation.isDirect() && allocation.className().endsWith("[]");
    }

    /** Whether the line copies an array: then it is about what is copied, not about what is computed. */
    private static boolean isCopy(Scene scene) {
        return scene.recording().uses().map(uses -> uses.calls(scene.method(), scene.line())).orElse(List.of()).stream()
                .anyMatch(call -> call.endsWith(".clone"));
    }

    private static boolean isGivenOut(Scene scene) {
        Optional<Set<Use>> uses = scene.uses(type -> type.endsWith("[]"));
        return uses.isPresent()
                && uses.get().stream().anyMatch(use -> use.kind() == Use.Kind.RETURNED)
                && uses.get().stream().allMatch(use -> use.kind() == Use.Kind.RETURNED || !use.isEscape());
    }

    private static boolean isDroppedByCallers(Scene scene) {
        Optional<Set<Use>> uses = scene.recording().uses().flatMap(known -> known.ofResult(scene.method()));
        return uses.isPresent() && uses.get().stream().noneMatch(Use::isEscape);
    }
}
