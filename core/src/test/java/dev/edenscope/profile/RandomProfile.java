package dev.edenscope.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Profiles of everything that the model can hold, the same for the same seed. */
public final class RandomProfile {
    private static final List<ValueType> TYPES =
            List.of(ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE, ValueType.INUSE_OBJECTS, ValueType.INUSE_SPACE);

    private RandomProfile() {}

    /** A small profile; those of all seeds can be merged with one another. */
    public static Profile of(long seed) {
        Random random = new Random(seed);
        ProfileBuilder builder = new ProfileBuilder(header(random));
        int[] mappings = new int[1 + random.nextInt(3)];
        for (int i = 0; i < mappings.length; i++) {
            mappings[i] = i == 0 ? -1 : builder.mapping(mapping(random, i));
        }
        int[] functions = new int[1 + random.nextInt(12)];
        for (int i = 0; i < functions.length; i++) {
            String name = "com.acme.Größe" + random.nextInt(15) + ".run";
            functions[i] = builder.function(new Function(
                    name,
                    random.nextBoolean() ? name + "(I)V" : "",
                    random.nextBoolean() ? "com/acme/Größe.java" : "",
                    random.nextInt(3) * 10L));
        }
        int[] locations = new int[1 + random.nextInt(20)];
        for (int i = 0; i < locations.length; i++) {
            locations[i] = location(random, builder, mappings, functions);
        }
        int samples = random.nextInt(60);
        int[] frames = new int[20];
        for (int i = 0; i < samples; i++) {
            int depth = random.nextInt(5) == 0 ? 0 : random.nextInt(frames.length);
            for (int f = 0; f < depth; f++) {
                frames[f] = locations[random.nextInt(locations.length)];
            }
            builder.add(
                    builder.stack(frames, depth),
                    builder.labels(labels(random)),
                    number(random),
                    number(random),
                    number(random),
                    number(random));
        }
        return builder.build();
    }

    private static Profile.Header header(Random random) {
        return new Profile.Header(
                TYPES,
                random.nextBoolean() ? "alloc_space" : "",
                new ValueType("space", "bytes"),
                random.nextInt(3) * 524288L,
                random.nextInt(3) * 1_700_000_000_000_000_000L,
                random.nextInt(3) * 1_000_000_000L,
                random.nextBoolean() ? List.of("a comment", "", "#for programs") : List.of(),
                random.nextBoolean() ? "https://example.com/doc" : "",
                random.nextBoolean() ? "runtime\\..*" : "",
                random.nextBoolean() ? "runtime\\.main" : "",
                List.of());
    }

    private static Mapping mapping(Random random, int i) {
        return new Mapping(
                0xffff_ffff_0000_0000L + i * 0x1000L,
                0xffff_ffff_0000_1000L + i * 0x1000L,
                random.nextInt(2) * 4096L,
                "/usr/lib/lib" + i + ".so",
                random.nextBoolean() ? "deadbeef" : "",
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean());
    }

    private static int location(Random random, ProfileBuilder builder, int[] mappings, int[] functions) {
        if (random.nextBoolean()) {
            return builder.location(functions[random.nextInt(functions.length)], random.nextInt(400));
        }
        int lines = random.nextInt(4);
        int[] function = new int[lines];
        long[] lineNumber = new long[lines];
        long[] column = new long[lines];
        for (int i = 0; i < lines; i++) {
            function[i] = functions[random.nextInt(functions.length)];
            lineNumber[i] = random.nextInt(400);
            column[i] = random.nextInt(3);
        }
        return builder.location(
                mappings[random.nextInt(mappings.length)],
                random.nextBoolean() ? random.nextLong() : 0,
                random.nextBoolean(),
                lines,
                function,
                lineNumber,
                column);
    }

    private static List<Label> labels(Random random) {
        List<Label> labels = new ArrayList<>();
        while (random.nextInt(3) == 0) {
            labels.add(
                    switch (random.nextInt(4)) {
                        case 0 -> Label.of("class", random.nextBoolean() ? "byte[]" : "");
                        case 1 -> Label.of("bytes", random.nextInt(4) * 16L, "");
                        case 2 -> Label.of("bytes", random.nextInt(4) * 16L, "bytes");
                        default -> Label.of("thread", "main-" + random.nextInt(3));
                    });
        }
        return labels;
    }

    private static long number(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> -random.nextInt(1000);
            case 2 -> random.nextLong() >> 20;
            default -> random.nextInt(1000);
        };
    }
}
