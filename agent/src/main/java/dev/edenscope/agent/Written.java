package dev.edenscope.agent;

import dev.edenscope.pprof.PprofWriter;
import dev.edenscope.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A profile in a file, and in one that is called {@code .eden} what {@link Evidence} has: there whole or not at all. */
final class Written {
    private Written() {}

    /** Whether a file is to hold more than the profile. */
    static boolean isRecording(Path file) {
        return file.toString().endsWith(".eden");
    }

    /**
     * Writes the file.
     *
     * @param gc as {@link Evidence} takes it
     */
    static void write(Profile profile, String gc, Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        try {
            if (isRecording(whole)) {
                Evidence.write(profile, gc, part);
            } else {
                PprofWriter.write(profile, part);
            }
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
