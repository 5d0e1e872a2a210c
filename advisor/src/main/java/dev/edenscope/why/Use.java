package dev.edenscope.why;

/**
 * One thing that a method does with an object.
 *
 * @param kind what sort of thing
 * @param by the method that is called, such as {@code java.util.List.iterator}; empty where none is
 */
public record Use(Kind kind, String by) {
    /** What can be done with an object. */
    public enum Kind {
        RETURNED,
        /** Put into a field, an array or another object that may hold it for longer. */
        STORED,
        /** Given to a method that may do anything with it. */
        PASSED,
        /** Given to a method that is done with it when it returns. */
        LENT,
        /** One of its own methods is called. */
        CALLED,
        /** As an array, read or written at an index that counts through it, or asked for its length. */
        ITERATED,
        /** As an array, read or written at any other index. */
        INDEXED
    }

    /** Whether the object may outlive the method. */
    public boolean isEscape() {
        return kind == Kind.RETURNED || kind == Kind.STORED || kind == Kind.PASSED;
    }
}
