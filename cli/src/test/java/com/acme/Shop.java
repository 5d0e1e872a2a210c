package com.acme;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A service that is started without any flag: it allocates on marked lines until its input ends. */
public final class Shop {
    private static final List<Object> KEPT = new ArrayList<>();
    static volatile Object sink; // what is stored here escapes

    private static volatile boolean closed;

    private Shop() {}

    /** Arguments: how many orders to take, then the exit code; or a name, and it serves until its input ends. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 2) {
            System.out.println("open");
            System.err.println("a word on standard error");
            for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
                order();
            }
            System.exit(Integer.parseInt(arguments[1]));
        }
        Thread till = new Thread(Shop::serve, "till");
        till.start();
        System.out.println("open");
        while (System.in.read() >= 0) {
            // until its end
        }
        closed = true;
        till.join();
    }

    private static void serve() {
        for (int i = 0; !closed; i++) {
            order();
            if (i % 5000 == 0 && KEPT.size() < 500) {
                KEPT.add(new long[1000]); // LINE: kept
            }
            if (i % 20_000 == 0) {
                pause();
            }
        }
    }

    private static void order() {
        sink = new byte[1000]; // LINE: order
    }

    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
