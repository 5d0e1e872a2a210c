package dev.edenscope.profile;

import java.io.IOException;

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
}
