package dev.edenscope.advice;

import java.util.List;
import java.util.Optional;

/** Exceptions for what happens all the time: each writes down the whole stack. */
final class ExceptionFlow implements Rule {
    private static final String[] STACK = {"java.lang.Throwable.fillInStackTrace", "java.lang.Throwable.getStackTrace"};

    @Override
    public String id() {
        return "exception-flow";
    }

    @Override
    public String title() {
        return "exceptions in a hot path";
    }

    @Override
    public String caveat() {
        return "An exception that tells of a real failure should keep its stack.";
    }

    @Override
    public Optional<Hint> look(Scene scene) {
        if (!scene.has(each -> each.passes(STACK))) {
            return Optional.empty();
        }
        List<Allocation> exceptions = scene.where(ExceptionFlow::isOfException);
        boolean library = exceptions.stream()
                .anyMatch(each -> each.entry().endsWith(".parseInt")
                        || each.entry().endsWith(".parseLong")
                        || each.entry().endsWith(".valueOf"));
        return Optional.of(new Hint(
                this,
                Saving.of(exceptions, 1),
                "An exception is made often here, and each writes down its stack: some hundred bytes and more, by depth.",
                library
                        ? "Look whether the text is a number before it is parsed."
                        : "Return what says so (a null, an Optional, a negative number); an exception without a stack only where the jump is really wanted.",
                List.of(),
                Confidence.MEDIUM));
    }

    private static boolean isOfException(Allocation allocation) {
        String type = allocation.className();
        return allocation.passes("java.lang.Throwable.<init>")
                || allocation.passes(STACK)
                || allocation.path().stream().anyMatch(frame -> frame.contains("Exception."))
                || type.endsWith("Exception")
                || type.endsWith("Error");
    }
}
