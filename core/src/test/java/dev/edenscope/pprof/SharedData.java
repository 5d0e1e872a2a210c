package dev.edenscope.pprof;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of real profiles that lies beside the project, {@code ../shared/data}, or where the system property
 * {@code eden.shared.data} or the variable {@code EDEN_SHARED_DATA} says. It is not part of the project.
 */
final class SharedData {
    private SharedData() {}

    /** The gzip-ed files of pprof and go-lab; without the folder the test says so and is not counted as run. */
    static List<Path> profiles() throws IOException {
        return files().stream().filter(SharedData::gzip).toList();
    }

    /** The other files there: legacy formats and texts. */
    static List<Path> others() throws IOException {
        return files().stream().filter(file -> !gzip(file)).toList();
    }

    /** Some real files of all kinds, or none where the folder is missing. */
    static List<byte[]> smallProfiles() throws IOException {
        if (folder().isEmpty()) {
            return List.of();
        }
        return profiles().stream()
                .map(SharedData::bytes)
                .filter(bytes -> bytes.length < 6000)
                .limit(40)
                .toList();
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean gzip(Path file) {
        return Gunzip.accepts(bytes(file));
    }

    private static List<Path> files() throws IOException {
        Optional<Path> folder = folder();
        if (folder.isEmpty()) {
            String message = "NOT RUN: no folder of real profiles; set EDEN_SHARED_DATA to it";
            System.out.println(message);
            assumeTrue(false, message);
        }
        try (Stream<Path> pprof = Files.walk(folder.orElseThrow().resolve("pprof"));
                Stream<Path> lab = Files.walk(folder.orElseThrow().resolve("go-lab"))) {
            return Stream.concat(pprof, lab)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private static Optional<Path> folder() {
        return Stream.of(
                        System.getProperty("eden.shared.data"),
                        System.getenv("EDEN_SHARED_DATA"),
                        System.getProperty("eden.root", "") + "/../shared/data")
                .filter(name -> name != null)
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst();
    }
}
