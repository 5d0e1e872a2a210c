package dev.edenscope.verify;

import dev.edenscope.profile.CallCount;
import dev.edenscope.profile.Profile;
import dev.edenscope.report.UsageException;
import dev.edenscope.why.Renamed;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What amounts are compared by, so that recordings of different length or load can be.
 *
 * @param kind which divisor it is
 * @param method the method whose calls were counted, by the newer recording's names; empty for other kinds
 * @param before how many there were in the older recording: calls, seconds, or 1
 * @param after the same in the newer one
 */
public record Per(Kind kind, String method, double before, double after) {
    /** The divisors, the best first. */
    public enum Kind {
        CALL("call"),
        SECOND("s"),
        RECORDING("recording");

        private final String unit;

        Kind(String unit) {
            this.unit = unit;
        }

        /** What follows the slash: {@code objects/call}. */
        public String unit() {
            return unit;
        }
    }

    /** What was asked for, or else the best that both profiles have. */
    static Per of(Profile before, Profile after, String by, Renamed renamed) {
        double secondsBefore = before.header().durationNanos() / 1e9;
        double secondsAfter = after.header().durationNanos() / 1e9;
        boolean timed = secondsBefore > 0 && secondsAfter > 0;
        if (by.equals("recording")) {
            return new Per(Kind.RECORDING, "", 1, 1);
        }
        if (!by.equals("second")) {
            Map<String, Long> counted = new LinkedHashMap<>();
            CallCount.of(before).forEach(count -> counted.put(renamed.now(count.method()), count.calls()));
            for (CallCount now : CallCount.of(after)) {
                long old = counted.getOrDefault(now.method(), 0L);
                if (old > 0 && now.calls() > 0 && now.method().endsWith(by)) {
                    return new Per(Kind.CALL, now.method(), old, now.calls());
                }
            }
            if (!by.isEmpty()) {
                throw new UsageException("-per \"" + by + "\": expected second, recording, or a method whose calls"
                        + " both recordings have counted, by: eden record --per CLASS.METHOD");
            }
        }
        if (!timed && by.equals("second")) {
            throw new UsageException("-per second: one of them does not say how long it took; try: -per recording");
        }
        return timed ? new Per(Kind.SECOND, "", secondsBefore, secondsAfter) : new Per(Kind.RECORDING, "", 1, 1);
    }
}
