package dev.edenscope.report;

import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * A profile beside the one that it is compared with, in one: the base's samples are negative and carry the label {@code
 * pprof::base}, so that percentages are of the base. {@link Profile#minus} gives the plain difference.
 */
public final class Difference {
    private Difference() {}

    /**
     * The profile and its base.
     *
     * @throws IllegalArgumentException if the two are of different kinds
     */
    public static Profile of(Profile profile, Profile base) {
        return Profile.merge(List.of(profile, asBase(base)));
    }

    private static Profile asBase(Profile base) {
        ProfileBuilder builder = new ProfileBuilder(base.header());
        int types = base.sampleTypes().size();
        int[] locationIds = locations(base, builder);
        long[] values = new long[types];
        for (int sample = 0; sample < base.sampleCount(); sample++) {
            for (int type = 0; type < types; type++) {
                values[type] = Math.negateExact(base.value(sample, type));
            }
            int stack = base.stack(sample);
            int[] frames = new int[base.depth(stack)];
            for (int i = 0; i < frames.length; i++) {
                frames[i] = locationIds[base.location(stack, i)];
            }
            List<Label> labels = new ArrayList<>(base.labels(sample));
            labels.add(Graph.BASE);
            builder.add(builder.stack(frames, frames.length), builder.labels(labels), values);
        }
        return builder.build();
    }

    private static int[] locations(Profile base, ProfileBuilder builder) {
        base.mappings().forEach(builder::mapping);
        int[] ids = new int[base.locationCount()];
        for (int location = 0; location < ids.length; location++) {
            int count = base.lineCount(location);
            int[] function = new int[count];
            long[] line = new long[count];
            long[] column = new long[count];
            for (int i = 0; i < count; i++) {
                function[i] = builder.function(base.function(location, i));
                line[i] = base.lineNumber(location, i);
                column[i] = base.column(location, i);
            }
            int mapping = base.mapping(location) == null ? -1 : builder.mapping(base.mapping(location));
            ids[location] = builder.location(
                    mapping, base.address(location), base.folded(location), count, function, line, column);
        }
        return ids;
    }
}
