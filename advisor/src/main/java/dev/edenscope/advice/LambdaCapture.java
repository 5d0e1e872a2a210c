package dev.edenscope.advice;

import dev.edenscope.why.Names;
import dev.edenscope.why.Use;
import dev.edenscope.why.Uses;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A lambda that captures variables is an object each time; it is worth a word where it is called at once. */
final class LambdaCapture implements Rule {
    @Override
    public String id() {
        return "lambda-capture";
    }

    @Override
    public String title() {
        return "a lambda that captures";
    }

    @Override
    public String caveat() {
        return "Where the lambda is kept or handed to another thread it has to be an object.";
    }

    /** Whether it is a lambda that the line makes. */
    static boolean isLambda(Allocation allocation) {
        return Names.isLambda(allocation.className())
                && (allocation.isDirect() || allocation.entersBy(Allocation.LINKED));
    }

    @Override
    public Optional<Hint> look(Scene scene) {
        List<Allocation> lambdas = scene.where(LambdaCapture::isLambda);
        if (lambdas.isEmpty()) {
            return Optional.empty();
        }
        Optional<Set<Use>> uses = scene.uses(Uses.LINKED::equals);
        if (uses.isEmpty() || uses.get().stream().anyMatch(LambdaCapture::isNeeded)) {
            return Optional.empty();
        }
        return Optional.of(new Hint(
                this,
                Saving.of(lambdas, 1),
                "The lambda captures variables, and so is a new object each time that the line runs.",
                fix(uses.get()),
                List.of(),
                Confidence.HIGH));
    }

    /** Kept for later; or part of a stream or a log line, which other rules are about. */
    private static boolean isNeeded(Use use) {
        return use.isEscape() || StreamHot.isOfStream(use.by()) || VarargsLogging.isLogger(use.by());
    }

    private static String fix(Set<Use> uses) {
        boolean ofMap = uses.stream()
                .anyMatch(
                        use -> use.by().endsWith(".computeIfAbsent") || use.by().endsWith(".compute"));
        if (ofMap) {
            return "Look with get first and make the lambda where nothing is found, or let it take all it needs from its argument.";
        }
        boolean sorts = uses.stream().anyMatch(use -> use.by().endsWith(".sort"));
        return sorts
                ? "Make the comparator once, a constant for each order."
                : "Write a loop, pass what it captures as an argument, or keep the lambda in a field if it captures the same each time.";
    }
}
