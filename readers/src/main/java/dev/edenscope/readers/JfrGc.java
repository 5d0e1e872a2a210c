package dev.edenscope.readers;

import dev.edenscope.gc.Change;
import dev.edenscope.gc.Collection;
import dev.edenscope.gc.Collection.Kind;
import dev.edenscope.gc.Collector;
import dev.edenscope.gc.GcHistory;
import dev.edenscope.gc.Phase;
import dev.edenscope.profile.DataException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The garbage collections in a flight recording of the JDK, 11 and newer: {@code jdk.GarbageCollection} and what belongs to it by
 * its number: pauses ({@code jdk.GCPhasePause}), the heap and eden before and after ({@code jdk.GCHeapSummary},
 * {@code jdk.G1HeapSummary}, {@code jdk.PSHeapSummary}), CPU time ({@code jdk.GCCPUTime}, JDK 20 and newer).
 *
 * <p>The CPU time of the process is that of {@code jdk.CPULoad}, which is sampled. A damaged recording gives what could be
 * read, with a warning.
 */
final class JfrGc {
    private static final int MOST_COLLECTIONS = 1 << 20;
    private static final String NAME = "jdk.types.GCName";
    private static final String CAUSE = "jdk.types.GCCause";
    private static final String SETTING = "jdk.ActiveSetting";
    private static final String COLLECTION = "jdk.GarbageCollection";
    private static final String WHEN = "jdk.types.GCWhen";

    /** Kinds of event, and those of their fields that are wanted. */
    private static final Map<String, List<String>> WANTED = Map.of(
            COLLECTION,
            List.of("startTime", "duration", "gcId", "name", "cause"),
            "jdk.GCPhasePause",
            List.of("startTime", "duration", "gcId", "name"),
            "jdk.GCHeapSummary",
            List.of("gcId", "when", "heapUsed", "heapSpace.committedSize"),
            "jdk.G1HeapSummary",
            List.of("gcId", "when", "edenUsedSize", "edenTotalSize"),
            "jdk.PSHeapSummary",
            List.of("gcId", "when", "edenSpace.used", "edenSpace.size", "oldObjectSpace.used"),
            "jdk.GCCPUTime",
            List.of("gcId", "userTime", "systemTime"),
            "jdk.GCHeapConfiguration",
            List.of("maxSize"),
            "jdk.CPUInformation",
            List.of("hwThreads"),
            "jdk.CPULoad",
            List.of("jvmUser", "jvmSystem"),
            SETTING,
            List.of("id", "value", "name"));

    /** An event whose references have yet to be looked up, which only the chunk's end tells. */
    private static final class Event {
        private final String kind;
        private final long[] numbers;
        private String text = "";
        private double real;

        Event(String kind) {
            this.kind = kind;
            this.numbers = new long[WANTED.get(kind).size()];
        }
    }

    private static final class Heap {
        private final long[] used = {-1, -1}; // before, after
        private final long[] edenUsed = {-1, -1};
        private final long[] oldUsed = {-1, -1};
        private long edenSize = -1; // after
        private long committed = -1; // after
    }

    private final JfrBytes in;
    private final Map<Long, OpenCollection> collections = new LinkedHashMap<>();
    private final Map<Long, Heap> heaps = new HashMap<>();
    private final Map<Long, List<Phase>> pauses = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private double begin = Double.NaN;
    private double end = Double.NaN;
    private double gcSeconds = Double.NaN;
    private long heapBytes = -1;
    private int processors = -1;
    private double load;
    private int loads;
    private boolean recorded;
    private long collectionType = -1;

    private JfrGc(JfrBytes in) {
        this.in = in;
    }

    static GcHistory read(JfrBytes in) throws IOException {
        JfrGc gc = new JfrGc(in);
        DataException damage = null;
        try {
            for (long at = 0; at < in.length() || at == 0; ) {
                in.limit(in.length());
                JfrChunk chunk = JfrChunk.at(at, in);
                gc.read(chunk);
                at = chunk.end();
            }
        } catch (DataException e) {
            damage = e;
        }
        if (damage != null && gc.collections.isEmpty()) {
            throw damage;
        }
        if (damage != null) {
            gc.warnings.add(damage.getMessage());
        }
        return gc.history();
    }

