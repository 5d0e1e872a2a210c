package dev.edenscope.advice;

import dev.edenscope.why.Site;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is to be changed at a line, and what that brings.
 *
 * @param scene the line
 * @param hints what rules say of it, the one that brings most first; at least one
 * @param traffic what they are about, counted once
 * @param shape what those objects are like
 * @param gain what goes away if all hints are followed, counted once
 */
public record Finding(Scene scene, List<Hint> hints, Traffic traffic, Shape shape, Gain gain) {
    public Finding {
        hints = List.copyOf(hints);
    }

    /** The first hint. */
    public Hint hint() {
        return hints.get(0);
    }

    /** What the JIT made of the most bytes that it is about, where that is known. */
    public Optional<Site> site() {
        return hint().savings().stream()
                .filter(saving -> saving.share() > 0)
                .map(Saving::allocation)
                .filter(each -> each.site().isPresent())
                .max(Comparator.comparingLong(each -> each.traffic().bytes()))
                .flatMap(Allocation::site);
    }

    /** Class of most bytes that it is about. */
    public String className() {
        return hint().savings().stream()
                .filter(saving -> saving.share() > 0 || hint().isLeave())
                .map(Saving::allocation)
                .max(Comparator.comparingLong(each -> each.traffic().bytes()))
                .orElseThrow()
                .className();
    }
}
