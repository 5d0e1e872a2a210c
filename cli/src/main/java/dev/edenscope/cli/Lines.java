package dev.edenscope.cli;

import java.io.IOException;

/** Commands as they are typed or piped in, a line each. */
interface Lines {
    /** The next line, without its end; null when there are no more. */
    String next() throws IOException;
}
