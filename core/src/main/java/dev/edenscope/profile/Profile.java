package dev.edenscope.profile;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * Samples of values over stacks: what a capture measured, whichever runtime it came from. Immutable.
 *
 * <p>The shape is that of profile.proto. A profile has one or more {@linkplain #sampleTypes() sample types}; each
 * sample has a value of every type, a stack of locations (leaf first) and labels. A location is a place in the
 * program; it holds several lines where calls were inlined there (innermost first). What a source cannot know is not
 * a sample type of its profile: an absent type, never a column of zeros.
 *
 * <p>Inside, everything is a column: stacks, locations and label sets are {@code int} ids into tables, values are
 * {@code long} arrays, one per sample type. A sample of four values costs about 40 bytes, equal stacks are stored
 * once. Samples of one stack and one label set are one sample, and samples whose values are all 0 are not kept.
 */
public final class Profile {
    private final Header header;
    private final List<Mapping> mappings;
    private final List<Function> functions;
    private final Locations locations;
    private final Ranges stacks;
    private final List<List<Label>> labelSets;
    private final int[] sampleStack;
    private final int[] sampleLabels;
    private final long[][] values; // [type][sample]

    /**
     * What a profile says about itself as a whole.
     *
     * @param sampleTypes what each value of a sample measures, at least one
     * @param defaultSampleType the type that a report shows if not told otherwise, or empty: then the last one
     * @param periodType what is sampled, for example {@code space/bytes}; null where unknown
     * @param period the sampling interval in {@code periodType}'s unit, 0 where unknown
     * @param timeNanos when the capture began, nanoseconds since 1970-01-01 UTC, 0 where unknown
     * @param durationNanos how long the capture took, 0 where unknown
     * @param comments free text; a comment that starts with {@code #} is meant for programs, not for reports
     * @param docUrl where the profile's kind is described, or empty
     * @param dropFrames regular expression of frames to drop, or empty
     * @param keepFrames regular expression of frames to keep although {@code dropFrames} matches, or empty
     * @param warnings what a reader had to say about a file that it could use only in part; not part of the file
     */
    public record Header(
            List<ValueType> sampleTypes,
            String defaultSampleType,
            ValueType periodType,
            long period,
            long timeNanos,
            long durationNanos,
            List<String> comments,
            String docUrl,
            String dropFrames,
            String keepFrames,
            List<String> warnings) {
        public Header {
            sampleTypes = List.copyOf(sampleTypes);
            comments = List.copyOf(comments);
            warnings = List.copyOf(warnings);
            Objects.requireNonNull(defaultSampleType, "defaultSampleType");
            Objects.requireNonNull(docUrl, "docUrl");
            Objects.requireNonNull(dropFrames, "dropFrames");
            Objects.requireNonNull(keepFrames, "keepFrames");
            if (sampleTypes.isEmpty()) {
                throw new IllegalArgumentException("a profile needs at least one sample type");
            }
        }

        /** A header with these types and nothing else known. */
        public static Header of(List<ValueType> sampleTypes) {
            return new Header(sampleTypes, "", null, 0, 0, 0, List.of(), "", "", "", List.of());
        }

        public Header withDefaultSampleType(String type) {
            return new Header(
                    sampleTypes,
                    type,
                    periodType,
                    period,
                    timeNanos,
                    durationNanos,
                    comments,
                    docUrl,
                    dropFrames,
                    keepFrames,
                    warnings);
        }

        public Header withPeriod(ValueType type, long every) {
            return new Header(
                    sampleTypes,
                    defaultSampleType,
                    type,
                    every,
                    timeNanos,
                    durationNanos,
                    comments,
                    docUrl,
                    dropFrames,
                    keepFrames,
                    warnings);
        }

        public Header withTime(long beginNanos, long nanos) {
            return new Header(
                    sampleTypes,
                    defaultSampleType,
                    periodType,
                    period,
                    beginNanos,
                    nanos,
                    comments,
                    docUrl,
                    dropFrames,
                    keepFrames,
                    warnings);
        }

        public Header withComments(List<String> texts) {
            return new Header(
                    sampleTypes,
                    defaultSampleType,
                    periodType,
                    period,
                    timeNanos,
                    durationNanos,
                    texts,
                    docUrl,
                    dropFrames,
                    keepFrames,
                    warnings);
        }

        public Header withFrames(String drop, String keep) {
            return new Header(
                    sampleTypes,
                    defaultSampleType,
                    periodType,
                    period,
                    timeNanos,
                    durationNanos,
                    comments,
                    docUrl,
                    drop,
                    keep,
                    warnings);
        }

        public Header withWarnings(List<String> texts) {
            return new Header(
                    sampleTypes,
                    defaultSampleType,
                    periodType,
                    period,
                    timeNanos,
                    durationNanos,
                    comments,
                    docUrl,
                    dropFrames,
                    keepFrames,
                    texts);
        }
    }

    Profile(
            Header header,
            List<Mapping> mappings,
            List<Function> functions,
            Locations locations,
            Ranges stacks,
            List<List<Label>> labelSets,
            int[] sampleStack,
            int[] sampleLabels,
            long[][] values) {
        this.header = header;
        this.mappings = List.copyOf(mappings);
        this.functions = List.copyOf(functions);
        this.locations = locations;
        this.stacks = stacks;
        this.labelSets = List.copyOf(labelSets);
        this.sampleStack = sampleStack;
        this.sampleLabels = sampleLabels;
        this.values = values;
    }

    public Header header() {
        return header;
    }

    public List<ValueType> sampleTypes() {
        return header.sampleTypes();
    }

    /** Index of the sample type with this name, or -1. */
    public int sampleType(String type) {
        for (int i = 0; i < sampleTypes().size(); i++) {
            if (sampleTypes().get(i).type().equals(type)) {
                return i;
            }
        }
        return -1;
    }

    public List<String> comments() {
        return header.comments();
    }

    /** What the reader of the file had to say about it; empty for a sound file. */
    public List<String> warnings() {
        return header.warnings();
    }

    // Samples

    public int sampleCount() {
        return sampleStack.length;
    }

    /** Stack id of a sample. */
    public int stack(int sample) {
        return sampleStack[sample];
    }

    /** Labels of a sample, sorted. */
    public List<Label> labels(int sample) {
        return labelSets.get(sampleLabels[sample]);
    }

    /** Label set id of a sample: equal ids have equal labels. */
    public int labelSet(int sample) {
        return sampleLabels[sample];
    }

    /** Number of distinct label sets: their ids are below it. */
    int labelSetCount() {
        return labelSets.size();
    }

    /** Value of a sample in the unit of that sample type. May be negative in a difference. */
    public long value(int sample, int type) {
        return values[type][sample];
    }

    /** Sum of the values of one type over all samples. Throws ArithmeticException if it does not fit a long. */
    public long total(int type) {
        long sum = 0;
        for (long value : values[type]) {
            sum = Math.addExact(sum, value);
        }
        return sum;
    }

    /** Whether no sum of values of one type, over any of the samples, is beyond 64 bits. */
    public boolean fits(int type) {
        long sum = 0;
        for (long value : values[type]) {
            sum += Math.abs(value);
            if (sum < 0 || value == Long.MIN_VALUE) {
                return false;
            }
        }
        return true;
    }

    // Stacks

    public int stackCount() {
        return stacks.count();
    }

    /** Number of locations of a stack; 0 is possible. */
    public int depth(int stack) {
        return stacks.length(stack);
    }

    /** Location id at a position of a stack: 0 is the leaf. */
    public int location(int stack, int position) {
        return stacks.get(stack, position);
    }

    // Locations

    public int locationCount() {
        return locations.count();
    }

    /** Mapping of a location, or null. */
    public Mapping mapping(int location) {
        int id = locations.mapping(location);
        return id < 0 ? null : mappings.get(id);
    }

    /** Mapping id of a location, or -1. */
    public int mappingId(int location) {
        return locations.mapping(location);
    }

    /** Address of a location, unsigned, 0 where the runtime gives none. */
    public long address(int location) {
        return locations.address(location);
    }

    /** Whether identical functions were folded there by a linker, so that the names may be wrong. */
    public boolean folded(int location) {
        return locations.folded(location);
    }

    /** Number of lines of a location: 0 if it has no symbol, more than 1 if calls were inlined there. */
    public int lineCount(int location) {
        return locations.lineCount(location);
    }

    /** Function id of a line of a location, innermost line first. */
    public int functionId(int location, int line) {
        return locations.function(location, line);
    }

    /** Function of a line of a location, innermost line first. */
    public Function function(int location, int line) {
        return functions.get(locations.function(location, line));
    }

    /** Source line number, 1-based, 0 where unknown. */
    public long lineNumber(int location, int line) {
        return locations.lineNumber(location, line);
    }

    /** Source column, 1-based, 0 where unknown. */
    public long column(int location, int line) {
        return locations.column(location, line);
    }

    public List<Function> functions() {
        return functions;
    }

    public List<Mapping> mappings() {
        return mappings;
    }

    // Algebra

    /**
     * The samples of all profiles in one. Associative, and commutative up to the order of samples.
     *
     * <p>The sample types are those that all profiles have, in the first one's order. The time is the earliest, the
     * duration the sum, the period the largest, and comments are kept once each. Calls ({@link CallCount}) add up; a
     * method's are dropped if one of the profiles does not know them.
     *
     * @throws IllegalArgumentException if there is no profile, if they share no sample type, or if their period types
     *     differ: values of different kinds must not be added
     */
    public static Profile merge(Collection<Profile> profiles) {
        Merge merge = new Merge();
        profiles.forEach(merge::add);
        return merge.profile();
    }

    /** This profile with the base's values taken off: what is new is positive, what is gone negative. It has no calls. */
    public Profile minus(Profile base) {
        Merge merge = new Merge();
        merge.add(this, 1);
        merge.add(base, -1);
        return merge.profile();
    }

    /**
     * Every value times a factor, rounded to the nearest whole number.
     *
     * @throws ArithmeticException if a product does not fit a long
     */
    public Profile scaled(double factor) {
        ProfileBuilder builder = new ProfileBuilder(header);
        builder.addAll(this, factor, sample -> true);
        return builder.build();
    }

    /**
     * This profile scaled, each sample type by itself, so that its totals are the base's. A type whose total is 0 here
     * has nothing that could be scaled: its values become 0. A type that the base does not have stays as it is.
     */
    public Profile normalizedTo(Profile base) {
        int[] others = ProfileBuilder.columns(sampleTypes(), base.sampleTypes());
        double[] factors = new double[others.length];
        for (int type = 0; type < factors.length; type++) {
            long total = total(type);
            factors[type] = others[type] < 0 ? 1 : total == 0 ? 0 : (double) base.total(others[type]) / total;
        }
        ProfileBuilder builder = new ProfileBuilder(header);
        builder.addAll(this, factors, sample -> true);
        return builder.build();
    }

    /** Only the samples for which {@code keep}, given a sample's index, holds. */
    public Profile filter(IntPredicate keep) {
        ProfileBuilder builder = new ProfileBuilder(header);
        builder.addAll(this, 1, keep);
        return builder.build();
    }

    /** The same samples under another header with as many sample types of the same meaning. */
    public Profile withHeader(Header other) {
        if (other.sampleTypes().size() != sampleTypes().size()) {
            throw new IllegalArgumentException("sample types: " + other.sampleTypes() + " for " + sampleTypes());
        }
        return new Profile(other, mappings, functions, locations, stacks, labelSets, sampleStack, sampleLabels, values);
    }

    /**
     * Holds the invariants: ids are in range, columns are of one length, no two samples share stack and labels, no
     * sample is all 0. Every profile that {@link ProfileBuilder} builds passes; cost: one pass over all columns.
     *
     * @throws IllegalStateException naming the first thing that does not hold
     */
    public void check() {
        int samples = sampleCount();
        require(values.length == sampleTypes().size(), "one column of values a sample type");
        for (long[] column : values) {
            require(column.length == samples, "one value a sample");
        }
        require(sampleLabels.length == samples, "one label set a sample");
        Slots seen = new Slots(samples);
        for (int i = 0; i < samples; i++) {
            require(sampleStack[i] >= 0 && sampleStack[i] < stacks.count(), "stack of sample " + i);
            require(sampleLabels[i] >= 0 && sampleLabels[i] < labelSets.size(), "labels of sample " + i);
            boolean zero = true;
            for (long[] column : values) {
                zero &= column[i] == 0;
            }
            require(!zero, "sample " + i + " is all 0");
            int hash = ProfileBuilder.sampleHash(sampleStack[i], sampleLabels[i]);
            int at = seen.first(hash);
            for (int id; (id = seen.id(at)) >= 0; at = seen.next(at, hash)) {
                require(
                        sampleStack[id] != sampleStack[i] || sampleLabels[id] != sampleLabels[i],
                        "samples " + id + " and " + i + " are of one stack and label set");
            }
            seen.claim(at, hash);
        }
        for (int s = 0; s < stacks.count(); s++) {
            for (int i = 0; i < stacks.length(s); i++) {
                require(stacks.get(s, i) >= 0 && stacks.get(s, i) < locations.count(), "location of stack " + s);
            }
        }
        for (int l = 0; l < locations.count(); l++) {
            require(locations.mapping(l) >= -1 && locations.mapping(l) < mappings.size(), "mapping of location " + l);
            for (int i = 0; i < locations.lineCount(l); i++) {
                require(
                        locations.function(l, i) >= 0 && locations.function(l, i) < functions.size(),
                        "function of location " + l);
            }
        }
        for (List<Label> set : labelSets) {
            for (int i = 1; i < set.size(); i++) {
                require(set.get(i - 1).compareTo(set.get(i)) <= 0, "labels are sorted: " + set);
            }
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("profile invariant broken: " + what);
        }
    }

    @Override
    public String toString() {
        return "Profile" + sampleTypes() + " of " + sampleCount() + " samples over " + stackCount() + " stacks";
    }
}
