package dev.edenscope.report;

import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import java.util.Arrays;
import java.util.List;

/**
 * Every sample with its stack, in the profile's order. The lists are views of the profile: a trace is made when it is
 * asked for.
 *
 * @param heading the profile as a whole
 * @param outputUnit the unit in which values are printed; {@code minimum} for each value's own best one
 * @param frames all frames; a trace has indexes into them
 * @param traces the samples that have a frame left
 */
public record Traces(Heading heading, String outputUnit, List<Frame> frames, List<Trace> traces) {
    /**
     * A sample.
     *
     * @param value its value, in the heading's unit
     * @param labels what it says beside its stack, sorted; numbers in their label's one unit
     * @param stack indexes of its frames, leaf first
     */
    public record Trace(long value, List<Label> labels, List<Integer> stack) {}

    /**
     * The samples of a profile.
     *
     * @throws UsageException if the options ask for what the profile does not have, or hold a bad expression
     */
    public static Traces of(Profile profile, Options options) {
        Scope scope = Scope.of(profile, options);
        Selection selection = scope.selection();
        Frames frames = new Frames(scope, options, true);
        int[] samples = new int[scope.profile().sampleCount()];
        int count = 0;
        for (int sample = 0; sample < samples.length; sample++) {
            if (selection.isSampleCounted(sample) && frames.of(sample).length > 0) {
                samples[count++] = sample;
            }
        }
        return new Traces(
                scope.heading(),
                options.unit(),
                List.copyOf(frames.all()),
                new Computed<>(
                        count,
                        i -> new Trace(
                                value(scope, samples[i], options),
                                selection.units().of(selection.labels(samples[i])),
                                boxed(frames.of(samples[i])))));
    }

    private static long value(Scope scope, int sample, Options options) {
        long value = scope.profile().value(sample, scope.type());
        return options.mean() ? Graph.mean(value, scope.profile().value(sample, 0)) : value;
    }

    private static List<Integer> boxed(int[] ids) {
        return Arrays.stream(ids).boxed().toList();
    }
}
