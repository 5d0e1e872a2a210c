package com.acme.causes;

import dev.edenscope.agent.Edenscope;
import dev.edenscope.agent.Inside;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code Rounds FILE}: runs every case until the JIT rests, then {@value #TIMES} times once more while every object is counted,
 * and writes a recording of that.
 */
public final class Rounds {
    public static final int TIMES = 4_000;
    private static final int ROUND = 500;
    private static final int QUIET = 5; // looks in a row at which nothing had been compiled
    private static final long LEAST_NANOS = 5_000_000_000L;

    private final List<Case> cases = new ArrayList<>();
    private int at;
    private long sum;

    private Rounds() throws ReflectiveOperationException {
        for (Class<?> each : Causes.class.getDeclaredClasses()) {
            if (Case.class.isAssignableFrom(each)) {
                cases.add((Case) each.getDeclaredConstructor().newInstance());
            }
        }
    }

    private void run(int times) {
        for (Case each : cases) {
            int from = at;
            for (int i = 0; i < times; i++) {
                sum += each.run(from + i);
            }
        }
        at = (at + times) & 0xfffff;
    }

    /** In a thread of its own, for one that is older has part of its buffer left, which nobody counts. */
    private static void inAThread(Runnable what) throws InterruptedException {
        Thread thread = new Thread(what, "rounds");
        thread.start();
        thread.join();
    }

    private void warmUp() throws InterruptedException {
        var compiler = ManagementFactory.getCompilationMXBean();
        long begin = System.nanoTime();
        long before = -1;
        for (int quiet = 0; quiet < QUIET || System.nanoTime() - begin < LEAST_NANOS; ) {
            inAThread(() -> {
                for (long from = System.nanoTime(); System.nanoTime() - from < 300_000_000L; ) {
                    run(ROUND);
                }
            });
            long now = compiler.getTotalCompilationTime();
            quiet = now == before ? quiet + 1 : 0;
            before = now;
        }
    }

    public static void main(String[] arguments) throws Exception {
        Rounds rounds = new Rounds();
        rounds.warmUp();
        try (Edenscope edenscope = Edenscope.start("exact")) {
            if (!edenscope.problem().isEmpty()) {
                throw new IllegalStateException(edenscope.problem());
            }
            inAThread(() -> rounds.run(TIMES));
            Inside.recording(Path.of(arguments[0]));
        }
        System.out.println("sum=" + rounds.sum);
    }
}
