package dev.edenscope.verify;

import dev.edenscope.profile.Profile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How good a profile's values are: a value that comes from so many samples has an error of one by the square root of their number. */
final class Sampling {
    private static final Pattern SAMPLES = Pattern.compile("# edenscope .*\\bsamples=(\\d{1,15})\\b.*");

    private final Profile profile;
    private final long interval;
    private final double denser; // by how much samples were denser than at the interval, the widest that there was

    Sampling(Profile profile) {
        this.profile = profile;
        this.interval = profile.header().period();
        double expected = 0;
        for (int i = 0; i < profile.sampleCount(); i++) {
            expected += expected(i);
        }
        this.denser = interval > 1 && expected > 0 ? Math.max(1, samples() / expected) : 1;
    }

    /** How many samples were taken, as far as the profile says; else 0. */
    private double samples() {
        double samples = 0;
        for (String comment : profile.comments()) {
            Matcher matcher = SAMPLES.matcher(comment);
            samples += matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
        }
        return samples;
    }

    /** Objects allocated in one of the profile's samples; NaN where they are not counted. */
    double objects(int sample) {
        int type = profile.sampleType("alloc_objects");
        return type < 0 ? Double.NaN : profile.value(sample, type);
    }

    double bytes(int sample) {
        return profile.value(sample, profile.sampleType("alloc_space"));
    }

    /** The standard error of both, of what they are; 0 where every object was counted. */
    double relativeError(int sample) {
        return interval == 1 ? 0 : 1 / Math.sqrt(Math.max(1, expected(sample) * denser));
    }

    /** How often objects were hit: those of s bytes with 1-exp(-s/R). Without an interval all of them may be one hit. */
    private double expected(int sample) {
        double objects = objects(sample);
        double bytes = bytes(sample);
        if (interval <= 1) {
            return 1;
        }
        return objects > 0 ? objects * -Math.expm1(-bytes / objects / interval) : bytes / interval;
    }
}
