package dev.edenscope.report;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** An option of reports. Names, defaults and meanings are those of {@code go tool pprof}. */
public enum Option {
    OUTPUT(Kind.TEXT, "", "File that a report is written to"),
    CALL_TREE(Kind.FLAG, "false", "Keep places that are reached in different ways apart, in graphs"),
    RELATIVE_PERCENTAGES(Kind.FLAG, "false", "Show percentages of what the filters leave"),
    UNIT(Kind.TEXT, "minimum", "Unit of the values: B, kB, MB, ns, ms, s ..., auto for each value's own"),
    COMPACT_LABELS(Kind.FLAG, "false", "Leave out the lines about the profile as a whole"),
    SOURCE_PATH(Kind.TEXT, "", "Where source is: directories, *-sources.jar, src.zip"),
    TRIM_PATH(Kind.TEXT, "", "Prefixes to take off the profile's file names"),
    MEAN(Kind.FLAG, "false", "Divide values by the profile's first value, a count"),
    SAMPLE_INDEX(Kind.TEXT, "", "Sample type to show: a name, or its number from 0"),
    DIVIDE_BY(Kind.NUMBER, "1", "Divide all values by this number"),
    PER(Kind.TEXT, "", "Divide all values by the calls of this method, which `eden record -per` counted"),
    NORMALIZE(Kind.FLAG, "false", "Scale the profile to the total of its base"),
    SORT(Kind.CHOICE, "flat", "What entries are sorted by"),
    TAGROOT(Kind.TEXT, "", "Labels, with commas between them, whose values become frames at the root"),
    TAGLEAF(Kind.TEXT, "", "Labels, with commas between them, whose values become frames at the leaf"),
    DROP_NEGATIVE(Kind.FLAG, "false", "Leave out entries whose difference is negative"),
    NODECOUNT(Kind.WHOLE, "-1", "Show at most this many entries"),
    NODEFRACTION(Kind.NUMBER, "0.005", "Leave out entries below this share of the total"),
    EDGEFRACTION(Kind.NUMBER, "0.001", "Leave out calls below this share of the total"),
    TRIM(Kind.FLAG, "true", "Honor nodecount, nodefraction and edgefraction"),
    FOCUS(Kind.TEXT, "", "Only stacks with a function, file or binary that matches"),
    IGNORE(Kind.TEXT, "", "No stack with a function, file or binary that matches"),
    PRUNE_FROM(Kind.TEXT, "", "Take what a function that matches calls out of its stacks"),
    HIDE(Kind.TEXT, "", "Take frames that match out of their stacks"),
    SHOW(Kind.TEXT, "", "Take frames that do not match out of their stacks"),
    SHOW_FROM(Kind.TEXT, "", "Take frames above the highest that matches out of their stacks"),
    TAGFOCUS(Kind.TEXT, "", "Only samples with a label that matches: [key=]regex,... or [key=]1kb:1mb"),
    TAGIGNORE(Kind.TEXT, "", "No sample with a label that matches: [key=]regex,... or [key=]1kb:1mb"),
    TAGSHOW(Kind.TEXT, "", "Look only at labels whose name matches"),
    TAGHIDE(Kind.TEXT, "", "Do not look at labels whose name matches"),
    NOINLINES(Kind.FLAG, "false", "Count inlined calls to the function that they were inlined into"),
    SHOWCOLUMNS(Kind.FLAG, "false", "Show columns beside line numbers"),
    GRANULARITY(Kind.CHOICE, "", "What counts as one entry");

    private enum Kind {
        TEXT,
        FLAG,
        WHOLE,
        NUMBER,
        CHOICE
    }

    private final Kind kind;
    private final String byDefault;
    private final String help;

    Option(Kind kind, String byDefault, String help) {
        this.kind = kind;
        this.byDefault = byDefault;
        this.help = help;
    }

    /** The option of this name, or null. */
    public static Option named(String name) {
        for (Option option : values()) {
            if (option.toString().equals(name)) {
                return option;
            }
        }
        return null;
    }

    /** The option that has this value among its choices, or null: {@code lines} is one of {@link #GRANULARITY}. */
    public static Option ofChoice(String choice) {
        return SORT.choices().containsKey(choice)
                ? SORT
                : GRANULARITY.choices().containsKey(choice) ? GRANULARITY : null;
    }

    /** Its value where none was set. */
    public String byDefault() {
        return byDefault;
    }

    /** What it is for, in one line. */
    public String help() {
        return help;
    }

    /** Whether its value is true or false. */
    public boolean isFlag() {
        return kind == Kind.FLAG;
    }

    /** The values that it can have, each with what it means in one line; empty if they are not a few. */
    public Map<String, String> choices() {
        Map<String, String> choices = new LinkedHashMap<>();
        if (this == SORT) {
            choices.put("flat", "Sort entries by own value");
            choices.put("cum", "Sort entries by cumulative value: with all that they call");
        } else if (this == GRANULARITY) {
            for (Granularity granularity : Granularity.values()) {
                choices.put(granularity.toString(), granularity.help());
            }
        }
        return choices;
    }

    /** Its name, for example {@code sample_index}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * A value as it is kept: {@code true} for {@code y}, {@code 0.5} for {@code .50}.
     *
     * @throws UsageException if it is not one of this option's
     */
    String checked(String value) {
        return switch (kind) {
            case TEXT -> value;
            case FLAG -> String.valueOf(flag(toString(), value));
            case WHOLE -> whole(value);
            case NUMBER -> number(value);
            case CHOICE -> {
                if (!choices().containsKey(value)) {
                    throw bad(
                            value,
                            "must be one of: " + String.join(", ", choices().keySet()));
                }
                yield value;
            }
        };
    }

    /** What a flag of this name is set to by a text; an empty one sets it. */
    static boolean flag(String name, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "", "true", "t", "yes", "y", "1" -> true;
            case "false", "f", "no", "n", "0" -> false;
            default -> throw new UsageException(name + " \"" + value + "\" must be true or false");
        };
    }

    private String whole(String value) {
        try {
            return Integer.toString(Integer.parseInt(value));
        } catch (NumberFormatException e) {
            throw bad(value, "must be a whole number");
        }
    }

    private String number(String value) {
        try {
            String digits = BigDecimal.valueOf(Double.parseDouble(value)).toPlainString();
            return digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
        } catch (NumberFormatException e) { // NaN and infinity too
            throw bad(value, "must be a number");
        }
    }

    private UsageException bad(String value, String why) {
        return new UsageException(this + " \"" + value + "\" " + why);
    }
}
