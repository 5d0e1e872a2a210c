package com.acme.advice;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Timers and futures. */
final class Timers {
    private static final ScheduledThreadPoolExecutor TIMERS = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "timers");
        thread.setDaemon(true);
        return thread;
    });

    static {
        TIMERS.setRemoveOnCancelPolicy(true);
    }

    private Timers() {}

    static final class Late implements Work {
        @Override
        public int run(int i) {
            CompletableFuture<String> answer = new CompletableFuture<>(); // RULE: none
            answer.orTimeout(100, TimeUnit.SECONDS); // RULE: timer-per-op
            answer.complete(Stock.word(i));
            return answer.join().length();
        }
    }

    static final class Scheduled implements Work {
        private static void ring() {}

        @Override
        public int run(int i) {
            Future<?> timer = TIMERS.schedule(Scheduled::ring, 100, TimeUnit.SECONDS); // RULE: timer-per-op
            timer.cancel(false);
            return i;
        }
    }

    static final class Answered implements Work {
        @Override
        public int run(int i) {
            CompletableFuture<String> answer = CompletableFuture.completedFuture(Stock.word(i)); // RULE: none
            return Stock.handOver(i, answer);
        }
    }

    static final class Task implements Work {
        @Override
        public int run(int i) {
            Future<String> task = new FutureTask<>(Task::name); // RULE: none
            return Stock.handOver(i, task);
        }

        private static String name() {
            return Stock.word(1);
        }
    }

    static final class Seldom implements Work {
        @Override
        public int run(int i) {
            Future<?> timer = TIMERS.schedule(Scheduled::ring, 200, TimeUnit.SECONDS); // RULE: none
            timer.cancel(false);
            return i;
        }

        @Override
        public double share() {
            return Stock.RARELY;
        }
    }
}
