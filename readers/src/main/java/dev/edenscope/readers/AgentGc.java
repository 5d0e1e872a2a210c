package dev.edenscope.readers;

import dev.edenscope.gc.Change;
import dev.edenscope.gc.Collection;
import dev.edenscope.gc.Collection.Kind;
import dev.edenscope.gc.Collector;
import dev.edenscope.gc.GcHistory;
import dev.edenscope.gc.Phase;
import dev.edenscope.profile.DataException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the agent tells of garbage collections: {@code gc.json} in a recording, and {@code /debug/gc} of the endpoint. Its class
 * {@code Gc} says what is in it.
 *
 * <p>The JVM tells it of each pause in whole milliseconds, cut off, and of all pauses together exactly: what the first lack is
 * shared out among them.
 */
final class AgentGc {
    private static final double UNIT_SECONDS = 0.001;

    private final Map<?, ?> root;
    private final String name;
    private final List<Map<?, ?>> events = new ArrayList<>();

    private AgentGc(Map<?, ?> root, String name) {
        this.root = root;
        this.name = name;
        for (Object event : list(root, "events")) {
            if (event instanceof Map<?, ?> map) {
                events.add(map);
            }
        }
    }

    /** Whether a document begins as the agent's does. */
    static boolean recognises(String start) {
        return start.startsWith("{\"jvm\":");
    }

    /**
     * The history in a document.
     *
     * @param name what messages call it
     */
    static GcHistory read(String text, String name) throws DataException {
        if (!(JsonText.parse(text, name) instanceof Map<?, ?> root) || !root.containsKey("collectors")) {
            throw new DataException(name + ": not what the agent writes of garbage collections; record it again");
        }
        return new AgentGc(root, name).history();
    }

    private GcHistory history() throws DataException {
        Map<?, ?> cpu = map(root, "cpu");
        Map<?, ?> allocation = map(root, "allocation");
        List<String> warnings = new ArrayList<>();
        for (Object collector : list(root, "collectors")) {
            if (collector instanceof Map<?, ?> map && map.get("seenCount") == null) {
                throw new DataException(name + ": the collections were not recorded one by one, as an exact recording"
                        + " leaves that out; record without --exact");
            }
        }
        double begin = number(root, "startMillis") / 1e3;
        double end = number(root, "nowMillis") / 1e3;
        if (number(root, "eventsLost") > 0 && !events.isEmpty()) {
            warnings.add(name + ": " + (long) number(root, "eventsLost")
                    + " collections before these are no longer known one by one");
            // What is known of all of it, counts for the part that is known one by one.
            double kept = number(events.get(0), "startMillis") / 1e3;
            double share = (end - kept) / (end - begin);
            return history(kept, end, share, cpu, allocation, warnings);
        }
        return history(begin, end, 1, cpu, allocation, warnings);
    }

    private GcHistory history(
            double begin, double end, double share, Map<?, ?> cpu, Map<?, ?> allocation, List<String> warnings) {
        double processors = number(cpu, "processors");
        double allocated = number(allocation, "sinceStartBytes");
        return new GcHistory(
                name,
                collector(),
                begin,
                end,
                collections(),
                new GcHistory.Cpu(
                        seconds(number(cpu, "sinceStartGcNanos") * share),
                        seconds(number(cpu, "sinceStartProcessNanos") * share),
                        processors >= 1 ? OptionalInt.of((int) processors) : OptionalInt.empty(),
                        false),
                new GcHistory.Limits(
                        bytes(map(root, "heap"), "maxBytes"), young(), OptionalDouble.empty(), OptionalLong.empty()),
                allocated >= 0 ? OptionalLong.of((long) (allocated * share)) : OptionalLong.empty(),
                GcHistory.Stalls.NONE,
                UNIT_SECONDS,
                warnings);
    }

    private static OptionalDouble seconds(double nanos) {
        return nanos >= 0 ? OptionalDouble.of(nanos / 1e9) : OptionalDouble.empty();
    }

    private Collector collector() {
        for (Object each : list(root, "collectors")) {
            String bean = each instanceof Map<?, ?> map ? text(map, "name") : "";
            if (bean.startsWith("G1 ")) {
                return Collector.G1;
            }
            if (bean.startsWith("PS ")) {
                return Collector.PARALLEL;
            }
            if (bean.equals("Copy")) {
                return Collector.SERIAL;
            }
            if (bean.startsWith("ZGC M")) {
                return Collector.GENERATIONAL_ZGC;
            }
            if (bean.startsWith("ZGC ")) {
                return Collector.ZGC;
            }
            if (bean.startsWith("Shenandoah ")) {
                return hasPool("young") ? Collector.GENERATIONAL_SHENANDOAH : Collector.SHENANDOAH;
            }
        }
        return Collector.UNKNOWN;
    }

    private boolean hasPool(String space) {
        return list(root, "pools").stream()
                .anyMatch(pool -> pool instanceof Map<?, ?> map && space.equals(map.get("space")));
    }

    /** What eden and the survivor spaces have, of which the serial and the parallel collector use one of two. */
    private OptionalLong young() {
        double sum = 0;
        for (Object pool : list(root, "pools")) {
            if (pool instanceof Map<?, ?> map) {
                String space = text(map, "space");
                double committed = number(map, "committedBytes");
                sum += space.equals("eden") ? committed : space.equals("survivor") ? 2 * committed : 0;
            }
        }
        return sum > 0 ? OptionalLong.of((long) sum) : OptionalLong.empty();
    }

    // Collections

