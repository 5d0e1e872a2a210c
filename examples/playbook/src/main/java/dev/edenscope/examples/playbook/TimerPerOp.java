package dev.edenscope.examples.playbook;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A connection that is to be told when it has been idle for five minutes. */
public class TimerPerOp extends Example {
    private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(5);

    private ScheduledThreadPoolExecutor timer;
    private ScheduledFuture<?> check;
    private volatile long lastMessage;
    private int handled;
    private volatile boolean idle;

    /** A timer that looks after all connections once a minute. */
    @Setup
    public void start() {
        timer = new ScheduledThreadPoolExecutor(1);
        timer.setRemoveOnCancelPolicy(true);
        check = timer.scheduleWithFixedDelay(this::check, 1, 1, TimeUnit.MINUTES);
    }

    @TearDown
    public void stop() {
        check.cancel(false);
        timer.shutdownNow();
    }

    private void tick() {
        idle = true;
    }

    private void check() {
        if (System.nanoTime() - lastMessage > IDLE_NANOS) {
            tick();
        }
    }

    private int handle() {
        handled += idle ? 0 : 1;
        return handled;
    }

    @Benchmark
    public int before() {
        ScheduledFuture<?> timeout = timer.schedule(this::tick, IDLE_NANOS, TimeUnit.NANOSECONDS);
        int result = handle();
        timeout.cancel(false);
        return result;
    }

    /** A message only says when it was; {@code check} looks at that. */
    @Benchmark
    public int after() {
        int result = handle();
        lastMessage = System.nanoTime();
        return result;
    }
}
