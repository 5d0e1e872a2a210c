package dev.edenscope.bench;

import java.io.IOException;
import java.util.List;

/** One of the figures that {@code bench/run} measures. */
interface Figure {
    String name();

    /** The options that it takes beside {@code --json}; each has a value. */
    List<String> options();

    Report measure(Arguments arguments) throws IOException;
}
