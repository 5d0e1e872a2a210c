package dev.edenscope.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Allocates from a stack of a given depth: {@code DeepLoop DEPTH THREADS MEGABYTES}, megabytes for each thread. Prints
 * the wall and CPU time of the last four fifths, and the bytes allocated in them.
 */
final class DeepLoop {
    private static final int BYTES = 104;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final AtomicLong CPU_NANOS = new AtomicLong();
    private static final AtomicLong WALL_NANOS = new AtomicLong();

    @SuppressWarnings({"UnusedVariable", "MemberName"}) // what is stored here is not removed by the JIT
    private static final class Sink {
        Object object;
    }

    private DeepLoop() {}

    public static void main(String[] args) throws InterruptedException {
        int depth = Integer.parseInt(args[0]);
        Thread[] threads = new Thread[Integer.parseInt(args[1])];
        long count = (Long.parseLong(args[2]) << 20) / BYTES;
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> work(depth, count));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.printf(Locale.ROOT, "wall=%d%n", WALL_NANOS.get() / threads.length);
        System.out.printf(Locale.ROOT, "cpu=%d%n", CPU_NANOS.get());
        System.out.printf(Locale.ROOT, "bytes=%d%n", count / 5 * 4 * BYTES * threads.length);
    }

    private static void work(int depth, long count) {
        Sink sink = new Sink();
        for (int i = 0; i < 50_000; i++) {
            descend(depth - 4, 1, sink); // so that frames are compiled, as those of a warm service are
        }
        // Thread.run, the lambda and this method are frames, too.
        descend(depth - 4, count / 5, sink);
        long cpu = THREADS.getCurrentThreadCpuTime();
        long wall = System.nanoTime();
        descend(depth - 4, count / 5 * 4, sink);
        CPU_NANOS.addAndGet(THREADS.getCurrentThreadCpuTime() - cpu);
        WALL_NANOS.addAndGet(System.nanoTime() - wall);
    }

    private static int descend(int left, long count, Sink sink) {
        if (left > 0) {
            return descend(left - 1, count, sink) + 1;
        }
        for (long i = 0; i < count; i += 1 << 12) {
            allocate(sink, (int) Math.min(count - i, 1 << 12));
        }
        return 0;
    }

    private static void allocate(Sink sink, int count) {
        for (int i = 0; i < count; i++) {
            sink.object = new byte[BYTES - 16];
        }
    }
}
