package dev.edenscope.cli;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What can stand at a place of a line of the shell. */
final class Completion {
    private static final List<String> OWN = List.of("o", "options", "help", "q", "quit", "exit");
    private static final String SPECIAL = "()[]{}*+?^$|\\";

    private final List<String> types;
    private final List<String> functions;

    Completion(Profile profile) {
        this.types = profile.sampleTypes().stream().map(ValueType::type).toList();
        TreeSet<String> names = new TreeSet<>();
        for (Function function : profile.functions()) {
            names.add(expression(function.name()));
        }
        this.functions = List.copyOf(names);
    }

    /** A name as an expression that matches it and that is one word. */
    private static String expression(String name) {
        StringBuilder expression = new StringBuilder(name.length() + 8);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            expression.append(SPECIAL.indexOf(c) < 0 ? "" : "\\").append(Character.isWhitespace(c) ? '.' : c);
        }
        return expression.toString();
    }

    /** The words that can stand where the word of this index stands, whatever of it is typed already. */
    List<String> of(List<String> words, int index) {
        String word = words.get(index);
        if (index == 0) {
            int equals = word.indexOf('=');
            return equals < 0 ? beginnings() : values(word.substring(0, equals));
        }
        if (words.get(0).equals("help")) {
            return topics();
        }
        if (Reports.named(words.get(0).replaceFirst("[0-9]+$", "")) == null) {
            return List.of();
        }
        if (word.startsWith("--")) {
            return List.of(
                    "--cum",
                    "--json",
                    "--quadrant",
                    "--both",
                    "--by=class",
                    "--by=thread",
                    "--by=package",
                    "--by=line");
        }
        return word.startsWith("-") ? behind("-", functions) : functions;
    }

    /** Commands, options and sample types. */
    private List<String> beginnings() {
        List<String> beginnings = new ArrayList<>(OWN);
        beginnings.addAll(types);
        for (Report report : Reports.ALL) {
            beginnings.add(report.name());
        }
        for (Setting setting : Settings.ALL) {
            beginnings.add(setting.isFlag() ? setting.name() : setting.name() + "=");
            beginnings.addAll(setting.choices().keySet());
        }
        return beginnings;
    }

    private static List<String> topics() {
        List<String> topics = new ArrayList<>();
        for (Report report : Reports.ALL) {
            topics.add(report.name());
        }
        for (Setting setting : Settings.ALL) {
            topics.add(setting.name());
        }
        return topics;
    }

    /** Assignments to an option. */
    private List<String> values(String name) {
        Setting setting = Settings.named(name);
        List<String> values = List.of();
        if (name.equals("sample_index")) {
            values = types;
        } else if (name.equals("by")) {
            values = List.of("class", "thread", "package", "line");
        } else if (setting != null && (setting.isFlag() || !setting.name().equals(name))) {
            values = List.of("true", "false");
        } else if (setting != null && setting.isChoice()) {
            values = List.copyOf(setting.choices().keySet());
        } else if (setting != null && setting.label().equals("REGEX")) {
            values = functions;
        }
        return behind(name + "=", values);
    }

    private static List<String> behind(String prefix, List<String> words) {
        return words.stream().map(word -> prefix + word).toList();
    }
}
