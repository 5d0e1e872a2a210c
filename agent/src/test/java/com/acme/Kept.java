package com.acme;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps objects and lets them go, as told line by line: {@code keep SHAPE MEGABYTES}, {@code drop SHAPE}, {@code gc},
 * {@code collections}. Beside each object kept it makes one that is garbage at once.
 */
public final class Kept {
    private static final Map<String, Object[]> KEPT = new HashMap<>();
    static volatile Object sink; // what is stored here escapes

    private record Point(int x, int y) {}

    private Kept() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "keep" -> KEPT.put(words[1], keep(words[1], Long.parseLong(words[2]) << 20));
                case "drop" -> KEPT.remove(words[1]);
                case "gc" -> System.gc();
                case "collections" -> System.out.println("collections " + collections());
                default -> throw new IllegalArgumentException(line);
            }
            System.out.println("done");
        }
    }

    private static long collections() {
        long sum = 0;
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            sum += bean.getCollectionCount();
        }
        return sum;
    }

    private static Object[] keep(String shape, long bytes) {
        return switch (shape) {
            case "points" -> points((int) (bytes / 24));
            case "small" -> small((int) (bytes / 104));
            case "medium" -> medium((int) (bytes / 16384));
            case "large" -> large((int) (bytes / (1 << 20)));
            case "fresh" -> fresh((int) (bytes / 104));
            default -> throw new IllegalArgumentException(shape);
        };
    }

    private static Object[] points(int n) {
        Object[] kept = new Object[n];
        for (int i = 0; i < n; i++) {
            kept[i] = new Point(i, i);
            sink = new Object();
        }
        return kept;
    }

    private static Object[] small(int n) {
        Object[] kept = new Object[n];
        for (int i = 0; i < n; i++) {
            kept[i] = new byte[84];
            garbage(84);
        }
        return kept;
    }

    private static Object[] medium(int n) {
        Object[] kept = new Object[n];
        for (int i = 0; i < n; i++) {
            kept[i] = new byte[16368];
            garbage(1000);
        }
        return kept;
    }

    private static Object[] large(int n) {
        Object[] kept = new Object[n];
        for (int i = 0; i < n; i++) {
            kept[i] = new byte[(1 << 20) - 16];
            garbage(100_000);
        }
        return kept;
    }

    private static Object[] fresh(int n) {
        Object[] kept = new Object[n];
        for (int i = 0; i < n; i++) {
            kept[i] = new byte[84];
        }
        return kept;
    }

    private static void garbage(int size) {
        sink = new byte[size];
    }
}
