package dev.edenscope.cli;

import dev.edenscope.cli.Setting.Group;
import dev.edenscope.report.UsageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** Options on a command line, with one dash or two. */
final class ReportOptions {
    /** pprof's older names for sample types, in the order in which it looks at them; each is a flag. */
    private static final Map<String, String> SAMPLE_TYPES = sampleTypes();

    private ReportOptions() {}

    private static Map<String, String> sampleTypes() {
        Map<String, String> types = new LinkedHashMap<>();
        types.put("total_delay", "delay");
        types.put("mean_delay", "delay");
        for (String type : List.of("contentions", "inuse_space", "inuse_objects", "alloc_space", "alloc_objects")) {
            types.put(type, type);
        }
        return types;
    }

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
            boolean hidden = !shown.contains(setting.group());
            setting.choices().forEach((name, summary) -> spec.addOption(flag(name, summary + ".", hidden)));
            if (setting.isFlag()) {
                spec.addOption(flag(setting.name(), setting.help(), hidden));
            } else if (!setting.isChoice()) {
                spec.addOption(value(setting.name(), setting.label(), setting.help(), hidden));
            }
        }
        SAMPLE_TYPES.forEach((name, type) ->
                spec.addOption(flag(name, "Same as -sample_index=" + type + ".", !shown.contains(Group.VALUES))));
    }

    /** The profile to report on: what to compare it with, how long to wait for it, and the sources, after all others. */
    static void addInput(CommandSpec spec, int from) {
        list(spec, "base", "SOURCE", "Profile to take off, the difference being shown.");
        list(spec, "diff_base", "SOURCE", "Profile to compare with: as -base, percentages being of it.");
        value(spec, "seconds", "N", "How long a live profile is to take.");
        value(spec, "timeout", "N", "Seconds to wait for a URL.");
        value(spec, "add_comment", "TEXT", "A comment to add to the profile.");
        spec.addOption(value("symbolize", "MODE", "Taken as pprof has it; names are those in the profile.", true));
        spec.addPositional(PositionalParamSpec.builder()
                .index(from + "..*")
                .arity("1..*")
                .required(true)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel("SOURCE")
                .description("A file or folder, a URL, - for standard input, a JVM's process id. Several are merged.")
                .build());
    }

    static void value(CommandSpec spec, String name, String label, String description) {
        spec.addOption(value(name, label, description, false));
    }

    static void flag(CommandSpec spec, String name, String description) {
        spec.addOption(flag(name, description, false));
    }

    /** An option that can be given several times. */
    static void list(CommandSpec spec, String name, String label, String description) {
        spec.addOption(OptionSpec.builder("-" + name, "--" + name)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel(label)
                .description(description)
                .build());
    }

    private static OptionSpec value(String name, String label, String description, boolean hidden) {
        return OptionSpec.builder("-" + name, "--" + name)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .hidden(hidden)
                .build();
    }

    private static OptionSpec flag(String name, String description, boolean hidden) {
        return OptionSpec.builder("-" + name, "--" + name)
                .type(Boolean.class)
                .arity("0..1")
                .fallbackValue("true")
                .converters(new Truth(name))
                .description(description)
                .hidden(hidden)
                .build();
    }

    /** What a flag can be set to. No lambda: the archive of classes takes none whose interface is as old as this one. */
    private record Truth(String name) implements ITypeConverter<Boolean> {
        @Override
        public Boolean convert(String value) {
            try {
                return Settings.isTrue(name, value);
            } catch (UsageException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** What the options on a command line set. */
    static Settings settings(ParseResult arguments, Terminal terminal) {
        Settings settings = Settings.initial();
        for (Setting setting : Settings.ALL) {
            Object value = setting.isChoice()
                    ? choice(arguments, setting)
                    : arguments.matchedOptionValue("-" + setting.name(), (Object) null);
            settings = value == null ? settings : settings.with(setting.name(), value.toString());
        }
        for (Map.Entry<String, String> older : SAMPLE_TYPES.entrySet()) {
            if (flag(arguments, older.getKey())) {
                if (settings.text("sample_index").isEmpty()) {
                    settings = settings.with("sample_index", older.getValue());
                } else {
                    terminal.note("Multiple value selections, ignoring -" + older.getKey());
                }
            }
        }
        return flag(arguments, "mean_delay") ? settings.with("mean", "true") : settings;
    }

    private static String choice(ParseResult arguments, Setting setting) {
        String chosen = null;
        for (String choice : setting.choices().keySet()) {
            if (flag(arguments, choice)) {
                if (chosen != null) {
                    throw new UsageException("conflicting options set: -" + chosen + " and -" + choice);
                }
                chosen = choice;
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
