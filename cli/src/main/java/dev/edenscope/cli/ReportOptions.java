package dev.edenscope.cli;

import dev.edenscope.cli.Setting.Choice;
import dev.edenscope.cli.Setting.Group;
import dev.edenscope.cli.Setting.Kind;
import dev.edenscope.report.UsageException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** Options on a command line, with one dash or two. */
final class ReportOptions {
    private ReportOptions() {}

    /** A command with its help; what it takes is added by the other methods. */
    static CommandSpec command(String name, String synopsis, String description, String example) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().customSynopsis(synopsis).description(description).footer(example);
        spec.parser()
                .overwrittenOptionsAllowed(true)
                .posixClusteredShortOptionsAllowed(false)
                .expandAtFiles(false);
        return spec.addOption(OptionSpec.builder("-help", "--help", "-h")
                .usageHelp(true)
                .description("Show this help.")
                .build());
    }

    /** The options of reports. Help shows those of the groups, the others are taken as well. */
    static void addSettings(CommandSpec spec, Set<Group> shown) {
        for (Setting setting : Settings.ALL) {
            boolean hidden = setting.lasts() && setting.group() != Group.OUTPUT && !shown.contains(setting.group());
            for (Choice choice : setting.choices()) {
                spec.addOption(option(choice.name(), Kind.FLAG, "", choice.summary(), hidden));
            }
            if (setting.kind() != Kind.CHOICE) {
                spec.addOption(option(setting.name(), setting.kind(), setting.label(), setting.summary(), hidden));
            }
        }
        Settings.SAMPLE_TYPES.forEach((name, type) -> spec.addOption(
                option(name, Kind.FLAG, "", "Same as -sample_index=" + type + ".", !shown.contains(Group.VALUES))));
    }

    /** The arguments after all others. */
    static void addSources(CommandSpec spec, int from) {
        spec.addPositional(PositionalParamSpec.builder()
                .index(from + "..*")
                .arity("1..*")
                .required(true)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel("SOURCE")
                .description("A profile's file or URL, or the process id of a JVM. Several are merged.")
                .build());
    }

    static void value(CommandSpec spec, String name, String label, String description) {
        spec.addOption(option(name, Kind.TEXT, label, description, false));
    }

    static void flag(CommandSpec spec, String name, String description) {
        spec.addOption(option(name, Kind.FLAG, "", description, false));
    }

    private static OptionSpec option(String name, Kind kind, String label, String description, boolean hidden) {
        OptionSpec.Builder option = OptionSpec.builder("-" + name, "--" + name)
                .description(description)
                .hidden(hidden);
        switch (kind) {
            case FLAG ->
                option.type(Boolean.class).arity("0..1").fallbackValue("true").converters(value -> truth(name, value));
            case TEXTS ->
                option.type(List.class).auxiliaryTypes(String.class).arity("1").paramLabel(label);
            default -> option.type(String.class).paramLabel(label);
        }
        return option.build();
    }

    private static Boolean truth(String name, String value) {
        try {
            return Settings.isTrue(name, value);
        } catch (UsageException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** What the options on a command line set. */
    static Settings settings(ParseResult arguments, Terminal terminal) {
        Settings settings = Settings.initial();
        for (Setting setting : Settings.ALL) {
            if (setting.lasts()) {
                Object value = setting.kind() == Kind.CHOICE
                        ? choice(arguments, setting)
                        : arguments.matchedOptionValue("-" + setting.name(), (Object) null);
                settings = value == null ? settings : settings.with(setting.name(), value.toString());
            }
        }
        for (Map.Entry<String, String> older : Settings.SAMPLE_TYPES.entrySet()) {
            if (flag(arguments, older.getKey())) {
                if (settings.text("sample_index").isEmpty()) {
                    settings = settings.with("sample_index", older.getValue());
                } else {
                    terminal.note("Multiple value selections, ignoring -" + older.getKey());
                }
            }
        }
        return settings;
    }

    private static String choice(ParseResult arguments, Setting setting) {
        String chosen = null;
        for (Choice choice : setting.choices()) {
            if (flag(arguments, choice.name())) {
                if (chosen != null) {
                    throw new UsageException("conflicting options set: -" + chosen + " and -" + choice.name());
                }
                chosen = choice.name();
            }
        }
        return chosen;
    }

    /** Whether an option was given, and not with a value that says no. */
    static boolean flag(ParseResult arguments, String name) {
        return Boolean.TRUE.equals(arguments.matchedOptionValue("-" + name, Boolean.FALSE));
    }

    static String text(ParseResult arguments, String name) {
        return arguments.matchedOptionValue("-" + name, "");
    }

    static List<String> list(ParseResult arguments, String name) {
        return arguments.matchedOptionValue("-" + name, List.of());
    }

    /** A number of seconds; 0 if the option was not given. */
    static long seconds(ParseResult arguments, String name) {
        String text = text(arguments, name);
        if (text.isEmpty()) {
            return 0;
        }
        try {
            int seconds = Integer.parseInt(text);
            if (seconds > 0) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UsageException("-" + name + " \"" + text + "\" must be a number of seconds above 0");
    }
}
