package dev.edenscope.cli;

import dev.edenscope.report.Option;
import java.util.Map;

/**
 * An option of reports, which a command line gives and the shell sets: pprof's, and some that pprof does not have.
 *
 * @param name as it is written, without dashes
 * @param group the options that help shows it with
 * @param isFlag whether its value is true or false
 * @param initial its value as long as none is set
 * @param label what help calls its value; empty for flags and choices
 * @param choices its values and what they mean, if they are a few; each is a flag of its own on a command line
 * @param summary what it is, in a line
 */
record Setting(
        String name,
        Group group,
        boolean isFlag,
        String initial,
        String label,
        Map<String, String> choices,
        String summary) {

    /** Options that belong together. */
    enum Group {
        VALUES,
        ENTRIES,
        FILTERS,
        SOURCE_TEXT,
        WIDE,
        INPUT,
        OUTPUT
    }

    /** An option that pprof has too. */
    static Setting of(Option option) {
        return new Setting(
                option.toString(),
                group(option),
                option.isFlag(),
                option.byDefault(),
                label(option),
                option.choices(),
                option.help());
    }

    private static Group group(Option option) {
        return switch (option) {
            case SAMPLE_INDEX, UNIT, MEAN, DIVIDE_BY, PER, RELATIVE_PERCENTAGES -> Group.VALUES;
            case SORT,
                    GRANULARITY,
                    NODECOUNT,
                    NODEFRACTION,
                    EDGEFRACTION,
                    TRIM,
                    NOINLINES,
                    SHOWCOLUMNS,
                    CALL_TREE,
                    DROP_NEGATIVE,
                    COMPACT_LABELS -> Group.ENTRIES;
            case FOCUS,
                    IGNORE,
                    PRUNE_FROM,
                    HIDE,
                    SHOW,
                    SHOW_FROM,
                    TAGFOCUS,
                    TAGIGNORE,
                    TAGSHOW,
                    TAGHIDE,
                    TAGROOT,
                    TAGLEAF -> Group.FILTERS;
            case SOURCE_PATH, TRIM_PATH -> Group.SOURCE_TEXT;
            case NORMALIZE -> Group.INPUT;
            case OUTPUT -> Group.OUTPUT;
        };
    }

    private static String label(Option option) {
        return switch (option) {
            case SAMPLE_INDEX -> "TYPE";
            case PER -> "METHOD";
            case UNIT -> "UNIT";
            case NODECOUNT -> "N";
            case NODEFRACTION, EDGEFRACTION, DIVIDE_BY -> "X";
            case FOCUS, IGNORE, PRUNE_FROM, HIDE, SHOW, SHOW_FROM, TAGSHOW, TAGHIDE -> "REGEX";
            case TAGFOCUS, TAGIGNORE -> "LABELS";
            case TAGROOT, TAGLEAF -> "KEYS";
            case SOURCE_PATH, TRIM_PATH -> "PATH";
            case OUTPUT -> "FILE";
            default -> "";
        };
    }

    boolean isChoice() {
        return !choices.isEmpty();
    }

    /** What it is, and what its value is as long as none is set, if that is not plain. */
    String help() {
        boolean plain = initial.isEmpty() || initial.equals("false") || initial.equals("-1");
        return summary + (plain ? "." : ". Default: " + initial + ".");
    }
}
