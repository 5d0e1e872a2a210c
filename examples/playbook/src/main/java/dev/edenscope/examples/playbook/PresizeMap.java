package dev.edenscope.examples.playbook;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;

/** How often each of a hundred thousand keys was seen. */
public class PresizeMap extends Example {
    private final String[] keys =
            IntStream.range(0, 100_000).mapToObj(i -> "key-" + i).toArray(String[]::new);

    /** How often texts were seen, in two arrays that are made once: a text whose place is taken goes to the next free one. */
    public static final class Counts {
        private final String[] texts;
        private final int[] counts;

        Counts(int size) {
            int capacity = Integer.highestOneBit(Math.max(size, 1)) * 4;
            texts = new String[capacity];
            counts = new int[capacity];
        }

        void add(String text) {
            int at = at(text);
            texts[at] = text;
            counts[at]++;
        }

        int of(String text) {
            return counts[at(text)];
        }

        private int at(String text) {
            int at = (text.hashCode() * 0x9E3779B9) >>> (Integer.numberOfLeadingZeros(texts.length) + 1);
            while (texts[at] != null && !texts[at].equals(text)) {
                at = (at + 1) & (texts.length - 1);
            }
            return at;
        }
    }

    @Benchmark
    public Map<String, Integer> before() {
        Map<String, Integer> counts = new HashMap<>();
        for (String key : keys) {
            counts.merge(key, 1, Integer::sum);
        }
        return counts;
    }

    @Benchmark
    public Counts after() {
        Counts counts = new Counts(keys.length);
        for (String key : keys) {
            counts.add(key);
        }
        return counts;
    }

    /** The table is made once; what is left is an object for each entry. */
    @Benchmark
    public Map<String, Integer> asInGo() {
        Map<String, Integer> counts = new HashMap<>(keys.length * 4 / 3 + 1);
        for (String key : keys) {
            counts.merge(key, 1, Integer::sum);
        }
        return counts;
    }
}
