package dev.edenscope.advice;

import java.util.List;

/**
 * A line of source before and after: what a fix looks like there. It is a proposal, and may not compile as it stands.
 *
 * @param line source line, 1-based
 * @param before as it is, without its indentation
 * @param after the lines that could stand there, without indentation; none where the line goes
 */
public record Change(int line, String before, List<String> after) {
    public Change {
        after = List.copyOf(after);
    }

    /** One line for another. */
    public static Change of(int line, String before, String after) {
        return new Change(line, before, List.of(after));
    }
}
