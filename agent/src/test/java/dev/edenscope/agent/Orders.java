package dev.edenscope.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** An application that allocates: what the tests look for in profiles. */
final class Orders {
    private static final List<byte[]> KEPT = new ArrayList<>();

    private Orders() {}

    /** Allocates so many bytes in arrays of 1000, and keeps one of ten. */
    static void take(long bytes) {
        for (long done = 0; done < bytes; done += 1000) {
            byte[] order = new byte[1000]; // LINE: take
            if (done % 10_000 == 0) {
                KEPT.add(order);
            }
        }
    }

    static void forget() {
        KEPT.clear();
    }

    /** Keeps a processor busy. */
    static double price(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        double sum = 0;
        while (System.nanoTime() < end) {
            for (int i = 1; i < 10_000; i++) {
                sum += Math.sqrt(i) / (sum + 1);
            }
        }
        return sum;
    }

    /** The line of this file that ends in the given comment. */
    static int line(String comment) {
        try (Stream<String> lines = Files.lines(source())) {
            List<String> all = lines.toList();
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).endsWith("// LINE: " + comment)) {
                    return i + 1;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalArgumentException(comment);
    }

    /** The folder of the sources. */
    static Path sources() {
        return Path.of(System.getProperty("eden.root", ".."), "agent", "src", "test", "java")
                .toAbsolutePath()
                .normalize();
    }

    private static Path source() {
        return sources().resolve("dev/edenscope/agent/Orders.java");
    }
}
