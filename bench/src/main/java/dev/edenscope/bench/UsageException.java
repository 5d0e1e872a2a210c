package dev.edenscope.bench;

/** A command line that cannot be followed: exit code 2. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
