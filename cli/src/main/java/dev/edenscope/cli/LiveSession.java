package dev.edenscope.cli;

import dev.edenscope.live.Action;
import dev.edenscope.live.Live;
import dev.edenscope.live.Paper;
import dev.edenscope.live.Picture;
import dev.edenscope.live.Reading;
import dev.edenscope.report.SourceText;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A JVM in a terminal, until a key or a signal ends it. One thread waits for keys, one looks at the JVM; what they bring is
 * done and drawn by the one that runs the session.
 */
final class LiveSession {
    private static final long PATIENCE_MILLIS = 5000;

    /** Something that has happened. */
    private interface Event {
        void happen() throws IOException;
    }

    private final Jvm jvm;
    private final Watch watch;
    private final Duration every;
    private final SourceText sources;
    private final Terminal terminal;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Live live;
    private String end = "";
    private boolean resized;
    private boolean done;

    LiveSession(Jvm jvm, Watch watch, Duration every, SourceText sources, Terminal terminal) {
        this.jvm = jvm;
        this.watch = watch;
        this.every = every;
        this.sources = sources;
        this.terminal = terminal;
        this.live = Live.of(title(jvm));
    }

    /** Which JVM it is. */
    static String title(Jvm jvm) {
        String version = jvm.version();
        return jvm.title() + (version.isEmpty() ? "" : "  JDK " + version);
    }

    /** Shows the JVM until it is to end. The terminal is then as it was, and the JVM is no longer sampled. */
    void run() throws IOException {
        Thread watcher = new Thread(this::watch, "eden-watch");
        watcher.setDaemon(true);
        Interruption interruption = new Interruption(() -> events.add(this::quit));
        watcher.start();
        try (Screen screen = new Screen(terminal.isStyled(), () -> events.add(() -> resized = true))) {
            Thread keys = new Thread(() -> read(screen), "eden-keys");
            keys.setDaemon(true);
            keys.start();
            show(screen);
        } finally {
            stopped.countDown();
            await(watcher);
            interruption.close();
            if (!end.isEmpty()) {
                terminal.note(end);
            }
        }
    }

    private void show(Screen screen) throws IOException {
        Paper paper = screen.paper();
        try {
            while (!done) {
                screen.draw(Picture.of(live, paper, sources));
                events.take().happen();
                for (Event more = events.poll(); more != null; more = events.poll()) {
                    more.happen();
                }
                if (resized) {
                    resized = false;
                    paper = screen.paper();
                    screen.clear();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void quit() {
        done = true;
    }

    private void read(Screen screen) {
        try {
            for (String key = screen.key(); key != null; key = screen.key()) {
                Action action = Action.of(key);
                if (action == Action.QUIT) {
                    break;
                }
                if (action != null) {
                    events.add(() -> live = live.press(action));
                }
            }
        } catch (IOException e) {
            // the terminal is gone
        }
        events.add(this::quit);
    }

    private void watch() {
        try (watch) {
            while (!stopped.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                Reading reading = watch.look();
                events.add(() -> live = live.with(reading));
            }
        } catch (Watch.Ended e) {
            events.add(() -> {
                end = e.getMessage();
                live = live.ended(end);
            });
        } catch (IOException e) {
            fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) { // a bug, to be shown as one
            events.add(() -> {
                throw e;
            });
        }
    }

    private void fail(IOException problem) {
        events.add(() -> {
            throw problem;
        });
    }

    /** The JVM is to be left in peace before this process ends, but a JVM that does not answer is not waited for. */
    private void await(Thread watcher) {
        try {
            watcher.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (watcher.isAlive()) {
            terminal.note(jvm.title() + " does not answer; its sampling ends by itself in a minute");
        }
    }
}
