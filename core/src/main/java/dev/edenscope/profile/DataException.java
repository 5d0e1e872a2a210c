package dev.edenscope.profile;

import java.io.IOException;
import java.nio.file.NoSuchFileException;

/**
 * A file that cannot be used: the message is one line for its user, which names the file, the place in it, what was
 * expected there and what to do.
 */
public final class DataException extends IOException {
    private static final long serialVersionUID = 1;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * For a file or stream that the system does not give.
     *
     * @return {@code e} itself if it says what a user needs already
     */
    public static DataException unreadable(String name, IOException e) {
        if (e instanceof DataException known) {
            return known;
        }
        if (e instanceof NoSuchFileException) {
            return new DataException(name + ": no such file", e);
        }
        return new DataException(name + ": cannot be read: " + (e.getMessage() == null ? e : e.getMessage()), e);
    }

    /** For a file whose profile needs more memory than there is. */
    public static DataException heapTooSmall(String name, OutOfMemoryError e) {
        return new DataException(
                name + ": does not fit the heap of " + (Runtime.getRuntime().maxMemory() >> 20)
                        + " MiB; run with a larger one (-Xmx)",
                e);
    }
}
