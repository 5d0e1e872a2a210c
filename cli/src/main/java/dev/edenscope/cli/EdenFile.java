package dev.edenscope.cli;

import dev.edenscope.pprof.PprofWriter;
import dev.edenscope.profile.Profile;
import dev.edenscope.why.Evidence;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Writes a recording: a zip with the profile, which any pprof tool reads once it is taken out, and the evidence for why. */
final class EdenFile {
    static final String SUFFIX = ".eden";

    private EdenFile() {}

    /**
     * Writes the file whole or not at all.
     *
     * @param evidence the zip that the agent wrote; null for a recording without
     */
    static void write(Profile profile, Path evidence, Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part));
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry(Evidence.PROFILE));
                PprofWriter.write(profile, new Entry(zip));
                zip.closeEntry();
                if (evidence != null) {
                    copy(evidence, zip);
                }
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void copy(Path evidence, ZipOutputStream to) throws IOException {
        try (ZipFile told = new ZipFile(evidence.toFile())) {
            for (ZipEntry each : Collections.list(told.entries())) {
                to.putNextEntry(new ZipEntry(each.getName()));
                try (InputStream in = told.getInputStream(each)) {
                    in.transferTo(to);
                }
                to.closeEntry();
            }
        }
    }

    /** Why the agent could not tell what the JIT compiled; empty if it could. */
    static String problem(Path evidence) throws IOException {
        try (ZipFile told = new ZipFile(evidence.toFile())) {
            return Evidence.problem(told);
        }
    }

    /** An entry that stays open when its writer closes it. */
    private static final class Entry extends FilterOutputStream {
        Entry(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
