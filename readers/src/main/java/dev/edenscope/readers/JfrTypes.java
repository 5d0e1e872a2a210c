package dev.edenscope.readers;

import dev.edenscope.profile.DataException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The types of a chunk's events and values, as its metadata describes them: which fields, in which order. */
final class JfrTypes {
    private static final int DEEPEST = 32;
    private static final int MOST_TEXTS = 1 << 20;
    private static final String EVENT = "jdk.jfr.Event";

    /** How a value lies in the file. */
    private enum Form {
        NUMBER,
        BYTE,
        FLOAT,
        DOUBLE,
        TEXT,
        STRUCT
    }

    /**
     * A field of a type.
     *
     * @param type id of the type of its values
     * @param pooled whether there is a number in its place, under which the value is found in the type's pool
     */
    record Field(String name, long type, boolean pooled, boolean array) {}

    /** A type; {@code superName} is empty for most. */
    record Type(long id, String name, String superName, Form form, List<Field> fields) {
        boolean isEvent() {
            return superName.equals(EVENT);
        }
    }

    private final JfrBytes in;
    private final Map<Long, Type> byId = new HashMap<>();
    private final Map<String, Type> byName = new HashMap<>();

    /** Reads the metadata event at an offset. */
    JfrTypes(JfrBytes in, long offset, long chunkEnd) throws IOException {
        this.in = in;
        in.position(offset);
        long size = in.number();
        if (in.number() != 0 || size <= 0 || size > chunkEnd - offset) {
            throw in.broken(offset, "no metadata where the chunk's header says that it is");
        }
        long outer = in.limit(offset + size);
        in.number(); // start
        in.number(); // duration
        in.number(); // id
        int count = in.count("texts");
        if (count > MOST_TEXTS) {
            throw in.broken(in.position(), "metadata of " + count + " texts");
        }
        String[] texts = new String[count];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = in.text();
        }
        readElement(texts, null, 0);
        in.requireInside("metadata");
        in.limit(outer);
    }

    Iterable<Type> all() {
        return byId.values();
    }

    /** The type of this id; null where there is none. */
    Type of(long id) {
        return byId.get(id);
    }

    /** The type of this name; null where there is none. */
    Type named(String name) {
        return byName.get(name);
    }

    /** An element is a name, attributes and further elements; classes and their fields are those of interest. */
    private void readElement(String[] texts, Type holder, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw in.broken(in.position(), "metadata nested deeper than " + DEEPEST);
        }
        String element = text(texts);
        boolean described = element.equals("class") || element.equals("field");
        Map<String, String> attributes = described ? new HashMap<>() : Map.of();
        for (int i = in.count("attributes"); i > 0; i--) {
            String key = text(texts);
            String value = text(texts);
            if (described) {
                attributes.put(key, value);
            }
        }
        Type type = holder;
        if (element.equals("class")) {
            type = type(attributes);
        } else if (element.equals("field") && holder != null) {
            holder.fields()
                    .add(new Field(
                            attributes.getOrDefault("name", ""),
                            id(attributes, "class"),
                            "true".equals(attributes.get("constantPool")),
                            !attributes.getOrDefault("dimension", "0").equals("0")));
        }
        for (int i = in.count("elements"); i > 0; i--) {
            readElement(texts, type, depth + 1);
        }
    }

    private String text(String[] texts) throws IOException {
        long from = in.position();
        long index = in.number();
        if (index < 0 || index >= texts.length) {
            throw in.broken(from, "text " + index + " of " + texts.length);
        }
        String text = texts[(int) index];
        return text == null ? "" : text;
    }

    private Type type(Map<String, String> attributes) throws DataException {
        String name = renamed(attributes.getOrDefault("name", ""));
        Form form = switch (name) {
            case "char", "short", "int", "long" -> Form.NUMBER;
            case "boolean", "byte" -> Form.BYTE;
            case "float" -> Form.FLOAT;
            case "double" -> Form.DOUBLE;
            case "java.lang.String" -> Form.TEXT;
            default -> Form.STRUCT;
        };
        Type type =
                new Type(id(attributes, "id"), name, attributes.getOrDefault("superType", ""), form, new ArrayList<>());
        byId.put(type.id(), type);
        byName.put(name, type);
        return type;
    }

    /** A type's name as JDK 11 and newer have it: those of JDK 9 and 10 were Oracle's. */
    private static String renamed(String name) {
        if (name.startsWith("com.oracle.jdk.")) {
            return name.substring("com.oracle.".length());
        }
        return name.startsWith("com.oracle.jfr.types.") ? "jdk.types." + name.substring(21) : name;
    }

    private long id(Map<String, String> attributes, String name) throws DataException {
        try {
            return Long.parseLong(attributes.getOrDefault(name, ""));
        } catch (NumberFormatException e) {
            throw in.broken(in.position(), "a type or field whose " + name + " is no number");
        }
    }

    /** Goes past a value of a type. */
    void skip(Type type) throws IOException {
        skip(type, 0);
    }

    /** Goes past the value of a field. */
    void skip(Field field) throws IOException {
        skip(field, 0);
    }

    private void skip(Field field, int depth) throws IOException {
        for (int i = field.array() ? in.count("values") : 1; i > 0; i--) {
            if (field.pooled()) {
                in.number();
            } else {
                skip(byId.get(field.type()), depth);
            }
        }
    }

    private void skip(Type type, int depth) throws IOException {
        if (type == null || depth > DEEPEST) {
            throw in.broken(in.position(), "a field of a type that the metadata does not describe");
        }
        switch (type.form()) {
            case NUMBER -> in.number();
            case BYTE -> in.skip(1);
            case FLOAT -> in.skip(Float.BYTES);
            case DOUBLE -> in.skip(Double.BYTES);
            case TEXT -> in.skipText();
            case STRUCT -> {
                for (Field field : type.fields()) {
                    skip(field, depth + 1);
                }
            }
        }
    }

    /**
     * Which of a type's fields are wanted; {@code edenSpace.size} is a field of a field. After {@link #read} their values are at
     * the places that their names have among those wanted; all else is gone past.
     */
    final class Shape {
        private final Field[] fields;
        private final int[] runs; // how many numbers come from each field on
        private final long[] numbers;
        private final String[] texts;
        private final int[] wanted; // index of each, -1: the type has none

        Shape(Type type, String... names) {
            List<Field> flat = new ArrayList<>();
            for (Field field : type.fields()) {
                flatten(field, names, flat);
            }
            fields = flat.toArray(new Field[0]);
            runs = new int[fields.length];
            numbers = new long[fields.length];
            texts = new String[fields.length];
            for (int i = fields.length - 1; i >= 0; i--) {
                boolean number = !fields[i].array() && (fields[i].pooled() || form(fields[i]) == Form.NUMBER);
                runs[i] = !number ? 0 : i + 1 < fields.length ? runs[i + 1] + 1 : 1;
            }
            wanted = new int[names.length];
            for (int w = 0; w < names.length; w++) {
                wanted[w] = -1;
                for (int i = 0; i < fields.length; i++) {
                    wanted[w] = fields[i].name().equals(names[w]) ? i : wanted[w];
                }
            }
        }

        /** The field, or the fields of its value if one of them is wanted. */
        private void flatten(Field field, String[] names, List<Field> flat) {
            String prefix = field.name() + ".";
            boolean inside = !field.pooled()
                    && !field.array()
                    && form(field) == Form.STRUCT
                    && byId.get(field.type()) != null
                    && Arrays.stream(names).anyMatch(name -> name.startsWith(prefix));
            if (!inside) {
                flat.add(field);
                return;
            }
            for (Field part : byId.get(field.type()).fields()) {
                flat.add(new Field(prefix + part.name(), part.type(), part.pooled(), part.array()));
            }
        }

        private Form form(Field field) {
            Type type = byId.get(field.type());
            return type == null ? Form.STRUCT : type.form();
        }

        /** Reads a value. */
        void read() throws IOException {
            for (int i = 0; i < fields.length; ) {
                if (runs[i] > 0) {
                    in.numbers(numbers, i, runs[i]);
                    i += runs[i];
                } else {
                    readOther(i++);
                }
            }
        }

        private void readOther(int i) throws IOException {
            Field field = fields[i];
            if (!field.array() && form(field) == Form.TEXT) {
                texts[i] = in.text();
            } else if (!field.array() && form(field) == Form.BYTE) {
                numbers[i] = in.oneByte();
            } else if (!field.array() && form(field) == Form.FLOAT) {
                numbers[i] = in.fixed(Float.BYTES);
            } else {
                skip(field);
            }
        }

        /** Whether the type has the field. */
        boolean has(int place) {
            return wanted[place] >= 0;
        }

        /** The number that was read; 0 where the type has none. */
        long number(int place) {
            return wanted[place] < 0 ? 0 : numbers[wanted[place]];
        }

        /** The number with a fraction (a float) that was read; NaN where the type has none. */
        double real(int place) {
            return wanted[place] < 0 ? Double.NaN : Float.intBitsToFloat((int) numbers[wanted[place]]);
        }

        /** The text that was read; null where the type has none. */
        String text(int place) {
            return wanted[place] < 0 ? null : texts[wanted[place]];
        }
    }
}
