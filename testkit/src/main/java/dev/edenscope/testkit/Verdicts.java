package dev.edenscope.testkit;

import dev.edenscope.profile.Profile;
import dev.edenscope.why.Evidence;
import dev.edenscope.why.Why;
import dev.edenscope.why.WhyText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Why the objects of a site are on the heap. Needs {@code edenscope-advisor}, which is no dependency of this module's users: only
 * {@link Allocations#explained} knows this class, and does without it where the advisor is missing.
 */
final class Verdicts {
    private Verdicts() {}

    /**
     * Verdicts by place, each once.
     *
     * @param recording of the process, written by it
     * @param places which are wanted
     * @throws NoClassDefFoundError without the advisor
     */
    static Map<Site, Set<String>> of(Path recording, Set<Site> places) throws IOException {
        try (Evidence evidence = Evidence.open(recording)) {
            Profile profile = evidence.profile();
            List<Site> placeOf = new ArrayList<>();
            for (int sample = 0; sample < profile.sampleCount(); sample++) {
                placeOf.add(Allocations.place(profile, sample));
            }
            List<dev.edenscope.why.Site> judged = Why.ofSamples(
                            evidence, sample -> places.contains(placeOf.get(sample)))
                    .sites(profile);
            Map<Site, Set<String>> verdicts = new LinkedHashMap<>();
            for (int sample = 0; sample < judged.size(); sample++) {
                if (judged.get(sample) != null && places.contains(placeOf.get(sample))) {
                    verdicts.computeIfAbsent(placeOf.get(sample), place -> new LinkedHashSet<>())
                            .add(WhyText.verdict(judged.get(sample)));
                }
            }
            return verdicts;
        }
    }
}
