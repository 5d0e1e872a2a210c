package dev.edenscope.report;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import java.util.List;

/**
 * The stacks of a profile as finely as the report asks, each once with the sums of its samples: what a flame graph is
 * drawn from. The list of stacks is a view; a stack is made when it is asked for.
 *
 * @param heading the profile as a whole
 * @param types what the values of a stack measure
 * @param shown index of the sample type that the heading is about
 * @param frames all frames; a stack has indexes into them
 * @param stacks the stacks, in the order in which they first occur
 */
public record Stacks(Heading heading, List<ValueType> types, int shown, List<Frame> frames, List<Stack> stacks) {
    /**
     * A stack.
     *
     * @param frames indexes of its frames, leaf first; may be empty
     * @param values one for each sample type, in that type's unit
     */
    public record Stack(List<Integer> frames, List<Long> values) {}

    /**
     * The stacks of a profile.
     *
     * @throws UsageException if the options ask for what the profile does not have, or hold a bad expression
     */
    public static Stacks of(Profile profile, Options options) {
        options.requireWhole("this format");
        Scope scope = Scope.of(profile, options);
        Frames frames = new Frames(scope, options, false);
        Profile summed = summed(scope, frames);
        return new Stacks(
                scope.heading(),
                profile.sampleTypes(),
                scope.type(),
                List.copyOf(frames.all()),
                new Computed<>(summed.sampleCount(), sample -> stack(summed, sample)));
    }

    /** The value that a report of one sample type shows of a stack: its mean or its share, if the options ask for it. */
    long shownValue(Stack stack, Options options) {
        long value = stack.values.get(shown);
        long mean = options.mean() ? Graph.mean(value, stack.values.get(0)) : value;
        return heading.ratio() == 1 ? mean : (long) (mean * heading.ratio());
    }

    /** The profile with our frames as its locations. */
    private static Profile summed(Scope scope, Frames frames) {
        Profile profile = scope.profile();
        ProfileBuilder builder = new ProfileBuilder(Profile.Header.of(profile.sampleTypes()));
        for (Frame frame : frames.all()) {
            // Frames are distinct, so that each becomes the location of its own number.
            builder.location(
                    builder.function(new Function(frame.name(), frame.function(), frame.file(), 0)), frame.line());
        }
        long[] values = new long[profile.sampleTypes().size()];
        for (int sample = 0; sample < profile.sampleCount(); sample++) {
            if (scope.selection().isSampleCounted(sample)) {
                for (int type = 0; type < values.length; type++) {
                    values[type] = profile.value(sample, type);
                }
                int[] stack = frames.of(sample);
                builder.add(builder.stack(stack, stack.length), 0, values);
            }
        }
        return builder.build();
    }

    private static Stack stack(Profile summed, int sample) {
        int of = summed.stack(sample);
        return new Stack(
                new Computed<>(summed.depth(of), position -> summed.location(of, position)),
                new Computed<>(summed.sampleTypes().size(), type -> summed.value(sample, type)));
    }
}
