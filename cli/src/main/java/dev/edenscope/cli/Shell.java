package dev.edenscope.cli;

import dev.edenscope.cli.Setting.Group;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import dev.edenscope.report.Emptiness;
import dev.edenscope.report.Heading;
import dev.edenscope.report.Text;
import dev.edenscope.report.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reports of one profile, one after the other, by commands as {@code go tool pprof} takes them: {@code top10 -cum},
 * {@code list regex}, {@code focus=regex}. What pprof prints on standard error is printed there.
 */
final class Shell {
    static final String PROMPT = "(eden) ";

    private static final String COMMENT = "//:";
    private static final List<String> FILTERS = List.of("focus", "ignore", "hide", "tagfocus", "tagignore");

    private final Profile profile;
    private final List<String> sources;
    private final Terminal terminal;
    private final Output output;
    private final Map<String, List<String>> shortcuts;
    private Settings settings;

    /** @param sources what the profile was read from */
    Shell(Profile profile, List<String> sources, Settings settings, Terminal terminal) {
        this.profile = profile;
        this.sources = sources;
        this.settings = settings.with("compact_labels", "true");
        this.terminal = terminal;
        this.output = new Output(terminal, true);
        this.shortcuts = shortcuts(profile);
    }

    /** Greets, and does what the lines say until one says to quit or there are no more. */
    void run(Lines lines) throws IOException {
        greet();
        for (String line = lines.next(); line != null; line = lines.next()) {
            for (String input : shortcuts.getOrDefault(line.strip(), List.of(line.strip()))) {
                if (!run(input)) {
                    return;
                }
            }
        }
    }

    private void greet() {
        Heading heading = Heading.of(profile, settings.options());
        for (String label : Text.labels(heading, settings.options())) {
            terminal.note(label);
        }
        if (heading.total() == 0) {
            terminal.note("Nothing to show: " + Emptiness.reason(profile, settings.options()));
        }
        terminal.note("Entering interactive mode (type \"help\" for commands, \"o\" for options)");
    }

    /** Lines that stand for others: the sample types, and the one that clears the filters. */
    private static Map<String, List<String>> shortcuts(Profile profile) {
        Map<String, List<String>> shortcuts = new TreeMap<>();
        List<String> clearing = new ArrayList<>();
        FILTERS.forEach(name -> clearing.add(name + "="));
        shortcuts.put(":", clearing);
        for (ValueType type : profile.sampleTypes()) {
            String chosen = "sample_index=" + type.type();
            shortcuts.put(type.type(), List.of(chosen));
            shortcuts.put("total_" + type.type(), List.of("mean=0", chosen));
            shortcuts.put("mean_" + type.type(), List.of("mean=1", chosen));
        }
        return shortcuts;
    }

    /** Does what a line says. Returns whether there is more to do; what goes wrong is said, and that is all. */
    private boolean run(String input) {
        try {
            if (isSet(input) || input.isEmpty()) {
                return true;
            }
            String[] words = input.split("\\s+");
            switch (words[0]) {
                case "o", "options" -> terminal.note(ShellHelp.options(settings, profile));
                case "help" -> terminal.note(ShellHelp.about(words.length == 1 ? "" : words[1]));
                case "q", "quit", "exit" -> {
                    return false;
                }
                default -> report(words);
            }
        } catch (UsageException | IOException e) {
            terminal.error(e.getMessage());
        } catch (ArithmeticException e) {
            terminal.error("the profile's values add up to more than 64 bits hold; it is broken");
        }
        return true;
    }

    // Options

