package dev.edenscope.advice;

import dev.edenscope.why.Site;
import java.util.List;
import java.util.Optional;

/**
 * Objects of one class that a line of the application has made along one path through libraries.
 *
 * @param className such as {@code java.util.HashMap$Node[]} or {@code byte[]}
 * @param path the library methods between the line and the allocation, such as {@code java.util.ArrayList.grow}, the
 *     innermost first; empty where the line allocates by itself. Frames of method handles and hidden classes are left out;
 *     where the line calls one of these, the last is {@link #LINKED}
 * @param traffic how much
 * @param site what the JIT made of it, where that is known
 */
public record Allocation(String className, List<String> path, Traffic traffic, Optional<Site> site) {
    /** Stands for what an {@code invokedynamic} was linked to: a concatenation or a lambda. */
    public static final String LINKED = "(linked)";

    public Allocation {
        path = List.copyOf(path);
    }

    /** The method that allocates; empty where it is the line itself. */
    public String leaf() {
        return path.isEmpty() ? "" : path.get(0);
    }

    /** The method that the line calls, which is the same on every JDK; empty where the line allocates by itself. */
    public String entry() {
        return path.isEmpty() ? "" : path.get(path.size() - 1);
    }

    /** Whether the line allocates by itself. */
    public boolean isDirect() {
        return path.isEmpty();
    }

    /** Whether the class is one of these. */
    public boolean isOf(String... classes) {
        return List.of(classes).contains(className);
    }

    /** Whether the line calls one of these methods. */
    public boolean entersBy(String... methods) {
        return List.of(methods).contains(entry());
    }

    /** Whether one of these methods is on the path. */
    public boolean passes(String... methods) {
        return path.stream().anyMatch(List.of(methods)::contains);
    }

    /** Whether a class with this simple name is on the path, in whatever package: libraries are renamed and shaded. */
    public boolean passesClass(String simpleName) {
        return path.stream().anyMatch(frame -> frame.contains("." + simpleName));
    }

    /** Whether a {@code +} of strings has made it: its characters or the string itself. */
    public boolean isConcatenation() {
        return isOf("byte[]", "java.lang.String") && entersBy(LINKED);
    }
}
