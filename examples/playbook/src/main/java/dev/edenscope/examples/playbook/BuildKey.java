package dev.edenscope.examples.playbook;

import org.openjdk.jmh.annotations.Benchmark;

/** A key of three parts, to look something up with. */
public class BuildKey extends Example {
    private String prefix = "user";
    private String id = "12345";
    private String suffix = "profile";

    /** What the parts are, which is all that a map needs to know of a key. */
    public record Key(String prefix, String id, String suffix) {}

    @Benchmark
    public String before() {
        return prefix + ":" + id + ":" + suffix;
    }

    @Benchmark
    public Key after() {
        return new Key(prefix, id, suffix);
    }
}