    /** Sets the option that a line of the form {@code name=value} is about; false if the line is of another form. */
    private boolean isSet(String input) {
        int equals = input.indexOf('=');
        String name = (equals < 0 ? input : input.substring(0, equals)).strip();
        Setting setting = Settings.named(name);
        if (setting == null) {
            return false;
        }
        if (equals < 0 && !setting.isFlag() && setting.name().equals(name)) {
            throw new UsageException("please specify a value, e.g. " + name + "=<val>");
        }
        String value = equals < 0 ? "" : input.substring(equals + 1);
        int comment = value.lastIndexOf(COMMENT);
        value = (comment < 0 ? value : value.substring(0, comment)).strip();
        Settings changed = settings.with(name, value);
        if (name.equals("sample_index")) {
            changed = changed.with(name, type(profile, changed));
        }
        settings = changed;
        return true;
    }

    /** The name of the sample type that is shown. */
    static String type(Profile profile, Settings settings) {
        return Heading.of(profile, settings.with("mean", "false").options()).type();
    }

    // Reports

    private void report(String[] words) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(words));
        Report report = named(arguments);
        arguments.remove(0);
        if (report.takesRegex() && arguments.isEmpty()) {
            throw new UsageException("command " + words[0] + " requires an argument");
        }
        String regex = report.takesRegex() ? arguments.remove(0) : "";
        output.write(report, new Report.Request(profile, sources, regex, with(report, arguments)));
    }

    /** The report that a line begins with; digits at the end of its name become an argument. */
    private static Report named(List<String> words) {
        String word = words.get(0);
        Report report = Reports.named(word);
        if (report != null) {
            return report;
        }
        String name = word.replaceFirst("[0-9]+$", "");
        report = Reports.named(name);
        if (report == null) {
            if (Settings.named(word) != null) {
                throw new UsageException("did you mean: " + word + "=" + (words.size() > 1 ? words.get(1) : "<val>"));
            }
            throw new UsageException("unrecognized command: \"" + word + "\"");
        }
        words.set(0, name);
        words.add(1, word.substring(name.length()));
        return report;
    }

    /** The settings, with what the arguments of a command say on top: {@code [n] [focus]* [-ignore]* [-cum] [>file]}. */
    private Settings with(Report report, List<String> arguments) {
        Settings once = settings;
        StringBuilder focus = new StringBuilder();
        StringBuilder ignore = new StringBuilder();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            Settings own = withOwn(once, argument);
            if (isNumber(argument)) {
                once = once.with("nodecount", argument);
            } else if (own != null) {
                once = own;
            } else if (argument.startsWith(">")) {
                String file = argument.substring(1);
                if (file.isEmpty() && ++i == arguments.size()) {
                    throw new UsageException("unexpected end of line after >");
                }
                once = once.with("output", file.isEmpty() ? arguments.get(i) : file);
            } else if (argument.startsWith("-")) {
                ignore.append(ignore.isEmpty() ? "" : "|").append(argument, 1, argument.length());
            } else {
                focus.append(focus.isEmpty() ? "" : "|").append(argument);
            }
        }
        String kind = report.name().equals("tags") ? "tag" : "";
        once = focus.isEmpty() ? once : once.with(kind + "focus", focus.toString());
        once = ignore.isEmpty() ? once : once.with(kind + "ignore", ignore.toString());
        boolean limited =
                !report.name().equals("top") || !once.text("nodecount").equals("-1");
        return limited ? once : once.with("nodecount", "10");
    }

    /** The settings with {@code -cum}, or an option that pprof does not have and that has two dashes; else null. */
    private static Settings withOwn(Settings settings, String argument) {
        if (argument.equals("-cum") || argument.equals("--cum")) {
            return settings.with("sort", "cum");
        }
        if (!argument.startsWith("--")) {
            return null;
        }
        int equals = argument.indexOf('=');
        String name = argument.substring(2, equals < 0 ? argument.length() : equals);
        Setting setting = Settings.named(name);
        boolean own = setting != null && (setting.group() == Group.WIDE || name.equals("json"));
        return own ? settings.with(name, equals < 0 ? "" : argument.substring(equals + 1)) : null;
    }

    private static boolean isNumber(String text) {
        try {
            Integer.parseInt(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
