package dev.edenscope.bench;

import dev.edenscope.profile.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * What a command took as a whole process.
 *
 * @param seconds from its start to its end
 * @param firstLine seconds from its start to the first line that it printed
 * @param cpuSeconds CPU time of all its threads, but for the last 2 ms
 * @param megabytes the most that was resident
 * @param printed what it printed on standard output
 */
record Whole(double seconds, double firstLine, double cpuSeconds, double megabytes, String printed) {
    /** Runs a command to its end, which must be a good one. */
    static Whole run(List<String> command) throws IOException {
        Path err = Jvm.scratch("err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        long begin = System.nanoTime();
        Process process = builder.start();
        try {
            CompletableFuture<Output> output = CompletableFuture.supplyAsync(() -> output(process, begin));
            long kilobytes = 0;
            double cpuSeconds = 0;
            while (!process.waitFor(2, TimeUnit.MILLISECONDS)) {
                kilobytes = Math.max(kilobytes, mostResident(process.pid()));
                Duration cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
                cpuSeconds = Math.max(cpuSeconds, cpu.toNanos() / 1e9);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (process.exitValue() != 0) {
                throw new DataException(String.join(" ", command) + " failed: " + Files.readString(err));
            }
            return new Whole(seconds, output.get().firstLine, cpuSeconds, kilobytes / 1024.0, output.get().text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException("interrupted", e);
        } catch (ExecutionException e) {
            throw new DataException("the output of " + command.get(0) + " cannot be read", e);
        } finally {
            process.destroyForcibly();
            Files.delete(err);
        }
    }

    private record Output(double firstLine, String text) {}

    private static Output output(Process process, long begin) {
        try (InputStream in = process.getInputStream()) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            int first = in.read();
            double firstLine = (System.nanoTime() - begin) / 1e9;
            if (first >= 0) {
                all.write(first);
            }
            in.transferTo(all);
            return new Output(firstLine, all.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new Output(Double.NaN, "");
        }
    }

    /** The kernel's own mark of the most pages that were resident, in KB; 0 once the process has ended. */
    private static long mostResident(long pid) throws IOException {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", ""));
                }
            }
        } catch (IOException e) {
            // it has ended just now
        }
        return 0;
    }
}
