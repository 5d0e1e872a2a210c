package com.acme;

import java.io.IOException;
import java.util.concurrent.CyclicBarrier;

/** Threads that have allocated much before, and allocate some more, known number of bytes at each line of input. */
public final class Pool {
    public static final int THREADS = 200;
    public static final int OBJECTS = 50;

    static volatile Object sink; // what is stored here escapes

    private Pool() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        CyclicBarrier barrier = new CyclicBarrier(THREADS + 1);
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> work(barrier));
            thread.setDaemon(true);
            thread.start();
        }
        await(barrier);
        System.out.println("ready");
        while (System.in.read() == '\n') {
            await(barrier);
            await(barrier);
            System.out.println("done");
        }
    }

    private static void work(CyclicBarrier barrier) {
        for (int i = 0; i < 5000; i++) {
            sink = new byte[1000];
        }
        await(barrier);
        while (true) {
            await(barrier);
            for (int i = 0; i < OBJECTS; i++) {
                more();
            }
            await(barrier);
        }
    }

    private static void more() {
        sink = new byte[1000];
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
