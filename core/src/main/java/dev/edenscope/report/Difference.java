package dev.edenscope.report;

import dev.edenscope.profile.CallCount;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Profiles beside those that they are compared with. {@link Profile#minus} gives the plain difference. */
public final class Difference {
    /** The label of samples that a difference is taken from. */
    static final Label BASE = Label.of("pprof::base", "true");

    private Difference() {}

    /**
     * The profile and its base in one: the base's samples are negative and carry the label {@code pprof::base}, so that
     * percentages are of the base.
     *
     * @throws IllegalArgumentException if the two are of different kinds
     */
    public static Profile of(Profile profile, Profile base) {
        return Profile.merge(List.of(profile, asBase(base)));
    }

    /**
     * The profile scaled so that the total of each of its sample types is the base's: what differs from the base then is
     * how the values are spread. A type whose total is 0 becomes 0. Values are rounded.
     *
     * @throws IllegalArgumentException if the two have different sample types or period types
     */
    public static Profile normalized(Profile profile, Profile base) {
        if (!Objects.equals(profile.header().periodType(), base.header().periodType())) {
            throw new IllegalArgumentException("incompatible period types "
                    + profile.header().periodType() + " and " + base.header().periodType());
        }
        if (!profile.sampleTypes().equals(base.sampleTypes())) {
            throw new IllegalArgumentException(
                    "incompatible sample types " + profile.sampleTypes() + " and " + base.sampleTypes());
        }
        double[] factors = new double[profile.sampleTypes().size()];
        for (int type = 0; type < factors.length; type++) {
            long total = profile.total(type);
            factors[type] = total == 0 ? 0 : (double) base.total(type) / total;
        }
        ProfileBuilder builder = new ProfileBuilder(profile.header());
        int[] locations = new Copier(profile, builder).locations();
        long[] values = new long[factors.length];
        for (int sample = 0; sample < profile.sampleCount(); sample++) {
            for (int type = 0; type < factors.length; type++) {
                long value = profile.value(sample, type);
                values[type] = factors[type] == 1 ? value : rounded(value * factors[type]);
            }
            builder.add(stack(profile, sample, locations, builder), builder.labels(profile.labels(sample)), values);
        }
        return builder.build();
    }

    /** The nearest whole number, the one further from 0 of two. */
    private static long rounded(double value) {
        double size = Math.abs(value);
        if (!(size < 0x1p63)) {
            throw new ArithmeticException("a value does not fit 64 bits when it is normalized");
        }
        long whole = (long) size;
        long rounded = size - whole >= 0.5 ? whole + 1 : whole;
        return value < 0 ? -rounded : rounded;
    }

    private static Profile asBase(Profile base) {
        ProfileBuilder builder = new ProfileBuilder(
                base.header().withComments(CallCount.without(base.comments()))); // a difference has no calls
        int[] locations = new Copier(base, builder).locations();
        long[] values = new long[base.sampleTypes().size()];
        for (int sample = 0; sample < base.sampleCount(); sample++) {
            for (int type = 0; type < values.length; type++) {
                values[type] = Math.negateExact(base.value(sample, type));
            }
            List<Label> labels = new ArrayList<>(base.labels(sample));
            labels.add(BASE);
            builder.add(stack(base, sample, locations, builder), builder.labels(labels), values);
        }
        return builder.build();
    }

    private static int stack(Profile profile, int sample, int[] locations, ProfileBuilder builder) {
        int stack = profile.stack(sample);
        int[] frames = new int[profile.depth(stack)];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = locations[profile.location(stack, i)];
        }
        return builder.stack(frames, frames.length);
    }
}
