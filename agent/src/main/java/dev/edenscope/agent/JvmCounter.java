package dev.edenscope.agent;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The JVM's own count of allocated bytes: the truth that an estimate is held against.
 *
 * <p>JDK 21 and newer keep a total. Before, the counters of threads are summed, and those of threads that end are
 * collected by the sampler while it runs, so that only differences within a session mean anything. The agent's own
 * allocations are taken off.
 */
final class JvmCounter {
    private static final ThreadMXBean THREADS = threads();
    private static final Method TOTAL = total(); // null before 21
    private static final AtomicLong ENDED = new AtomicLong();
    private static final AtomicLong OWN = new AtomicLong();

    private JvmCounter() {}

    private static ThreadMXBean threads() {
        return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
                        && bean.isThreadAllocatedMemorySupported()
                ? bean
                : null;
    }

    private static Method total() {
        try {
            return ThreadMXBean.class.getMethod("getTotalThreadAllocatedBytes");
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    /** Whether the sampler must report threads that end. */
    static boolean needsThreadEnds() {
        return TOTAL == null && THREADS != null;
    }

    /** Bytes allocated by all threads, less the agent's own; -1 where the JVM does not count. */
    static long bytes() {
        if (THREADS == null) {
            return -1;
        }
        long own = OWN.get();
        for (AgentThread thread : AgentThread.running()) {
            own += Math.max(THREADS.getThreadAllocatedBytes(thread.getId()), 0);
        }
        for (Map.Entry<Thread, Long> inside : Quiet.inside().entrySet()) {
            long now = THREADS.getThreadAllocatedBytes(inside.getKey().getId());
            own += Math.max(now - inside.getValue(), 0);
        }
        if (TOTAL != null) {
            try {
                return (long) TOTAL.invoke(THREADS) - own;
            } catch (IllegalAccessException | InvocationTargetException e) {
                return -1;
            }
        }
        while (true) {
            long ended = ENDED.get();
            long sum = 0;
            for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
                sum += Math.max(bytes, 0); // -1: it has just ended
            }
            if (ended == ENDED.get()) {
                return sum + ended - own;
            }
        }
    }

    static long ofCurrentThread() {
        return THREADS == null ? 0 : THREADS.getCurrentThreadAllocatedBytes();
    }

    /** On a thread that ends. */
    static void threadEnded() {
        if (THREADS != null) {
            ENDED.addAndGet(THREADS.getCurrentThreadAllocatedBytes());
        }
    }

    /** Takes bytes that the agent itself allocated off the count. */
    static void own(long bytes) {
        OWN.addAndGet(bytes);
    }
}
