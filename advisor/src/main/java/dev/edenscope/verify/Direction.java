package dev.edenscope.verify;

/** Where an amount went. */
public enum Direction {
    FELL,
    /** No further than chance takes it. */
    SAME,
    ROSE,
    /** Objects one way and bytes the other. */
    MIXED,
    UNKNOWN
}
