package dev.edenscope.why;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many of a recording's bytes got which verdict, sample by sample: what a benchmark must reach inside the advisor for.
 *
 * @param bytes by verdict
 * @param total all bytes sampled
 * @param stacks distinct stacks in the profile
 * @param compiled methods in the recording, as often as they were compiled
 */
public record Shares(Map<Verdict, Long> bytes, long total, int stacks, int compiled) {
    /** Analyses a recording. */
    public static Shares of(Path recording) throws IOException {
        try (Evidence evidence = Evidence.open(recording)) {
            var profile = evidence.profile();
            int bytesAt = profile.sampleType("alloc_space");
            Owners owners = new Owners(evidence.application(), method -> false);
            Sampled sampled = new Sampled(profile, new Compiled(evidence, owners), owners);
            Place nowhere = new Place("", 0, "", "", "");
            Map<Verdict, Long> bytes = new EnumMap<>(Verdict.class);
            long total = 0;
            for (int i = 0; i < profile.sampleCount(); i++) {
                Findings findings = new Findings(nowhere);
                sampled.explain(i, findings);
                bytes.merge(findings.site().verdict(), profile.value(i, bytesAt), Long::sum);
                total += profile.value(i, bytesAt);
            }
            return new Shares(
                    bytes,
                    total,
                    profile.stackCount(),
                    evidence.code().compilations().size());
        }
    }

    /** Share of the bytes that have one of the verdicts. */
    public double of(Verdict... verdicts) {
        long sum = 0;
        for (Verdict each : verdicts) {
            sum += bytes.getOrDefault(each, 0L);
        }
        return sum / (double) total;
    }
}
