package dev.edenscope.report;

import java.util.Locale;

/** What counts as one entry of a report. */
public enum Granularity {
    /** A function, wherever it was defined. */
    FUNCTIONS(true, false, false),
    /** A function of a source file. */
    FILEFUNCTIONS(true, true, false),
    /** A source file. */
    FILES(false, true, false),
    /** A source line. */
    LINES(true, true, true),
    /** An address; as {@link #LINES} where the runtime gives none. */
    ADDRESSES(true, true, true);

    final boolean function;
    final boolean file;
    final boolean line;

    Granularity(boolean function, boolean file, boolean line) {
        this.function = function;
        this.file = file;
        this.line = line;
    }

    /** The granularity of this name, in lower case as options have it. */
    static Granularity named(String name) {
        for (Granularity granularity : values()) {
            if (granularity.toString().equals(name)) {
                return granularity;
            }
        }
        throw new UsageException(
                "granularity \"" + name + "\" must be one of: functions, filefunctions, files, lines, addresses");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
