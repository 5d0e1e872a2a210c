package dev.edenscope.bench;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Mapping;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Heap profiles as a large Go service writes them, of one program at different times. Equal numbers give equal profiles.
 *
 * <p>The shape is that of real files of 4,000 to 5,000 samples (Parca's): 1.4 samples a stack, each with a label {@code
 * bytes}; 10 frames deep at the first quartile, 13 at the median, 20 at the third, 32 at most; one location in six has
 * inlined calls; names of 46 characters, paths of 71; objects in use in one sample of ten. In a larger profile of the
 * same program functions and locations recur more: there are a function for eight samples and a location for four.
 */
final class GoHeap {
    private static final double SAMPLES_A_STACK = 1.4;
    private static final int SAMPLES_A_FUNCTION = 7;

    /** Of the program's stacks, how many a profile has; and of a profile's, how many no other has. */
    private static final double SEEN = 0.7;

    private static final double OWN = 0.03;

    private static final int RATE = 512 << 10;
    private static final int[] SIZES = {
        16, 32, 48, 64, 80, 96, 112, 128, 160, 208, 256, 384, 512, 896, 1024, 1408, 2048, 4096, 8192, 16384, 65536
    };
    private static final String[] WORDS = {
        "store", "query", "index", "cache", "route", "proto", "codec", "batch", "merge", "shard", "quota", "audit",
        "lease", "watch", "event", "label", "block", "chunk", "field", "value", "token", "scope", "trace", "retry"
    };
    private static final Mapping BINARY =
            new Mapping(0x400000, 0x4a00000, 0, "/usr/local/bin/orders", "", true, false, false, false);

    private final List<Function> functions = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final int[][] calls; // [function]: the places in it
    private final List<int[]> stacks; // leaf first

    /** An instruction: its lines, innermost first where calls were inlined, and the function that it calls. */
    private static final class Place {
        private final int[] functions;
        private final long[] lines;
        private final int callee;

        Place(int[] functions, long[] lines, int callee) {
            this.functions = functions;
            this.lines = lines;
            this.callee = callee;
        }
    }

    /** A program whose profiles have about so many samples. */
    GoHeap(int samples) {
        Random random = new Random(samples);
        int count = samples / SAMPLES_A_FUNCTION;
        for (int i = 0; i < count; i++) {
            functions.add(function(random, i));
        }
        calls = new int[count][];
        for (int i = 0; i < count; i++) {
            calls[i] = new int[1 + random.nextInt(5)];
            for (int c = 0; c < calls[i].length; c++) {
                calls[i][c] = places.size();
                places.add(place(random, i));
            }
        }
        double own = samples / SAMPLES_A_STACK;
        stacks = grown(random, new ArrayList<>(), (int) (own * (1 - OWN) / SEEN));
    }

    /** Some four functions a file. */
    private static Function function(Random random, int number) {
        Random file = new Random(number / 4L);
        String folder = "github.com/acme/orders/" + word(file) + "/" + word(file);
        String name = folder + ".(*" + word(file) + ")." + word(random) + number;
        String path = "/home/ci/go/pkg/mod/" + folder + "@v1.2." + number / 4 + "/" + word(file) + "_" + word(file);
        return new Function(name, name, path + ".go", 0);
    }

    private static String word(Random random) {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private Place place(Random random, int function) {
        int inlined = random.nextInt(6) > 0 ? 0 : 1 + random.nextInt(6) / 5;
        int[] of = new int[1 + inlined];
        long[] lines = new long[of.length];
        for (int i = 0; i < of.length; i++) {
            of[i] = i == inlined ? function : any(random);
            lines[i] = 20L + random.nextInt(900);
        }
        return new Place(of, lines, any(random));
    }

    /** Some functions are called from everywhere. */
    private int any(Random random) {
        return (int) (functions.size() * Math.pow(random.nextDouble(), 1.5));
    }

    /** So many stacks, each a branch of one before it. */
    private List<int[]> grown(Random random, List<int[]> from, int count) {
        List<int[]> all = new ArrayList<>(from);
        Set<IntBuffer> known = new HashSet<>();
        all.forEach(stack -> known.add(IntBuffer.wrap(stack)));
        List<int[]> grown = new ArrayList<>();
        while (grown.size() < count) {
            int[] stack = new int[depth(random)];
            int[] trunk = all.isEmpty() ? new int[0] : all.get(random.nextInt(all.size()));
            int shared = (int) (Math.min(trunk.length, stack.length) * Math.sqrt(random.nextDouble()));
            int function = 0;
            for (int i = 0; i < stack.length; i++) {
                int[] here = calls[function];
                int place = i < shared ? trunk[trunk.length - 1 - i] : here[random.nextInt(here.length)];
                stack[stack.length - 1 - i] = place;
                function = places.get(place).callee;
            }
            if (known.add(IntBuffer.wrap(stack))) {
                all.add(stack);
                grown.add(stack);
            }
        }
        return grown;
    }

    private static int depth(Random random) {
        double share = Math.pow(random.nextDouble(), 1.6); // short ones are soon all known
        return (int) (share < 0.5 ? 3 + 20 * share : share < 0.9 ? 13 + 37.5 * (share - 0.5) : 28 + 50 * (share - 0.9));
    }

    /** The profile of this number. */
    Profile profile(int number) {
        Random random = new Random(number);
        // Go lists the newest first, and what both profiles have in the same order.
        List<int[]> seen = grown(random, stacks, (int) (stacks.size() * SEEN / (1 - OWN) * OWN));
        for (int[] stack : stacks) {
            if (random.nextDouble() < SEEN) {
                seen.add(stack);
            }
        }

        ValueType space = new ValueType("space", "bytes");
        ProfileBuilder builder = new ProfileBuilder(Profile.Header.of(List.of(
                        ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE, ValueType.INUSE_OBJECTS, ValueType.INUSE_SPACE))
                .withPeriod(space, RATE)
                .withTime(1_790_000_000_000_000_000L + number * 10_000_000_000L, 0));
        int mapping = builder.mapping(BINARY);
        for (int[] stack : seen) {
            int[] frames = new int[stack.length];
            for (int i = 0; i < frames.length; i++) {
                frames[i] = location(builder, mapping, stack[i]);
            }
            int id = builder.stack(frames, frames.length);
            do {
                addSample(builder, id, random);
            } while (random.nextDouble() < 1 - 1 / SAMPLES_A_STACK);
        }
        return builder.build();
    }

    private int location(ProfileBuilder builder, int mapping, int number) {
        Place place = places.get(number);
        int[] ids = new int[place.functions.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = builder.function(functions.get(place.functions[i]));
        }
        long address = BINARY.start() + number * 97L;
        return builder.location(mapping, address, false, ids.length, ids, place.lines, new long[ids.length]);
    }

    /** Sampled once or, seldom, often; scaled as Go does it. */
    private static void addSample(ProfileBuilder builder, int stack, Random random) {
        int size = SIZES[random.nextInt(SIZES.length)];
        double scale = 1 / (1 - Math.exp(-(double) size / RATE));
        double sampled = Math.floor(1 / (0.01 + random.nextDouble()));
        double inUse = random.nextInt(10) == 0 ? 1 : 0;
        builder.add(
                stack,
                builder.labels(List.of(Label.of("bytes", size, ""))),
                (long) (sampled * scale),
                (long) (sampled * scale * size),
                (long) (inUse * scale),
                (long) (inUse * scale * size));
    }
}
