package dev.edenscope.verify;

import dev.edenscope.advice.Case;
import dev.edenscope.profile.Profile;
import dev.edenscope.why.Evidence;
import java.util.Optional;

/**
 * One of the two recordings.
 *
 * @param name what messages call it
 * @param known what is known of it
 * @param evidence what the JIT made of its code, where it tells; open
 */
public record Recorded(String name, Case known, Optional<Evidence> evidence) {
    Profile profile() {
        return known.profile();
    }

    /** Whether every object was counted. */
    boolean isExact() {
        return profile().header().period() == 1;
    }

    double seconds() {
        return profile().header().durationNanos() / 1e9;
    }
}
