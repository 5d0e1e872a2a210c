package dev.edenscope.agent;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import dev.edenscope.report.Json;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 *               seenCount                   collections since watching began
 * allocation    sinceStartBytes, sinceStartBytesPerSecond
 *               intervalMillis, intervalBytes, intervalBytesPerSecond      since the request before this
 * heap          usedBytes, committedBytes, maxBytes
 * events[]      id, name, kind, action, cause, startMillis, durationMillis, heapBeforeBytes, heapAfterBytes
 * eventsLost    older events that are no longer in the list
 * }</pre>
 */
final class Gc {
    private static final int KEPT = 512;
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

    private final List<GarbageCollectorMXBean> beans = ManagementFactory.getGarbageCollectorMXBeans();
    private final Set<String> heapPools = new HashSet<>();
    private final NotificationListener listener = new Listener();
    private final boolean counted;
    private final long startMillis = System.currentTimeMillis();
    private final Reading begin = new Reading(System.nanoTime(), JvmCounter.bytes());

    // Guarded by this
    private final Deque<Collection> collections = new ArrayDeque<>();
    private final long[] seen = new long[beans.size()];
    private long lost;
    private Reading before = begin; // that intervals may begin with
    private Reading last = begin; // not old enough for that, perhaps

    private record Reading(long nanoTime, long bytes) {}

    private record Collection(
            long id,
            String name,
            String action,
            String cause,
            long startMillis,
            long durationMillis,
            Long beforeBytes,
            Long afterBytes) {}

    private Gc(boolean counted) {
        this.counted = counted;
    }

    /**
     * Starts to watch.
     *
     * @param counted whether {@link JvmCounter} can be relied on: always from JDK 21 on, before that only while the
     *     sampler runs
     */
    static Gc start(boolean counted) {
        return Quiet.call(() -> {
            Gc gc = new Gc(counted);
            gc.listen();
            return gc;
        });
    }

    private void listen() {
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                heapPools.add(pool.getName());
            }
        }
        for (GarbageCollectorMXBean bean : beans) {
            if (bean instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(listener, null, null);
            }
        }
    }

    /** Stops watching. */
    void stop() {
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
                heapBytes(times.getMemoryUsageBeforeGc()),
                heapBytes(times.getMemoryUsageAfterGc()));
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

    /** Bytes used in the heap; null where the collector did not record them, which it says with zeros. */
    private Long heapBytes(Map<String, MemoryUsage> pools) {
        long sum = 0;
        for (Map.Entry<String, MemoryUsage> pool : pools.entrySet()) {
            sum += heapPools.contains(pool.getKey()) ? pool.getValue().getUsed() : 0;
        }
        return sum == 0 ? null : sum;
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
            collector(json, beans.get(i), seen[i]);
        }
        json.close(']');
        allocation(json);
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        json.name("heap").open('{');
        json.field("usedBytes", heap.getUsed());
        json.field("committedBytes", heap.getCommitted());
        json.field("maxBytes", known(heap.getMax()));
        json.close('}');
        json.name("events").open('[');
        for (Collection collection : collections) {
            event(json, collection);
        }
        json.close(']');
        json.field("eventsLost", lost);
        return json.close('}').toString();
    }

    private static void collector(Json json, GarbageCollectorMXBean bean, long seen) {
        String kind = kind(bean.getName());
        Long millis = known(bean.getCollectionTime());
        json.open('{').field("name", bean.getName()).field("kind", kind);
        json.field("count", known(bean.getCollectionCount()));
        json.field("pauseMillis", "pause".equals(kind) ? millis : null);
        json.field("cycleMillis", "cycle".equals(kind) ? millis : null);
        json.field("seenCount", bean instanceof NotificationEmitter ? (Long) seen : null);
        json.close('}');
    }

    private static void event(Json json, Collection collection) {
        json.open('{').field("id", collection.id()).field("name", collection.name());
        json.field("kind", kind(collection.name()));
        json.field("action", collection.action()).field("cause", collection.cause());
        json.field("startMillis", collection.startMillis()).field("durationMillis", collection.durationMillis());
        json.field("heapBeforeBytes", collection.beforeBytes()).field("heapAfterBytes", collection.afterBytes());
        json.close('}');
    }

    private void allocation(Json json) {
        Reading now = new Reading(System.nanoTime(), JvmCounter.bytes());
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
