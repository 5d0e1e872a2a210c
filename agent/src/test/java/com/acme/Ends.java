package com.acme;

import java.io.IOException;

/** Allocates some, says so, and ends in the way it is told. */
public final class Ends {
    static volatile Object sink; // what is stored here escapes

    private Ends() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        for (int i = 0; i < 10_000; i++) {
            sink = new byte[1000];
        }
        System.out.println("ready");
        switch (arguments[0]) {
            case "return" -> {}
            case "exit" -> System.exit(Integer.parseInt(arguments[1]));
            case "throw" -> throw new IllegalStateException("planted");
            case "thread" -> new Thread(() -> sink = new byte[1000]).start();
            case "wait" -> {
                while (System.in.read() >= 0) {
                    sink = new byte[1000];
                }
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }
}
