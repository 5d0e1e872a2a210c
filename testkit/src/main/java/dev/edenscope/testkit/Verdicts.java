package dev.edenscope.testkit;

import dev.edenscope.why.Evidence;
import dev.edenscope.why.Why;
import dev.edenscope.why.WhyText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
        Set<String> methods = places.stream().map(Site::method).collect(Collectors.toSet());
        Map<Site, Set<String>> verdicts = new HashMap<>();
        try (Evidence evidence = Evidence.open(recording)) {
            for (dev.edenscope.why.Site each :
                    Why.of(evidence, methods::contains).sites()) {
                Site place = new Site(each.file(), each.line(), each.method(), each.className(), 0, 0);
                if (places.contains(place)) {
                    verdicts.computeIfAbsent(place, one -> new LinkedHashSet<>())
                            .add(WhyText.verdict(each));
                }
            }
        }
        return verdicts;
    }
}
