package dev.edenscope.agent;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import com.sun.management.OperatingSystemMXBean;
import dev.edenscope.report.Json;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * The garbage collections of this JVM, watched from {@link #start} to {@link #stop}, and what they add up to.
 *
 * <p>A collector's bean counts either pauses or cycles. A cycle of a concurrent collector goes on while the
 * application runs, so its duration is no pause: {@code pauseMillis} is then null, as is all else that is not known.
 * Times come from the JVM in whole milliseconds, so that a pause of 0 is one shorter than that.
 *
 * <p>The JSON has these fields, which stay as they are:
 *
 * <pre>{@code
 * jvm, startMillis, nowMillis               when watching began, and now, since 1970
 * collectors[]  name, kind                  "pause", "cycle" or null
 *               count, pauseMillis, cycleMillis         since the JVM's start
 *               seenCount                   collections since watching began, null where each was not told of
 *               sinceStartCount, sinceStartMillis       both by the JVM's own count, since watching began
 * allocation    sinceStartBytes, sinceStartBytesPerSecond
 *               intervalMillis, intervalBytes, intervalBytesPerSecond      since the request before this
 * heap          usedBytes, committedBytes, maxBytes
 * cpu           processors, sinceStartProcessNanos, sinceStartGcNanos          of the process, and of the collector's threads
 * pools[]       name, space, usedBytes, committedBytes, maxBytes               "eden", "survivor", "young", "old" or null
 * events[]      id, name, kind, action, cause, startMillis, durationMillis, heapBeforeBytes, heapAfterBytes,
 *               edenBeforeBytes, edenAfterBytes, edenCommittedBytes, oldBeforeBytes, oldAfterBytes, heapCommittedBytes
 * eventsLost    older events that are no longer in the list
 * }</pre>
 */
final class Gc {
    private static final int KEPT = 2048;
    private static final long SHORTEST_INTERVAL_NANOS = 1_000_000_000;
    /** Beans whose every collection stops the application; those of ZGC and Shenandoah say it in their name. */
    private static final Set<String> PAUSES = Set.of(
            "Copy",
            "MarkSweepCompact",
            "PS Scavenge",
            "PS MarkSweep",
            "G1 Young Generation",
            "G1 Old Generation",
            "G1 Concurrent GC"); // since JDK 20: the pauses of G1's concurrent cycle

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final List<GarbageCollectorMXBean> beans = ManagementFactory.getGarbageCollectorMXBeans();
    private final List<MemoryPoolMXBean> heapPools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    private final NotificationListener listener;
    private final boolean counted;

    // Guarded by this
    private long startMillis = System.currentTimeMillis();
    private Reading begin = Reading.now();
    private Cpu cpuBegin = Cpu.now();
    private final Deque<Collection> collections = new ArrayDeque<>();
    private final long[] seen = new long[beans.size()];
    private final long[] countBegin = new long[beans.size()];
    private final long[] millisBegin = new long[beans.size()];
    private long lost;
    private Reading before = begin; // that intervals may begin with
    private Reading last = begin; // not old enough for that, perhaps

    private record Reading(long nanoTime, long bytes) {
        static Reading now() {
            return new Reading(System.nanoTime(), JvmCounter.bytes());
        }
    }

    /** CPU time up to now; -1 where it is not known. */
    private record Cpu(long processNanos, long gcNanos) {
        static Cpu now() {
            return new Cpu(SYSTEM == null ? -1 : SYSTEM.getProcessCpuTime(), GcThreads.cpuNanos());
        }
    }

    private record Collection(
            long id,
            String name,
            String action,
            String cause,
            long startMillis,
            long durationMillis,
            Space heap,
            Space eden,
            Space old) {}

    /** Used bytes before and after a collection, and committed ones after it; null where it did not record them. */
    private record Space(Long beforeBytes, Long afterBytes, Long committedBytes) {}

    private Gc(boolean counted, boolean listening) {
        this.counted = counted;
        this.listener = listening ? new Listener() : null;
        countFromHere();
    }

    private void countFromHere() {
        for (int i = 0; i < seen.length; i++) {
            seen[i] = 0;
            countBegin[i] = beans.get(i).getCollectionCount();
            millisBegin[i] = beans.get(i).getCollectionTime();
        }
    }

    /**
     * Starts to watch.
     *
     * @param capture what runs beside it, or null: up to JDK 20 {@link JvmCounter} is right only while the sampler runs
     * @param listening whether there are to be events, for which the JVM allocates
     */
    static Gc start(Capture capture, boolean listening) {
        return start(!JvmCounter.needsThreadEnds() || (capture != null && capture.seesThreadEnds()), listening);
    }

    /** The same where it is known whether {@link JvmCounter} is right. */
    static Gc start(boolean counted, boolean listening) {
        return Quiet.call(() -> {
            Gc gc = new Gc(counted, listening);
            gc.listen();
            return gc;
        });
    }

    private void listen() {
        if (listener == null) {
            return;
        }
        for (GarbageCollectorMXBean bean : beans) {
            if (bean instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(listener, null, null);
            }
        }
    }

    /** Stops watching. */
    void stop() {
        if (listener == null) {
            return;
        }
        for (GarbageCollectorMXBean bean : beans) {
            if (bean instanceof NotificationEmitter emitter) {
                try {
                    emitter.removeNotificationListener(listener);
                } catch (ListenerNotFoundException e) {
                    // stopped before
                }
            }
        }
    }

    private void ended(Notification notification) {
        if (!notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            return;
        }
        GarbageCollectionNotificationInfo info =
                GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
        GcInfo times = info.getGcInfo();
        long jvmStart = ManagementFactory.getRuntimeMXBean().getStartTime();
        Collection collection = new Collection(
                times.getId(),
                info.getGcName(),
                info.getGcAction(),
                info.getGcCause(),
                jvmStart + times.getStartTime(),
                times.getDuration(),
                space(times, null),
                space(times, "eden"),
                space(times, "old"));
        synchronized (this) {
            for (int i = 0; i < beans.size(); i++) {
                seen[i] += beans.get(i).getName().equals(info.getGcName()) ? 1 : 0;
            }
            if (collections.size() == KEPT) {
                collections.removeFirst();
                lost++;
            }
            collections.addLast(collection);
        }
    }

    /** Called on a thread of the JVM's, which is not quiet yet: hence no lambda, which would be linked there. */
    private final class Listener implements NotificationListener, Supplier<Boolean> {
        private Notification notification;

        @Override
        public synchronized void handleNotification(Notification ended, Object handback) {
            notification = ended;
            Quiet.call(this);
        }

        @Override
        public synchronized Boolean get() {
            ended(notification);
            return true;
        }
    }

    /** The pools of a space, or of the whole heap; what a collector did not record it says with zeros. */
    private Space space(GcInfo times, String space) {
        long before = 0;
        long after = 0;
        long committed = 0;
        boolean any = false;
        for (MemoryPoolMXBean pool : heapPools) {
            MemoryUsage then = times.getMemoryUsageBeforeGc().get(pool.getName());
            MemoryUsage now = times.getMemoryUsageAfterGc().get(pool.getName());
            if (then != null && now != null && (space == null || space.equals(spaceOf(pool.getName())))) {
                before += then.getUsed();
                after += now.getUsed();
                committed += now.getCommitted();
                any = true;
            }
        }
        boolean recorded = any && (space != null || before + after > 0);
        return new Space(
                recorded && (space != null || before > 0) ? (Long) before : null,
                recorded && (space != null || after > 0) ? (Long) after : null,
                recorded ? (Long) committed : null);
    }

    /** Which part of the heap a pool is, or null for one that is all of it, or is not known. */
    private static String spaceOf(String pool) {
        if (pool.endsWith("Eden Space")) {
            return "eden";
        }
        if (pool.endsWith("Survivor Space")) {
            return "survivor";
        }
        if (pool.endsWith("Young Generation") || pool.endsWith("Young Gen")) {
            return "young";
        }
        return pool.endsWith("Old Gen") || pool.endsWith("Old Generation") || pool.endsWith("Tenured Gen")
                ? "old"
                : null;
    }

    /** {@code pause}, {@code cycle}, or null for a collector that is not known. */
    static String kind(String collector) {
        if (PAUSES.contains(collector) || collector.endsWith(" Pauses")) {
            return "pause";
        }
        return collector.endsWith(" Cycles") ? "cycle" : null;
    }

    /** All that is known now. */
    synchronized String json() {
        Json json = new Json();
        json.open('{');
        json.field(
                "jvm",
                System.getProperty("java.vm.name", "") + " " + System.getProperty("java.vm.version", "") + " ("
                        + System.getProperty("java.vm.vendor", "") + ")");
        json.field("startMillis", startMillis);
        json.field("nowMillis", System.currentTimeMillis());
        json.name("collectors").open('[');
        for (int i = 0; i < beans.size(); i++) {
            collector(json, i);
        }
        json.close(']');
        allocation(json);
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        json.name("heap").open('{');
        json.field("usedBytes", heap.getUsed());
        json.field("committedBytes", heap.getCommitted());
        json.field("maxBytes", known(heap.getMax()));
        json.close('}');
        cpu(json);
        json.name("pools").open('[');
        for (MemoryPoolMXBean pool : heapPools) {
            pool(json, pool);
        }
        json.close(']');
        json.name("events").open('[');
        for (Collection collection : collections) {
            event(json, collection);
        }
        json.close(']');
        json.field("eventsLost", lost);
        return json.close('}').toString();
    }

    /** All that is known now; from here on watching begins anew. */
    synchronized String next() {
        long millis = System.currentTimeMillis();
        Cpu cpu = Cpu.now();
        String json = json();
        startMillis = millis;
        begin = last;
        before = last;
        cpuBegin = cpu;
        countFromHere();
        collections.clear();
        lost = 0;
        return json;
    }

    private void collector(Json json, int index) {
        GarbageCollectorMXBean bean = beans.get(index);
        String kind = kind(bean.getName());
        Long millis = known(bean.getCollectionTime());
        json.open('{').field("name", bean.getName()).field("kind", kind);
        json.field("count", known(bean.getCollectionCount()));
        json.field("pauseMillis", "pause".equals(kind) ? millis : null);
        json.field("cycleMillis", "cycle".equals(kind) ? millis : null);
        boolean told = listener != null && bean instanceof NotificationEmitter;
        json.field("seenCount", told ? (Long) seen[index] : null);
        json.field("sinceStartCount", since(countBegin[index], bean.getCollectionCount()));
        json.field("sinceStartMillis", since(millisBegin[index], bean.getCollectionTime()));
        json.close('}');
    }

    private static void event(Json json, Collection collection) {
        json.open('{').field("id", collection.id()).field("name", collection.name());
        json.field("kind", kind(collection.name()));
        json.field("action", collection.action()).field("cause", collection.cause());
        json.field("startMillis", collection.startMillis()).field("durationMillis", collection.durationMillis());
        json.field("heapBeforeBytes", collection.heap().beforeBytes());
        json.field("heapAfterBytes", collection.heap().afterBytes());
        json.field("edenBeforeBytes", collection.eden().beforeBytes());
        json.field("edenAfterBytes", collection.eden().afterBytes());
        json.field("edenCommittedBytes", collection.eden().committedBytes());
        json.field("oldBeforeBytes", collection.old().beforeBytes());
        json.field("oldAfterBytes", collection.old().afterBytes());
        json.field("heapCommittedBytes", collection.heap().committedBytes());
        json.close('}');
    }

    private void cpu(Json json) {
        Cpu now = Cpu.now();
        json.name("cpu").open('{');
        json.field("processors", (Long) (long) Runtime.getRuntime().availableProcessors());
        json.field("sinceStartProcessNanos", since(cpuBegin.processNanos(), now.processNanos()));
        json.field("sinceStartGcNanos", since(cpuBegin.gcNanos(), now.gcNanos()));
        json.close('}');
    }

    private static Long since(long from, long to) {
        return from < 0 || to < from ? null : (Long) (to - from);
    }

    private static void pool(Json json, MemoryPoolMXBean pool) {
        MemoryUsage usage = pool.getUsage();
        json.open('{').field("name", pool.getName()).field("space", spaceOf(pool.getName()));
        json.field("usedBytes", usage == null ? null : (Long) usage.getUsed());
        json.field("committedBytes", usage == null ? null : (Long) usage.getCommitted());
        json.field("maxBytes", usage == null ? null : known(usage.getMax()));
        json.close('}');
    }

    private void allocation(Json json) {
        Reading now = Reading.now();
        if (now.nanoTime() - last.nanoTime() >= SHORTEST_INTERVAL_NANOS) {
            before = last;
        }
        last = now;
        Long sinceStart = bytes(begin, now);
        Long interval = bytes(before, now);
        long intervalNanos = now.nanoTime() - before.nanoTime();
        json.name("allocation").open('{');
        json.field("sinceStartBytes", sinceStart);
        json.field("sinceStartBytesPerSecond", perSecond(sinceStart, now.nanoTime() - begin.nanoTime()));
        json.field("intervalMillis", intervalNanos / 1_000_000);
        json.field("intervalBytes", interval);
        json.field("intervalBytesPerSecond", perSecond(interval, intervalNanos));
        json.close('}');
    }

    private Long bytes(Reading from, Reading to) {
        boolean known = counted && from.bytes() >= 0 && to.bytes() >= from.bytes();
        return known ? (Long) (to.bytes() - from.bytes()) : null;
    }

    private static Long perSecond(Long bytes, long nanos) {
        return bytes == null || nanos <= 0 ? null : (Long) Math.round(bytes * 1e9 / nanos);
    }

    /** MX beans say -1 for what they do not know. */
    private static Long known(long value) {
        return value < 0 ? null : (Long) value;
    }

    @Override
    public synchronized String toString() {
        return String.format(Locale.ROOT, "Gc[%d collections seen]", collections.size() + lost);
    }
}
