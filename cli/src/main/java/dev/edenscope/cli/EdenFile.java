package dev.edenscope.cli;

import dev.edenscope.pprof.PprofWriter;
import dev.edenscope.profile.Profile;
import dev.edenscope.why.Evidence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A recording: a zip with the profile, which any pprof tool reads once it is taken out, and what the agent has put beside it. */
final class EdenFile {
    static final String SUFFIX = ".eden";

    private EdenFile() {}

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes a recording of a profile alone, whole or not at all. */
    static void write(Profile profile, Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PprofWriter.write(profile, bytes);
        write(file, out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry(Evidence.PROFILE));
                bytes.writeTo(zip);
                zip.closeEntry();
            }
        });
    }

    /** Takes over a recording that the agent has written, whole or not at all. */
    static void copy(Path from, Path file) throws IOException {
        write(file, out -> Files.copy(from, out));
    }

    private static void write(Path file, Content content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                content.writeTo(out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Why the agent could not tell what the JIT compiled; empty if it could. */
    static String problem(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return Evidence.problem(zip);
        }
    }
}
