package dev.edenscope.readers;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.ProfileBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a chunk's events refer to by number: stacks, methods, classes, threads. They lie in the chunk's checkpoints, most
 * of them behind the events; of the stacks, which are the bulk, only those wanted are kept.
 */
final class JfrPools {
    /** Stands for a stack that the recording does not have. */
    private static final Function NO_STACK = new Function("[unknown]", "", "", 0);

    private static final int UNKNOWN_LINE = 0xffff;

    private final JfrBytes in;
    private final JfrTypes types;
    private final LongIndex wanted;
    private final LongIndex symbols = new LongIndex();
    private final List<String> symbolTexts = new ArrayList<>();
    private final LongIndex classes = new LongIndex();
    private final Longs classSymbols = new Longs();
    private final LongIndex methods = new LongIndex();
    private final Longs methodParts = new Longs(); // class, name and descriptor of each
    private final LongIndex threads = new LongIndex();
    private final List<String> threadNames = new ArrayList<>();
    private final LongIndex objects = new LongIndex();
    private final Longs objectClasses = new Longs();
    private final LongIndex stacks = new LongIndex();
    private final Ints stackStarts = new Ints(); // first frame of each and one more
    private final LongIndex places = new LongIndex(); // of method and line
    private final Longs placeKeys = new Longs();
    private final Ints frames = new Ints(); // place of each
    private final BitSet truncated = new BitSet();
    private final Map<String, Texts> values = new HashMap<>(); // by type

    /** The values of a type that are names. */
    private static final class Texts {
        private final LongIndex numbers = new LongIndex();
        private final List<String> texts = new ArrayList<>();
    }

    private static final class Longs {
        private long[] items = new long[16];
        private int size;

        void add(long item) {
            if (size == items.length) {
                items = Arrays.copyOf(items, size * 2);
            }
            items[size++] = item;
        }

        long get(int index) {
            return items[index];
        }
    }

    private static final class Ints {
        private int[] items = new int[64];
        private int size;

        void add(int item) {
            if (size == items.length) {
                if (size > Integer.MAX_VALUE / 2) {
                    throw new OutOfMemoryError("a chunk's stacks hold more than 2^30 frames");
                }
                items = Arrays.copyOf(items, size * 2);
            }
            items[size++] = item;
        }

        int get(int index) {
            return items[index];
        }
    }

    /** Pools without anything in them yet; {@code wanted} has the numbers of the stacks to keep. */
    JfrPools(JfrBytes in, JfrTypes types, LongIndex wanted) {
        this.in = in;
        this.types = types;
        this.wanted = wanted;
        stackStarts.add(0);
    }

    /**
     * Adds what the checkpoint at an offset holds.
     *
     * @return offset of the checkpoint before it, or of the chunk itself if there is none
     */
    long read(long offset, long chunkEnd) throws IOException {
        in.position(offset);
        long size = in.number();
        if (in.number() != 1 || size <= 0 || size > chunkEnd - offset) {
            throw in.broken(offset, "no checkpoint where one was expected");
        }
        long outer = in.limit(offset + size);
        in.number(); // start
        in.number(); // duration
        long delta = in.number();
        in.oneByte(); // what kind of checkpoint
        for (int pools = in.count("pools"); pools > 0; pools--) {
            long from = in.position();
            JfrTypes.Type type = types.of(in.number());
            if (type == null) {
                throw in.broken(from, "a pool of a type that the metadata does not describe");
            }
            readPool(type, in.count("values"));
            in.requireInside("pool");
        }
        in.limit(outer);
        return delta == 0 ? -1 : offset + delta;
    }

    private void readPool(JfrTypes.Type type, int count) throws IOException {
        switch (type.name()) {
            case "jdk.types.StackTrace" -> readStacks(type, count);
            case "jdk.types.Symbol" -> readTexts(type, count, symbols, symbolTexts, "string");
            case "java.lang.Thread" -> readTexts(type, count, threads, threadNames, "javaName", "osName");
            case "java.lang.Class" -> readNumbers(type, count, classes, classSymbols, "name");
            case "jdk.types.Method" -> readNumbers(type, count, methods, methodParts, "type", "name", "descriptor");
            case "jdk.types.OldObject" -> readNumbers(type, count, objects, objectClasses, "type");
            case "jdk.types.GCName" -> readTexts(type, count, texts(type).numbers, texts(type).texts, "name");
            case "jdk.types.GCCause" -> readTexts(type, count, texts(type).numbers, texts(type).texts, "cause");
            case "jdk.types.GCWhen" -> readTexts(type, count, texts(type).numbers, texts(type).texts, "when");
            case "jdk.types.G1YCType" -> readTexts(type, count, texts(type).numbers, texts(type).texts, "type");
            default -> {
                for (int i = 0; i < count; i++) {
                    in.number();
                    types.skip(type);
                    in.requireInside("a value of " + type.name());
                }
            }
        }
    }

    private Texts texts(JfrTypes.Type type) {
        return values.computeIfAbsent(type.name(), name -> new Texts());
    }

    /** Texts by number: of each value the first of these fields that is not empty. */
    private void readTexts(JfrTypes.Type type, int count, LongIndex index, List<String> texts, String... fields)
            throws IOException {
        JfrTypes.Shape shape = types.new Shape(type, fields);
        for (int i = 0; i < count; i++) {
            long number = in.number();
            shape.read();
            in.requireInside(type.name());
            int id = index.add(number);
            if (id == texts.size()) {
                String text = "";
                for (int f = 0; f < fields.length; f++) {
                    text = text.isEmpty() && shape.text(f) != null ? shape.text(f) : text;
                }
                texts.add(text);
            }
        }
    }

