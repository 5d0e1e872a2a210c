package dev.edenscope.bench;

import dev.edenscope.agent.Edenscope;
import dev.edenscope.agent.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Keeps 200 MB in five shapes, one shape in each window, with garbage in between, then lets go of all:
 * {@code KeepShapes PREFIX} leaves the agent's profile after window i in {@code PREFIXi}, and one after release. With
 * {@code KeepShapes} it runs under another profiler, and ends while all is kept.
 */
final class KeepShapes {
    static final List<String> SHAPES = List.of("keepArrays40", "keepNodes", "keepEntries", "keep64KB", "keep1MB");
    static final int SHAPE_BYTES = 40 << 20;
    private static final int GARBAGE_BYTES = 400 << 20;

    private static final List<Object> KEPT = new ArrayList<>();

    @SuppressWarnings("UnusedVariable") // written so that the JIT cannot remove what is allocated
    private static volatile Object sink;

    /** A small object: 24 bytes. */
    @SuppressWarnings("UnusedVariable") // holds the one before
    private static final class Node {
        final Node next;
        final int value;

        Node(Node next, int value) {
            this.next = next;
            this.value = value;
        }
    }

    private KeepShapes() {}

    public static void main(String[] args) throws IOException {
        for (int i = 0; i < SHAPES.size(); i++) {
            keep(i);
            churn();
            if (args.length > 0) {
                snapshot(args[0] + i);
            }
        }
        if (args.length > 0) {
            KEPT.clear();
            snapshot(args[0] + SHAPES.size());
        } else {
            System.gc();
        }
        System.out.printf(Locale.ROOT, "kept=%d%n", KEPT.size());
    }

    private static void snapshot(String file) throws IOException {
        Response answer = Edenscope.start("").handle("heap", "gc=1");
        if (answer.status() != 200) {
            throw new IOException(answer.toString());
        }
        Files.write(Path.of(file), answer.body());
    }

    private static void keep(int shape) {
        switch (shape) {
            case 0 -> KEPT.add(keepArrays40(SHAPE_BYTES / 56));
            case 1 -> KEPT.add(keepNodes(SHAPE_BYTES / 24));
            case 2 -> KEPT.add(keepEntries(SHAPE_BYTES / 48));
            case 3 -> KEPT.add(keep64KB(SHAPE_BYTES >> 16));
            default -> KEPT.add(keep1MB(SHAPE_BYTES >> 20));
        }
    }

    private static Object keepArrays40(int n) {
        Object[] all = holder(n);
        for (int i = 0; i < n; i++) {
            all[i] = new byte[40];
        }
        return all;
    }

    private static Object keepNodes(int n) {
        Node last = null;
        for (int i = 0; i < n; i++) {
            last = new Node(last, i);
        }
        return last;
    }

    private static Object keepEntries(int n) {
        Map<Integer, Integer> map = holderMap(n);
        for (int i = 0; i < n; i++) {
            Integer key = i + 1000; // one Integer of 16 bytes and one entry of 32
            map.put(key, key);
        }
        return map;
    }

    private static Object keep64KB(int n) {
        Object[] all = holder(n);
        for (int i = 0; i < n; i++) {
            all[i] = new byte[(64 << 10) - 16];
        }
        return all;
    }

    private static Object keep1MB(int n) {
        Object[] all = holder(n);
        for (int i = 0; i < n; i++) {
            all[i] = new byte[(1 << 20) - 16];
        }
        return all;
    }

    // What holds a shape is not counted with it.

    private static Object[] holder(int n) {
        return new Object[n];
    }

    private static Map<Integer, Integer> holderMap(int n) {
        Map<Integer, Integer> map = new HashMap<>(n * 2);
        map.put(0, 0); // the table is made here
        return map;
    }

    private static void churn() {
        for (int bytes = 0; bytes < GARBAGE_BYTES; bytes += 1 << 10) {
            sink = new byte[1008];
        }
    }
}
