package dev.edenscope.cli;

import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import dev.edenscope.report.UsageException;
import java.util.ArrayList;
import java.util.List;

/** What the shell says about itself, in pprof's layout. */
final class ShellHelp {
    private ShellHelp() {}

    /** The options and what they are set to. */
    static String options(Settings settings, Profile profile) {
        List<String> lines = new ArrayList<>();
        for (Setting setting : Settings.ALL) {
            if (!setting.name().equals("source_path")) {
                lines.add(line(setting, settings, profile));
            }
        }
        lines.sort(null);
        return String.join("\n", lines);
    }

    private static String line(Setting setting, Settings settings, Profile profile) {
        String name = setting.name();
        String value = settings.text(name);
        String comment = "";
        if (name.equals("sample_index")) {
            value = Shell.type(profile, settings);
            comment =
                    choices(profile.sampleTypes().stream().map(ValueType::type).toList());
        } else if (setting.isChoice()) {
            comment = choices(setting.choices().keySet().stream().sorted().toList());
            value = value.isEmpty() ? "(default)" : value;
        } else if (name.equals("nodecount") && value.equals("-1")) {
            comment = "//: default";
        }
        return "  " + padded(name, 25) + " = " + padded(value.isEmpty() ? "\"\"" : value, 20) + " " + comment;
    }

    private static String choices(List<String> names) {
        return "//: [" + String.join(" | ", names) + "]";
    }

    /** All commands and options, or one of them. */
    static String about(String topic) {
        if (topic.isEmpty()) {
            return everything();
        }
        Report report = Reports.named(topic);
        if (report != null) {
            return about(report);
        }
        Setting setting = Settings.named(topic);
        if (setting == null) {
            throw new UsageException("Unknown command: " + topic);
        }
        return setting.choices().getOrDefault(topic, setting.help());
    }

    private static String about(Report report) {
        String how = report.takesRegex() ? " <func_regex>" : " [n]";
        return report.description() + "\n  Usage:\n    " + report.name() + how
                + " [focus_regex]* [-ignore_regex]* [-cum] [>file]\n  On a command line:\n    " + report.example();
    }

    private static String everything() {
        StringBuilder text = new StringBuilder("  Commands:\n");
        for (Report report : Reports.ALL) {
            row(text, "", report.name(), report.summary());
            report.aliases().forEach(alias -> row(text, "", alias, "the same as " + report.name()));
        }
        row(text, "", "o/options", "options and their current values");
        row(text, "", "q/quit/exit/^D", "leave");
        text.append("\n  Options:\n");
        for (Setting setting : Settings.ALL) {
            if (!setting.isChoice()) {
                row(text, "", setting.name(), setting.help());
            }
        }
        text.append("\n  Option groups (only set one per group):\n");
        for (Setting setting : Settings.ALL) {
            if (setting.isChoice()) {
                row(text, "", setting.name(), setting.summary());
                setting.choices().forEach((name, meaning) -> row(text, "  ", name, meaning));
            }
        }
        return text.append("  :   Clear focus/ignore/hide/tagfocus/tagignore\n\n")
                .append("  type \"help <cmd|option>\" for more information")
                .toString();
    }

    private static void row(StringBuilder text, String indent, String name, String summary) {
        text.append("    ")
                .append(indent)
                .append(padded(name, 16))
                .append(' ')
                .append(summary)
                .append('\n');
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
