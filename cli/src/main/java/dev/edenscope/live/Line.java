package dev.edenscope.live;

/**
 * A line of a picture.
 *
 * @param text without control characters
 * @param style how it stands out where there are colours
 */
public record Line(String text, Style style) {
    /** How a line stands out. */
    public enum Style {
        PLAIN,
        /** Headings. */
        BOLD,
        /** The selected row. */
        REVERSE,
        /** The chart. */
        CHART,
        /** What is there to help. */
        FAINT
    }
}
