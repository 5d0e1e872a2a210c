package dev.edenscope.advice;

import dev.edenscope.advice.Growth.Extent;
import dev.edenscope.why.Uses;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A map or set that starts small and moves all it has into a larger table each time it is three quarters full. */
final class PresizeMap implements Rule {
    private static final List<String> ENTRIES = List.of(
            "java.util.HashMap.put",
            "java.util.HashMap.putIfAbsent",
            "java.util.HashMap.computeIfAbsent",
            "java.util.HashMap.compute",
            "java.util.HashMap.merge",
            "java.util.HashMap.putAll",
            "java.util.HashSet.add",
            "java.util.AbstractCollection.addAll",
            "java.util.concurrent.ConcurrentHashMap.put",
            "java.util.concurrent.ConcurrentHashMap.putIfAbsent",
            "java.util.concurrent.ConcurrentHashMap.computeIfAbsent",
            "java.util.concurrent.ConcurrentHashMap.merge");
    private static final String COLLECT = "java.util.stream.ReferencePipeline.collect";
    private static final String[] TABLES = {"java.util.HashMap$Node[]", "java.util.concurrent.ConcurrentHashMap$Node[]"
    };
    private static final int REFERENCE_BYTES = 4; // compressed, as in every heap below 32 GB
    private static final double LOAD = 0.75;
    private static final double LEAST_WASTED = 0.2;

    @Override
    public String id() {
        return "presize-map";
    }

    @Override
    public String title() {
        return "a map or set that grows by moving";
    }

    @Override
    public String caveat() {
        return "Only tables go; the entries stay, and they are most of a map. A table too large is slower to iterate.";
    }

    @Override
    public Optional<Hint> look(Scene scene) {
        List<Allocation> tables = scene.where(PresizeMap::isTable);
        Extent extent = Growth.TABLE.extent(Traffic.of(tables).bytesPerObject(), REFERENCE_BYTES);
        if (tables.isEmpty()
                || extent.wasted() < LEAST_WASTED
                || scene.isCollecting(tables, PresizeMap::adds)
                || scene.receivers(PresizeMap::adds).contains(Uses.SIZED)) {
            return Optional.empty();
        }
        long entries = Math.round(LOAD * extent.used());
        boolean collected = tables.get(0).entersBy(COLLECT);
        boolean set = tables.get(0).passes("java.util.HashSet.add");
        return Optional.of(new Hint(
                this,
                Saving.of(tables, extent.wasted()),
                "The table starts with room for 12 entries and is doubled each time it is full, up to some " + entries
                        + " entries.",
                collected
                        ? "Collect into one that is large enough: Collectors.toCollection(() -> "
                                + made("HashSet", scene.recording().feature()) + "); or do without it."
                        : "Make it large enough for n entries: "
                                + made(
                                        set ? "HashSet" : "HashMap",
                                        scene.recording().feature()) + ".",
                List.of(),
                Confidence.MEDIUM));
    }

    /** Whether a method, by its name, adds: called by an interface, it is of another class than in the stacks. */
    private static boolean adds(String method) {
        String name = method.substring(method.lastIndexOf('.'));
        return ENTRIES.stream().anyMatch(entry -> entry.endsWith(name));
    }

    private static boolean isTable(Allocation allocation) {
        return allocation.isOf(TABLES)
                && allocation.path().stream().allMatch(frame -> frame.startsWith("java.util."))
                && (ENTRIES.contains(allocation.entry()) || allocation.entersBy(COLLECT));
    }

    private static String made(String type, OptionalInt feature) {
        String factory = type + ".new" + type + "(n)";
        String constructor = "new " + type + "<>(n * 4 / 3 + 1)";
        if (feature.isEmpty()) {
            return factory + " on JDK 19 and newer, else " + constructor;
        }
        return feature.getAsInt() >= 19 ? factory : constructor;
    }
}
