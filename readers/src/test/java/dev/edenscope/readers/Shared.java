package dev.edenscope.readers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of real profiles that lies beside the project, {@code ../shared/data}, or where the system property
 * {@code eden.shared.data} or the variable {@code EDEN_SHARED_DATA} says. It is not part of the project.
 */
final class Shared {
    private Shared() {}

    /** A file or folder there; without it the calling test is skipped, and says so. */
    static Path file(String name) {
        String named = System.getProperty("eden.shared.data", System.getenv("EDEN_SHARED_DATA"));
        Path folder = named != null
                ? Path.of(named)
                : Path.of(System.getProperty("eden.root", "."), "..", "shared", "data")
                        .normalize();
        boolean found = Files.isDirectory(folder);
        if (!found) {
            System.out.println("SKIPPED: no real files in " + folder + " (set EDEN_SHARED_DATA)");
        }
        assumeTrue(found, "no real files in " + folder);
        return folder.resolve(name);
    }

    /** The profiles in pprof's legacy formats, and a few others that the project keeps there. */
    static List<Path> legacy() throws IOException {
        try (Stream<Path> files = Files.list(file("pprof/google-pprof"))) {
            return files.filter(file -> !file.toString().endsWith(".string"))
                    .sorted()
                    .toList();
        }
    }

    /** Some profile.proto files of Go programs. */
    static List<Path> protos() throws IOException {
        try (Stream<Path> files = Files.list(file("pprof/go-apps"))) {
            return files.sorted().toList();
        }
    }
}
