package dev.edenscope.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import jdk.jfr.Recording;

/**
 * {@code RecordMany FILE EVENTS}: makes a flight recording of about so many allocation events, on four threads and a few
 * thousand call paths. To be run with small TLABs, so that each of them is an event soon.
 */
final class RecordMany {
    private static final int THREADS = 4;
    private static final int DEPTH = 10;

    static volatile Object sink;

    private RecordMany() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        long bytesEach = Long.parseLong(args[1]) * 1024 / THREADS; // an event is about 1 KiB apart, with TLABs of 2 KiB
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ObjectAllocationInNewTLAB").withStackTrace();
            recording.enable("jdk.ObjectAllocationOutsideTLAB").withStackTrace();
            recording.enable("jdk.ObjectAllocationSample").withStackTrace().with("throttle", "off");
            recording.setDestination(Path.of(args[0]));
            recording.start();
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int first = t * 77_777;
                Thread thread = new Thread(() -> allocate(first, bytesEach), "worker-" + t);
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            recording.stop();
        }
    }

    private static void allocate(int first, long bytes) {
        int n = first;
        for (long done = 0; done < bytes; done += 48, n++) { // 48 bytes are the mean of what a leaf makes
            sink = left(n, DEPTH);
        }
    }

    private static Object left(int n, int depth) {
        return depth == 0 ? leaf(n) : (n >> depth & 1) == 0 ? left(n, depth - 1) : right(n, depth - 1);
    }

    private static Object right(int n, int depth) {
        return depth == 0 ? leaf(n) : (n >> depth & 1) == 0 ? left(n, depth - 1) : right(n, depth - 1);
    }

    private static Object leaf(int n) {
        return switch (n % 8) {
            case 0 -> new byte[16 + n % 64];
            case 1 -> new int[8];
            case 2 -> Integer.valueOf(n + 1000);
            case 3 -> new ArrayList<>(10);
            case 4 -> new HashMap<String, String>();
            case 5 -> String.valueOf(n);
            case 6 -> new long[n % 16];
            default -> new Object[4];
        };
    }
}
