package dev.edenscope.agent;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final Map<Long, Long> BEGIN = new ConcurrentHashMap<>();

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
        return THREADS == null ? -1 : Quiet.call(JvmCounter::quietBytes);
    }

    private static long quietBytes() {
        long own = OWN.get();
        for (AgentThread thread : AgentThread.running()) {
            own += Math.max(THREADS.getThreadAllocatedBytes(thread.getId()), 0);
        }
        for (Map.Entry<Thread, Long> inside : Quiet.inside().entrySet()) {
            own += Math.max(THREADS.getThreadAllocatedBytes(inside.getKey().getId()) - inside.getValue(), 0);
        }
        // What this thread allocates from here on is its own too, and the total has it: take off what it has become.
        long before = THREADS.getCurrentThreadAllocatedBytes();
        long total = TOTAL == null ? sumOfThreads() : total(TOTAL);
        return total < 0 ? -1 : total - own - (THREADS.getCurrentThreadAllocatedBytes() - before);
    }

    private static long total(Method total) {
        try {
            return (long) total.invoke(THREADS);
        } catch (IllegalAccessException | InvocationTargetException e) {
            return -1;
        }
    }

    private static long sumOfThreads() {
        while (true) {
            long ended = ENDED.get();
            long sum = 0;
            for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
                sum += Math.max(bytes, 0); // -1: it has just ended
            }
            if (ended == ENDED.get()) {
                return sum + ended;
            }
        }
    }

    static long ofCurrentThread() {
        return THREADS == null ? 0 : THREADS.getCurrentThreadAllocatedBytes();
    }

    /** Notes what each thread has allocated, for {@link #sinceBegin}. Before the sampler starts. */
    static void begin() {
        BEGIN.clear();
        if (THREADS != null) {
            long[] ids = THREADS.getAllThreadIds();
            long[] bytes = THREADS.getThreadAllocatedBytes(ids);
            for (int i = 0; i < ids.length; i++) {
                BEGIN.put(ids[i], Math.max(bytes[i], 0));
            }
        }
    }

    /** Bytes that the calling thread has allocated since {@link #begin}; -1 where unknown, as for a virtual thread. */
    static long sinceBegin() {
        long now = THREADS == null ? -1 : THREADS.getCurrentThreadAllocatedBytes();
        Long before = BEGIN.remove(Thread.currentThread().getId());
        return now < 0 ? -1 : now - (before == null ? 0 : before);
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
