package dev.edenscope.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * Collects samples into a {@link Profile}: gives equal things one id, adds up samples of one stack and label set.
 *
 * <p>Not safe for several threads. Adding a sample costs a hash over its stack; memory grows with distinct stacks, not
 * with samples added.
 */
public final class ProfileBuilder {
    private static final List<Label> NO_LABELS = List.of();
    private static final long[] NO_COLUMN = new long[1];

    private Profile.Header header;
    private int types;
    private final Map<Mapping, Integer> mappingIds = new HashMap<>();
    private final Map<Function, Integer> functionIds = new HashMap<>();
    private final Map<List<Label>, Integer> labelIds = new HashMap<>();
    private final List<Mapping> mappings = new ArrayList<>();
    private final List<Function> functions = new ArrayList<>();
    private final List<List<Label>> labelSets = new ArrayList<>();
    private final Locations locations = new Locations();
    private final Slots locationSlots = new Slots(0);
    private final Ranges stacks = new Ranges();
    private final Slots stackSlots;
    private final Slots sampleSlots;
    // Samples are met in no order: all that one has stands together until they are built.
    private long[] sampleKeys; // stack << 32 | label set
    private long[] values; // of the first sample, of the second ...
    private final int[] oneFunction = new int[1];
    private final long[] oneLine = new long[1];
    private boolean built;

    /** A builder of a profile with this header. */
    public ProfileBuilder(Profile.Header header) {
        this(header, 0);
    }

    /** The same, with room for so many samples; more can be added. */
    public ProfileBuilder(Profile.Header header, int samples) {
        this.stackSlots = new Slots(samples);
        this.sampleSlots = new Slots(samples);
        this.sampleKeys = new long[Math.max(16, samples)];
        header(header);
        labels(NO_LABELS);
    }

    /**
     * Takes another header, for a source that knows only at its end what it has. Possible until the first sample is added;
     * stacks and labels stay.
     */
    public void header(Profile.Header other) {
        if (sampleSlots.size() > 0) {
            throw new IllegalStateException("there are samples under the header " + header);
        }
        header = Objects.requireNonNull(other, "header");
        types = header.sampleTypes().size();
        values = new long[Math.multiplyExact(types, sampleKeys.length)];
    }

    /** Takes another header whose sample types are some of those before; the values of the others are forgotten. */
    void narrow(Profile.Header other) {
        int[] columns = columns(other.sampleTypes(), header.sampleTypes());
        header = other;
        if (columns.length == types) {
            return;
        }
        long[] kept = new long[columns.length * sampleKeys.length];
        for (int i = 0; i < sampleSlots.size(); i++) {
            for (int t = 0; t < columns.length; t++) {
                kept[i * columns.length + t] = values[i * types + columns[t]];
            }
        }
        types = columns.length;
        values = kept;
    }

    /** Id of a mapping. */
    public int mapping(Mapping mapping) {
        return id(mapping, mappingIds, mappings);
    }

    /** Id of a function. */
    public int function(Function function) {
        return id(function, functionIds, functions);
    }

    /** Id of a label set, whose order does not matter; 0 is the empty one. */
    public int labels(List<Label> labels) {
        if (labels.size() > 1) {
            List<Label> sorted = new ArrayList<>(labels);
            sorted.sort(null);
            return id(List.copyOf(sorted), labelIds, labelSets);
        }
        return id(List.copyOf(labels), labelIds, labelSets);
    }

    private static <T> int id(T thing, Map<T, Integer> ids, List<T> things) {
        Integer known = ids.putIfAbsent(thing, things.size());
        if (known != null) {
            return known;
        }
        things.add(thing);
        return things.size() - 1;
    }

    /** Id of the location of one line of a function, without address or mapping: what a JVM's frame is. */
    public int location(int function, long lineNumber) {
        oneFunction[0] = function;
        oneLine[0] = lineNumber;
        return location(-1, 0, false, 1, oneFunction, oneLine, NO_COLUMN);
    }

    /**
     * Id of a location.
     *
     * @param mapping a mapping's id, or -1
     * @param address unsigned, 0 where there is none
     * @param folded whether a linker folded identical functions there
     * @param lines how many of the following are used, innermost call first
     * @param function function ids
     * @param lineNumber 1-based, 0 where unknown
     * @param column 1-based, 0 where unknown
     */
    public int location(
            int mapping, long address, boolean folded, int lines, int[] function, long[] lineNumber, long[] column) {
        Objects.checkIndex(mapping + 1, mappings.size() + 1);
        int hash = mixed(mixed(1, Long.hashCode(address)), mapping);
        for (int i = 0; i < lines; i++) {
            Objects.checkIndex(function[i], functions.size());
            hash = mixed(hash, function[i]);
            hash = mixed(hash, Long.hashCode(lineNumber[i]));
            hash = mixed(hash, Long.hashCode(column[i]));
        }
        int at = locationSlots.first(hash);
        for (int id; (id = locationSlots.id(at)) >= 0; at = locationSlots.next(at, hash)) {
            if (locations.equal(id, mapping, address, folded, lines, function, lineNumber, column)) {
                return id;
            }
        }
        locations.append(mapping, address, folded, lines, function, lineNumber, column);
        return locationSlots.claim(at, hash);
    }

