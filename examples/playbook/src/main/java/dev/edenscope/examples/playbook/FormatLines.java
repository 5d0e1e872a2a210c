package dev.edenscope.examples.playbook;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;

/** A line of text for each of a hundred records. */
public class FormatLines extends Example {
    private record Entry(String key, int value) {}

    private final List<Entry> entries = IntStream.range(0, 100)
            .mapToObj(i -> new Entry("key-" + i, 1000 + i))
            .toList();

    @Benchmark
    public List<String> before() {
        List<String> lines = new ArrayList<>();
        for (Entry entry : entries) {
            lines.add(String.format("%s=%d", entry.key(), entry.value()));
        }
        return lines;
    }

    @Benchmark
    public List<String> after() {
        List<String> lines = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            lines.add(entry.key() + "=" + entry.value());
        }
        return lines;
    }
}
