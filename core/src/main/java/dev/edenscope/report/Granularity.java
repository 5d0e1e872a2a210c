package dev.edenscope.report;

import java.util.Locale;

/** What counts as one entry of a report. */
public enum Granularity {
    /** A function, wherever it was defined. */
    FUNCTIONS(true, false, false, "One entry a function"),
    /** A function of a source file. */
    FILEFUNCTIONS(true, true, false, "One entry a function of a file"),
    /** A source file. */
    FILES(false, true, false, "One entry a file"),
    /** A source line. */
    LINES(true, true, true, "One entry a source line"),
    /** An address; as {@link #LINES} where the runtime gives none. */
    ADDRESSES(true, true, true, "One entry an address");

    final boolean function;
    final boolean file;
    final boolean line;
    private final String help;

    Granularity(boolean function, boolean file, boolean line, String help) {
        this.function = function;
        this.file = file;
        this.line = line;
        this.help = help;
    }

    /** What it means, in one line. */
    String help() {
        return help;
    }

    /** Its name as options have it, in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