    /** Id of a stack of {@code depth} location ids, leaf first. */
    public int stack(int[] locationIds, int depth) {
        int hash = 1;
        for (int i = 0; i < depth; i++) {
            Objects.checkIndex(locationIds[i], locations.count());
            hash = mixed(hash, locationIds[i]);
        }
        int at = stackSlots.first(hash);
        for (int id; (id = stackSlots.id(at)) >= 0; at = stackSlots.next(at, hash)) {
            if (stacks.equal(id, locationIds, depth)) {
                return id;
            }
        }
        stacks.append(locationIds, depth);
        return stackSlots.claim(at, hash);
    }

    /**
     * Adds values, one for each sample type in order, to the sample of this stack and label set.
     *
     * @throws ArithmeticException if a sum does not fit a long
     */
    public void add(int stack, int labels, long... sample) {
        if (sample.length != types) {
            throw new IllegalArgumentException(sample.length + " values for " + header.sampleTypes());
        }
        int at = sample(stack, labels) * types;
        for (int t = 0; t < types; t++) {
            values[at + t] = Math.addExact(values[at + t], sample[t]);
        }
    }

    /**
     * For each type wanted its column among those given, or -1. Some files have one type twice (or all without a
     * name): then the first wanted is the first given, the second the second.
     */
    static int[] columns(List<ValueType> wanted, List<ValueType> given) {
        boolean[] taken = new boolean[given.size()];
        int[] columns = new int[wanted.size()];
        for (int w = 0; w < columns.length; w++) {
            columns[w] = -1;
            for (int g = 0; g < taken.length && columns[w] < 0; g++) {
                if (!taken[g] && given.get(g).equals(wanted.get(w))) {
                    taken[g] = true;
                    columns[w] = g;
                }
            }
        }
        return columns;
    }

    private int sample(int stack, int labels) {
        Objects.checkIndex(stack, stacks.count());
        Objects.checkIndex(labels, labelSets.size());
        long key = (long) stack << 32 | labels;
        int hash = sampleHash(stack, labels);
        int at = sampleSlots.first(hash);
        for (int id; (id = sampleSlots.id(at)) >= 0; at = sampleSlots.next(at, hash)) {
            if (sampleKeys[id] == key) {
                return id;
            }
        }
        int id = sampleSlots.claim(at, hash);
        if (id == sampleKeys.length) {
            sampleKeys = Arrays.copyOf(sampleKeys, id * 2);
            values = Arrays.copyOf(values, Math.multiplyExact(id * 2, types));
        }
        sampleKeys[id] = key;
        return id;
    }

    /**
     * Adds those samples of another profile that {@code keep} (given a sample's index) accepts, their values times
     * {@code factor}. The profile must have all sample types of this builder; others that it has are left out.
     */
    void addAll(Profile profile, double factor, IntPredicate keep) {
        double[] factors = new double[types];
        Arrays.fill(factors, factor);
        addAll(profile, factors, keep);
    }

    /** As above, with a factor for each sample type of this builder. */
    void addAll(Profile profile, double[] factors, IntPredicate keep) {
        int[] type = columns(header.sampleTypes(), profile.sampleTypes());
        if (mappings.isEmpty() && !profile.mappings().isEmpty()) {
            mapping(profile.mappings().get(0)); // the first is the main binary, whatever the samples refer to
        }
        Remap remap = new Remap(profile);
        long[] sample = new long[types];
        for (int i = 0; i < profile.sampleCount(); i++) {
            if (keep.test(i)) {
                for (int t = 0; t < types; t++) {
                    sample[t] = scale(profile.value(i, type[t]), factors[t]);
                }
                add(remap.stack(profile.stack(i)), remap.labels(i), sample);
            }
        }
    }

    static int sampleHash(int stack, int labels) {
        return mixed(mixed(1, stack), labels);
    }

    /**
     * A hash over small neighbouring ids. With 31 as the factor, a profile of a thousand stacks under ten thousand label
     * sets had tens of samples to each hash.
     */
    private static int mixed(int hash, int next) {
        return (hash + next) * 0x9e3779b1;
    }

    /** Whole factors stay exact for values beyond 2^53. */
    private static long scale(long value, double factor) {
        if (factor == 1) {
            return value;
        }
        if (factor == Math.rint(factor) && Math.abs(factor) < 1L << 31) {
            return Math.multiplyExact(value, (long) factor);
        }
        double scaled = value * factor;
        if (!(Math.abs(scaled) < 0x1p63)) {
            throw new ArithmeticException(value + " times " + factor + " does not fit a long");
        }
        return scaled < 0 ? -Math.round(-scaled) : Math.round(scaled); // halves away from 0, for gains and losses alike
    }

