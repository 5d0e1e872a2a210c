package dev.edenscope.examples.orders;

/** A command line that cannot be understood; the message says what to write instead. Exit code 2. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
