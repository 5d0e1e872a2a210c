package dev.edenscope.bench;

import com.sun.management.ThreadMXBean;
import dev.edenscope.agent.Edenscope;
import dev.edenscope.agent.Response;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Keeps 200 MB in five shapes, one shape in each window, with garbage in between, then lets go of all:
 * {@code KeepShapes PREFIX} leaves the agent's profile after window i in {@code PREFIXi}, and one after release; prints what each shape took. With
 * {@code KeepShapes} it runs under another profiler, and ends while all is kept.
 */
final class KeepShapes {
    static final List<String> SHAPES = List.of("keepArrays40", "keepNodes", "keepEntries", "keep64KB", "keep1MB");
    private static final int SHAPE_BYTES = 40 << 20;
    private static final int[] OBJECT_BYTES = {56, 24, 48, 64 << 10, 1 << 20}; // with compressed references
    private static final int GARBAGE_BYTES = 400 << 20;

    private static final ThreadMXBean COUNTER = (ThreadMXBean) ManagementFactory.getThreadMXBean();
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
            System.out.printf(Locale.ROOT, "%s=%d%n", SHAPES.get(i), keep(i));
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
        System.out.printf(Locale.ROOT, "holders=%d%n", KEPT.size());
    }

    private static void snapshot(String file) throws IOException {
        Response answer = Edenscope.start("").handle("heap", "gc=1");
        if (answer.status() != 200) {
            throw new IOException(answer.toString());
        }
        Files.write(Path.of(file), answer.body());
    }

    /** Keeps a shape; what it took by the JVM's counter. What holds its objects is not counted with it. */
    private static long keep(int shape) {
        int n = SHAPE_BYTES / OBJECT_BYTES[shape];
        Object[] all = new Object[n];
        Map<Integer, Integer> map = new HashMap<>(shape == 2 ? n * 2 : 1);
        map.put(0, 0); // the table is made here
        KEPT.add(all);
        KEPT.add(map);
        long before = COUNTER.getCurrentThreadAllocatedBytes();
        switch (shape) {
            case 0 -> keepArrays40(all);
            case 1 -> keepNodes(all);
            case 2 -> keepEntries(map, n);
            case 3 -> keep64KB(all);
            default -> keep1MB(all);
        }
        return COUNTER.getCurrentThreadAllocatedBytes() - before;
    }

    private static void keepArrays40(Object[] all) {
        for (int i = 0; i < all.length; i++) {
            all[i] = new byte[40];
        }
    }

    private static void keepNodes(Object[] all) {
        Node last = null;
        for (int i = 0; i < all.length; i++) {
            last = new Node(last, i);
        }
        all[0] = last;
    }

    /** An Integer and an entry each. */
    private static void keepEntries(Map<Integer, Integer> map, int n) {
        for (int i = 0; i < n; i++) {
            Integer key = i + 1000;
            map.put(key, key);
        }
    }

    private static void keep64KB(Object[] all) {
        for (int i = 0; i < all.length; i++) {
            all[i] = new byte[(64 << 10) - 16];
        }
    }

    private static void keep1MB(Object[] all) {
        for (int i = 0; i < all.length; i++) {
            all[i] = new byte[(1 << 20) - 16];
        }
    }

    private static void churn() {
        for (int bytes = 0; bytes < GARBAGE_BYTES; bytes += 1 << 10) {
            sink = new byte[1008];
        }
    }
}
