package dev.edenscope.advice;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A rule that a user wrote.
 *
 * @param frames patterns of methods, {@code *} for any characters: of the path through libraries, or of the line's method
 * @param classes patterns of classes; any class if there are none
 * @param shapes what the objects are like; anything if there are none
 * @param gone the share that goes away, 0 to 1
 */
record UserRule(
        String id,
        String title,
        String caveat,
        List<Pattern> frames,
        List<Pattern> classes,
        List<Shape> shapes,
        String cause,
        String fix,
        double gone)
        implements Rule {
    @Override
    public Optional<Hint> look(Scene scene) {
        List<Allocation> found = scene.where(each -> isOf(each) && isFrom(each, scene));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Shape shape = Shape.of(Traffic.of(found), scene.recording().total());
        if (!shapes.isEmpty() && !shapes.contains(shape)) {
            return Optional.empty();
        }
        return Optional.of(new Hint(this, Saving.of(found, gone), cause, fix, List.of(), Confidence.MEDIUM));
    }

    private boolean isOf(Allocation allocation) {
        return classes.isEmpty() || matches(classes, allocation.className());
    }

    private boolean isFrom(Allocation allocation, Scene scene) {
        return matches(frames, scene.method()) || allocation.path().stream().anyMatch(frame -> matches(frames, frame));
    }

    private static boolean matches(List<Pattern> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }
}
