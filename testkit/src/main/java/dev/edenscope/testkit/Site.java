package dev.edenscope.testkit;

/**
 * A line that objects of a class come from: the innermost that is not the JDK's.
 *
 * @param file source file, as {@code com/acme/Orders.java}; empty where unknown
 * @param line source line, 0 where unknown
 * @param method as {@code com.acme.Orders.price}
 * @param className as {@code com.acme.Point} or {@code byte[]}
 * @param objects how many, counted
 * @param bytes what they take, counted
 */
public record Site(String file, int line, String method, String className, long objects, long bytes) {
    /** The same without its values. */
    Site place() {
        return new Site(file, line, method, className, 0, 0);
    }
}
