package dev.edenscope.agent;

import dev.edenscope.profile.Profile;
import java.util.function.Supplier;

/**
 * A recording that is under way: what is allocated between its opening and its closing, and what is in use at its end.
 *
 * <p>It looks through the capture that runs already, if one does (in-use then reaches back to that one's start); else it
 * starts one of its own, and ends it.
 */
final class Window {
    /** The capture that windows have started for themselves, and how many look through it. */
    private static Capture shared;

    private static Settings sharedSettings;
    private static int sharing;

    private final Capture capture;
    private final boolean own;
    private final Calls calls;
    private final Supplier<Profile> profile;
    private final Gc gc;
    private long untilNanos; // guarded by this
    private boolean closed;

    private Window(Capture capture, boolean own, Calls calls, boolean exact) {
        this.capture = capture;
        this.own = own;
        this.calls = calls;
        this.profile = calls.window(capture, true);
        this.gc = Gc.start(capture, !exact);
    }

    /** @throws IllegalStateException in one line, if this JVM cannot be sampled or is already, in another way */
    static Window open(Settings settings) {
        Edenscope running = Edenscope.running();
        if (running != null && running.capture() != null) {
            if (settings.exact() && !running.settings().exact()) {
                throw new IllegalStateException("this process is being sampled by an agent that it was started with or"
                        + " that was attached; to count exactly, stop that one first: eden detach PID");
            }
            return new Window(
                    running.capture(),
                    false,
                    Calls.start(settings.per()),
                    running.settings().exact());
        }
        Calls calls = Calls.start(settings.per());
        try {
            return share(settings.withoutCalls(), calls);
        } catch (RuntimeException e) {
            calls.stop();
            throw e;
        }
    }

    private static synchronized Window share(Settings settings, Calls calls) {
        if (sharing == 0) {
            shared = Capture.start(settings);
            sharedSettings = settings;
        } else if (!sharedSettings.equals(settings)) {
            throw new IllegalStateException(
                    "another recording of this process is under way, with other options; wait for its end");
        }
        Window window = new Window(shared, true, calls, settings.exact());
        sharing++;
        return window;
    }

    private static synchronized void release() {
        if (--sharing == 0) {
            shared.stop();
            shared = null;
        }
    }

    void collect() {
        capture.collect();
    }

    /** The collections in the window up to now, as JSON. */
    String gc() {
        return gc.json();
    }

    /** The collections since this was asked before, or since the opening, as JSON. */
    String nextGc() {
        return gc.next();
    }

    /** The profile of the window up to now: of what has come since this was asked before, or since the opening. */
    synchronized Profile profile() {
        return profile.get();
    }

    /** The same; the window is over. */
    synchronized Profile close() {
        Profile seen = profile();
        end();
        return seen;
    }

    /** Ends the window, unless that is done. */
    synchronized void end() {
        if (!closed) {
            closed = true;
            notifyAll();
            gc.stop();
            calls.stop();
            if (own) {
                release();
            }
        }
    }

    /** Has the window run out so many seconds from now, and not before. */
    synchronized void lease(long seconds) {
        untilNanos = System.nanoTime() + seconds * 1_000_000_000;
    }

    /** Waits until the window is closed, or closes it when its lease has run out; then true. */
    synchronized boolean expires() {
        while (!closed) {
            long millis = (untilNanos - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                end();
                return true;
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                end(); // nobody interrupts this thread; if somebody does, the guest leaves
                return true;
            }
        }
        return false;
    }
}
