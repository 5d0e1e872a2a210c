package dev.edenscope.agent;

import java.util.function.Supplier;

/**
 * Work on a thread of the application's that is the agent's own: its allocations are in no profile, and
 * {@link JvmCounter} takes them off the JVM's count.
 */
final class Quiet {
    private Quiet() {}

    static void run(Runnable work) {
        call(() -> {
            work.run();
            return null;
        });
    }

    static <T> T call(Supplier<T> work) {
        if (Thread.currentThread() instanceof AgentThread) {
            return work.get(); // all of it is quiet
        }
        boolean sampled = Native.load() == null;
        long before = JvmCounter.ofCurrentThread();
        if (sampled) {
            Native.quiet(true);
        }
        try {
            return work.get();
        } finally {
            if (sampled) {
                Native.quiet(false);
            }
            JvmCounter.own(JvmCounter.ofCurrentThread() - before);
        }
    }
}
