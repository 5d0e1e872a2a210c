package dev.edenscope.testkit;

import java.util.concurrent.Callable;

/** The loop around what is measured: all that is allocated below it belongs to that. */
final class Calls {
    static final String METHOD = "dev.edenscope.testkit.Calls.run";

    @SuppressWarnings("UnusedVariable") // written, so that what code gives is used
    private static volatile Object kept;

    private Calls() {}

    static void run(Callable<?> code, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            kept = code.call();
        }
    }
}
