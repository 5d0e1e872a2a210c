package dev.edenscope.agent;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A thread of the agent's: a daemon, outside the application's thread groups, whose allocations are the agent's own.
 */
final class AgentThread extends Thread {
    private static final Set<AgentThread> RUNNING = ConcurrentHashMap.newKeySet();

    private AgentThread(ThreadGroup group, Runnable work, String name) {
        super(group, work, name, 0, false);
        setDaemon(true);
        setContextClassLoader(null);
    }

    /** A thread that has yet to be started. */
    static AgentThread of(String name, Runnable work) {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group != null && group.getParent() != null) {
            group = group.getParent();
        }
        return new AgentThread(group, work, name);
    }

    /** A running thread. */
    static AgentThread start(String name, Runnable work) {
        AgentThread thread = of(name, work);
        thread.start();
        return thread;
    }

    static Set<AgentThread> running() {
        return RUNNING;
    }

    @Override
    public void run() {
        RUNNING.add(this);
        boolean sampled = Native.load() == null;
        if (sampled) {
            Native.quiet(true);
        }
        try {
            super.run();
        } finally {
            RUNNING.remove(this);
            JvmCounter.own(JvmCounter.ofCurrentThread());
        }
    }

    /** Waits for a thread's end; an interrupt is kept for later. */
    static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
