package dev.edenscope.profile;

import java.util.Objects;

/**
 * What a value measures and in which unit, for example {@code alloc_space} in {@code bytes}.
 *
 * @param type the quantity, never null; may be empty, as some real files have it
 * @param unit the unit as written in the file ({@code bytes}, {@code count}, {@code nanoseconds}), never null
 */
public record ValueType(String type, String unit) {
    /** Objects allocated, whether they still live or not. */
    public static final ValueType ALLOC_OBJECTS = new ValueType("alloc_objects", "count");
    /** Bytes allocated, whether they are still in use or not. */
    public static final ValueType ALLOC_SPACE = new ValueType("alloc_space", "bytes");
    /** Objects in use as of the last completed garbage collection. */
    public static final ValueType INUSE_OBJECTS = new ValueType("inuse_objects", "count");
    /** Bytes in use as of the last completed garbage collection. */
    public static final ValueType INUSE_SPACE = new ValueType("inuse_space", "bytes");

    public ValueType {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(unit, "unit");
    }

    /** {@code alloc_space/bytes}, the form that profile dumps use. */
    @Override
    public String toString() {
        return type + "/" + unit;
    }

    // Written out, as a Function's.

    @Override
    public boolean equals(Object other) {
        return other instanceof ValueType that && type.equals(that.type) && unit.equals(that.unit);
    }

    @Override
    public int hashCode() {
        return type.hashCode() * 31 + unit.hashCode();
    }
}
