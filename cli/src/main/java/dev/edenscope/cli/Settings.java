package dev.edenscope.cli;

import dev.edenscope.cli.Setting.Choice;
import dev.edenscope.cli.Setting.Group;
import dev.edenscope.cli.Setting.Kind;
import dev.edenscope.report.Options;
import dev.edenscope.report.UsageException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The options of reports, and what they are set to. Immutable. */
final class Settings {
    /** All of them, in the order in which help shows them. */
    static final List<Setting> ALL = List.of(
            text("sample_index", Group.VALUES, "TYPE", "Sample type to show: a name, or its number from 0."),
            new Setting(
                    "unit",
                    Kind.TEXT,
                    Group.VALUES,
                    "minimum",
                    "UNIT",
                    List.of(),
                    "Unit of the values: minimum, auto, B, kB, MB, GB, ns, ms, s ... Default: minimum."),
            choice(
                    "sort",
                    "flat",
                    "What entries are sorted by.",
                    new Choice("flat", "Sort entries by own value. This is the default."),
                    new Choice("cum", "Sort entries by cumulative value: with all that they call.")),
            choice(
                    "granularity",
                    "",
                    "What counts as one entry.",
                    new Choice("functions", "One entry a function. This is the default."),
                    new Choice("filefunctions", "One entry a function of a file."),
                    new Choice("files", "One entry a file."),
                    new Choice("lines", "One entry a source line."),
                    new Choice("addresses", "One entry an address.")),
            number("nodecount", Kind.WHOLE, "-1", "N", "Show at most N entries."),
            number("nodefraction", Kind.NUMBER, "0.005", "F", "Leave out entries below this share. Default: 0.005."),
            number("edgefraction", Kind.NUMBER, "0.001", "F", "Leave out calls below this share. Default: 0.001."),
            flag("trim", Group.ENTRIES, "true", "Honor nodecount, nodefraction and edgefraction. Default: true."),
            flag(
                    "noinlines",
                    Group.ENTRIES,
                    "false",
                    "Count inlined calls to the function that they were inlined into."),
            flag("compact_labels", Group.ENTRIES, "false", "Leave out the lines about the profile as a whole."),
            text("focus", Group.FILTERS, "REGEX", "Only stacks with a function, file or binary that matches."),
            text("ignore", Group.FILTERS, "REGEX", "No stack with a function, file or binary that matches."),
            text("hide", Group.FILTERS, "REGEX", "Take frames that match out of their stacks."),
            text("show", Group.FILTERS, "REGEX", "Take frames that do not match out of their stacks."),
            text("source_path", Group.SOURCE, "PATH", "Where source is: directories, *-sources.jar, src.zip."),
            text("trim_path", Group.SOURCE, "PATH", "Prefixes to take off the profile's file names."),
            flag("json", Group.OUTPUT, "false", "The report as JSON."),
            text("output", Group.OUTPUT, "FILE", "Write the report to a file."),
            once("base", Kind.TEXTS, "SOURCE", "Profile to take off, the difference being shown."),
            once("diff_base", Kind.TEXTS, "SOURCE", "Profile to compare with: as -base, percentages being of it."),
            once("normalize", Kind.FLAG, "", "Scale the profile to the total of the -base or -diff_base first."),
            once("seconds", Kind.WHOLE, "N", "How long a live profile is to take."),
            once("timeout", Kind.WHOLE, "N", "Seconds to wait for a URL."),
            once("add_comment", Kind.TEXT, "TEXT", "A comment to add to the profile."),
            once("symbolize", Kind.TEXT, "MODE", "Taken for pprof's sake: names are those in the profile."));

    /** pprof's older names for sample types, each a flag of a command line. */
    static final Map<String, String> SAMPLE_TYPES = Map.of(
            "inuse_space", "inuse_space",
            "inuse_objects", "inuse_objects",
            "alloc_space", "alloc_space",
            "alloc_objects", "alloc_objects",
            "contentions", "contentions",
            "total_delay", "delay");

    private static final Map<String, Setting> BY_NAME = byName();

    private final Map<String, String> values;
    private final Options options;

    private Settings(Map<String, String> values, Options options) {
        this.values = values;
        this.options = options;
    }

    private static Setting text(String name, Group group, String label, String summary) {
        return new Setting(name, Kind.TEXT, group, "", label, List.of(), summary);
    }

    private static Setting flag(String name, Group group, String initial, String summary) {
        return new Setting(name, Kind.FLAG, group, initial, "", List.of(), summary);
    }

    private static Setting number(String name, Kind kind, String initial, String label, String summary) {
        return new Setting(name, kind, Group.ENTRIES, initial, label, List.of(), summary);
    }

    private static Setting choice(String name, String initial, String summary, Choice... choices) {
        return new Setting(name, Kind.CHOICE, Group.ENTRIES, initial, "", List.of(choices), summary);
    }

    /** An option of the command line alone. */
    private static Setting once(String name, Kind kind, String label, String summary) {
        return new Setting(name, kind, Group.INPUT, null, label, List.of(), summary);
    }

    private static Map<String, Setting> byName() {
        Map<String, Setting> names = new HashMap<>();
        for (Setting setting : ALL) {
            names.put(setting.name(), setting);
            for (Choice choice : setting.choices()) {
                names.put(choice.name(), setting);
            }
        }
        return names;
    }

    /** Nothing set. */
    static Settings initial() {
        return new Settings(Map.of(), Options.defaults());
    }

    /** The option of this name, or of which this is a choice; null if there is none that can be set in the shell. */
    static Setting lasting(String name) {
        Setting setting = BY_NAME.get(name);
        return setting != null && setting.lasts() ? setting : null;
    }

    /**
     * These settings with one more set. The name may be that of a choice ({@code lines}), the value then says whether it
     * is chosen.
     *
     * @throws UsageException if the value is none of that option's
     */
    Settings with(String name, String value) {
        Setting setting = BY_NAME.get(name);
        if (!setting.name().equals(name)) {
            if (!isTrue(name, value)) {
                throw new UsageException(name + ": set " + setting.name() + " to another of: " + names(setting));
            }
            return with(setting.name(), name);
        }
        String canonical = setting.kind() == Kind.FLAG ? Boolean.toString(isTrue(name, value)) : value;
        Map<String, String> changed = new HashMap<>(values);
        changed.put(name, canonical);
        return new Settings(changed, isOwn(name) ? options : options.with(name, canonical));
    }

    /** Whether the option is the command line's, and no report in core knows it. */
    private static boolean isOwn(String name) {
        return switch (name) {
            case "json", "output" -> true;
            default -> false;
        };
    }

    private static String names(Setting setting) {
        StringBuilder names = new StringBuilder();
        for (Choice choice : setting.choices()) {
            names.append(names.isEmpty() ? "" : ", ").append(choice.name());
        }
        return names.toString();
    }

    /** What an option is set to. */
    String text(String name) {
        return values.getOrDefault(name, BY_NAME.get(name).initial());
    }

    boolean flag(String name) {
        return text(name).equals("true");
    }

    /** What reports take from these settings. */
    Options options() {
        return options;
    }

    static boolean isTrue(String name, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "", "true", "t", "yes", "y", "1" -> true;
            case "false", "f", "no", "n", "0" -> false;
            default -> throw new UsageException(name + " \"" + value + "\" must be true or false");
        };
    }
}
