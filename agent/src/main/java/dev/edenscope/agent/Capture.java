package dev.edenscope.agent;

import dev.edenscope.profile.Profile;
import java.util.function.Supplier;

/** A running capture of allocations, whatever takes the samples. */
sealed interface Capture permits Sampler, JfrAllocations, Counted {
    /** All since the start. What this capture cannot know is not a sample type of it. */
    Profile profile();

    /**
     * Opens a window: what is returned gives what was allocated since this call, and each time that it is asked again what
     * was allocated since the time before.
     *
     * @param inUse {@code true}: in-use is as it is at the window's end; {@code false}: by how much it has changed in the
     *     window, as Go's delta profiles have it
     */
    Supplier<Profile> window(boolean inUse);

    /** Runs a garbage collection, so that in-use, where it is known, is as of now. */
    void collect();

    /** Whether it has the JVM tell of threads that end, as the sampler does. */
    default boolean seesThreadEnds() {
        return this instanceof Sampler;
    }

    /** Ends the capture and gives back what it held; a second call does nothing. */
    void stop();

    /**
     * The best capture that this JVM allows: the sampler, or JFR's samples where there is no library for this platform
     * or where another profiler holds the sampling.
     *
     * @throws IllegalStateException saying in one line why there is none
     */
    static Capture start(Settings settings) {
        String problem;
        try {
            return Sampler.start(settings);
        } catch (IllegalStateException e) {
            problem = e.getMessage();
        }
        if (settings.exact()) {
            throw new IllegalStateException("exact counting is not possible here: " + problem);
        }
        try {
            return JfrAllocations.start(settings, problem);
        } catch (IllegalStateException e) {
            throw new IllegalStateException(problem + "; nor can JFR be used: " + e.getMessage(), e);
        }
    }
}
