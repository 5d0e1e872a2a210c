package dev.edenscope.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/**
 * Allocates as many bytes in objects of each of six sizes, each size alone and then all mixed, on several threads:
 * {@code AllocateSizes MEGABYTES THREADS}, megabytes for each thread, size and way. Prints what it allocated by method.
 */
final class AllocateSizes {
    static final List<String> SIZES = List.of("16B", "100B", "16KB", "64KB", "512KB", "1MB");
    private static final int[] BYTES = {16, 104, 16 << 10, 64 << 10, 512 << 10, 1 << 20};
    private static final int HEADER = 16; // of an array

    @SuppressWarnings({"UnusedVariable", "MemberName"}) // what is stored here is not removed by the JIT
    private static final class Sink {
        Object object;
    }

    @SuppressWarnings("UnusedVariable") // with its header, 16 bytes
    private static final class Small {
        final int value;

        Small(int value) {
            this.value = value;
        }
    }

    private AllocateSizes() {}

    public static void main(String[] args) throws InterruptedException {
        long each = Long.parseLong(args[0]) << 20;
        int threads = Integer.parseInt(args[1]);
        for (int size = 0; size < BYTES.length; size++) {
            int alone = size;
            run(threads, () -> alone(alone, each / BYTES[alone]));
        }
        run(threads, () -> mixed(each));
        for (int size = 0; size < BYTES.length; size++) {
            long bytes = bytesOfOne(size);
            report("alone" + SIZES.get(size), bytes, threads * (each / BYTES[size]));
            report("mixed" + SIZES.get(size), bytes, threads * mixedCount(size, each));
        }
    }

    private static void report(String method, long bytesOfOne, long count) {
        System.out.printf(Locale.ROOT, "%s=%d%n", method, bytesOfOne * count);
    }

    private static void run(int threads, Runnable work) throws InterruptedException {
        Thread[] running = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            running[i] = new Thread(work);
            running[i].start();
        }
        for (Thread thread : running) {
            thread.join();
        }
    }

    /** What one object really takes, by the JVM's counter. */
    private static long bytesOfOne(int size) {
        ThreadMXBean counter = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Sink sink = new Sink();
        int count = 100;
        counter.getCurrentThreadAllocatedBytes();
        long before = counter.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < count; i++) {
            sink.object = size == 0 ? new Small(i) : new byte[BYTES[size] - HEADER - (size == 1 ? 4 : 0)];
        }
        return (counter.getCurrentThreadAllocatedBytes() - before) / count;
    }

    private static void alone(int size, long count) {
        Sink sink = new Sink();
        for (long left = count; left > 0; left -= 1 << 16) {
            int n = (int) Math.min(left, 1 << 16);
            switch (size) {
                case 0 -> alone16B(sink, n);
                case 1 -> alone100B(sink, n);
                case 2 -> alone16KB(sink, n);
                case 3 -> alone64KB(sink, n);
                case 4 -> alone512KB(sink, n);
                default -> alone1MB(sink, n);
            }
        }
    }

    private static void alone16B(Sink sink, int n) {
        for (int i = 0; i < n; i++) {
            sink.object = new Small(i);
        }
    }

    private static void alone100B(Sink sink, int n) {
        for (int i = 0; i < n; i++) {
            sink.object = new byte[84];
        }
    }

    private static void alone16KB(Sink sink, int n) {
        for (int i = 0; i < n; i++) {
            sink.object = new byte[(16 << 10) - HEADER];
        }
    }

    private static void alone64KB(Sink sink, int n) {
        for (int i = 0; i < n; i++) {
            sink.object = new byte[(64 << 10) - HEADER];
        }
    }

    private static void alone512KB(Sink sink, int n) {
        for (int i = 0; i < n; i++) {
            sink.object = new byte[(512 << 10) - HEADER];
        }
    }

    private static void alone1MB(Sink sink, int n) {
        for (int i = 0; i < n; i++) {
            sink.object = new byte[(1 << 20) - HEADER];
        }
    }

    // A step is 16 bytes of each size on average: one small object, and of the others as many as that makes.

    private static void mixed(long each) {
        Sink sink = new Sink();
        long steps = each / 16;
        for (long step = 0; step < steps; step += 1 << 16) {
            mixedSteps(sink, (int) Math.min(steps - step, 1 << 16));
        }
    }

    private static void mixedSteps(Sink sink, int steps) {
        for (int i = 0; i < steps; i++) {
            mixed16B(sink, i);
            if (i % 6 == 0) {
                mixed100B(sink);
            }
            if ((i & 1023) == 0) {
                mixed16KB(sink);
            }
            if ((i & 4095) == 0) {
                mixed64KB(sink);
            }
            if ((i & 32767) == 0) {
                mixed512KB(sink);
            }
            if (i == 0) {
                mixed1MB(sink);
            }
        }
    }

    /** How many of a size {@link #mixed} makes; {@code each} is whole megabytes, so all rounds are whole. */
    private static long mixedCount(int size, long each) {
        long rounds = each >> 20;
        return switch (size) {
            case 0 -> rounds << 16;
            case 1 -> rounds * ((1 << 16) / 6 + 1);
            default -> rounds * ((1 << 20) / BYTES[size]);
        };
    }

    private static void mixed16B(Sink sink, int i) {
        sink.object = new Small(i);
    }

    private static void mixed100B(Sink sink) {
        sink.object = new byte[84];
    }

    private static void mixed16KB(Sink sink) {
        sink.object = new byte[(16 << 10) - HEADER];
    }

    private static void mixed64KB(Sink sink) {
        sink.object = new byte[(64 << 10) - HEADER];
    }

    private static void mixed512KB(Sink sink) {
        sink.object = new byte[(512 << 10) - HEADER];
    }

    private static void mixed1MB(Sink sink) {
        sink.object = new byte[(1 << 20) - HEADER];
    }
}
