package dev.edenscope.verify;

/** What is counted of allocations. */
public enum Quantity {
    OBJECTS,
    BYTES;

    /** By which a change is judged: objects, unless it is one of bytes alone. */
    static Quantity of(Compared objects, Compared bytes) {
        boolean isOfBytes = objects.direction() == Direction.UNKNOWN
                || (objects.direction() == Direction.SAME && bytes.direction() != Direction.SAME);
        return isOfBytes ? BYTES : OBJECTS;
    }
}
