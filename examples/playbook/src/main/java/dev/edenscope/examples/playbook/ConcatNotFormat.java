package dev.edenscope.examples.playbook;

import org.openjdk.jmh.annotations.Benchmark;

/** A text of two values. */
public class ConcatNotFormat extends Example {
    private String user = "anna";
    private int id = 12_345;

    @Benchmark
    public String before() {
        return String.format("user=%s,id=%d", user, id);
    }

    @Benchmark
    public String after() {
        return "user=" + user + ",id=" + id;
    }
}
