package dev.edenscope.cli;

import dev.edenscope.cli.Setting.Group;
import dev.edenscope.report.Option;
import dev.edenscope.report.Options;
import dev.edenscope.report.UsageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the options of reports are set to.
 *
 * @param options those that reports in core know
 * @param own the others that are set
 */
record Settings(Options options, Map<String, String> own) {
    /** All options, in the order in which help shows them. */
    static final List<Setting> ALL = all();

    Settings {
        own = Map.copyOf(own);
    }

    private static List<Setting> all() {
        List<Setting> all = new ArrayList<>();
        for (Option option : Option.values()) {
            all.add(Setting.of(option));
        }
        all.add(new Setting(
                "quadrant",
                Group.WIDE,
                true,
                "false",
                "",
                Map.of(),
                "top: objects and bytes side by side, allocated and in use, and the shape of each site"));
        all.add(new Setting(
                "by",
                Group.WIDE,
                false,
                "",
                "WHAT",
                Map.of(),
                "top: one entry a package, a line, or a label's value: class, thread or any other"));
        all.add(new Setting(
                "both", Group.WIDE, true, "false", "", Map.of(), "list: objects and bytes beside each other"));
        all.add(new Setting(
                "why",
                Group.WIDE,
                true,
                "false",
                "",
                Map.of(),
                "list: what `eden why` says beside each line; the source must be one recording"));
        all.add(new Setting("json", Group.OUTPUT, true, "false", "", Map.of(), "The report as JSON"));
        return List.copyOf(all);
    }

    /** Nothing set. */
    static Settings initial() {
        return new Settings(Options.defaults(), Map.of());
    }

    /** The option of this name, or of which this is a choice; null if there is none. */
    static Setting named(String name) {
        for (Setting setting : ALL) {
            if (setting.name().equals(name) || setting.choices().containsKey(name)) {
                return setting;
            }
        }
        return null;
    }

    /**
     * These settings with one more set. The name may be that of a choice ({@code lines}), the value then says whether it
     * is chosen.
     *
     * @throws UsageException if the value is none of that option's
     */
    Settings with(String name, String value) {
        if (!isOwn(name)) {
            return new Settings(options.with(name, value), own);
        }
        Map<String, String> more = new HashMap<>(own);
        more.put(name, named(name).isFlag() ? Boolean.toString(isTrue(name, value)) : value);
        return new Settings(options, more);
    }

    private static boolean isOwn(String name) {
        return Option.named(name) == null && Option.ofChoice(name) == null;
    }

    /** What an option is set to. */
    String text(String name) {
        return isOwn(name) ? own.getOrDefault(name, named(name).initial()) : options.get(name);
    }

    boolean flag(String name) {
        return text(name).equals("true");
    }

    /** Whether the value of a flag says yes. */
    static boolean isTrue(String name, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "", "true", "t", "yes", "y", "1" -> true;
            case "false", "f", "no", "n", "0" -> false;
            default -> throw new UsageException(name + " \"" + value + "\" must be true or false");
        };
    }
}
