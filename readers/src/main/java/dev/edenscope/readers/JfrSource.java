package dev.edenscope.readers;

/** Where a number in a recording comes from. Those of one recording must not be added to each other. */
enum JfrSource {
    /** The JDK's events at each new TLAB and at each object outside of one. */
    TLAB,
    /** The JDK's jdk.ObjectAllocationSample. */
    SAMPLE,
    /** async-profiler's samples. */
    ASYNC,
    /** The JDK's jdk.OldObjectSample. */
    OLD,
    /** async-profiler's profiler.LiveObject. */
    LIVE;

    static final JfrSource[] ALL = values();
}
