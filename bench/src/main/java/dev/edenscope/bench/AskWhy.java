package dev.edenscope.bench;

import com.acme.stock.Stock;
import com.sun.management.ThreadMXBean;
import dev.edenscope.agent.Inside;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code AskWhy SECONDS ROUNDS}: the application, and in its process what it costs to collect what {@code eden why} needs:
 * CPU time of the thread that does it, what it allocates, and how long another thread stood still meanwhile.
 */
final class AskWhy {
    private static final int BETWEEN_MILLIS = 1_000;
    private static volatile long longestGap;
    private static volatile boolean isOver;

    private AskWhy() {}

    /** The longest time that nothing happened in: what a pause would be seen as. */
    private static void tick() {
        long last = System.nanoTime();
        while (!isOver) {
            Thread.onSpinWait();
            long now = System.nanoTime();
            longestGap = Math.max(longestGap, now - last);
            last = now;
        }
    }

    private static long gap() {
        long gap = longestGap;
        longestGap = 0;
        return gap;
    }

    public static void main(String[] arguments) throws Exception {
        int seconds = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        Thread application = new Thread(
                () -> {
                    try {
                        Stock.main(new String[] {Integer.toString(seconds), "1"});
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                "application");
        application.setDaemon(true);
        application.start();
        Thread.sleep(seconds * 1000L);
        Thread ticker = new Thread(AskWhy::tick, "ticker");
        ticker.start();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < rounds; i++) {
            gap();
            Thread.sleep(BETWEEN_MILLIS);
            measure("none", gap(), 0, 0, 0);
            Path text = Files.createTempFile("eden", ".txt");
            long cpu = threads.getCurrentThreadCpuTime();
            Inside.compiledCode(text);
            cpu = threads.getCurrentThreadCpuTime() - cpu;
            measure("code", gap(), cpu, 0, Files.size(text));
            Path zip = Files.createTempFile("eden", ".zip");
            long allocated = threads.getCurrentThreadAllocatedBytes();
            cpu = threads.getCurrentThreadCpuTime();
            Inside.evidence(zip);
            cpu = threads.getCurrentThreadCpuTime() - cpu;
            allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
            measure("all", gap(), cpu, allocated, Files.size(zip));
            if (i == rounds - 1) {
                count(text);
            }
            Files.delete(text);
            Files.delete(zip);
        }
        isOver = true;
        ticker.join();
        System.exit(0);
    }

    private static void measure(String what, long gapNanos, long cpuNanos, long allocated, long written) {
        System.out.println(what + " " + gapNanos + " " + cpuNanos + " " + allocated + " " + written);
    }

    private static void count(Path text) throws IOException {
        try (var lines = Files.lines(text)) {
            System.out.println(
                    "methods=" + lines.filter(line -> line.startsWith("c ")).count());
        }
    }
}
