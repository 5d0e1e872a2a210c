package dev.edenscope.profile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Profiles added up one after the other: what {@link Profile#merge} gives for all of them, of which only the one being
 * added need be in memory. Memory grows with distinct stacks, not with profiles.
 *
 * <p>Not safe for several threads. After an exception it cannot be used any more.
 */
public final class Merge {
    private final Set<String> comments = new LinkedHashSet<>();
    private Map<String, Long> calls; // by method; those that all profiles know; null: no profile yet
    private final Set<String> warnings = new LinkedHashSet<>();
    private ProfileBuilder builder;
    private Profile.Header first;
    private List<ValueType> types;
    private String defaultType = "";
    private String docUrl = "";
    private long period;
    private long time;
    private long duration;

    /** Nothing yet. */
    public Merge() {}

    /** Whether nothing was added yet. */
    public boolean isEmpty() {
        return builder == null;
    }

    /**
     * Adds a profile.
     *
     * @throws IllegalArgumentException if it shares no sample type with those before, or has another period type:
     *     values of different kinds must not be added
     * @throws ArithmeticException if a sum does not fit a long
     */
    public void add(Profile profile) {
        add(profile, 1);
    }

    /** Adds a profile, its values times a factor. */
    void add(Profile profile, double factor) {
        add(profile.header());
        if (factor < 0) {
            calls.clear(); // of what is taken off
        }
        builder.addAll(profile, factor, sample -> true);
    }

    private void add(Profile.Header header) {
        if (builder == null) {
            first = header;
            types = header.sampleTypes();
            builder = new ProfileBuilder(header);
        }
        if (!Objects.equals(header.periodType(), first.periodType())) {
            throw new IllegalArgumentException("profiles of different kinds cannot be combined: one samples "
                    + first.periodType() + ", another " + header.periodType());
        }
        List<ValueType> shared = shared(types, header.sampleTypes());
        if (shared.isEmpty()) {
            throw new IllegalArgumentException("profiles share no sample type: the first has " + first.sampleTypes());
        }
        if (shared.size() < types.size()) {
            types = shared;
            builder.narrow(Profile.Header.of(shared));
        }
        comments.addAll(CallCount.without(header.comments()));
        addCalls(CallCount.sums(header.comments()));
        warnings.addAll(header.warnings());
        defaultType = defaultType.isEmpty() ? header.defaultSampleType() : defaultType;
        docUrl = docUrl.isEmpty() ? header.docUrl() : docUrl;
        period = Math.max(period, header.period());
        time = time == 0 || (header.timeNanos() != 0 && header.timeNanos() < time) ? header.timeNanos() : time;
        duration = Math.addExact(duration, header.durationNanos());
    }

    /** Per call of a method that one of the profiles does not count, the sum of all would be too much. */
    private void addCalls(Map<String, Long> more) {
        if (calls == null) {
            calls = more;
        } else {
            calls.keySet().retainAll(more.keySet());
            calls.replaceAll((method, sum) -> CallCount.sum(sum, more.get(method)));
        }
    }

    private static List<ValueType> shared(List<ValueType> types, List<ValueType> others) {
        List<ValueType> shared = new ArrayList<>();
        int[] columns = ProfileBuilder.columns(types, others);
        for (int t = 0; t < columns.length; t++) {
            if (columns[t] >= 0) {
                shared.add(types.get(t));
            }
        }
        return shared;
    }

    /**
     * Adds what another merge has added up, after which that one cannot be used any more: the result is as if its profiles
     * had been added here, one after the other, down to the order of samples.
     *
     * @throws IllegalArgumentException if they cannot be added to those before
     */
    public void add(Merge other) {
        if (!other.isEmpty()) {
            other.finish();
            add(other.builder.buildAll());
        }
    }

    /**
     * The sum of all that was added. Nothing can be added afterwards.
     *
     * @throws IllegalArgumentException if that is nothing
     */
    public Profile profile() {
        if (isEmpty()) {
            throw new IllegalArgumentException("no profiles to merge");
        }
        finish();
        return builder.buildCompact();
    }

    private void finish() {
        List<String> texts = new ArrayList<>(comments);
        calls.forEach((method, sum) -> texts.add(new CallCount(method, sum).comment()));
        builder.narrow(new Profile.Header(
                types,
                defaultType,
                first.periodType(),
                period,
                time,
                duration,
                texts,
                docUrl,
                first.dropFrames(),
                first.keepFrames(),
                List.copyOf(warnings)));
    }
}