    /** Another profile's ids in terms of this builder's, each translated when it is first met. */
    private final class Remap {
        private final Profile from;
        private final int[] mappingIdOf;
        private final int[] functionIdOf;
        private final int[] locationIdOf;
        private final int[] stackIdOf;
        private final int[] labelIdOf;
        private int[] frames = new int[128];
        private int[] lineFunction = new int[8];
        private long[] lineNumber = new long[8];
        private long[] column = new long[8];

        Remap(Profile from) {
            this.from = from;
            this.mappingIdOf = filled(from.mappings().size());
            this.functionIdOf = filled(from.functions().size());
            this.locationIdOf = filled(from.locationCount());
            this.stackIdOf = filled(from.stackCount());
            this.labelIdOf = filled(from.labelSetCount());
        }

        private static int[] filled(int length) {
            int[] ids = new int[length];
            Arrays.fill(ids, -1);
            return ids;
        }

        int stack(int stack) {
            if (stackIdOf[stack] < 0) {
                int depth = from.depth(stack);
                if (depth > frames.length) {
                    frames = new int[depth];
                }
                for (int i = 0; i < depth; i++) {
                    frames[i] = location(from.location(stack, i));
                }
                stackIdOf[stack] = ProfileBuilder.this.stack(frames, depth);
            }
            return stackIdOf[stack];
        }

        int labels(int sample) {
            int set = from.labelSet(sample);
            if (labelIdOf[set] < 0) {
                labelIdOf[set] = ProfileBuilder.this.labels(from.labels(sample));
            }
            return labelIdOf[set];
        }

        private int location(int location) {
            if (locationIdOf[location] < 0) {
                int lines = from.lineCount(location);
                if (lines > lineFunction.length) {
                    lineFunction = new int[lines];
                    lineNumber = new long[lines];
                    column = new long[lines];
                }
                for (int i = 0; i < lines; i++) {
                    lineFunction[i] = function(from.functionId(location, i));
                    lineNumber[i] = from.lineNumber(location, i);
                    column[i] = from.column(location, i);
                }
                locationIdOf[location] = ProfileBuilder.this.location(
                        mapping(from.mappingId(location)),
                        from.address(location),
                        from.folded(location),
                        lines,
                        lineFunction,
                        lineNumber,
                        column);
            }
            return locationIdOf[location];
        }

        private int mapping(int mapping) {
            if (mapping >= 0 && mappingIdOf[mapping] < 0) {
                mappingIdOf[mapping] =
                        ProfileBuilder.this.mapping(from.mappings().get(mapping));
            }
            return mapping < 0 ? -1 : mappingIdOf[mapping];
        }

        private int function(int function) {
            if (functionIdOf[function] < 0) {
                functionIdOf[function] =
                        ProfileBuilder.this.function(from.functions().get(function));
            }
            return functionIdOf[function];
        }
    }

    /** As {@link #build}, without the stacks and locations that only samples of 0 have. */
    Profile buildCompact() {
        Profile profile = build();
        if (profile.sampleCount() == sampleSlots.size()) {
            return profile;
        }
        ProfileBuilder compact = new ProfileBuilder(header);
        compact.addAll(profile, 1, sample -> true);
        return compact.build();
    }

    /** The profile, without the samples whose values are all 0. The builder cannot be used afterwards. */
    public Profile build() {
        return build(true);
    }

    /** As {@link #build}, with those samples: as no profile is that others see. */
    Profile buildAll() {
        return build(false);
    }

    private Profile build(boolean pruned) {
        if (built) {
            throw new IllegalStateException("already built");
        }
        built = true;
        int samples = sampleSlots.size();
        int[] sampleStack = new int[samples];
        int[] sampleLabels = new int[samples];
        long[][] columns = new long[types][samples];
        int kept = 0;
        for (int i = 0; i < samples; i++) {
            boolean zero = pruned;
            for (int t = 0; t < types; t++) {
                long value = values[i * types + t];
                columns[t][kept] = value;
                zero &= value == 0;
            }
            sampleStack[kept] = (int) (sampleKeys[i] >>> 32);
            sampleLabels[kept] = (int) sampleKeys[i];
            kept += zero ? 0 : 1;
        }
        if (kept < samples) {
            sampleStack = Arrays.copyOf(sampleStack, kept);
            sampleLabels = Arrays.copyOf(sampleLabels, kept);
            for (int t = 0; t < types; t++) {
                columns[t] = Arrays.copyOf(columns[t], kept);
            }
        }
        values = null;
        return new Profile(
                header, mappings, functions, locations, stacks, labelSets, sampleStack, sampleLabels, columns);
    }
}
