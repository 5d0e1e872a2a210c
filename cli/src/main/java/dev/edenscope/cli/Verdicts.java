package dev.edenscope.cli;

import dev.edenscope.report.Listing;
import dev.edenscope.report.UsageException;
import dev.edenscope.why.Evidence;
import dev.edenscope.why.Site;
import dev.edenscope.why.Why;
import dev.edenscope.why.WhyText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What {@code eden why} says, as notes at source lines. */
final class Verdicts {
    private Verdicts() {}

    /**
     * The verdicts on what functions allocate.
     *
     * @param sources where the profile is from: one recording
     * @throws UsageException if there are several sources
     */
    static Listing.Notes of(List<String> sources, Set<String> functions) throws IOException {
        if (sources.size() != 1) {
            throw new UsageException(
                    "-why: " + sources.size() + " sources; what the JIT did is known of one recording");
        }
        Map<String, List<String>> notes = new HashMap<>();
        try (Evidence evidence = Evidence.open(Path.of(sources.get(0)))) {
            Why why = Why.of(evidence, functions::contains);
            for (Site site : why.sites()) {
                notes.computeIfAbsent(site.method() + ":" + site.line(), key -> new ArrayList<>())
                        .add(WhyText.verdict(site));
            }
        }
        return (function, line) -> notes.getOrDefault(function + ":" + line, List.of());
    }
}
