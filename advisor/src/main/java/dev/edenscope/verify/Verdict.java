package dev.edenscope.verify;

/** What comes of a verification. */
public enum Verdict {
    /** Fewer objects are made, and what made them is gone from the compiled code. */
    PROVEN("PROVEN", 0),
    /** One of the two proofs fails, or cannot be had. */
    NOT_PROVEN("NOT PROVEN", 3),
    /** More objects are made. */
    WORSE("WORSE", 4);

    private final String title;
    private final int exit;

    Verdict(String title, int exit) {
        this.title = title;
        this.exit = exit;
    }

    /** What people read. */
    public String title() {
        return title;
    }

    /** The exit code of the command. */
    public int exit() {
        return exit;
    }
}