    private List<Collection> collections() {
        Map<String, Double> lacks = lacks();
        List<Collection> pauses = new ArrayList<>();
        List<Collection> cycles = new ArrayList<>();
        long number = 0;
        for (Map<?, ?> event : events) {
            Collection read = collection(event, number++, lacks.getOrDefault(text(event, "name"), 0.0));
            (read.phases().get(0).stopped() ? pauses : cycles).add(read);
        }
        if (cycles.isEmpty() || hasYoungPauses()) {
            pauses.addAll(cycles);
            return pauses;
        }
        return joined(cycles, pauses);
    }

    private boolean hasYoungPauses() {
        return collector().hasEden();
    }

    /** By how much each pause of a bean was longer than it said, on average. */
    private Map<String, Double> lacks() {
        Map<String, double[]> said = new LinkedHashMap<>();
        for (Map<?, ?> event : events) {
            double[] sum = said.computeIfAbsent(text(event, "name"), key -> new double[2]);
            sum[0]++;
            sum[1] += number(event, "durationMillis") / 1e3;
        }
        Map<String, Double> lacks = new LinkedHashMap<>();
        for (Object each : list(root, "collectors")) {
            if (each instanceof Map<?, ?> bean && said.containsKey(text(bean, "name"))) {
                double[] sum = said.get(text(bean, "name"));
                double all = number(bean, "sinceStartMillis") / 1e3;
                boolean same = number(bean, "sinceStartCount") == sum[0];
                lacks.put(
                        text(bean, "name"), same && all > sum[1] ? Math.min(UNIT_SECONDS, (all - sum[1]) / sum[0]) : 0);
            }
        }
        return lacks;
    }

    private Collection collection(Map<?, ?> event, long number, double lack) {
        String bean = text(event, "name");
        String action = text(event, "action");
        double start = number(event, "startMillis") / 1e3;
        double seconds = number(event, "durationMillis") / 1e3;
        boolean pause = "pause".equals(event.get("kind"));
        double length = pause ? seconds + lack : seconds;
        Kind kind = kind(bean, action);
        String called = !pause
                ? bean.startsWith("ZGC M") ? bean.split(" ", -1)[1] + " Collection" : "Concurrent cycle"
                : kind == Kind.CYCLE ? "Pause of a concurrent cycle" : kind == Kind.FULL ? "Pause Full" : "Pause Young";
        long edenCommitted = bytes(event, "edenCommittedBytes").orElse(-1);
        OptionalLong oldBefore = bytes(event, "oldBeforeBytes");
        OptionalLong oldAfter = bytes(event, "oldAfterBytes");
        boolean promoted = kind == Kind.YOUNG && oldBefore.isPresent() && oldAfter.isPresent();
        Change heap = new Change(
                bytes(event, "heapBeforeBytes"), bytes(event, "heapAfterBytes"), bytes(event, "heapCommittedBytes"));
        return new Collection(
                number,
                kind,
                called,
                text(event, "cause").equals("No GC") ? "" : text(event, "cause"),
                start,
                start + length,
                heap,
                List.of(new Phase(called, pause, start, length, heap)),
                new Collection.Details(
                        new Change(
                                bytes(event, "edenBeforeBytes"),
                                bytes(event, "edenAfterBytes"),
                                edenCommitted > 0 ? OptionalLong.of(edenCommitted) : OptionalLong.empty()),
                        promoted
                                ? OptionalLong.of(Math.max(0, oldAfter.getAsLong() - oldBefore.getAsLong()))
                                : OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalDouble.empty()));
    }

    private static Kind kind(String bean, String action) {
        if (bean.startsWith("ZGC Minor")) {
            return Kind.YOUNG;
        }
        boolean concurrent = bean.startsWith("ZGC")
                || bean.startsWith("Shenandoah")
                || bean.equals("G1 Concurrent GC")
                || action.contains("concurrent");
        return concurrent ? Kind.CYCLE : action.equals("end of major GC") ? Kind.FULL : Kind.YOUNG;
    }

    /** Cycles with the pauses that lie in them. A pause outside of all goes to the first cycle that ends after it. */
    private static List<Collection> joined(List<Collection> cycles, List<Collection> pauses) {
        List<List<Phase>> phases = new ArrayList<>();
        cycles.forEach(cycle -> phases.add(new ArrayList<>(cycle.phases())));
        for (Collection pause : pauses) {
            int at = 0;
            while (at < cycles.size() - 1
                    && (cycles.get(at).endSeconds() < pause.startSeconds()
                            || cycles.get(at).kind() != pause.kind())) {
                at++;
            }
            phases.get(at).add(pause.phases().get(0));
        }
        List<Collection> joined = new ArrayList<>();
        for (int i = 0; i < cycles.size(); i++) {
            Collection cycle = cycles.get(i);
            joined.add(new Collection(
                    cycle.number(),
                    cycle.kind(),
                    cycle.name(),
                    cycle.cause(),
                    cycle.startSeconds(),
                    cycle.endSeconds(),
                    cycle.heap(),
                    phases.get(i),
                    cycle.details()));
        }
        return joined;
    }

    // The document

    private static Map<?, ?> map(Map<?, ?> object, String key) {
        return object.get(key) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(Map<?, ?> object, String key) {
        return object.get(key) instanceof List<?> list ? list : List.of();
    }

    private static String text(Map<?, ?> object, String key) {
        return object.get(key) instanceof String text ? text : "";
    }

    /** A number; -1 where there is none. */
    private static double number(Map<?, ?> object, String key) {
        return object.get(key) instanceof Double number ? number : -1;
    }

    private static OptionalLong bytes(Map<?, ?> object, String key) {
        double bytes = number(object, key);
        return bytes >= 0 ? OptionalLong.of((long) bytes) : OptionalLong.empty();
    }
}
