package dev.edenscope.examples.playbook;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;

/** Ten thousand texts from others, as an array, which is what a slice is. */
public class PresizeList extends Example {
    private final String[] lines =
            IntStream.range(0, 10_000).mapToObj(i -> "line " + i).toArray(String[]::new);

    @Benchmark
    public String[] before() {
        List<String> out = new ArrayList<>();
        for (String line : lines) {
            out.add(line.strip());
        }
        return out.toArray(new String[0]);
    }

    @Benchmark
    public String[] after() {
        String[] out = new String[lines.length];
        for (int i = 0; i < lines.length; i++) {
            out[i] = lines[i].strip();
        }
        return out;
    }
}
