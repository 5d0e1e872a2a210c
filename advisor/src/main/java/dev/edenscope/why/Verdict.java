package dev.edenscope.why;

/** What became of the objects that are made in a place. */
public enum Verdict {
    ESCAPES("escapes to heap"),
    /** Nothing else sees the object, but C2 cannot do without it. */
    NOT_SCALAR_REPLACED("is not scalar replaced"),
    DOES_NOT_ESCAPE("does not escape"),
    NEVER_REACHED("is never reached in compiled code"),
    NOT_COMPILED("not compiled by C2 (interpreter or C1)"),
    /** It is on the heap, and nothing that we know of made it so. */
    NO_CAUSE("is on the heap: no cause found");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
