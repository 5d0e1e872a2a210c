package dev.edenscope.verify;

/** What the compiled code says of a change. */
public enum Proof {
    /** What made most of the objects that are gone is gone as well. */
    GONE,
    /** What made them is still there: it is run less often, or makes fewer. */
    STILL,
    /** What makes most of the objects that are more was not there before. */
    NEW,
    /** Nothing changed that there could be a proof of. */
    NONE,
    /** It cannot be told: there is no evidence, or C2 had not compiled it. */
    UNKNOWN
}
