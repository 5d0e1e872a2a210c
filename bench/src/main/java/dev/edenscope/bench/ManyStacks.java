package dev.edenscope.bench;

import dev.edenscope.agent.Edenscope;
import dev.edenscope.agent.Inside;
import dev.edenscope.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Allocates one object on each of many call paths and keeps it: {@code ManyStacks COUNT shared|own WHAT BYTES}. Paths are
 * either those of a binary tree, which share most of their frames, or have 16 frames of their own each. What is then
 * measured: {@code memory} of this process, {@code parts} of a snapshot's time, {@code stall} of an allocating thread
 * during snapshots; {@code serve} prints the endpoint's port and waits.
 */
final class ManyStacks {
    private static final int OWN_FRAMES = 16;
    private static int bytes;
    private static final List<Object> KEPT = new ArrayList<>();

    @SuppressWarnings("UnusedVariable") // written so that the JIT cannot remove what is allocated
    private static volatile Object sink;

    private ManyStacks() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int count = Integer.parseInt(args[0]);
        bytes = Integer.parseInt(args[3]) - 16;
        boolean shared = args[1].equals("shared");
        int depth = 32 - Integer.numberOfLeadingZeros(count - 1);
        for (int path = 0; path < count; path++) {
            KEPT.add(shared ? left(path, depth) : spread(path, 4));
        }
        switch (args[2]) {
            case "memory" -> memory(args.length > 4);
            case "parts" -> parts();
            case "stall" -> stall();
            default -> {
                System.out.println("port=" + Edenscope.start("").port());
                Thread.sleep(TimeUnit.MINUTES.toMillis(5));
            }
        }
    }

    private static Object left(int path, int depth) {
        return depth == 0 ? leaf() : next(path, depth);
    }

    private static Object right(int path, int depth) {
        return depth == 0 ? leaf() : next(path, depth);
    }

    private static Object next(int path, int depth) {
        return (path & 1) == 0 ? left(path >> 1, depth - 1) : right(path >> 1, depth - 1);
    }

    /** The outermost frames are 16 lines of one method, four times; all below them is a path's own. */
    private static Object spread(int path, int left) {
        if (left == 0) {
            return own(OWN_FRAMES);
        }
        int rest = path >> 4;
        return switch (path & 15) {
            case 0 -> spread(rest, left - 1);
            case 1 -> spread(rest, left - 1);
            case 2 -> spread(rest, left - 1);
            case 3 -> spread(rest, left - 1);
            case 4 -> spread(rest, left - 1);
            case 5 -> spread(rest, left - 1);
            case 6 -> spread(rest, left - 1);
            case 7 -> spread(rest, left - 1);
            case 8 -> spread(rest, left - 1);
            case 9 -> spread(rest, left - 1);
            case 10 -> spread(rest, left - 1);
            case 11 -> spread(rest, left - 1);
            case 12 -> spread(rest, left - 1);
            case 13 -> spread(rest, left - 1);
            case 14 -> spread(rest, left - 1);
            default -> spread(rest, left - 1);
        };
    }

    private static Object own(int left) {
        return left == 0 ? leaf() : own(left - 1);
    }

    private static Object leaf() {
        return new byte[bytes];
    }

    // Memory

    private static void memory(boolean agent) throws IOException, InterruptedException {
        System.gc();
        Thread.sleep(500);
        size("");
        if (agent) {
            for (int i = 0; i < 10; i++) {
                if (Edenscope.start("").handle("heap", "").status() != 200) {
                    throw new IOException("no snapshot");
                }
            }
            Profile profile = Inside.profile();
            System.out.println("stacks=" + profile.stackCount());
            System.out.println("tracked=" + Seen.facts(profile.comments()).get("tracked"));
        }
        System.gc();
        Thread.sleep(200);
        size("After");
    }

    private static void size(String when) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/smaps_rollup"))) {
            String[] words = line.split(" +", -1);
            if (words[0].equals("Rss:") || words[0].equals("Anonymous:")) {
                System.out.println(words[0].replace(":", "") + when + "=" + words[1]);
            }
        }
    }

    // Time

    private static void parts() {
        int warmUp = 100;
        int runs = 20;
        double[][] millis = new double[4][runs];
        for (int i = -warmUp; i < runs; i++) {
            long[] nanos = Inside.snapshotNanos();
            for (int part = 0; part < nanos.length && i >= 0; part++) {
                millis[part][i] = nanos[part] / 1e6;
            }
        }
        String[] names = {"native", "read", "profile", "write"};
        for (int part = 0; part < names.length; part++) {
            say(names[part], new Numbers(millis[part]).median());
        }
    }

    private static void say(String name, double value) {
        System.out.printf(Locale.ROOT, "%s=%.4f%n", name, value);
    }

    // Stall

    /** Each allocation is a sample. Their rate is held down so that the tracked objects are not thinned out. */
    private static void stall() throws InterruptedException {
        allocations(TimeUnit.SECONDS.toNanos(1)); // warm-up
        System.gc();
        say("aloneSamples", report("alone", allocations(TimeUnit.SECONDS.toNanos(2))));
        System.gc();
        for (int i = 0; i < 30; i++) {
            Inside.profile();
        }
        System.gc();
        Thread taker = new Thread(() -> {
            for (int i = 0; i < 40; i++) {
                Inside.profile();
                sleep(20);
            }
        });
        taker.setDaemon(true);
        taker.start();
        say("besideSamples", report("beside", allocations(TimeUnit.SECONDS.toNanos(2))));
        taker.join();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double report(String name, double[] micros) {
        Numbers numbers = new Numbers(micros);
        say(name + "Median", numbers.median());
        say(name + "P999", numbers.quantile(0.999));
        say(name + "Most", numbers.most());
        return numbers.count();
    }

    /** Microseconds that each allocation took. */
    private static double[] allocations(long nanos) {
        double[] micros = new double[1 << 16];
        int count = 0;
        for (long end = System.nanoTime() + nanos; System.nanoTime() < end && count < micros.length; ) {
            long begin = System.nanoTime();
            sink = new byte[bytes];
            long after = System.nanoTime();
            micros[count++] = (after - begin) / 1e3;
            while (System.nanoTime() < after + 80_000) {
                Thread.onSpinWait();
            }
        }
        return Arrays.copyOf(micros, count);
    }
}
