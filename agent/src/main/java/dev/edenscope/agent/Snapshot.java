package dev.edenscope.agent;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the sampler knew at one moment: for each (stack, class) the four quadrants since its start. Stacks have the
 * same ids in every snapshot of a session, so that a window is the difference of two.
 */
final class Snapshot {
    private static final List<ValueType> QUADRANTS =
            List.of(ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE, ValueType.INUSE_OBJECTS, ValueType.INUSE_SPACE);
    private static final ValueType SPACE = new ValueType("space", "bytes");

    /**
     * The session as a whole.
     *
     * @param wallMillis time of the snapshot, since 1970
     * @param nanoTime the same on {@link System#nanoTime}'s clock
     * @param jvmBytes the JVM's own count of allocated bytes, -1 where it keeps none
     * @param samples events taken since the start
     * @param intervalBytes mean distance between samples now; 0: every object
     * @param tracked objects tracked now
     * @param collected whether a garbage collection has completed since the start
     * @param nanosSpent time spent in samples; 0 where it is not measured
     * @param folded samples that went to the {@code [other]} stack because the table of stacks was full
     * @param thinned how often the tracked objects were halved
     * @param lost samples that could not be tracked
     */
    record State(
            long wallMillis,
            long nanoTime,
            long jvmBytes,
            long samples,
            int intervalBytes,
            int tracked,
            boolean collected,
            long nanosSpent,
            long folded,
            long thinned,
            long lost) {}

    private final State state;
    private final int[] stackNode;
    private final int[] stackClass;
    private final double[] allocObjects;
    private final double[] allocBytes;
    private final double[] inuseObjects;
    private final double[] inuseBytes;
    private final int[] nodes; // parent, method, line of each
    private final List<Function> functions;
    private final List<String> classes;

    /** Functions and classes of a session by id, decoded once: in the sampler their tables only grow. */
    static final class Names {
        private List<Function> functions = List.of();
        private List<String> classes = List.of();

        /** Earlier snapshots keep the lists that they have: a longer one is a new one. */
        private synchronized void read(ByteBuffer in, int functionCount, int classCount) {
            List<Function> allFunctions = new ArrayList<>(functions);
            for (int i = 0; i < functionCount; i++) {
                int startLine = in.getInt();
                if (i < functions.size()) {
                    skip(in);
                } else {
                    allFunctions.add(JavaNames.function(text(in), startLine));
                }
            }
            List<String> allClasses = new ArrayList<>(classes);
            for (int i = 0; i < classCount; i++) {
                if (i < classes.size()) {
                    skip(in);
                } else {
                    allClasses.add(JavaNames.type(text(in)));
                }
            }
            functions = allFunctions;
            classes = allClasses;
        }

        private static void skip(ByteBuffer in) {
            int length = in.getInt();
            in.position(in.position() + length);
        }
    }

    /** Reads what {@code snapshot} in edenscope.c wrote. Names that {@code names} does not have yet are put there. */
    Snapshot(ByteBuffer buffer, long jvmBytes, Names names) {
        ByteBuffer in = buffer.order(ByteOrder.nativeOrder());
        int functionCount = in.getInt();
        int classCount = in.getInt();
        nodes = new int[in.getInt() * 3];
        int stacks = in.getInt();
        int interval = in.getInt();
        int tracked = in.getInt();
        boolean collected = in.getLong() != 0;
        state = new State(
                System.currentTimeMillis(),
                System.nanoTime(),
                jvmBytes,
                in.getLong(),
                interval,
                tracked,
                collected,
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong());
        stackNode = new int[stacks];
        stackClass = new int[stacks];
        allocObjects = new double[stacks];
        allocBytes = new double[stacks];
        inuseObjects = new double[stacks];
        inuseBytes = new double[stacks];
        for (int i = 0; i < stacks; i++) {
            stackNode[i] = in.getInt();
            stackClass[i] = in.getInt();
            allocObjects[i] = in.getDouble();
            allocBytes[i] = in.getDouble();
            inuseObjects[i] = in.getDouble();
            inuseBytes[i] = in.getDouble();
        }
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = in.getInt();
        }
        names.read(in, functionCount, classCount);
        functions = names.functions;
        classes = names.classes;
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    State state() {
        return state;
    }

    /** Bytes allocated since the start, as counted or estimated. */
    double allocatedBytes() {
        double sum = 0;
        for (double bytes : allocBytes) {
            sum += bytes;
        }
        return sum;
    }

