package dev.edenscope.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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

    /** Folder of real profiles. Without it the calling test is skipped, and says so. */
    static Path sharedData() {
        String named = System.getProperty("eden.shared.data", System.getenv("EDEN_SHARED_DATA"));
        Path folder = named != null
                ? Path.of(named)
                : Path.of(System.getProperty("eden.root", "."), "..", "shared", "data")
                        .normalize();
        boolean found = Files.isDirectory(folder.resolve("pprof"));
        if (!found) {
            System.out.println("SKIPPED: no profiles in " + folder + " (set EDEN_SHARED_DATA)");
        }
        assumeTrue(found, "no profiles in " + folder);
        return folder;
    }

    /** What the tool prints for these arguments, or its error if it has one, with its warnings after it. */
    String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(tool.toString(), "-symbolize=none"));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment()
                .put("PPROF_BINARY_PATH", scratch.resolve("no-binaries").toString());
        process.environment().put("PPROF_TMPDIR", scratch.toString());
        return output(process, scratch);
    }

    private static String output(ProcessBuilder process, Path scratch) throws IOException, InterruptedException {
        File out = scratch.resolve("out").toFile();
        File err = scratch.resolve("err").toFile();
        Process running = process.redirectOutput(out).redirectError(err).start();
        if (!running.waitFor(60, TimeUnit.SECONDS)) {
            running.destroyForcibly();
            throw new IOException("still running after 60 s: " + process.command());
        }
        StringBuilder warnings = new StringBuilder();
        String printed = Files.readString(out.toPath(), StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>(Files.readAllLines(err.toPath(), StandardCharsets.UTF_8));
        if (running.exitValue() == 0) {
            lines.forEach(line -> warnings.append("warning: ").append(line).append('\n'));
            return printed + warnings;
        }
        Collections.rotate(lines, 1); // what went wrong is said last
        return "error: " + String.join("; ", lines) + "\n";
    }
}
