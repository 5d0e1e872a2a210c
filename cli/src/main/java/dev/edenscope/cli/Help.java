package dev.edenscope.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command's help as text: how it is used, what it takes, an example. */
final class Help {
    private static final int COLUMN = 24;

    private Help() {}

    static String of(CommandSpec spec) {
        StringBuilder text = new StringBuilder();
        text.append("Usage: ").append(spec.usageMessage().customSynopsis()[0]).append('\n');
        for (String line : spec.usageMessage().description()) {
            text.append(line).append('\n');
        }
        text.append('\n');
        for (PositionalParamSpec argument : spec.positionalParameters()) {
            row(text, argument.paramLabel(), argument.description()[0]);
        }
        text.append("\nOptions, with one dash or two:\n");
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                boolean plain = option.arity().min() == 0;
                row(text, option.names()[0] + (plain ? "" : "=" + option.paramLabel()), option.description()[0]);
            }
        }
        text.append("\nExample:\n");
        for (String line : spec.usageMessage().footer()) {
            text.append("  ").append(line).append('\n');
        }
        return text.toString();
    }

    private static void row(StringBuilder text, String name, String description) {
        text.append("  ").append(name).append(" ".repeat(Math.max(1, COLUMN - name.length())));
        text.append(description).append('\n');
    }
}
