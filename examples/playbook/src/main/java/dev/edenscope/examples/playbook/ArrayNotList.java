package dev.edenscope.examples.playbook;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;

/** A thousand numbers, as many as are known beforehand. */
public class ArrayNotList extends Example {
    private int count = 1000;

    private static int f(int i) {
        return 1000 + i * i;
    }

    @Benchmark
    public List<Integer> before() {
        List<Integer> out = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            out.add(f(i));
        }
        return out;
    }

    @Benchmark
    public int[] after() {
        int[] out = new int[count];
        for (int i = 0; i < count; i++) {
            out[i] = f(i);
        }
        return out;
    }
}
