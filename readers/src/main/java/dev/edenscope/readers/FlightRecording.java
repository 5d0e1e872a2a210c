package dev.edenscope.readers;

import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** A recording of JDK Flight Recorder. */
@SuppressWarnings("DoNotCallSuggester")
final class FlightRecording {
    private FlightRecording() {}

    static boolean recognises(byte[] head) {
        return head.length >= 4 && head[0] == 'F' && head[1] == 'L' && head[2] == 'R' && head[3] == 0;
    }

    static Profile read(Path file, String name) throws IOException {
        throw new DataException(name + ": a flight recording, which cannot be read yet");
    }

    static Profile read(InputStream in, String name) throws IOException {
        throw new DataException(name + ": a flight recording, which cannot be read yet");
    }
}
