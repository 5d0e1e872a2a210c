package dev.edenscope.advice;

import dev.edenscope.why.Cause;
import dev.edenscope.why.Names;
import dev.edenscope.why.Site;
import dev.edenscope.why.Use;
import java.util.List;
import java.util.Optional;

/** A small object of the application's that C2 would do without, were it not for one thing. */
final class RequestObject implements Rule {
    private static final long MOST_BYTES = 256;

    @Override
    public String id() {
        return "request-object";
    }

    @Override
    public String title() {
        return "a small object that one thing keeps on the heap";
    }

    @Override
    public String caveat() {
        return "What the JIT makes of a place depends on the whole process; verify with eden why after the change.";
    }

    @Override
    public Optional<Hint> look(Scene scene) {
        if (scene.has(each -> each.passes("java.lang.Throwable.<init>"))) {
            return Optional.empty(); // an exception is thrown, and exception-flow is about that
        }
        for (Allocation each : scene.allocations()) {
            if (each.isDirect()
                    && scene.recording().application().owns(each.className())
                    && !each.className().endsWith("[]")
                    && !Names.isLambda(each.className())
                    && each.traffic().bytesPerObject() > 0
                    && each.traffic().bytesPerObject() <= MOST_BYTES
                    && each.traffic().liveBytes() >= 0
                    && each.traffic().isShortLived()
                    && each.site().isPresent()
                    && !isStored(scene, each)) {
                Optional<Hint> hint = hint(each, each.site().get());
                if (hint.isPresent()) {
                    return hint;
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a method that it is given to puts it somewhere: then it has to be an object, for all that the JIT sees. */
    private static boolean isStored(Scene scene, Allocation allocation) {
        return scene.uses(allocation.className()::equals)
                .map(uses -> uses.stream().anyMatch(use -> use.kind() == Use.Kind.STORED))
                .orElse(false);
    }

    private Optional<Hint> hint(Allocation allocation, Site site) {
        if (site.causes().size() != 1) {
            return Optional.empty();
        }
        Cause cause = site.causes().get(0);
        String fix = switch (cause.kind()) {
            case CALL ->
                cause.text().contains("too big")
                        ? "Split the method that it is passed to, so that what is hot of it is small enough to be inlined, or pass the fields."
                        : "Pass the fields instead of the object, or make the call one that the JIT can inline.";
            case RETURNED -> "Let the caller take the fields, or keep the method small enough to be inlined into it.";
            case MERGE -> "Make the object in one place, behind the branches that choose its fields.";
            case IDENTITY -> "Do not take its identity: no synchronized, no identityHashCode, no == of two of them.";
            case ATOMIC -> "Where only one thread sees it, a plain field does.";
            default -> ""; // it is stored: that is what it is for
        };
        if (fix.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Hint(
                this,
                Saving.of(List.of(allocation), 1),
                "The object is soon garbage, and would not be made at all but for one thing: " + cause.text() + ".",
                fix,
                List.of(),
                cause.proved() ? Confidence.MEDIUM : Confidence.LOW));
    }
}