    // Chunks

    private void read(JfrChunk chunk) throws IOException {
        JfrTypes types = new JfrTypes(in, chunk.metadata(), chunk.end());
        Map<Long, JfrTypes.Shape> shapes = new HashMap<>();
        Map<Long, String> names = new HashMap<>();
        for (JfrTypes.Type type : types.all()) {
            List<String> fields = WANTED.get(type.name());
            if (fields != null && type.isEvent()) {
                shapes.put(type.id(), types.new Shape(type, fields.toArray(new String[0])));
                names.put(type.id(), type.name());
                collectionType = type.name().equals(COLLECTION) ? type.id() : collectionType;
            }
        }
        List<Event> events = new ArrayList<>();
        List<Long> checkpoints = new ArrayList<>();
        chunk.events(in, (type, from, next) -> {
            JfrTypes.Shape shape = shapes.get(type);
            if (type == 1) {
                checkpoints.add(from);
            } else if (shape != null && events.size() < MOST_COLLECTIONS) {
                shape.read();
                if (in.position() > next) {
                    throw in.broken(from, "a " + names.get(type) + " that does not end where it should");
                }
                events.add(event(names.get(type), shape));
            }
        });
        JfrPools pools = new JfrPools(in, types, new LongIndex());
        in.limit(Math.min(chunk.end(), in.length()));
        for (long at : checkpoints) {
            pools.read(at, chunk.end());
        }
        for (Event event : events) {
            add(event, chunk, pools);
        }
        double from = chunk.timeNanos() / 1e9;
        begin = Double.isNaN(begin) ? from : Math.min(begin, from);
        double to = from + chunk.durationNanos() / 1e9;
        end = Double.isNaN(end) ? to : Math.max(end, to);
    }

    private static Event event(String kind, JfrTypes.Shape shape) {
        Event event = new Event(kind);
        for (int i = 0; i < event.numbers.length; i++) {
            event.numbers[i] = shape.has(i) ? shape.number(i) : -1;
            event.text += shape.text(i) == null ? "" : shape.text(i);
        }
        if (kind.equals("jdk.CPULoad")) {
            event.real = shape.real(0) + shape.real(1);
        }
        return event;
    }

    private void add(Event event, JfrChunk chunk, JfrPools pools) {
        long[] value = event.numbers;
        switch (event.kind) {
            case COLLECTION -> {
                OpenCollection gc = collections.computeIfAbsent(value[2], OpenCollection::new);
                gc.name = pools.value(NAME, value[3]);
                gc.cause = pools.value(CAUSE, value[4]);
                gc.kind = kind(gc.name);
                double start = chunk.seconds(value[0]);
                gc.span(start, start + chunk.seconds(0, value[1]));
            }
            case "jdk.GCPhasePause" ->
                pauses.computeIfAbsent(value[2], id -> new ArrayList<>())
                        .add(new Phase(
                                event.text, true, chunk.seconds(value[0]), chunk.seconds(0, value[1]), Change.UNKNOWN));
            case "jdk.GCHeapSummary" -> {
                Heap heap = heap(value[0]);
                int when = when(pools, value[1]);
                heap.used[when] = value[2];
                heap.committed = when == 1 ? value[3] : heap.committed;
            }
            case "jdk.G1HeapSummary" -> eden(value[0], when(pools, value[1]), value[2], value[3]);
            case "jdk.PSHeapSummary" -> {
                int when = when(pools, value[1]);
                eden(value[0], when, value[2], value[3]);
                heap(value[0]).oldUsed[when] = value[4];
            }
            case "jdk.GCCPUTime" -> {
                double seconds = (value[1] + value[2]) / 1e9;
                gcSeconds = Double.isNaN(gcSeconds) ? seconds : gcSeconds + seconds;
            }
            case SETTING -> recorded |= value[0] == collectionType && event.text.equals("trueenabled");
            case "jdk.GCHeapConfiguration" -> heapBytes = value[0];
            case "jdk.CPUInformation" -> processors = (int) Math.min(value[0], Integer.MAX_VALUE);
            case "jdk.CPULoad" -> {
                if (event.real >= 0 && event.real <= 1.5) {
                    load += event.real;
                    loads++;
                }
            }
            default -> {}
        }
    }

