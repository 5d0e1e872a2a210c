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
        boolean entered = enter();
        try {
            work.run();
        } finally {
            leave(entered);
        }
    }

    static <T> T call(Supplier<T> work) {
        boolean entered = enter();
        try {
            return work.get();
        } finally {
            leave(entered);
        }
    }

    /** Begins a section; for where a lambda would be too much. Returns what {@link #leave} must be given. */
    static boolean enter() {
        Thread thread = Thread.currentThread();
        if (thread instanceof AgentThread || INSIDE.containsKey(thread)) {
            return false; // all of it is quiet
        }
        if (Native.load() == null) {
            Native.quiet(true); // first, for what follows allocates
        }
        INSIDE.put(thread, JvmCounter.ofCurrentThread());
        return true;
    }

    static void leave(boolean entered) {
        if (entered) {
            JvmCounter.own(JvmCounter.ofCurrentThread() - INSIDE.remove(Thread.currentThread()));
            if (Native.load() == null) {
                Native.quiet(false);
            }
        }
    }

    static Map<Thread, Long> inside() {
        return INSIDE;
    }
}
