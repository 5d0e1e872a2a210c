package dev.edenscope.cli;

import dev.edenscope.report.UsageException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The options of the commands that capture; those of the agent have the agent's names. */
final class CaptureOptions {
    private static final int MOST_CHARACTERS = 600; // attach hands on 1024, with the agent's path

    private CaptureOptions() {}

    /** How densely to sample and how much to keep. */
    static void addSampling(CommandSpec spec) {
        ReportOptions.value(spec, "interval", "BYTES", "Mean distance between samples. Default: 512k.");
        ReportOptions.flag(spec, "exact", "Count every object, for benchmarks and tests: slow.");
        ReportOptions.value(spec, "depth", "N", "Frames of a stack that are kept. Default: 128.");
        ReportOptions.value(spec, "tracked", "N", "Objects tracked for in-use at most. Default: 65536.");
        ReportOptions.list(
                spec,
                "per",
                "METHOD",
                "Count the calls of CLASS.METHOD too, for `-per` of reports; can be given again.");
        ReportOptions.value(spec, "cpu", "SHARE", "CPU that samples may cost before they get rarer. Default: 0.01.");
    }

    /** The same as the agent takes it. */
    static String sampling(ParseResult arguments) {
        StringBuilder options = new StringBuilder();
        if (ReportOptions.flag(arguments, "exact")) {
            options.append("exact,");
        }
        for (String name : new String[] {"interval", "depth", "tracked", "cpu"}) {
            add(options, arguments, name);
        }
        return options.append(counting(ReportOptions.list(arguments, "per"))).toString();
    }

    /** That the calls of methods are to be counted, as the agent takes it. */
    static String counting(List<String> methods) {
        StringBuilder options = new StringBuilder();
        for (String method : methods) {
            add(options, "per", method);
        }
        if (options.length() > MOST_CHARACTERS) {
            throw new UsageException("-per: the names of all methods together are too long to be handed to a JVM, "
                    + options.length() + " characters");
        }
        return options.toString();
    }

    static void add(StringBuilder options, ParseResult arguments, String name) {
        add(options, name, ReportOptions.text(arguments, name));
    }

    private static void add(StringBuilder options, String name, String value) {
        if (value.contains(",")) {
            throw new UsageException("-" + name + " \"" + value + "\": a comma has no place there");
        }
        if (!value.isEmpty()) {
            options.append(name).append('=').append(value).append(',');
        }
    }

    /** {@code 30s}, {@code 2m}, {@code 500ms} or a plain number of seconds; at most an hour. */
    static Duration duration(String text) {
        return duration("d", text);
    }

    /** The same for another option than {@code -d}. */
    static Duration duration(String option, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int unit = lower.length();
        while (unit > 0 && Character.isLetter(lower.charAt(unit - 1))) {
            unit--;
        }
        try {
            double number = Double.parseDouble(lower.substring(0, unit));
            double millis = switch (lower.substring(unit)) {
                case "ms" -> number;
                case "", "s" -> number * 1000;
                case "m", "min" -> number * 60_000;
                default -> throw new NumberFormatException(lower);
            };
            if (millis >= 1 && millis <= 3_600_000) {
                return Duration.ofMillis((long) millis);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UsageException(
                "-" + option + " \"" + text + "\": expected a duration such as 30s, 2m or 500ms, an hour at most");
    }
}
