package dev.edenscope.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The reference: {@code go tool pprof} of this machine, told to look for no binaries. */
final class GoPprof {
    private final Path tool;
    private final Path scratch;

    private GoPprof(Path tool, Path scratch) {
        this.tool = tool;
        this.scratch = scratch;
    }

    /** The tool. Without Go on this machine the calling test is skipped, and says so. */
    static GoPprof required(Path scratch) throws IOException, InterruptedException {
        String path;
        try {
            path = output(new ProcessBuilder("go", "tool", "-n", "pprof"), scratch)
                    .strip();
        } catch (IOException e) {
            path = "";
        }
        boolean found = !path.isEmpty() && Files.isExecutable(Path.of(path));
        if (!found) {
            System.out.println("SKIPPED: no `go tool pprof` to compare with");
        }
        assumeTrue(found, "no `go tool pprof` to compare with");
        return new GoPprof(Path.of(path), scratch);
    }

    /** What the tool prints for these arguments. */
    String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(tool.toString(), "-symbolize=none"));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment()
                .put("PPROF_BINARY_PATH", scratch.resolve("no-binaries").toString());
        process.environment().put("PPROF_TMPDIR", scratch.toString());
        return output(process, scratch);
    }

    /** Everything in a file. Given twice, it is merged with itself: that is when the tool drops what nothing refers to. */
    String raw(Path file) throws IOException, InterruptedException {
        return run("-raw", file.toString(), file.toString());
    }

    private static String output(ProcessBuilder process, Path scratch) throws IOException, InterruptedException {
        File out = scratch.resolve("out").toFile();
        File err = scratch.resolve("err").toFile();
        Process running = process.redirectOutput(out).redirectError(err).start();
        if (!running.waitFor(60, TimeUnit.SECONDS)) {
            running.destroyForcibly();
            throw new IOException("still running after 60 s: " + process.command());
        }
        assertThat(running.exitValue())
                .as(process.command() + ": " + Files.readString(err.toPath(), StandardCharsets.UTF_8))
                .isZero();
        return Files.readString(out.toPath(), StandardCharsets.UTF_8);
    }
}
