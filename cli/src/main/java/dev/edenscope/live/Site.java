package dev.edenscope.live;

import dev.edenscope.profile.Function;

/**
 * A line of a program.
 *
 * @param function with its package and class
 * @param file as the profile has it, {@code com/acme/Orders.java}; empty where unknown
 * @param line 0 where unknown
 */
public record Site(String function, String file, long line) {
    static Site of(Function function, long line) {
        return new Site(function.name(), function.filename(), line);
    }

    /** {@code com.acme.Orders.handle(Orders.java:43)}. */
    public String name() {
        return function + place();
    }

    /** {@code Orders.handle(Orders.java:43)}. */
    String shortName() {
        int method = function.lastIndexOf('.');
        int type = function.lastIndexOf('.', method - 1);
        return function.substring(type + 1) + place();
    }

    private String place() {
        String base = file.substring(file.lastIndexOf('/') + 1);
        return base.isEmpty() ? "" : "(" + base + (line > 0 ? ":" + line : "") + ")";
    }
}
