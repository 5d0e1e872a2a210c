package dev.edenscope.cli;

import dev.edenscope.report.Options;
import dev.edenscope.report.UsageException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The options that reports have in common: pprof's, by pprof's names, with one dash or two. */
final class ReportOptions {
    private static final List<String> SAMPLE_TYPES =
            List.of("inuse_space", "inuse_objects", "alloc_space", "alloc_objects");

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

    /** Sorting and trimming: for reports of many entries. */
    static void addEntries(CommandSpec spec) {
        flag(spec, "cum", "Sort entries by cumulative value: with all that they call.");
        flag(spec, "flat", "Sort entries by own value. This is the default.");
        value(spec, "nodecount", "N", "Show at most N entries.");
        value(spec, "nodefraction", "F", "Leave out entries below this share of the total. Default: 0.005.");
        value(spec, "edgefraction", "F", "Leave out calls below this share of the total. Default: 0.001.");
        flag(spec, "trim", "Honor nodecount, nodefraction and edgefraction. Default: true.");
        flag(spec, "functions", "One entry a function. This is the default.");
        flag(spec, "filefunctions", "One entry a function of a file.");
        flag(spec, "files", "One entry a file.");
        flag(spec, "lines", "One entry a source line.");
        flag(spec, "addresses", "One entry an address.");
        flag(spec, "compact_labels", "Leave out the lines about the profile as a whole.");
    }

    /** What to count, in which unit, from where. */
    static void addCommon(CommandSpec spec) {
        value(spec, "sample_index", "TYPE", "Sample type to show: a name, or its number from 0.");
        for (String type : SAMPLE_TYPES) {
            flag(spec, type, "Same as -sample_index=" + type + ".");
        }
        value(spec, "focus", "REGEX", "Only stacks with a function, file or binary that matches.");
        value(spec, "ignore", "REGEX", "No stack with a function, file or binary that matches.");
        value(spec, "hide", "REGEX", "Take frames that match out of their stacks.");
        value(spec, "show", "REGEX", "Take frames that do not match out of their stacks.");
        flag(spec, "noinlines", "Count inlined calls to the function that they were inlined into.");
        value(spec, "unit", "UNIT", "Unit of the values: minimum, B, kB, MB, GB, ns, ms, s ... Default: minimum.");
        value(spec, "source_path", "PATH", "Where source is: directories, *-sources.jar, src.zip.");
        value(spec, "trim_path", "PATH", "Prefixes to take off the profile's file names.");
        list(spec, "base", "Profile to take off, the difference being shown.");
        list(spec, "diff_base", "Profile to compare with: as -base, percentages being of it.");
        value(spec, "seconds", "N", "How long a live profile is to take.");
        value(spec, "timeout", "N", "Seconds to wait for a URL.");
        value(spec, "output", "FILE", "Write the report to a file.");
        flag(spec, "json", "Print the report as JSON.");
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
                .description("A profile's file or URL, a folder of files, - (standard input), or a JVM's process id.")
                .build());
    }

    static void value(CommandSpec spec, String name, String label, String description) {
        spec.addOption(OptionSpec.builder("-" + name, "--" + name)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build());
    }

    static void flag(CommandSpec spec, String name, String description) {
        spec.addOption(OptionSpec.builder("-" + name, "--" + name)
                .type(Boolean.class)
                .arity("0..1")
                .fallbackValue("true")
                .description(description)
                .build());
    }

    private static void list(CommandSpec spec, String name, String description) {
        spec.addOption(OptionSpec.builder("-" + name, "--" + name)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel("SOURCE")
                .description(description)
                .build());
    }

    /** The options that were given, over the defaults. */
    static Options options(ParseResult arguments, Terminal terminal) {
        Options options = Options.defaults();
        String type = "";
        String granularity = "";
        for (OptionSpec option : arguments.matchedOptions()) {
            String name = option.names()[0].substring(1);
            Object value = option.getValue();
            switch (name) {
                case "base", "diff_base", "seconds", "timeout", "output", "json", "help" -> {}
                case "sample_index" -> options = options.with(name, String.valueOf(value));
                case "functions", "filefunctions", "files", "lines", "addresses" -> {
                    if (Boolean.TRUE.equals(value)) {
                        granularity = chosen(granularity, name);
                    }
                }
                default -> {
                    if (!SAMPLE_TYPES.contains(name)) {
                        options = options.with(name, String.valueOf(value));
                    }
                }
            }
        }
        for (String legacy : SAMPLE_TYPES) {
            if (flag(arguments, legacy)) {
                if (!type.isEmpty() || !options.sampleIndex().isEmpty()) {
                    terminal.note("Multiple value selections, ignoring -" + legacy);
                } else {
                    type = legacy;
                }
            }
        }
        options = type.isEmpty() ? options : options.with("sample_index", type);
        return granularity.isEmpty() ? options : options.with("granularity", granularity);
    }

    private static String chosen(String before, String now) {
        if (!before.isEmpty() && !before.equals(now)) {
            throw new UsageException("conflicting options set: -" + before + " and -" + now);
        }
        return now;
    }

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

    /** The sources that a command's options describe. */
    static Source source(ParseResult arguments, LiveSource live, Terminal terminal) {
        return new Source(live, terminal, seconds(arguments, "seconds"), seconds(arguments, "timeout"));
    }
}
