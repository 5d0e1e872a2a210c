package dev.edenscope.cli;

import java.util.List;

/**
 * An option of reports, by pprof's name where pprof has it. What can be set in the shell can be given on a command
 * line; the reverse holds only of those with a value to begin with.
 *
 * @param name as it is written, without dashes
 * @param kind what its value is
 * @param group the options that help shows it with
 * @param initial its value as long as none is set; null for what only a command line takes
 * @param label what help calls the value; empty for flags and choices
 * @param choices the values of a choice, each of which is a flag of its own on a command line
 * @param summary what it is, in a line
 */
record Setting(
        String name, Kind kind, Group group, String initial, String label, List<Choice> choices, String summary) {

    /** What the value of an option is. */
    enum Kind {
        FLAG,
        WHOLE,
        NUMBER,
        TEXT,
        CHOICE,
        TEXTS
    }

    /** Options that belong together. */
    enum Group {
        VALUES("Which values"),
        ENTRIES("Entries"),
        FILTERS("Which stacks and frames"),
        SOURCE("Source text"),
        WIDE("Beyond pprof"),
        INPUT("Input"),
        OUTPUT("Output");

        final String title;

        Group(String title) {
            this.title = title;
        }
    }

    /** A value of a choice, and what it means. */
    record Choice(String name, String summary) {}

    /** Whether the option can be set in the shell. */
    boolean lasts() {
        return initial != null;
    }
}