    private void readNumbers(JfrTypes.Type type, int count, LongIndex index, Longs columns, String... fields)
            throws IOException {
        JfrTypes.Shape shape = types.new Shape(type, fields);
        for (int i = 0; i < count; i++) {
            long number = in.number();
            shape.read();
            in.requireInside(type.name());
            int id = index.add(number);
            if (id * fields.length == columns.size) {
                for (int f = 0; f < fields.length; f++) {
                    columns.add(shape.number(f));
                }
            }
        }
    }

    private void readStacks(JfrTypes.Type type, int count) throws IOException {
        JfrTypes.Type frame = types.named("jdk.types.StackFrame");
        if (frame == null) {
            throw in.broken(in.position(), "stacks of frames that the metadata does not describe");
        }
        JfrTypes.Shape frameShape = types.new Shape(frame, "method", "lineNumber");
        for (int i = 0; i < count; i++) {
            long number = in.number();
            boolean kept = wanted.find(number) >= 0 && stacks.find(number) < 0;
            boolean cut = false;
            for (JfrTypes.Field field : type.fields()) {
                if (field.array() && field.type() == frame.id() && !field.pooled()) {
                    for (int f = in.count("frames"); f > 0; f--) {
                        frameShape.read();
                        if (kept) {
                            frames.add(place(frameShape.number(0), frameShape.number(1)));
                        }
                    }
                } else if (field.name().equals("truncated") && !field.array()) {
                    cut = in.oneByte() != 0;
                } else {
                    types.skip(field);
                }
            }
            in.requireInside("stack");
            if (kept) {
                truncated.set(stacks.add(number), cut);
                stackStarts.add(frames.size);
            }
        }
    }

    /** Stacks are many, places in the program few: each is named once. */
    private int place(long method, long line) throws IOException {
        if (method >>> 47 != 0) {
            throw in.broken(in.position(), "a method of number " + method);
        }
        long key = (method << 16) | (line > 0 && line < UNKNOWN_LINE ? line : 0);
        int id = places.add(key);
        if (id == placeKeys.size) {
            placeKeys.add(key);
        }
        return id;
    }

    /** How many stacks there are of those wanted. */
    int stackCount() {
        return stacks.size();
    }

    /** Whether JFR cut a stack off at its outer end. */
    boolean isTruncated(long stack) {
        int id = stacks.find(stack);
        return id >= 0 && truncated.get(id);
    }

    /** Name of a thread; empty where it is not known, and for most virtual threads. */
    String threadName(long thread) {
        int id = threads.find(thread);
        return id < 0 ? "" : threadNames.get(id);
    }

    /** A cause or a name of a collector, by the name of its type and its number; empty where it is not known. */
    String value(String type, long number) {
        Texts known = values.get(type);
        int id = known == null ? -1 : known.numbers.find(number);
        return id < 0 ? "" : known.texts.get(id);
    }

    private String classSymbol(long type) {
        int id = classes.find(type);
        return id < 0 ? "" : text(classSymbols.get(id));
    }

    private String text(long symbol) {
        int id = symbols.find(symbol);
        return id < 0 ? "" : symbolTexts.get(id);
    }

    /** These pools' names in a profile; each is made once. For pools that are complete. */
    final class Named {
        private final ProfileBuilder builder;
        private final int[] locations = new int[places.size()]; // id and 1; 0: not asked for yet
        private final int[] functions = new int[methods.size()]; // the same
        private final String[] classNames = new String[classes.size()];
        private int[] stack = new int[128];

        Named(ProfileBuilder builder) {
            this.builder = builder;
        }

        /** Id in the builder of a stack, leaf first; that of one unknown frame where the pools do not have it. */
        int stack(long number) {
            int id = stacks.find(number);
            int from = id < 0 ? 0 : stackStarts.get(id);
            int depth = id < 0 ? 0 : stackStarts.get(id + 1) - from;
            if (depth > stack.length) {
                stack = new int[depth];
            }
            for (int i = 0; i < depth; i++) {
                stack[i] = location(frames.get(from + i));
            }
            if (depth == 0) {
                stack[depth++] = builder.location(builder.function(NO_STACK), 0);
            }
            return builder.stack(stack, depth);
        }

        private int location(int place) {
            if (locations[place] == 0) {
                long key = placeKeys.get(place);
                locations[place] = 1 + builder.location(function(key >>> 16), key & 0xffff);
            }
            return locations[place] - 1;
        }

        private int function(long method) {
            int id = methods.find(method);
            if (id < 0) {
                return builder.function(NO_STACK);
            }
            if (functions[id] == 0) {
                functions[id] = 1
                        + builder.function(JfrNames.function(
                                classSymbol(methodParts.get(3 * id)),
                                text(methodParts.get(3 * id + 1)),
                                text(methodParts.get(3 * id + 2))));
            }
            return functions[id] - 1;
        }

        /** Name of a class; empty where it is not known. */
        String className(long number) {
            int id = classes.find(number);
            if (id < 0) {
                return "";
            }
            if (classNames[id] == null) {
                classNames[id] = JfrNames.type(classSymbol(number));
            }
            return classNames[id];
        }

        /** Name of the class of one of JFR's old objects; empty where it is not known. */
        String objectClassName(long object) {
            int id = objects.find(object);
            return id < 0 ? "" : className(objectClasses.get(id));
        }
    }
}
