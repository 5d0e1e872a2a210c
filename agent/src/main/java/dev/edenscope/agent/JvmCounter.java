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
    private static final Map<Long, Long> END = new ConcurrentHashMap<>();

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

    /** Notes what each thread has allocated, for {@link #firstWeight}. Before the sampler starts. */
    static void begin() {
        note(BEGIN);
    }

    /** Notes it once more, for the next session. After the sampler has stopped. */
    static void end() {
        note(END);
    }

    private static void note(Map<Long, Long> counts) {
        counts.clear();
        if (THREADS != null) {
            long[] ids = THREADS.getAllThreadIds();
            long[] bytes = THREADS.getThreadAllocatedBytes(ids);
            for (int i = 0; i < ids.length; i++) {
                counts.put(ids[i], Math.max(bytes[i], 0));
            }
        }
    }

    /**
     * How many objects the calling thread's first sample of a session stands for, if the thread is older than it.
     *
     * <p>JDK 25 goes on counting bytes towards the next sample while nobody samples. With A bytes unseen before the session
     * and d since, the thread's first slow allocation is sampled with probability 1 - exp(-(A + d) / interval), and stands
     * for the d bytes over that. Later in the session a sample is as any other, which is the upper bound.
     *
     * @param size of the sampled object, bytes
     * @param interval with which the sample was drawn, bytes
     * @param weight what it would stand for otherwise
     */
    static double firstWeight(double size, double interval, double weight) {
        long now = THREADS == null ? -1 : THREADS.getCurrentThreadAllocatedBytes();
        long thread = Thread.currentThread().getId();
        Long begin = BEGIN.remove(thread);
        if (now < 0 || begin == null) {
            return weight; // a virtual thread, or one that has started since
        }
        double unseen = (double) (begin - END.getOrDefault(thread, 0L));
        double since = Math.max((double) (now - begin), size);
        double stands = since / -Math.expm1(-(unseen + since) / interval) / size;
        return Math.max(1, Math.min(weight, stands));
    }

    /** On a thread that ends. */
    static void threadEnded() {
        if (THREADS != null) {
            ENDED.addAndGet(THREADS.getCurrentThreadAllocatedBytes());
        }
    }

    /** Takes bytes that the calling thread has allocated for the agent off the count. */
    static void own(long bytes) {
        OWN.addAndGet(bytes);
        long thread = Thread.currentThread().getId();
        Long before = BEGIN.get(thread);
        if (before != null) { // no lambda: linking one here would be in the profile
            BEGIN.put(thread, before + bytes);
        }
    }
}
