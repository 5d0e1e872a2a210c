package dev.edenscope.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The few threads that answer requests. A request has a few seconds to arrive and a minute to be taken off, so that
 * slow clients cannot hold all of them; only {@linkplain #unhurried work on the answer} may take as long as it does.
 *
 * <p>A thread whose time is up is interrupted, which closes the channel that it reads or writes.
 */
final class Workers implements Executor {
    private static final int THREADS = 4;
    private static final int WAITING = 64;
    private static final long READ_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long WRITE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long TICK_MILLIS = 500;

    private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(WAITING);
    private final List<Worker> workers = new ArrayList<>();
    private final Object watched = new Object();
    private final Thread watch;
    private long dispatcherBytes = -1; // only the dispatcher's
    private int busy; // guarded by watched
    private volatile boolean stopped;

    Workers() {
        for (int i = 1; i <= THREADS; i++) {
            Worker worker = new Worker();
            workers.add(worker);
            worker.thread = AgentThread.of("edenscope-endpoint-" + i, worker);
        }
        workers.forEach(worker -> worker.thread.start());
        watch = AgentThread.start("edenscope-endpoint-watch", this::watch);
    }

    /** Called by the server's one dispatching thread; a refused request's connection is closed by the server. */
    @Override
    public void execute(Runnable request) {
        quietDispatcher();
        if (stopped || !waiting.offer(request)) {
            throw new RejectedExecutionException("too many requests at a time");
        }
    }

    /** The server makes its own dispatching thread; from its first request on, it is the agent's as well. */
    private void quietDispatcher() {
        long bytes = JvmCounter.ofCurrentThread();
        if (dispatcherBytes < 0) {
            dispatcherBytes = 0;
            if (Native.load() == null) {
                Native.quiet(true);
            }
        }
        JvmCounter.own(bytes - dispatcherBytes);
        dispatcherBytes = bytes;
    }

    /** Work of the calling worker that is not the client's to slow down; what follows it has to be quick again. */
    <T> T unhurried(Supplier<T> work) {
        Worker worker = workers.stream()
                .filter(w -> w.thread == Thread.currentThread())
                .findAny()
                .orElseThrow();
        worker.allow(0);
        try {
            return work.get();
        } finally {
            worker.allow(WRITE_NANOS);
        }
    }

    void stop() {
        stopped = true;
        watch.interrupt();
        workers.forEach(worker -> worker.thread.interrupt());
        workers.forEach(worker -> AgentThread.join(worker.thread));
        AgentThread.join(watch);
    }

    /** Sleeps until a worker is busy, then looks at the workers' time. */
    private void watch() {
        while (!stopped) {
            try {
                synchronized (watched) {
                    while (busy == 0) {
                        watched.wait();
                    }
                    watched.wait(TICK_MILLIS);
                }
                workers.forEach(Worker::interruptIfLate);
            } catch (InterruptedException e) {
                // stopped, or nothing of importance
            }
        }
    }

    private void busy(int change) {
        synchronized (watched) {
            busy += change;
            watched.notifyAll();
        }
    }

    /** A thread and how long its client may still take. */
    private final class Worker implements Runnable {
        private Thread thread;
        private boolean timed; // guarded by this
        private long deadlineNanos; // guarded by this

        @Override
        public void run() {
            while (!stopped) {
                try {
                    Runnable request = waiting.take();
                    busy(1);
                    allow(READ_NANOS);
                    try {
                        request.run();
                    } finally {
                        allow(0);
                        busy(-1);
                    }
                } catch (InterruptedException e) {
                    // stopped, or too late to matter
                } catch (RuntimeException | Error e) {
                    // the server has closed the connection
                }
                // An interrupt that was meant for the request must not hit the next.
                Thread.interrupted();
            }
        }

        /** Gives the client so long from now; 0: any time. */
        synchronized void allow(long nanos) {
            timed = nanos > 0;
            deadlineNanos = System.nanoTime() + nanos;
        }

        synchronized void interruptIfLate() {
            if (timed && System.nanoTime() - deadlineNanos > 0) {
                timed = false;
                thread.interrupt();
            }
        }
    }
}
