package dev.edenscope.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A call of {@code String.format} in source, as a concatenation. */
final class FormatCall {
    private static final Pattern CALL = Pattern.compile("String\\.format\\(\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern SPECIFIER = Pattern.compile("%([a-zA-Z%])");

    private FormatCall() {}

    /** The line with a concatenation instead; empty unless it has one call, in this line, of plain {@code %s} and {@code %d}. */
    static Optional<Change> change(Code code) {
        String text = code.text();
        Matcher call = CALL.matcher(text);
        if (!call.find()) {
            return Optional.empty();
        }
        List<String> arguments = new ArrayList<>();
        int end = arguments(text, call.end(), arguments);
        Optional<String> sum = end < 0 ? Optional.empty() : concatenation(call.group(1), arguments);
        return sum.map(
                with -> Change.of(code.line(), text, text.substring(0, call.start()) + with + text.substring(end)));
    }

    /** Adds the arguments behind the pattern, and returns where the call ends; -1 if it does not in this line. */
    private static int arguments(String text, int from, List<String> arguments) {
        int depth = 0;
        int start = -1;
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == ')') && depth == 0) {
                if (start >= 0) {
                    arguments.add(text.substring(start, i).strip());
                }
                start = i + 1;
                if (c == ')') {
                    return i + 1;
                }
            } else if (!quoted && (c == '(' || c == '[' || c == '{')) {
                depth++;
            } else if (!quoted && (c == ')' || c == ']' || c == '}')) {
                depth--;
            }
        }
        return -1;
    }

    private static Optional<String> concatenation(String pattern, List<String> arguments) {
        List<String> parts = new ArrayList<>();
        Matcher specifier = SPECIFIER.matcher(pattern);
        int from = 0;
        int next = 0;
        while (specifier.find()) {
            String kind = specifier.group(1);
            if (!(kind.equals("s") || kind.equals("d")) || next == arguments.size()) {
                return Optional.empty();
            }
            addLiteral(parts, pattern.substring(from, specifier.start()));
            String argument = arguments.get(next++);
            parts.add(argument.matches("[\\w.()\\[\\]]+") ? argument : "(" + argument + ")");
            from = specifier.end();
        }
        addLiteral(parts, pattern.substring(from));
        boolean plain =
                pattern.replaceAll(SPECIFIER.pattern(), "").indexOf('%') < 0 && next == arguments.size() && next > 0;
        if (!plain) {
            return Optional.empty();
        }
        boolean text = isLiteral(parts.get(0)) || (parts.size() > 1 && isLiteral(parts.get(1)));
        return Optional.of((text ? "" : "\"\" + ") + String.join(" + ", parts));
    }

    private static void addLiteral(List<String> parts, String literal) {
        if (!literal.isEmpty()) {
            parts.add('"' + literal + '"');
        }
    }

    private static boolean isLiteral(String part) {
        return part.startsWith("\"");
    }
}
