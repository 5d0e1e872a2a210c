package dev.edenscope.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C and other signals that end this process: the command is told, and the process stays until it has written all that
 * it had to.
 */
final class Interruption implements AutoCloseable {
    private final CountDownLatch signal = new CountDownLatch(1);
    private final Thread hook;

    /**
     * From here on signals are told of.
     *
     * @param first what to do at once
     */
    Interruption(Runnable first) {
        hook = new Thread(() -> {
            first.run();
            signal.countDown();
            Recording.awaitCommandDone();
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Opens when a signal has come. */
    CountDownLatch signal() {
        return signal;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // a signal has come
        }
    }
}
