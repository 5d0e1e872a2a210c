package dev.edenscope.readers;

import dev.edenscope.pprof.PprofReader;
import dev.edenscope.profile.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Reads a profile, whatever it was written by: the content says what it is, never the name. */
public final class ProfileFile {
    private ProfileFile() {}

    /**
     * The profile in a file.
     *
     * @throws IOException in one line that names the file, what is wrong where, and what to do
     */
    public static Profile read(Path file) throws IOException {
        return PprofReader.read(file);
    }

    /**
     * The profile in a stream.
     *
     * @param name what messages call it
     */
    public static Profile read(InputStream in, String name) throws IOException {
        return PprofReader.read(in, name);
    }
}
