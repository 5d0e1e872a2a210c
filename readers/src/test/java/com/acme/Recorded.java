package com.acme;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import jdk.jfr.Recording;

/**
 * What the recordings in testdata are of: {@code Recorded [FILE EVENT ...]}. Allocates known amounts from places of their
 * own, 40 MB each, and keeps a part; if a file is named, JFR records these events meanwhile.
 */
public final class Recorded {
    public static final int ALL_BYTES = 40_000_000;
    public static final int KEPT = 100;

    static volatile Object sink;

    private static final List<Object> KEEP = new ArrayList<>();

    private Recorded() {}

    /** Objects of 32 bytes. */
    static final class Small {
        long first;
        long second;

        static void make() {
            for (int i = 0; i < ALL_BYTES / 32; i++) {
                sink = new Small();
            }
        }
    }

    /** Objects of 1 KiB. */
    static void middle() {
        for (int i = 0; i < ALL_BYTES / 1024; i++) {
            sink = new byte[1008];
        }
    }

    /** Objects of 64 KiB. */
    static void interval() {
        for (int i = 0; i < ALL_BYTES / 65536; i++) {
            sink = new byte[65520];
        }
    }

    /** Objects that fit into no TLAB. */
    static void large() {
        for (int i = 0; i < ALL_BYTES / 2_000_016; i++) {
            sink = new byte[2_000_000];
        }
    }

    /** Objects of 64 KiB that stay. */
    static void keep() {
        for (int i = 0; i < KEPT; i++) {
            KEEP.add(new int[16380]);
        }
    }

    /** Below more frames than JFR keeps. */
    static Object deep(int depth) {
        return depth == 0 ? new Object[10_000][4] : deep(depth - 1);
    }

    private static void work() {
        Small.make();
        middle();
        interval();
        large();
        Supplier<Object> lambda = () -> new char[100_000];
        for (int i = 0; i < 200; i++) {
            sink = lambda.get();
        }
        for (int i = 0; i < 20; i++) {
            sink = deep(100);
        }
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 0) {
            run();
            return;
        }
        try (Recording recording = new Recording()) {
            for (int i = 1; i < args.length; i++) {
                recording.enable(args[i]).withStackTrace().with("throttle", "off");
            }
            recording.setDestination(Path.of(args[0]));
            recording.start();
            run();
            recording.stop();
        }
    }

    private static void run() throws InterruptedException {
        Thread worker = new Thread(Recorded::work, "worker");
        worker.start();
        worker.join();
        keep();
        System.gc();
    }
}
