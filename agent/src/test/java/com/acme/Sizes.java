package com.acme;

import java.util.ArrayList;
import java.util.List;

/**
 * Allocates objects of six sizes from four threads, first one size after the other, then all mixed, and prints
 * {@code TRUTH PHASE METHOD OBJECTS BYTES} for each.
 */
public final class Sizes {
    private static final int THREADS = 4;
    private static final int[] SIZES = {16, 104, 16 << 10, 64 << 10, 512 << 10, 1 << 20};
    private static final String[] METHODS = {"b16", "b100", "k16", "k64", "k512", "m1"};

    private final Object[] ring = new Object[16];
    private int next;

    private Sizes() {}

    /** Argument: megabytes of each size in each phase. */
    public static void main(String[] arguments) throws InterruptedException {
        long each = (Long.parseLong(arguments[0]) << 20) / THREADS;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(new Thread(() -> {
                Sizes sizes = new Sizes();
                sizes.alone(each);
                sizes.mixed(each);
            }));
        }
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (String phase : new String[] {"alone", "mixed"}) {
            for (int i = 0; i < SIZES.length; i++) {
                long n = each / SIZES[i] * THREADS;
                System.out.println("TRUTH com.acme.Sizes." + phase + " com.acme.Sizes." + METHODS[i] + " " + n + " "
                        + n * SIZES[i]);
            }
        }
    }

    private void alone(long each) {
        for (int i = 0; i < SIZES.length; i++) {
            for (long n = each / SIZES[i]; n > 0; n--) {
                make(i);
            }
        }
    }

    /** For each of the largest as many of the others as make as many bytes, spread evenly. */
    private void mixed(long each) {
        long[] left = new long[SIZES.length];
        for (int i = 0; i < SIZES.length; i++) {
            left[i] = each / SIZES[i];
        }
        for (long bytes = 0; bytes < each; bytes += SIZES[0]) {
            for (int i = 0; i < SIZES.length; i++) {
                if (left[i] > 0 && bytes % SIZES[i] < SIZES[0]) {
                    left[i]--;
                    make(i);
                }
            }
        }
        for (int i = 0; i < SIZES.length; i++) {
            for (; left[i] > 0; left[i]--) {
                make(i);
            }
        }
    }

    private void make(int size) {
        switch (size) {
            case 0 -> b16();
            case 1 -> b100();
            case 2 -> k16();
            case 3 -> k64();
            case 4 -> k512();
            default -> m1();
        }
    }

    private void keep(Object object) {
        ring[next++ & 15] = object;
    }

    private void b16() {
        keep(new Object());
    }

    private void b100() {
        keep(new byte[84]);
    }

    private void k16() {
        keep(new byte[(16 << 10) - 16]);
    }

    private void k64() {
        keep(new byte[(64 << 10) - 16]);
    }

    private void k512() {
        keep(new byte[(512 << 10) - 16]);
    }

    private void m1() {
        keep(new byte[(1 << 20) - 16]);
    }
}
