package dev.edenscope.examples.orders;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * What the service has done since it started listening, as its own JVM counts it: requests, bytes allocated by all
 * live threads ({@code com.sun.management.ThreadMXBean}, exact), and the pauses of the collector, to a millisecond.
 * Safe for all threads.
 */
final class Stats {
    private static final int PAUSES_KEPT = 1 << 16;

    private final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final LongAdder requests = new LongAdder();
    private final long[] pauseStartMillis = new long[PAUSES_KEPT];
    private final long[] pauseMillis = new long[PAUSES_KEPT];
    private final long allocatedAtStartBytes;
    private long pauses;

    Stats() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (pauses(collector.getName()) && collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener((notification, handback) -> pause(notification), null, null);
            }
        }
        allocatedAtStartBytes = allocatedBytes();
    }

    /** The beans of concurrent work count cycles, in which the application runs. */
    private static boolean pauses(String collector) {
        return !collector.endsWith("Cycles") && !collector.endsWith("Concurrent GC");
    }

    private synchronized void pause(Notification notification) {
        if (notification.getUserData() instanceof CompositeData data) {
            GcInfo gc = GarbageCollectionNotificationInfo.from(data).getGcInfo();
            int slot = (int) (pauses++ % PAUSES_KEPT);
            pauseStartMillis[slot] = gc.getStartTime();
            pauseMillis[slot] = gc.getDuration();
        }
    }

    /** Counts a request that was answered. */
    void answered() {
        requests.increment();
    }

    /** The requests that were answered. */
    long requests() {
        return requests.sum();
    }

    private long allocatedBytes() {
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    /** The counters now; pauses from this uptime on. */
    Snapshot snapshot(String version, long sinceMillis) {
        long answered = requests();
        long bytes = allocatedBytes() - allocatedAtStartBytes;
        long uptimeMillis = ManagementFactory.getRuntimeMXBean().getUptime();
        long[] seen = pausesSince(sinceMillis);
        Arrays.sort(seen);
        return new Snapshot(
                version,
                uptimeMillis,
                answered,
                bytes,
                answered == 0 ? null : bytes / answered,
                seen.length,
                seen.length == 0 ? null : (uptimeMillis - sinceMillis) / seen.length,
                Arrays.stream(seen).sum(),
                seen.length == 0 ? null : seen[(int) Math.ceil(seen.length * 0.99) - 1],
                seen.length == 0 ? null : seen[seen.length - 1],
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    private synchronized long[] pausesSince(long sinceMillis) {
        int kept = (int) Math.min(pauses, PAUSES_KEPT);
        long[] seen = new long[kept];
        int found = 0;
        for (int slot = 0; slot < kept; slot++) {
            if (pauseStartMillis[slot] >= sinceMillis) {
                seen[found++] = pauseMillis[slot];
            }
        }
        return Arrays.copyOf(seen, found);
    }

    /**
     * The counters at one moment. A figure that nothing was measured for is null.
     *
     * @param gcPauses the number of pauses since the uptime that was asked for, as the next four are
     */
    record Snapshot(
            String version,
            long uptimeMillis,
            long requests,
            long allocatedBytes,
            Long bytesPerRequest,
            long gcPauses,
            Long gcIntervalMillis,
            long gcPauseMillis,
            Long gcPauseP99Millis,
            Long gcPauseMaxMillis,
            long heapUsedBytes) {}
}
