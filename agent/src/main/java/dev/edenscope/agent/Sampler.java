package dev.edenscope.agent;

import dev.edenscope.profile.Profile;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/**
 * The running sampler: one in a JVM, from {@link #start} to {@link #stop}.
 *
 * <p>Sampled, a sample stands for 1/(1-exp(-size/interval)) objects, so every sum is an unbiased estimate whose relative
 * error is about 1/sqrt(samples). Exact, every object that reaches the heap is counted. In both, in-use is an estimate
 * over tracked objects as of the last completed garbage collection, since the start.
 *
 * <p>Cost: a sample takes 1 to 3 us at a depth of 5 frames and some 10 us at 50, nearly all of it the JVM's walk of the stack; a snapshot a few milliseconds for 10,000 stacks, during which allocation goes on.
 */
final class Sampler implements Capture {
    /** From here on HotSpot counts the bytes between samples right, whatever is allocated outside TLABs (JDK-8356372). */
    private static final int UNBIASED_JDK = 25;

    private final Settings settings;
    private final Thread sweeper;
    private final Snapshot.Names names = new Snapshot.Names();
    private Snapshot begin;

    @SuppressWarnings("UnusedVariable") // written so that the JIT cannot remove what primes
    private static volatile byte[] sink;

    private boolean stopped;

    private Sampler(Settings settings) {
        this.settings = settings;
        this.sweeper = AgentThread.start("edenscope-sampler", Native::sweep);
    }

    /**
     * Starts sampling. In exact mode the calling thread is counted from here on and threads that start later are counted
     * from their birth; other threads first use up what the JVM had drawn for them, some 512 KiB each, which shows as
     * coverage below 100 %.
     *
     * @throws IllegalStateException saying in one line why it cannot: no library for this platform, or another
     *     profiler holds the JVM's sampling
     */
    static Sampler start(Settings settings) {
        boolean entered = Quiet.enter();
        try {
            String problem = Native.load();
            JvmCounter.begin();
            if (problem == null) {
                problem = Native.start(
                        settings.exact() ? 0 : settings.interval(),
                        settings.depth(),
                        settings.tracked(),
                        settings.stacks(),
                        settings.cpu(),
                        Runtime.version().feature() < UNBIASED_JDK,
                        JvmCounter.needsThreadEnds());
            }
            if (problem != null) {
                throw new IllegalStateException(problem);
            }
            Sampler sampler = new Sampler(settings);
            if (settings.exact()) {
                Quiet.leave(entered);
                prime();
                entered = Quiet.enter();
            }
            sampler.begin = sampler.snapshot();
            return sampler;
        } finally {
            Quiet.leave(entered);
        }
    }

    /** Uses up what the JVM drew for this thread before, and every thread's current TLAB, where nothing is sampled. */
    private static void prime() {
        Native.collect();
        int inARow = 0;
        for (int i = 0; i < 1 << 20 && inARow < 1000; i++) {
            long before = Native.samples();
            sink = new byte[1024];
            inARow = Native.samples() > before ? inARow + 1 : 0;
        }
        sink = null;
        Native.reset();
    }

    Settings settings() {
        return settings;
    }

    /** What is known now. */
    synchronized Snapshot snapshot() {
        if (stopped) {
            throw new IllegalStateException("the sampler has been stopped");
        }
        return Quiet.call(() -> {
            long jvmBytes = JvmCounter.bytes();
            ByteBuffer buffer = Native.snapshot();
            if (buffer == null) {
                throw new IllegalStateException("not enough memory for a snapshot");
            }
            try {
                return new Snapshot(buffer, jvmBytes, names);
            } finally {
                Native.release(buffer);
            }
        });
    }

    /** The snapshot that this session began with. */
    Snapshot begin() {
        return begin;
    }

    /** All that was sampled since the start: the four quadrants, with comments that say how good they are. */
    @Override
    public Profile profile() {
        return snapshot().since(begin, true);
    }

    @Override
    public Supplier<Profile> window(boolean inUse) {
        return new Supplier<>() {
            private Snapshot from = snapshot();

            @Override
            public synchronized Profile get() {
                Snapshot to = snapshot();
                Profile seen = to.since(from, inUse);
                from = to;
                return seen;
            }
        };
    }

    /** Runs a garbage collection, so that in-use is as of now. */
    @Override
    public void collect() {
        Native.collect();
    }

    /** Ends sampling and gives all that it held back to the JVM. */
    @Override
    public synchronized void stop() {
        if (!stopped) {
            stopped = true;
            Quiet.run(() -> {
                Native.end();
                AgentThread.join(sweeper);
                Native.stop();
                JvmCounter.end();
            });
        }
    }
}
