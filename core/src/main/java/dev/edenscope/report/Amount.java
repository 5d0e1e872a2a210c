package dev.edenscope.report;

/**
 * Objects and their size together.
 *
 * @param objects how many; negative in a difference that has fewer
 * @param bytes their size
 */
public record Amount(long objects, long bytes) {
    /** Mean size of an object, rounded down; 0 where there are none. */
    public long bytesPerObject() {
        return objects == 0 ? 0 : bytes / objects;
    }

    boolean isNothing() {
        return objects == 0 && bytes == 0;
    }
}
