package dev.edenscope.advice;

import java.util.List;
import java.util.Optional;

/** A timer for each operation, nearly all of which are cancelled. */
final class TimerPerOp implements Rule {
    @Override
    public String id() {
        return "timer-per-op";
    }

    @Override
    public String title() {
        return "a timer for each operation";
    }

    @Override
    public String caveat() {
        return "A wheel that is looked at every so often is late by up to its step.";
    }

    private static boolean isTimer(Allocation allocation) {
        String type = allocation.className();
        return type.endsWith("$ScheduledFutureTask")
                || type.endsWith("$ScheduledForkJoinTask")
                || type.equals("java.util.TimerThread")
                || (type.endsWith("$Timeout") && type.startsWith("java."))
                || isTimed(allocation.entry());
    }

    private static boolean isTimed(String method) {
        return method.endsWith("CompletableFuture.orTimeout")
                || method.endsWith("CompletableFuture.completeOnTimeout")
                || (method.startsWith("java.util.") && method.endsWith(".schedule"))
                || method.equals("java.util.Timer.<init>");
    }

    @Override
    public Optional<Hint> look(Scene scene) {
        List<Allocation> timers = scene.where(TimerPerOp::isTimer);
        if (timers.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Hint(
                this,
                Saving.of(timers, 1),
                "Each operation gets a timer of its own, in a heap that all share; most are cancelled before they ring.",
                "Keep the deadlines where the operations are, and let one timer look at them every so often; where timers stay, "
                        + "setRemoveOnCancelPolicy(true), or the cancelled ones are held until their time.",
                List.of(),
                Confidence.MEDIUM));
    }
}
