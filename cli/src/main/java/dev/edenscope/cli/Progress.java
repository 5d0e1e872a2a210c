package dev.edenscope.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a person who waits how far it is: a bar that moves on a terminal, a single line in a pipe. */
final class Progress {
    private static final int WIDTH = 30;

    private final Terminal terminal;

    Progress(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Waits for a duration, or until {@code interrupted} opens. */
    void wait(String what, Duration duration, CountDownLatch interrupted) {
        long begin = System.nanoTime();
        long nanos = duration.toNanos();
        boolean moving = terminal.interactive();
        if (!moving) {
            terminal.note(what + " for " + seconds(nanos));
        }
        try {
            for (long passed = 0; passed < nanos; passed = System.nanoTime() - begin) {
                if (moving) {
                    int filled = (int) (WIDTH * passed / nanos);
                    terminal.overwrite(what + "  [" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] "
                            + seconds(passed - passed % 1_000_000_000) + " of " + seconds(nanos));
                }
                long pause = Math.min(nanos - passed, moving ? 200_000_000 : nanos);
                if (interrupted.await(pause, TimeUnit.NANOSECONDS)) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (moving) {
                terminal.overwrite("");
            }
        }
    }

    private static String seconds(long nanos) {
        return nanos % 1_000_000_000 == 0 ? nanos / 1_000_000_000 + " s" : nanos / 1e9 + " s";
    }
}
