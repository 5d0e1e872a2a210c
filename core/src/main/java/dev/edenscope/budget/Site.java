package dev.edenscope.budget;

/**
 * A line that objects of a class come from: the innermost of the application, or else of a library.
 *
 * @param file source file, {@code com/acme/Orders.java}; empty where unknown
 * @param line source line, 0 where unknown
 * @param method as {@code com.acme.Orders.price}
 * @param className as {@code com.acme.Point} or {@code byte[]}; empty where unknown
 * @param objects how many, each operation, call or second; NaN where not known
 * @param bytes their size, likewise
 */
public record Site(String file, int line, String method, String className, double objects, double bytes) {
    /** {@code Orders.java:43}, or the method where the line is not known. */
    public String place() {
        return file.isEmpty() ? method : file.substring(file.lastIndexOf('/') + 1) + (line > 0 ? ":" + line : "");
    }

    /** The same with its amounts times a factor. */
    Site times(double factor) {
        return new Site(file, line, method, className, objects * factor, bytes * factor);
    }
}
