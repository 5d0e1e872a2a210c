package dev.edenscope.agent;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Work on a thread of the application's that is the agent's own: its allocations are in no profile, and
 * {@link JvmCounter} takes them off the JVM's count.
 */
final class Quiet {
    /** Threads inside, and what each had allocated when it went in. */
    private static final Map<Thread, Long> INSIDE = new ConcurrentHashMap<>();

    private Quiet() {}

    static void run(Runnable work) {
        call(() -> {
            work.run();
            return null;
        });
    }

    static <T> T call(Supplier<T> work) {
        Thread thread = Thread.currentThread();
        if (thread instanceof AgentThread || INSIDE.containsKey(thread)) {
            return work.get(); // all of it is quiet
        }
        boolean sampled = Native.load() == null;
        long before = JvmCounter.ofCurrentThread();
        INSIDE.put(thread, before);
        if (sampled) {
            Native.quiet(true);
        }
        try {
            return work.get();
        } finally {
            if (sampled) {
                Native.quiet(false);
            }
            INSIDE.remove(thread);
            JvmCounter.own(JvmCounter.ofCurrentThread() - before);
        }
    }

    static Map<Thread, Long> inside() {
        return INSIDE;
    }
}
