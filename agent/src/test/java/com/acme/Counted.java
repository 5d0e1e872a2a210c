package com.acme;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * Allocates known numbers of objects and prints {@code TRUTH METHOD CLASS OBJECTS BYTES} for each kind. A method's
 * objects are those made in it and in what it calls.
 */
public final class Counted {
    private static final int MANY = 100_000;
    static volatile Object sink; // what is stored here escapes

    private record Point(int x, int y) {}

    private Counted() {}

    /** Argument: platform or virtual, the kind of threads. */
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("virtual")) {
            virtualThreads();
        } else {
            platformThreads();
        }
    }

    private static void platformThreads() throws Exception {
        points(MANY);
        truth("points", "com.acme.Counted$Point", MANY, 24L * MANY);
        long objects = 0;
        long bytes = 0;
        for (int size : new int[] {0, 1, 84, 1000, 16_368, 65_520, 524_272, 1_048_560}) {
            int n = size > 10_000 ? 40 : 20_000;
            arrays(size, n);
            objects += n;
            bytes += (16L + size + 7) / 8 * 8 * n;
        }
        truth("arrays", "byte[]", objects, bytes);
        clones(new byte[100], MANY);
        truth("clones", "byte[]", MANY, 120L * MANY);
        grids(MANY / 10);
        truth("grids", "int[]", 3L * MANY / 10, 40L * 3 * MANY / 10);
        truth("grids", "int[][]", MANY / 10, (compressedOops() ? 32L : 40L) * MANY / 10);
        reflected(Point.class.getDeclaredConstructor(int.class, int.class), MANY / 10);
        truth("reflected", "com.acme.Counted$Point", MANY / 10, 24L * MANY / 10);
        lambdas(MANY);
        truth("lambdas", "com.acme.Counted$$Lambda", MANY, 16L * MANY);

        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(new Thread(() -> together(10_000)));
        }
        runAll(threads);
        truth("together", "com.acme.Counted$Point", 80_000, 24L * 80_000);
        for (int i = 0; i < 200; i++) {
            runAll(List.of(new Thread(() -> oneByOne(100))));
        }
        truth("oneByOne", "com.acme.Counted$Point", 20_000, 24L * 20_000);
        System.gc();
    }

    private static void virtualThreads() throws Exception {
        List<Thread> virtual = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            virtual.add((Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, (Runnable)
                            () -> inVirtualThreads(200)));
        }
        for (Thread thread : virtual) {
            thread.join();
        }
        truth("inVirtualThreads", "com.acme.Counted$Point", 100_000, 24L * 100_000);
    }

    private static void runAll(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static boolean compressedOops() {
        return Boolean.parseBoolean(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("UseCompressedOops")
                .getValue());
    }

    private static void truth(String method, String type, long objects, long bytes) {
        System.out.println("TRUTH com.acme.Counted." + method + " " + type + " " + objects + " " + bytes);
    }

    private static void points(int n) {
        for (int i = 0; i < n; i++) {
            sink = new Point(i, i);
        }
    }

    private static void arrays(int size, int n) {
        for (int i = 0; i < n; i++) {
            sink = new byte[size];
        }
    }

    private static void clones(byte[] array, int n) {
        for (int i = 0; i < n; i++) {
            sink = array.clone();
        }
    }

    private static void grids(int n) {
        for (int i = 0; i < n; i++) {
            sink = new int[3][5];
        }
    }

    private static void reflected(Constructor<Point> constructor, int n) throws ReflectiveOperationException {
        for (int i = 0; i < n; i++) {
            sink = constructor.newInstance(i, i);
        }
    }

    private static void lambdas(int n) {
        for (int i = 0; i < n; i++) {
            int k = i;
            sink = (IntSupplier) () -> k;
        }
    }

    private static void together(int n) {
        for (int i = 0; i < n; i++) {
            sink = new Point(i, i);
        }
    }

    private static void oneByOne(int n) {
        for (int i = 0; i < n; i++) {
            sink = new Point(i, i);
        }
    }

    private static void inVirtualThreads(int n) {
        for (int i = 0; i < n; i++) {
            sink = new Point(i, i);
            if (i % 50 == 0) {
                LockSupport.parkNanos(1);
            }
        }
    }
}
