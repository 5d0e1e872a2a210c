package dev.edenscope.readers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The recordings that tests read: our own, and the real ones that lie beside the project. */
final class Recordings {
    private Recordings() {}

    /** One of our own, uncompressed; see testdata/README.md. */
    static byte[] own(String name) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file(name)))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of our own as it lies there. */
    static Path file(String name) {
        return Path.of(System.getProperty("eden.root"), "readers/src/test/testdata", name + ".jfr.gz");
    }

    /** The folder {@code jfr} of {@code ../shared/data}, or of where {@code EDEN_SHARED_DATA} says. */
    static List<Path> shared() throws IOException {
        Path folder = Stream.of(
                        System.getenv("EDEN_SHARED_DATA"), System.getProperty("eden.root", "") + "/../shared/data")
                .filter(name -> name != null)
                .map(name -> Path.of(name, "jfr"))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(null);
        if (folder == null) {
            System.out.println("NOT RUN: no folder of real recordings; set EDEN_SHARED_DATA to it");
        }
        assumeTrue(folder != null, "no folder of real recordings");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
