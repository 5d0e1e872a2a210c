package dev.edenscope.report;

import dev.edenscope.profile.Profile;
import java.util.HashMap;
import java.util.Map;

/** What is counted of a profile: values over stacks, or over samples where their labels are asked for. */
final class Weights {
    interface Visitor {
        /**
         * A stack and what it adds.
         *
         * @param divisor what a mean is divided by; 0 if none is asked for
         * @param marks what the sample is labelled with; null if that is not asked for
         */
        void add(int stack, long weight, long divisor, Tags.Marks marks);
    }

    private final Profile profile;
    private final Selection selection;
    private final int type;
    private final Options options;
    private final boolean marked;
    private long[] weights; // [stack]
    private long[] divisors; // [stack]
    private boolean[] touched; // [stack]: whether a sample of it has a value, even if they add up to 0

    Weights(Scope scope, Options options, boolean marked) {
        this.profile = scope.profile();
        this.selection = scope.selection();
        this.type = scope.type();
        this.options = options;
        this.marked = marked;
        if (!marked) {
            sum();
        }
    }

    private void sum() {
        boolean mean = options.mean();
        weights = new long[profile.stackCount()];
        divisors = mean ? new long[profile.stackCount()] : null;
        touched = new boolean[profile.stackCount()];
        for (int sample = 0; sample < profile.sampleCount(); sample++) {
            if (!selection.isSampleCounted(sample)) {
                continue;
            }
            int stack = profile.stack(sample);
            long value = profile.value(sample, type);
            weights[stack] = Math.addExact(weights[stack], value);
            touched[stack] |= value != 0;
            if (mean) {
                long divisor = profile.value(sample, 0);
                divisors[stack] = Math.addExact(divisors[stack], divisor);
                touched[stack] |= divisor != 0;
            }
        }
    }

    void forEach(Visitor visitor) {
        if (marked) {
            forEachSample(visitor);
            return;
        }
        for (int stack = 0; stack < weights.length; stack++) {
            if (touched[stack]) {
                visitor.add(stack, weights[stack], divisors == null ? 0 : divisors[stack], null);
            }
        }
    }

    private void forEachSample(Visitor visitor) {
        Map<Integer, Tags.Marks> marksOf = new HashMap<>(); // by label set
        for (int sample = 0; sample < profile.sampleCount(); sample++) {
            long weight = profile.value(sample, type);
            long divisor = options.mean() ? profile.value(sample, 0) : 0;
            if ((weight != 0 || divisor != 0) && selection.isSampleCounted(sample)) {
                int of = sample;
                Tags.Marks marks = marksOf.computeIfAbsent(
                        profile.labelSet(sample),
                        set -> Tags.Marks.of(selection.labels(of), selection.units(), options.unit()));
                visitor.add(profile.stack(sample), weight, divisor, marks);
            }
        }
    }

    /**
     * What percentages are of: the sum of all samples' absolute values (those left by the filters if percentages are to
     * be relative), or of the base's alone if the profile is a difference that names its base.
     */
    static long total(Profile profile, Selection selection, int type, Options options) {
        boolean relative = options.relativePercentages();
        long total = 0;
        long divisor = 0;
        long base = 0;
        long baseDivisor = 0;
        for (int sample = 0; sample < profile.sampleCount(); sample++) {
            if (relative && !selection.isSampleCounted(sample)) {
                continue;
            }
            long value = Math.absExact(profile.value(sample, type));
            long count = options.mean() ? profile.value(sample, 0) : 0;
            total = Math.addExact(total, value);
            divisor = Math.addExact(divisor, count);
            if ((relative ? selection.labels(sample) : profile.labels(sample)).contains(Difference.BASE)) {
                base = Math.addExact(base, value);
                baseDivisor = Math.addExact(baseDivisor, count);
            }
        }
        return base > 0 ? Graph.mean(base, baseDivisor) : Graph.mean(total, divisor);
    }
}
