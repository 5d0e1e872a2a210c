package dev.edenscope.why;

/**
 * One reason for which an object is on the heap.
 *
 * @param kind what sort of reason
 * @param text the reason, as a sentence goes on behind "escapes to heap: "
 * @param where source file and line, for example {@code Orders.java:43}; empty where unknown
 * @param proved whether it was read from what the JVM did; otherwise it follows from HotSpot's rules
 */
public record Cause(Kind kind, String text, String where, boolean proved) {
    /** The sorts of reasons, the plainest first. */
    public enum Kind {
        RETURNED(true),
        STATIC(true),
        FIELD(true),
        ARRAY(true),
        THROWN(true),
        FINALIZER(true),
        /** Objects of its class always are: threads and references. */
        CLASS(true),
        IDENTITY(true),
        CALL(true),
        /** Held by another object that is itself on the heap. */
        HELD(true),
        LENGTH(false),
        INDEX(false),
        MERGE(false),
        ATOMIC(false),
        /** Part of another object that C2 cannot do without. */
        PART(false);

        private final boolean escape;

        Kind(boolean escape) {
            this.escape = escape;
        }

        /** Whether the object leaves the compiled code; otherwise C2 just cannot do without it. */
        public boolean isEscape() {
            return escape;
        }
    }
}
