package dev.edenscope.report;

import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The labels of all samples, with the sum of the samples that have them.
 *
 * @param heading the profile as a whole
 * @param outputUnit the unit in which values are printed; {@code minimum} for each value's own best one
 * @param keys the labels, by name
 */
public record TagSums(Heading heading, String outputUnit, List<Key> keys) {
    private static final Comparator<Value> LARGEST_FIRST =
            Comparator.comparingLong((Value value) -> -Math.abs(value.sum())).thenComparing(Value::text);

    public TagSums {
        keys = List.copyOf(keys);
    }

    /**
     * A label.
     *
     * @param name its name
     * @param sum sum of the samples that have it, once for each value that a sample gives it
     * @param values its values, the one of the largest sum first
     */
    public record Key(String name, long sum, List<Value> values) {
        public Key {
            values = List.copyOf(values);
        }
    }

    /**
     * A value of a label.
     *
     * @param text the value; numbers are printed, so that those that are printed alike are one
     * @param sum sum of the samples that have it
     */
    public record Value(String text, long sum) {}

    /**
     * The labels of a profile.
     *
     * @throws UsageException if the options ask for what the profile does not have, or hold a bad expression
     */
    public static TagSums of(Profile profile, Options options) {
        Scope scope = Scope.of(profile, options);
        Selection selection = scope.selection();
        Map<String, Map<String, Long>> sums = new TreeMap<>();
        for (int sample = 0; sample < scope.profile().sampleCount(); sample++) {
            if (selection.isSampleCounted(sample)) {
                for (Label label : selection.units().of(selection.labels(sample))) {
                    String text = label.isNumber()
                            ? Measure.label(label.number(), label.unit(), options.unit())
                            : label.text();
                    sums.computeIfAbsent(label.key(), key -> new HashMap<>())
                            .merge(text, scope.profile().value(sample, scope.type()), Math::addExact);
                }
            }
        }
        List<Key> keys = new ArrayList<>();
        sums.forEach((name, values) -> keys.add(key(name, values)));
        return new TagSums(scope.heading(), options.unit(), keys);
    }

    private static Key key(String name, Map<String, Long> sums) {
        List<Value> values = new ArrayList<>();
        long all = 0;
        for (Map.Entry<String, Long> entry : sums.entrySet()) {
            values.add(new Value(entry.getKey(), entry.getValue()));
            all = Math.addExact(all, entry.getValue());
        }
        values.sort(LARGEST_FIRST);
        return new Key(name, all, values);
    }
}
