package dev.edenscope.report;

/** What was asked for cannot be answered as asked. The message is one line for the person who asked. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UsageException(String message) {
        super(message);
    }
}
