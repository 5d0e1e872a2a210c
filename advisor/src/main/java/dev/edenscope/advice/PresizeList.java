package dev.edenscope.advice;

import dev.edenscope.advice.Growth.Extent;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A list that starts small and is copied each time it is full. */
final class PresizeList implements Rule {
    private static final String[] ENTRIES = {
        "java.util.ArrayList.add",
        "java.util.ArrayList.addAll",
        "java.util.ArrayDeque.add",
        "java.util.ArrayDeque.addLast",
        "java.util.ArrayDeque.addFirst",
        "java.util.ArrayDeque.offer",
        "java.util.ArrayDeque.push",
        "java.util.PriorityQueue.add",
        "java.util.PriorityQueue.offer",
        "java.util.Vector.add"
    };
    private static final String[] GROW = {
        "java.util.ArrayList.grow", "java.util.ArrayDeque.grow", "java.util.PriorityQueue.grow", "java.util.Vector.grow"
    };
    private static final int REFERENCE_BYTES = 4; // compressed, as in every heap below 32 GB
    private static final double LEAST_WASTED = 0.2;
    private static final Pattern ADD = Pattern.compile("\\b(\\w+)\\.(?:add|addAll|addLast|addFirst|offer|push)\\(");

    @Override
    public String id() {
        return "presize-list";
    }

    @Override
    public String title() {
        return "a list grows by copying";
    }

    @Override
    public String caveat() {
        return "The gain is computed as if all lists grew about as far; a few large ones among many small ones have less to give.";
    }

    @Override
    public Optional<Hint> look(Scene scene) {
        List<Allocation> arrays =
                scene.where(each -> each.isOf("java.lang.Object[]") && each.entersBy(ENTRIES) && each.passes(GROW));
        if (arrays.isEmpty()) {
            return Optional.empty();
        }
        long mean = arrays.stream()
                .map(Allocation::traffic)
                .reduce(Traffic::plus)
                .orElseThrow()
                .bytesPerObject();
        Extent extent = Growth.LIST.extent(mean, REFERENCE_BYTES);
        if (extent.wasted() < LEAST_WASTED) {
            return Optional.empty();
        }
        String cause = "The list starts with room for 10 and is copied each time it is full, up to some "
                + extent.used() + " elements.";
        Optional<Change> change = scene.code().flatMap(PresizeList::change);
        String fix = change.isPresent()
                ? "Make it as large as it will be."
                : "Make it as large as it will be, where that is known: new ArrayList<>(n).";
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
        Pattern made = Pattern.compile("\\b" + add.group(1) + " = new \\w+(?:<.*>)?\\(\\)");
        int at = code.above(made);
        if (at == 0 || at >= code.loop()) {
            return Optional.empty();
        }
        String before = code.at(at);
        return Optional.of(new Change(
                at,
                before,
                before.replaceFirst("\\(\\)", "(" + Matcher.quoteReplacement(code.sizeOf(looped.get())) + ")")));
    }
}
