package dev.edenscope.why;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which place of one recording is which of another, taken after a change. Lines of a method that do the same are one place; the
 * changed lines between two such are another, on both sides. Without the class file of a method all of it is one place.
 */
public final class Correspondence {
    private static final String DYNAMIC_CALL = " 186"; // invokedynamic, as Sources has it

    private final Sources before;
    private final Sources after;
    private final Renamed renamed;
    private final Map<String, Alignment> alignments = new HashMap<>();

    /**
     * Compares methods.
     *
     * @param old those of the older recording
     * @param now those of the newer one
     */
    public Correspondence(
            Evidence before, Collection<String> old, Evidence after, Collection<String> now, Renamed renamed) {
        this.renamed = renamed;
        Set<String> methods = Stream.concat(
                        old.stream().map(this::ofBefore), now.stream().map(Names::unnumbered))
                .collect(Collectors.toSet());
        this.before = new Sources(before, methods, renamed);
        this.after = new Sources(after, methods, Renamed.NONE);
    }

    /** What a name of the older recording is in the newer one, without the compiler's numbers. */
    String ofBefore(String name) {
        return renamed.now(Names.unnumbered(name));
    }

    private Alignment alignment(String method) {
        return alignments.computeIfAbsent(method, name -> new Alignment(before.lines(name), after.lines(name)));
    }

    /** The place of a line of the older recording: the same number as that of the newer one's line that it may be. */
    public int placeBefore(String method, int line) {
        return alignment(ofBefore(method)).ofBefore(line);
    }

    /** The place of a line of the newer recording. */
    public int placeAfter(String method, int line) {
        return alignment(Names.unnumbered(method)).ofAfter(line);
    }

    /** Whether the newer recording has the class of a method of the older one. */
    public boolean hasClass(String method) {
        return after.hasClassOf(ofBefore(method));
    }

    Sources sources(boolean older) {
        return older ? before : after;
    }

    /** Whether a method has no line in a place, or is no longer in its class. */
    boolean isEmpty(String method, int place, boolean older) {
        return older
                ? alignment(method).isEmptyBefore(place)
                : alignment(method).isEmptyAfter(place);
    }

    /**
     * Whether the newer recording's class file shows that a line no longer calls a method.
     *
     * @param method of the older recording, by the name that it has there
     * @param line of the older recording
     * @param callee the method that the line called, {@code java.lang.String.format}; empty for what was linked to an
     *     {@code invokedynamic}
     */
    public boolean isCallGone(String method, int line, String callee) {
        String name = ofBefore(method);
        if (!after.has(name)) {
            return after.hasClassOf(name);
        }
        int place = alignment(name).ofBefore(line);
        if (place < 0) {
            return false;
        }
        String call = callee.isEmpty() ? DYNAMIC_CALL : call(callee);
        return calls(before.lines(name).getOrDefault(line, ""), call)
                && after.lines(name).entrySet().stream()
                        .filter(each -> alignment(name).ofAfter(each.getKey()) == place)
                        .noneMatch(each -> calls(each.getValue(), call));
    }

    private static boolean calls(String line, String call) {
        return (" " + line).contains(call);
    }

    /** A call as Sources has it: by its name alone, for bytecode may name another class; of a constructor's that is certain. */
    private static String call(String callee) {
        int dot = callee.lastIndexOf('.');
        String name = callee.substring(dot) + "(";
        return name.equals(".<init>(")
                ? Names.unnumbered(callee.substring(0, dot).replace('.', '/')) + name
                : name;
    }
}
