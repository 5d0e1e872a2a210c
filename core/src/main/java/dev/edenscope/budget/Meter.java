package dev.edenscope.budget;

import java.util.List;

/** What budgets are held against: results of benchmarks and tests, or a recording. */
public sealed interface Meter permits Benchmarked, Recorded {
    /**
     * What it says of a budget: one measurement for each of what is meant by the budget's name (a benchmark of Go's ran with
     * several numbers of processors); empty where it does not know of it.
     */
    List<Measured> of(Budget budget);

    /** Why {@link #of} is empty, in a part of a sentence. */
    String absence(Budget budget);
}
