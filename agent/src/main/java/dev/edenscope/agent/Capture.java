package dev.edenscope.agent;

import dev.edenscope.profile.Profile;
import java.util.function.Supplier;

/** A running capture of allocations, whatever takes the samples. */
sealed interface Capture permits Sampler, JfrAllocations {
    /** All since the start. What this capture cannot know is not a sample type of it. */
    Profile profile();

    /** Opens a window: what is returned gives by how much each value has changed since this call. */
    Supplier<Profile> window();

    /** Runs a garbage collection, so that in-use, where it is known, is as of now. */
    void collect();

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
        try {
            return JfrAllocations.start(settings, problem);
        } catch (IllegalStateException e) {
            throw new IllegalStateException(problem + "; nor can JFR be used: " + e.getMessage(), e);
        }
    }
}