    /**
     * The profile of a window.
     *
     * @param begin the snapshot that the window began with
     * @param inUse {@code true}: in-use as it is now, whenever the object was born; {@code false}: by how much it has
     *     changed in the window, as Go's delta profiles have it, which can be negative
     */
    Profile since(Snapshot begin, boolean inUse) {
        Profile.Header header = Profile.Header.of(QUADRANTS)
                .withPeriod(SPACE, Math.max(state.intervalBytes, 1))
                .withTime(begin.state.wallMillis * 1_000_000, state.nanoTime - begin.state.nanoTime)
                .withComments(comments(begin));
        ProfileBuilder builder = new ProfileBuilder(header);
        Paths paths = new Paths(builder);
        for (int i = 0; i < stackNode.length; i++) {
            boolean old = i < begin.stackNode.length;
            double objects = allocObjects[i] - (old ? begin.allocObjects[i] : 0);
            double bytes = allocBytes[i] - (old ? begin.allocBytes[i] : 0);
            double liveObjects = inuseObjects[i] - (old && !inUse ? begin.inuseObjects[i] : 0);
            double liveBytes = inuseBytes[i] - (old && !inUse ? begin.inuseBytes[i] : 0);
            if (objects != 0 || liveObjects != 0) {
                long size = Math.round(objects != 0 ? bytes / objects : liveBytes / liveObjects);
                builder.add(
                        paths.stack(stackNode[i]),
                        paths.labels(stackClass[i], size),
                        Math.round(objects),
                        Math.round(bytes),
                        Math.round(liveObjects),
                        Math.round(liveBytes));
            }
        }
        return builder.build();
    }

    /** Locations and stacks of a builder for the nodes of this snapshot. */
    private final class Paths {
        private final ProfileBuilder builder;
        private final int[] functionIds = new int[functions.size()];
        private final int[][] places = new int[functions.size()][]; // how many, then line and location id of each
        private final long[] sizes = new long[classes.size()];
        private final int[] labelIds = new int[classes.size()]; // 0: none yet
        private int[] frames = new int[128];

        Paths(ProfileBuilder builder) {
            this.builder = builder;
        }

        int stack(int leaf) {
            int depth = 0;
            for (int node = leaf; node != 0; node = nodes[node * 3]) {
                if (depth == frames.length) {
                    frames = Arrays.copyOf(frames, depth * 2);
                }
                frames[depth++] = location(node);
            }
            if (depth == 0) {
                frames[depth++] = builder.location(builder.function(JavaNames.NO_FRAMES), 0);
            }
            return builder.stack(frames, depth);
        }

        /** Nodes are many, places in the program few: each is looked up among its function's. */
        private int location(int node) {
            int method = nodes[node * 3 + 1];
            int line = nodes[node * 3 + 2];
            int[] known = places[method];
            int count = known == null ? 0 : known[0];
            for (int i = 1; i <= count; i++) {
                if (known[2 * i - 1] == line) {
                    return known[2 * i];
                }
            }
            if (known == null) {
                functionIds[method] = builder.function(functions.get(method));
            }
            if (known == null || 2 * count + 2 >= known.length) {
                known = known == null ? new int[5] : Arrays.copyOf(known, known.length * 2);
                places[method] = known;
            }
            known[0] = count + 1;
            known[2 * count + 1] = line;
            known[2 * count + 2] = builder.location(functionIds[method], line);
            return known[2 * count + 2];
        }

        /** Labels of a class's objects of a size; mostly a class has one. Arrays differ: the size is their mean. */
        int labels(int type, long size) {
            if (labelIds[type] == 0 || sizes[type] != size) {
                sizes[type] = size;
                labelIds[type] =
                        builder.labels(List.of(Label.of("bytes", size, "bytes"), Label.of("class", classes.get(type))));
            }
            return labelIds[type];
        }
    }

    /** What reports print above the values, then one line for programs. */
    private List<String> comments(Snapshot begin) {
        long samples = state.samples - begin.state.samples;
        double bytes = allocatedBytes() - begin.allocatedBytes();
        long jvmBytes = state.jvmBytes < 0 ? -1 : state.jvmBytes - begin.state.jvmBytes;
        String counted = jvmBytes <= 0
                ? ""
                : String.format(
                        Locale.ROOT, "; %.2f%% of the %d bytes that the JVM counted", 100 * bytes / jvmBytes, jvmBytes);
        List<String> comments = new ArrayList<>();
        if (state.intervalBytes == 0) {
            comments.add("alloc: exact, " + samples + " objects counted" + counted);
            comments.add("inuse: estimated from " + state.tracked + " tracked objects");
        } else {
            comments.add("alloc and inuse: estimated from " + samples + " samples, one every " + state.intervalBytes
                    + " bytes" + counted);
        }
        if (!state.collected) {
            comments.add(
                    "inuse: no garbage collection has completed since the start, so it holds all that was allocated");
        }
        if (state.folded > begin.state.folded) {
            comments.add("stacks: the table is full; " + (state.folded - begin.state.folded)
                    + " samples are in [other] (option `stacks`)");
        }
        if (state.thinned > 0) {
            comments.add("inuse: more objects than are tracked; thinned out " + state.thinned
                    + " times, which keeps it unbiased but coarser (option `tracked`)");
        }
        if (state.lost > 0) {
            comments.add("inuse: too low: " + state.lost + " samples could not be tracked in time");
        }
        comments.add(String.format(
                Locale.ROOT,
                "# edenscope exact=%b interval=%d samples=%d bytes=%.0f jvm_bytes=%d tracked=%d collected=%b spent_ns=%d",
                state.intervalBytes == 0,
                state.intervalBytes,
                samples,
                bytes,
                jvmBytes,
                state.tracked,
                state.collected,
                state.nanosSpent - begin.state.nanosSpent));
        return comments;
    }
}
