package dev.edenscope.advice;

import dev.edenscope.profile.DataException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Rules that a user wrote, in a text file. A rule begins with {@code rule NAME}; a line has a word and its value, and {@code #}
 * begins a comment:
 *
 * <pre>{@code
 * rule   uuid-as-key
 * title  UUIDs as texts                 optional
 * frame  java.util.UUID.toString        several may be given; * is any characters
 * class  byte[] java.lang.String        optional
 * shape  many-small                     optional: many-small, few-big, both
 * gone   100%                           optional: the share that goes away
 * cause  Each key is made as a text.
 * fix    Key the map by the UUID itself.
 * unless The text goes out anyway.      optional
 * }</pre>
 */
public final class RuleFile {
    private static final List<String> WORDS =
            List.of("title", "frame", "class", "shape", "gone", "cause", "fix", "unless");
    private static final int MOST_BYTES = 1 << 20;

    private RuleFile() {}

    /** The rules in a file. Throws a DataException that names file and line if it cannot be understood. */
    public static List<Rule> read(Path file) throws IOException {
        List<String> lines;
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new DataException(file + ": larger than a megabyte, which is no file of rules");
            }
            lines = Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new DataException(file + ": not a text in UTF-8", e);
        } catch (IOException e) {
            throw DataException.unreadable(file.toString(), e);
        }
        List<Rule> rules = new ArrayList<>();
        Map<String, List<String>> values = null;
        int begun = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split("\\s+", 2);
            String where = file + ":" + (i + 1) + ": ";
            if (parts.length < 2) {
                throw new DataException(where + "\"" + line + "\": expected a word and its value, such as: rule NAME");
            }
            if (parts[0].equals("rule")) {
                if (values != null) {
                    rules.add(rule(values, file + ":" + begun + ": "));
                }
                values = new LinkedHashMap<>();
                begun = i + 1;
            } else if (values == null || !WORDS.contains(parts[0])) {
                throw new DataException(where + "\"" + parts[0] + "\": expected rule NAME first, then any of "
                        + String.join(", ", WORDS));
            }
            values.computeIfAbsent(parts[0], word -> new ArrayList<>()).add(parts[1]);
        }
        if (values != null) {
            rules.add(rule(values, file + ":" + begun + ": "));
        }
        return rules;
    }

    private static Rule rule(Map<String, List<String>> values, String where) throws DataException {
        for (String needed : List.of("frame", "cause", "fix")) {
            if (!values.containsKey(needed)) {
                throw new DataException(where + "the rule has no \"" + needed + "\"");
            }
        }
        String id = text(values, "rule", "");
        return new UserRule(
                id,
                text(values, "title", id),
                text(values, "unless", "It is a rule of your own: see the file that it is from."),
                patterns(values.get("frame")),
                patterns(values.getOrDefault("class", List.of())),
                shapes(values.getOrDefault("shape", List.of()), where),
                text(values, "cause", ""),
                text(values, "fix", ""),
                share(text(values, "gone", "100%"), where));
    }

    private static String text(Map<String, List<String>> values, String word, String byDefault) {
        return String.join(" ", values.getOrDefault(word, List.of(byDefault)));
    }

    private static List<Pattern> patterns(List<String> values) {
        List<Pattern> patterns = new ArrayList<>();
        for (String value : values) {
            for (String each : value.split("\\s+", -1)) {
                String[] literal = each.split("\\*", -1);
                String joined = String.join(
                        ".*", Arrays.stream(literal).map(Pattern::quote).toList());
                patterns.add(Pattern.compile(joined));
            }
        }
        return patterns;
    }

    private static List<Shape> shapes(List<String> values, String where) throws DataException {
        List<Shape> shapes = new ArrayList<>();
        for (String value : values) {
            for (String each : value.split("\\s+", -1)) {
                try {
                    shapes.add(Shape.valueOf(each.toUpperCase(Locale.ROOT).replace('-', '_')));
                } catch (IllegalArgumentException e) {
                    throw new DataException(where + "shape \"" + each + "\": expected many-small, few-big or both", e);
                }
            }
        }
        return shapes;
    }

    private static double share(String text, String where) throws DataException {
        try {
            double percent = Double.parseDouble(text.replace("%", "").strip());
            if (percent > 0 && percent <= 100) {
                return percent / 100;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new DataException(where + "gone \"" + text + "\": expected a percentage from 1 to 100");
    }
}
