package dev.edenscope.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a person who waits how far it is: a bar that moves on a terminal; in a pipe one line or none. */
final class Progress {
    private static final int WIDTH = 30;
    private static final long PAUSE_NANOS = 200_000_000;

    private final Terminal terminal;
    private long shown = System.nanoTime();

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
                    String text = seconds(passed - passed % 1_000_000_000) + " of " + seconds(nanos);
                    show(what, passed, nanos, text);
                }
                long pause = Math.min(nanos - passed, moving ? PAUSE_NANOS : nanos);
                if (interrupted.await(pause, TimeUnit.NANOSECONDS)) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            clear();
        }
    }

    /** Shows on a terminal how many of several things are done, if it takes so long that somebody may wonder. */
    void count(String what, int done, int all) {
        if (all > 1 && terminal.interactive() && System.nanoTime() - shown > PAUSE_NANOS) {
            show(what, done, all, done + " of " + all);
            shown = System.nanoTime();
        }
    }

    /** Takes away what {@link #count} has shown. */
    void clear() {
        terminal.clear();
    }

    private void show(String what, long done, long all, String text) {
        int filled = (int) (WIDTH * done / all);
        terminal.overwrite(what + "  [" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + text);
    }

    private static String seconds(long nanos) {
        return nanos % 1_000_000_000 == 0 ? nanos / 1_000_000_000 + " s" : nanos / 1e9 + " s";
    }
}
