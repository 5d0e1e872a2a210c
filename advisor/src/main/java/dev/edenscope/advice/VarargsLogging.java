package dev.edenscope.advice;

import dev.edenscope.why.Use;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Texts, boxes and arrays for a log line, which most often nobody wants. */
final class VarargsLogging implements Rule {
    private static final Pattern LOGGER =
            Pattern.compile("\\b(?:\\w*Logger|Log|Log4jLogger|FluentLogger|LoggingEventBuilder|LogBuilder)\\.\\w+$");
    private static final Pattern TEXT = Pattern.compile(
            "\\b(?i:log|logger)\\.(?:trace|debug|info|warn|error|log|fine|finer|finest|warning|severe|config)\\(");

    @Override
    public String id() {
        return "varargs-logging";
    }

    @Override
    public String title() {
        return "work for a log line";
    }

    @Override
    public String caveat() {
        return "What the line computes is no longer computed when the level is off: nothing may depend on that.";
    }

    /** Whether a method, by its name, is a logger's. */
    static boolean isLogger(String method) {
        return LOGGER.matcher(method.replace('$', '.')).find();
    }

    @Override
    public Optional<Hint> look(Scene scene) {
        List<Allocation> written = scene.where(each -> isLogger(each.entry()));
        List<Allocation> arguments = isForLog(scene) ? scene.where(each -> !isLogger(each.entry())) : List.of();
        if (!written.isEmpty()) {
            List<Allocation> all = scene.where(each -> written.contains(each) || arguments.contains(each));
            return Optional.of(new Hint(
                    this,
                    Saving.of(all, 1),
                    "The line is logged each time: a record, a time, a text.",
                    "Log it at a lower level, one in so many, or as a sum every few seconds.",
                    List.of(),
                    Confidence.LOW));
        }
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Hint(
                this,
                Saving.of(arguments, 1),
                "The level is off, and yet the text, the array or the boxes are made, for nothing.",
                "Guard it with isLoggable (isDebugEnabled), or pass a supplier; parameters instead of + where no number has to be boxed.",
                List.of(),
                Confidence.HIGH));
    }

    /** Whether what the line makes goes to a logger; by the text of the line where there is no class file. */
    static boolean isForLog(Scene scene) {
        Optional<Set<Use>> uses = scene.uses(type -> !type.isEmpty());
        return uses.map(known -> known.stream().anyMatch(use -> isLogger(use.by())))
                .orElseGet(() -> scene.code()
                        .map(code -> TEXT.matcher(code.statement()).find())
                        .orElse(false));
    }
}
