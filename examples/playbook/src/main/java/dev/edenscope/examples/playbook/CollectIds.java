package dev.edenscope.examples.playbook;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;

/** The ids of ten thousand items. */
public class CollectIds extends Example {
    private record Item(String id) {}

    private final List<Item> items =
            IntStream.range(0, 10_000).mapToObj(i -> new Item("item-" + i)).toList();

    @Benchmark
    public List<String> before() {
        List<String> ids = new ArrayList<>();
        for (Item item : items) {
            ids.add(item.id());
        }
        return ids;
    }

    @Benchmark
    public List<String> after() {
        List<String> ids = new ArrayList<>(items.size());
        for (Item item : items) {
            ids.add(item.id());
        }
        return ids;
    }
}
