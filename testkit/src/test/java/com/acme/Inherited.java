package com.acme;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A benchmark that others inherit: its stacks name this class. */
@State(Scope.Thread)
public abstract class Inherited {
    private int at;

    @Benchmark
    public Integer inherited() {
        return 1000 + (at++ & 0xFFFF);
    }
}