    private Heap heap(long number) {
        return heaps.computeIfAbsent(number, id -> new Heap());
    }

    private static int when(JfrPools pools, long number) {
        return pools.value(WHEN, number).startsWith("After") ? 1 : 0;
    }

    private void eden(long number, int when, long used, long size) {
        Heap heap = heap(number);
        heap.edenUsed[when] = used;
        heap.edenSize = when == 1 ? size : heap.edenSize;
    }

    private static Kind kind(String name) {
        return switch (name) {
            case "G1New", "ParallelScavenge", "DefNew", "ParNew", "ZGC Minor" -> Kind.YOUNG;
            case "G1Full", "ParallelOld", "SerialOld", "PSMarkSweep" -> Kind.FULL;
            default -> Kind.CYCLE;
        };
    }

    // The history

    private GcHistory history() throws DataException {
        if (!recorded && collections.isEmpty()) {
            throw new DataException(in.name() + ": no events of the garbage collector in this recording; record with"
                    + " `jcmd PID JFR.start settings=default`, or with `eden record`");
        }
        List<Collection> closed = new ArrayList<>();
        for (OpenCollection gc : collections.values()) {
            complete(gc);
            closed.add(gc.close());
        }
        OptionalInt available = processors > 0 ? OptionalInt.of(processors) : OptionalInt.empty();
        boolean used = loads > 0 && processors > 0 && load > 0;
        return new GcHistory(
                in.name(),
                collector(),
                begin,
                end,
                closed,
                new GcHistory.Cpu(
                        Double.isNaN(gcSeconds) ? OptionalDouble.empty() : OptionalDouble.of(gcSeconds),
                        used ? OptionalDouble.of(load / loads * processors * (end - begin)) : OptionalDouble.empty(),
                        available,
                        false),
                new GcHistory.Limits(
                        OpenCollection.known(heapBytes),
                        OptionalLong.empty(),
                        OptionalDouble.empty(),
                        OptionalLong.empty()),
                OptionalLong.empty(),
                GcHistory.Stalls.NONE,
                0,
                warnings);
    }

    private void complete(OpenCollection gc) {
        Heap heap = heaps.getOrDefault(gc.number, new Heap());
        List<Phase> stopped = pauses.getOrDefault(gc.number, List.of());
        gc.whole = OpenCollection.change(heap.used[0], heap.used[1], heap.committed);
        gc.eden = OpenCollection.change(heap.edenUsed[0], heap.edenUsed[1], heap.edenSize);
        if (heap.oldUsed[0] >= 0 && heap.oldUsed[1] >= 0) {
            gc.promoted = Math.max(0, heap.oldUsed[1] - heap.oldUsed[0]);
        }
        boolean whole = gc.kind == Kind.YOUNG || gc.kind == Kind.FULL;
        boolean generational = gc.name.startsWith("ZGC");
        if (whole && !generational) {
            // Of a collection that stands for one pause, what lies within it is not another.
            gc.phases.add(new Phase(gc.name, true, gc.start, gc.end - gc.start, gc.whole));
            return;
        }
        if (!gc.name.startsWith("G1") && !gc.name.startsWith("Concurrent")) {
            gc.phases.add(new Phase(gc.name, false, gc.start, gc.end - gc.start, gc.whole));
        }
        gc.phases.addAll(stopped);
    }

    private Collector collector() {
        for (OpenCollection gc : collections.values()) {
            String name = gc.name;
            Collector known = name.startsWith("G1")
                    ? Collector.G1
                    : name.startsWith("ZGC ")
                            ? Collector.GENERATIONAL_ZGC
                            : switch (name) {
                                case "ParallelScavenge", "ParallelOld", "PSMarkSweep" -> Collector.PARALLEL;
                                case "DefNew" -> Collector.SERIAL;
                                case "ConcurrentMarkSweep", "ParNew" -> Collector.CMS;
                                case "Z" -> Collector.ZGC;
                                case "Shenandoah" -> Collector.SHENANDOAH;
                                default -> Collector.UNKNOWN;
                            };
            if (known != Collector.UNKNOWN) {
                return known;
            }
        }
        return Collector.UNKNOWN;
    }
}
