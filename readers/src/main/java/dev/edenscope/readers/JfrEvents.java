package dev.edenscope.readers;

import dev.edenscope.profile.DataException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The events of one chunk, summed up while it is read from its beginning to its end. */
final class JfrEvents {
    private static final int HIGHEST_TYPE = 1 << 20;
    private static final long LARGEST_BYTES = 1L << 50;
    private static final int STACK = 0;
    private static final int CLASS = 1;
    private static final int THREAD = 2;
    private static final int SIZE = 3;
    private static final int WEIGHT = 4;

    /** What is done with an event. */
    private enum Kind {
        NEW_TLAB,
        OUTSIDE_TLAB,
        SAMPLE,
        OLD_OBJECT,
        LIVE_OBJECT,
        SETTING,
        OTHER
    }

    private static final class Handler {
        private final String name;
        private final Kind kind;
        private final JfrTypes.Shape shape;
        private long events;

        Handler(String name, Kind kind, JfrTypes.Shape shape) {
            this.name = name;
            this.kind = kind;
            this.shape = shape;
        }
    }

    private final JfrBytes in;
    private final JfrChunk chunk;
    private final JfrTypes types;
    private final boolean async;
    private final JfrInterval interval;
    private final Handler[] handlers;
    private final JfrSums sums = new JfrSums();
    private final List<Long> checkpoints = new ArrayList<>();
    private boolean oldSizes;

    /** Prepares to read a chunk's events. {@code interval} is async-profiler's as known from chunks before. */
    JfrEvents(JfrBytes in, JfrChunk chunk, JfrTypes types, JfrInterval interval) {
        this.in = in;
        this.chunk = chunk;
        this.types = types;
        this.interval = interval;
        boolean profiler = false;
        int highest = 0;
        for (JfrTypes.Type type : types.all()) {
            profiler |= type.name().startsWith("profiler.");
            highest = isCounted(type) ? Math.max(highest, (int) type.id()) : highest;
        }
        async = profiler;
        handlers = new Handler[highest + 1];
        for (JfrTypes.Type type : types.all()) {
            if (isCounted(type)) {
                handlers[(int) type.id()] = handler(types, type);
            }
        }
    }

    private static boolean isCounted(JfrTypes.Type type) {
        return type.isEvent() && type.id() > 1 && type.id() < HIGHEST_TYPE;
    }

    private Handler handler(JfrTypes types, JfrTypes.Type type) {
        return switch (type.name()) {
            case "jdk.ObjectAllocationInNewTLAB" ->
                handler(types, type, Kind.NEW_TLAB, "objectClass", "allocationSize", "tlabSize");
            case "jdk.ObjectAllocationOutsideTLAB" ->
                handler(types, type, Kind.OUTSIDE_TLAB, "objectClass", "allocationSize", "");
            case "jdk.ObjectAllocationSample" -> handler(types, type, Kind.SAMPLE, "objectClass", "", "weight");
            case "jdk.OldObjectSample" -> handler(types, type, Kind.OLD_OBJECT, "object", "objectSize", "");
            case "profiler.LiveObject" -> handler(types, type, Kind.LIVE_OBJECT, "objectClass", "allocationSize", "");
            case "jdk.ActiveSetting" ->
                new Handler(type.name(), async ? Kind.SETTING : Kind.OTHER, types.new Shape(type, "name", "value"));
            default -> new Handler(type.name(), Kind.OTHER, null);
        };
    }

    private Handler handler(
            JfrTypes types, JfrTypes.Type type, Kind kind, String objectClass, String size, String weight) {
        JfrTypes.Shape shape = types.new Shape(type, "stackTrace", objectClass, "eventThread", size, weight);
        oldSizes |= kind == Kind.OLD_OBJECT && shape.has(SIZE);
        return new Handler(type.name(), kind, shape);
    }

    /** Reads all events. If that ends with an exception, what was read before is there. */
    void read() throws IOException {
        chunk.events(in, this::read);
    }

    private void read(long type, long from, long next) throws IOException {
        if (type == 1) {
            checkpoints.add(from);
        } else if (type > 1 && type < handlers.length && handlers[(int) type] != null) {
            Handler handler = handlers[(int) type];
            handler.events++;
            if (handler.kind != Kind.OTHER) {
                handler.shape.read();
                if (in.position() > next) {
                    throw in.broken(from, "a " + handler.name + " that does not end where it should");
                }
                add(handler, from);
            }
        }
    }

    private void add(Handler handler, long from) throws DataException {
        if (handler.kind == Kind.SETTING) {
            interval.set(handler.shape.text(0), handler.shape.text(1));
            return;
        }
        JfrTypes.Shape event = handler.shape;
        long size = event.number(SIZE);
        long weight = event.number(WEIGHT);
        if (size < 0 || size > LARGEST_BYTES || weight < 0 || weight > LARGEST_BYTES) {
            throw in.broken(from, "a " + handler.name + " of " + size + " bytes and weight " + weight);
        }
        switch (handler.kind) {
            case NEW_TLAB -> {
                if (async) {
                    double factor = interval.factor(size, weight);
                    add(JfrSource.ASYNC, event, factor, factor * size);
                } else {
                    add(JfrSource.TLAB, event, size == 0 ? 1 : Math.max((double) weight / size, 1), (double) weight);
                }
            }
            case OUTSIDE_TLAB -> add(async ? JfrSource.ASYNC : JfrSource.TLAB, event, 1, (double) size);
            case SAMPLE -> add(JfrSource.SAMPLE, event, 0, (double) weight);
            case OLD_OBJECT -> {
                if (event.number(STACK) != 0) {
                    add(JfrSource.OLD, event, 1, (double) size);
                }
            }
            case LIVE_OBJECT -> {
                double factor = interval.factor(size);
                add(JfrSource.LIVE, event, factor, factor * size);
            }
            case SETTING, OTHER -> throw new IllegalStateException(handler.name);
        }
    }

    private void add(JfrSource source, JfrTypes.Shape event, double objects, double bytes) {
        sums.add(source, event.number(STACK), event.number(CLASS), event.number(THREAD), 1, objects, bytes);
    }

    JfrTypes types() {
        return types;
    }

    /** async-profiler's interval as known now. */
    JfrInterval interval() {
        return interval;
    }

    /** Whether they are async-profiler's. */
    boolean isAsync() {
        return async;
    }

    JfrSums sums() {
        return sums;
    }

    /** Offsets of the checkpoints that were passed. */
    List<Long> checkpoints() {
        return checkpoints;
    }

    /** Whether the JDK's old objects have sizes here. */
    boolean hasOldSizes() {
        return oldSizes;
    }

    /** Adds how many events there were to the counts by name. */
    void count(Map<String, Long> byName) {
        for (Handler handler : handlers) {
            if (handler != null && handler.events > 0) {
                byName.merge(handler.name, handler.events, Long::sum);
            }
        }
    }
}
