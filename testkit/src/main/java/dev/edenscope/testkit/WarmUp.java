package dev.edenscope.testkit;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * Calls that are made before those that count, until the JIT has nothing left to compile.
 *
 * @param counted how many calls to count: as many as take some 50 ms
 * @param state what it came to, for people
 */
record WarmUp(int counted, String state) {
    private static final long ROUND_NANOS = 50_000_000;
    private static final long MOST_NANOS = 5_000_000_000L;
    private static final int RESTS = 4; // rounds in a row
    private static final int ENOUGH_CALLS = 20_000; // C2 compiles after some 5,000 to 15,000
    private static final int LEAST_COUNTED = 100;
    private static final int MOST_COUNTED = 10_000;

    static WarmUp of(Callable<?> code) throws Exception {
        CompilationMXBean jit = ManagementFactory.getCompilationMXBean();
        long begin = System.nanoTime();
        long calls = 0;
        int rests = 0;
        int batch = 1;
        long compiled = -1;
        while (rests < RESTS || calls < ENOUGH_CALLS) {
            long round = System.nanoTime();
            while (System.nanoTime() - round < ROUND_NANOS) {
                Calls.run(code, batch);
                calls += batch;
                batch = Math.min(2 * batch, MOST_COUNTED);
            }
            long now = jit == null ? 0 : jit.getTotalCompilationTime();
            rests = now == compiled && !CompilerThreads.areAtWork() ? rests + 1 : 0;
            compiled = now;
            if (System.nanoTime() - begin > MOST_NANOS) {
                break;
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long counted = Math.min(MOST_COUNTED, Math.max(LEAST_COUNTED, (long) (calls * ROUND_NANOS / 1e9 / seconds)));
        return new WarmUp((int) counted, state(calls, seconds, jit != null, rests >= RESTS));
    }

    private static String state(long calls, double seconds, boolean isJit, boolean isAtRest) {
        String after = String.format(Locale.ROOT, "after %d calls in %.1f s", calls, seconds);
        if (!isJit) {
            return after + ", interpreted: this JVM has no JIT";
        }
        if (calls < ENOUGH_CALLS) {
            return after + ": too few for C2, which removes what does not escape";
        }
        return after + (isAtRest ? ", the JIT at rest" : ", the JIT still at work: other code may be in its way");
    }
}
