package dev.edenscope.advice;

import dev.edenscope.advice.Growth.Extent;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A list, queue or byte stream that starts small and is copied each time it is full. */
final class PresizeList implements Rule {
    /**
     * Arrays that grow.
     *
     * @param arrays their class
     * @param entries what is called to add
     * @param grows what is on the path when it grows
     * @param growth by how much
     * @param slotBytes size of a slot
     * @param starts how it begins, as a sentence goes on behind "it starts "
     */
    private record Kind(
            String arrays, List<String> entries, List<String> grows, Growth growth, int slotBytes, String starts) {
        /** Whether a method, by its name, adds: called by an interface, it is of another class than in the stacks. */
        boolean adds(String method) {
            String name = method.substring(method.lastIndexOf('.'));
            return entries.stream().anyMatch(entry -> entry.endsWith(name));
        }

        boolean holds(Allocation allocation) {
            return allocation.isOf(arrays)
                    && entries.contains(allocation.entry())
                    && allocation.path().stream().anyMatch(grows::contains);
        }
    }

    private static final int REFERENCE_BYTES = 4; // compressed, as in every heap below 32 GB

    private static final Kind LIST = new Kind(
            "java.lang.Object[]",
            List.of(
                    "java.util.ArrayList.add",
                    "java.util.ArrayList.addAll",
                    "java.util.ArrayDeque.add",
                    "java.util.ArrayDeque.addLast",
                    "java.util.ArrayDeque.addFirst",
                    "java.util.ArrayDeque.offer",
                    "java.util.ArrayDeque.push",
                    "java.util.PriorityQueue.add",
                    "java.util.PriorityQueue.offer",
                    "java.util.Vector.add"),
            List.of(
                    "java.util.ArrayList.grow",
                    "java.util.ArrayDeque.grow",
                    "java.util.PriorityQueue.grow",
                    "java.util.Vector.grow"),
            Growth.LIST,
            REFERENCE_BYTES,
            "with room for 10 elements");
    private static final Kind STREAM = new Kind(
            "byte[]",
            List.of("java.io.ByteArrayOutputStream.write", "java.io.ByteArrayOutputStream.writeBytes"),
            List.of("java.io.ByteArrayOutputStream.ensureCapacity", "java.io.ByteArrayOutputStream.grow"),
            Growth.BYTES,
            1,
            "with room for 32 bytes");

    private static final double LEAST_WASTED = 0.2;
    private static final Pattern ADD =
            Pattern.compile("\\b(\\w+)\\.(?:add|addAll|addLast|addFirst|offer|push|write|writeBytes)\\(");

    @Override
    public String id() {
        return "presize-list";
    }

    @Override
    public String title() {
        return "a list or byte stream that grows by copying";
    }

    @Override
    public String caveat() {
        return "The gain takes all of them to grow about as far; a few large ones among many small ones give less.";
    }

    @Override
    public Optional<Hint> look(Scene scene) {
        Optional<Hint> list = look(scene, LIST);
        return list.isPresent() ? list : look(scene, STREAM);
    }

    private Optional<Hint> look(Scene scene, Kind kind) {
        List<Allocation> arrays = scene.where(kind::holds);
        Extent extent = kind.growth.extent(Traffic.of(arrays).bytesPerObject(), kind.slotBytes);
        if (arrays.isEmpty() || extent.wasted() < LEAST_WASTED || scene.isCollecting(arrays, kind::adds)) {
            return Optional.empty();
        }
        String cause =
                "It starts " + kind.starts + " and is copied each time it is full, up to some " + extent.used() + ".";
        Optional<Change> change = scene.code().flatMap(PresizeList::change);
        String fix = change.isPresent()
                ? "Make it as large as it will be."
                : "Give it its size where it is made, if that is known or can be estimated.";
        return Optional.of(new Hint(
                this,
                Saving.of(arrays, extent.wasted()),
                cause,
                fix,
                change.stream().toList(),
                change.isPresent() ? Confidence.HIGH : Confidence.MEDIUM));
    }

    /** The line that makes the list, with the number of what the loop around the call goes over. */
    private static Optional<Change> change(Code code) {
        Matcher add = ADD.matcher(code.text());
        Optional<String> looped = code.loopsOver();
        if (!add.find() || looped.isEmpty()) {
            return Optional.empty();
        }
        int at = code.above(Pattern.compile("\\b" + add.group(1) + " = new \\w+(?:<.*>)?\\(\\)"));
        if (at == 0 || at >= code.loop()) {
            return Optional.empty();
        }
        String before = code.at(at);
        String size = Matcher.quoteReplacement(code.sizeOf(looped.get()));
        return Optional.of(Change.of(at, before, before.replaceFirst("\\(\\)", "(" + size + ")")));
    }
}
