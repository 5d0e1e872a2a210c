package dev.edenscope.agent;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * CPU time of the collector's threads, which Linux tells by the names that HotSpot gives its threads; no JVM before 26 has it
 * as a number. The serial collector works on the VM thread, which does little else; the others' share of that thread is small
 * and left out.
 *
 * <p>Cost: a file of a few bytes for each thread of the process, and another for each of the collector's.
 */
final class GcThreads {
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final List<String> NAMES = List.of(
            "GC Thread#",
            "G1 ",
            "ZWorker",
            "ZDriver",
            "ZDirector",
            "ZStat",
            "ZUnmapper",
            "ZUncommitter",
            "RuntimeWorker",
            "Shenandoah ");
    private static final boolean SERIAL = ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(GarbageCollectorMXBean::getName)
            .anyMatch("Copy"::equals);

    private GcThreads() {}

    /** Nanoseconds that they have run since they began; -1 where the system does not tell. */
    static long cpuNanos() {
        long nanos = -1;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                if (isOne(text(task.resolve("comm")).strip())) {
                    nanos = Math.max(nanos, 0) + nanos(text(task.resolve("schedstat")));
                }
            }
        } catch (IOException | DirectoryIteratorException | NumberFormatException e) {
            return -1;
        }
        return nanos;
    }

    private static boolean isOne(String name) {
        return NAMES.stream().anyMatch(name::startsWith) || (SERIAL && name.equals("VM Thread"));
    }

    /** Of {@code RUN WAIT SLICES} the first, or 0 for a thread that has ended meanwhile. */
    private static long nanos(String schedule) {
        int space = schedule.indexOf(' ');
        return space < 0 ? 0 : Long.parseLong(schedule.substring(0, space));
    }

    /** The file, or nothing if the thread has ended meanwhile. */
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
