package dev.edenscope.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The JIT's threads of this process. What they have compiled the JVM tells; that they are at it, or would be if the machine let
 * them, only the kernel does.
 */
public final class CompilerThreads {
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final int RESTS = 3; // looks in a row
    private static final long LOOK_MILLIS = 5;

    private CompilerThreads() {}

    /** Whether one of them runs or waits for a processor; false where the kernel does not say. */
    public static boolean areAtWork() {
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                if (isAtWork(task)) {
                    return true;
                }
            }
        } catch (IOException e) {
            return false; // no /proc
        }
        return false;
    }

    /** By {@code 4711 (C2 CompilerThre) R ...}. */
    private static boolean isAtWork(Path task) {
        try {
            String stat = Files.readString(task.resolve("stat"), StandardCharsets.ISO_8859_1);
            return stat.contains(" CompilerThre") && stat.startsWith(") R", stat.lastIndexOf(')'));
        } catch (IOException e) {
            return false; // it has ended
        }
    }

    /**
     * Waits until they have nothing to do.
     *
     * @param mostMillis how long at the most
     */
    public static void await(long mostMillis) {
        long end = System.nanoTime() + mostMillis * 1_000_000;
        for (int rests = 0; rests < RESTS && System.nanoTime() < end; rests++) {
            rests = areAtWork() ? -1 : rests;
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
