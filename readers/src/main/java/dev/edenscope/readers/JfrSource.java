package dev.edenscope.readers;

/** Where a number in a recording comes from. Those of one recording must not be added to each other. */
enum JfrSource {
    /** The JDK's events at each new TLAB and at each object outside of one. */
    TLAB(0),
    /** The JDK's jdk.ObjectAllocationSample. */
    SAMPLE(1),
    /** async-profiler's samples. */
    ASYNC(2),
    /** The JDK's jdk.OldObjectSample. */
    OLD(3),
    /** async-profiler's profiler.LiveObject. */
    LIVE(4);

    static final JfrSource[] ALL = values();

    /** From 0 on, for arrays by source. */
    final int index;

    JfrSource(int index) {
        this.index = index;
    }
}
