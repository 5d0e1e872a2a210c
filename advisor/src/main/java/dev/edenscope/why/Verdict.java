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
    NO_CAUSE("is on the heap: no cause found"),
    /** As far as bytecode alone tells; so the others that begin with MAY. */
    MAY_ESCAPE("may escape to heap"),
    MAY_NOT_BE_SCALAR_REPLACED("may not be scalar replaced"),
    MAY_BE_SCALAR_REPLACED("may be scalar replaced");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /** What can be said of it where only bytecode was looked at. */
    Verdict fromBytecode() {
        return switch (this) {
            case ESCAPES, NO_CAUSE, MAY_ESCAPE -> MAY_ESCAPE;
            case NOT_SCALAR_REPLACED, MAY_NOT_BE_SCALAR_REPLACED -> MAY_NOT_BE_SCALAR_REPLACED;
            case DOES_NOT_ESCAPE, NEVER_REACHED, NOT_COMPILED, MAY_BE_SCALAR_REPLACED -> MAY_BE_SCALAR_REPLACED;
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
