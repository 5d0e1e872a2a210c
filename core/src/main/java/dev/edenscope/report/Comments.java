package dev.edenscope.report;

import dev.edenscope.profile.Profile;
import java.util.List;

/**
 * What a profile says in free text.
 *
 * @param texts its comments, those meant for programs too
 */
public record Comments(List<String> texts) {
    public Comments {
        texts = List.copyOf(texts);
    }

    /** The comments of a profile. */
    public static Comments of(Profile profile) {
        return new Comments(profile.comments());
    }
}
