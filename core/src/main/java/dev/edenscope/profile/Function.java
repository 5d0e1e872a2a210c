package dev.edenscope.profile;

import java.util.Objects;

/**
 * A function of the profiled program.
 *
 * @param name the name people read: for Java {@code com.acme.Orders.handle}, never null
 * @param systemName the name the runtime uses: for Java the name with its descriptor,
 *     {@code com.acme.Orders.handle(I)V}; never null, may be empty
 * @param filename the source file as the runtime knows it: for Java {@code com/acme/Orders.java}; never null, empty
 *     where it is unknown
 * @param startLine first line of the function, 1-based; 0 where it is unknown
 */
public record Function(String name, String systemName, String filename, long startLine) {
    public Function {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(systemName, "systemName");
        Objects.requireNonNull(filename, "filename");
    }

    // Written out: a record's own go through method handles, which a short run has to link and a long one waits for.

    @Override
    public boolean equals(Object other) {
        return other instanceof Function that
                && startLine == that.startLine
                && name.equals(that.name)
                && systemName.equals(that.systemName)
                && filename.equals(that.filename);
    }

    @Override
    public int hashCode() {
        return ((name.hashCode() * 31 + systemName.hashCode()) * 31 + filename.hashCode()) * 31
                + Long.hashCode(startLine);
    }
}
