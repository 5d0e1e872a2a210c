package dev.edenscope.live;

/** What lines are ranked by. */
enum Rank {
    OBJECTS,
    BYTES
}
