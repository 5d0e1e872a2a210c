package dev.edenscope.jmh;

import dev.edenscope.agent.Recording;
import dev.edenscope.profile.Profile;
import dev.edenscope.testkit.CompilerThreads;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.RunnerException;

/** Counts the one measured iteration of a run that {@link EdenProfiler} makes. JMH makes the instance: hence the static. */
public final class Counter implements InternalProfiler {
    private static final long MOST_MILLIS = 3000; // for the JIT, on a busy machine

    private static Counter done;

    private Recording recording;
    private Profile profile;
    private long operations;

    /** A run of JMH's. */
    interface Run {
        void run() throws RunnerException;
    }

    /**
     * What a run allocated.
     *
     * @throws IllegalStateException if nothing was measured
     */
    static synchronized Counter of(Run run) throws RunnerException {
        done = null;
        run.run();
        if (done == null || done.operations == 0) {
            throw new IllegalStateException("the benchmark was not run a second time");
        }
        return done;
    }

    /** What was allocated in the iteration. */
    Profile profile() {
        return profile;
    }

    /** How often the benchmark was called, its threads taken together. */
    long operations() {
        return operations;
    }

    @Override
    public String getDescription() {
        return "Counts for -prof eden";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        if (iteration.getType() == IterationType.MEASUREMENT) {
            CompilerThreads.await(MOST_MILLIS);
            recording = Recording.exact();
        }
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        if (recording != null) {
            profile = recording.stop();
            recording = null;
            operations = result.getMetadata().getAllOps();
            done = this;
        }
        return List.of();
    }
}
