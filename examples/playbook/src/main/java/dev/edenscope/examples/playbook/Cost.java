package dev.edenscope.examples.playbook;

import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What a call of a benchmark takes.
 *
 * @param nanos mean time, measured
 * @param bytes counted; NaN where they could not be
 * @param objects counted; NaN where they could not be
 */
record Cost(double nanos, double bytes, double objects) {
    static Cost of(RunResult result) {
        return new Cost(
                result.getPrimaryResult().getScore(),
                secondary(result, "eden.bytes"),
                secondary(result, "eden.allocs"));
    }

    private static double secondary(RunResult result, String label) {
        Result<?> found = result.getSecondaryResults().get(label);
        return found == null ? Double.NaN : found.getScore();
    }
}
