package com.acme.advice;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * For each theme: runs its work until the JIT rests, says its name, and for a line of input runs it once more and says
 * {@code done}. All work of a theme allocates about as many bytes, so that none drowns another.
 */
public final class Rounds {
    private static final List<Class<?>> THEMES = List.of(
            Lists.class,
            Maps.class,
            Texts.class,
            Bytes.class,
            Outputs.class,
            Boxes.class,
            Patterns.class,
            Tools.class,
            Documents.class,
            Lambdas.class,
            Logs.class,
            Failures.class,
            Timers.class,
            Copies.class,
            Iterated.class,
            Values.class);
    private static final long BYTES = 12L << 20; // of each work
    private static final int MOST_TURNS = 2_000_000;
    private static final long SLICE_NANOS = 20_000_000;
    private static final int FEWEST_SLICES = 8;
    private static final int MOST_SLICES = 40;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final CompilationMXBean jit = ManagementFactory.getCompilationMXBean();
    private final Map<Work, Integer> turns = new LinkedHashMap<>();
    private int at;
    private long sum;

    private Rounds(Class<?> theme) throws ReflectiveOperationException {
        List<Class<?>> classes = new ArrayList<>(List.of(theme.getDeclaredClasses()));
        classes.sort(Comparator.comparing(Class::getName));
        for (Class<?> each : classes) {
            if (Work.class.isAssignableFrom(each)) {
                turns.put((Work) each.getDeclaredConstructor().newInstance(), 0);
            }
        }
    }

    private void warmUp() {
        long before = -1;
        for (int slice = 0; slice < MOST_SLICES; slice++) {
            turns.replaceAll((work, old) -> slice(work));
            Stock.clear();
            long now = jit.getTotalCompilationTime();
            if (slice >= FEWEST_SLICES && now - before < 5) {
                return;
            }
            before = now;
        }
    }

    /** Runs the work for a while, and returns how many turns allocate what it is to. */
    private int slice(Work work) {
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long begin = System.nanoTime();
        int done = 0;
        while (System.nanoTime() - begin < SLICE_NANOS / (work.share() < 1 ? 2 : 1)) {
            run(work, 10);
            done += 10;
        }
        bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
        double wanted = BYTES * work.share() * done / Math.max(bytes, 1);
        return (int) Math.min(Math.ceil(wanted), MOST_TURNS * work.share());
    }

    private void run(Work work, int times) {
        int from = at;
        for (int i = 0; i < times; i++) {
            sum += work.run(from + i);
        }
        at = (at + times) & 0xfffffff;
    }

    private void run() {
        turns.forEach(this::run);
    }

    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (Class<?> theme : THEMES) {
                Rounds rounds = new Rounds(theme);
                rounds.warmUp();
                System.out.println(theme.getSimpleName());
                in.readLine();
                rounds.run();
                System.out.println("done");
                in.readLine();
                Stock.clear();
                if (rounds.sum == 42) {
                    System.out.println("unlikely");
                }
            }
        }
    }
}
