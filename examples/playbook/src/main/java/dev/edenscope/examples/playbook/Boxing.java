package dev.edenscope.examples.playbook;

import org.openjdk.jmh.annotations.Benchmark;

/** A hundred counts, logged. */
public class Boxing extends Example {
    private final StringBuilder log = new StringBuilder();
    private final int[] counts = new int[100];

    /** Counts that are no small numbers, whose boxes the JDK keeps. */
    public Boxing() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = 1000 + i;
        }
    }

    private void logValue(String key, Object value) {
        log.append(key).append(": ").append(value).append('\n');
    }

    private void logInt(String key, int value) {
        log.append(key).append(": ").append(value).append('\n');
    }

    @Benchmark
    public int before() {
        log.setLength(0);
        for (int count : counts) {
            logValue("count", count);
        }
        return log.length();
    }

    @Benchmark
    public int after() {
        log.setLength(0);
        for (int count : counts) {
            logInt("count", count);
        }
        return log.length();
    }
}
