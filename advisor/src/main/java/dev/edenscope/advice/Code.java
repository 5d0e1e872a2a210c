package dev.edenscope.advice;

import dev.edenscope.report.SourceText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Source around a line of the application. It is read as text: what a rule takes from it is a proposal.
 *
 * @param lines the file's
 * @param line the line, 1-based
 * @param first the first line of the method that it is in, 1-based
 * @param last the last line of that method
 */
public record Code(List<String> lines, int line, int first, int last) {
    private static final Pattern FOR_EACH = Pattern.compile("\\bfor \\((?:final )?\\S.* \\w+ ?: (.+)\\) ?\\{?");
    private static final Pattern LOOP = Pattern.compile("\\b(?:for|while) ?\\(|\\bdo ?\\{|\\.forEach\\(");
    private static final Pattern BLOCK = Pattern.compile(
            "^(?:\\} ?)?(?:if|else|for|while|do|try|catch|finally|switch|synchronized|case|default)\\b");
    private static final Pattern HEAD = Pattern.compile("\\)[^;={}]*\\{$");

    static Optional<Code> of(SourceText source, String file, int line) {
        if (file.isEmpty() || line <= 0) {
            return Optional.empty();
        }
        try {
            List<String> lines = source.lines(file);
            if (line > lines.size()) {
                return Optional.empty(); // another version of the file
            }
            int first = head(lines, line);
            return Optional.of(new Code(lines, line, first, end(lines, first, line)));
        } catch (IOException e) {
            return Optional.empty(); // works without, with less
        }
    }

    /** The text of a line without its indentation and comment. */
    public String at(int number) {
        return uncommented(lines.get(number - 1)).strip();
    }

    /** The text of the line. */
    public String text() {
        return at(line);
    }

    /** The statement that the line is part of, in one line: up to the next {@code ;}, <code>{</code> or <code>}</code>. */
    public String statement() {
        int from = line;
        while (from > first && !isEnd(at(from - 1))) {
            from--;
        }
        StringBuilder text = new StringBuilder(at(from));
        for (int next = from; next < last && !isEnd(at(next)); next++) {
            text.append(at(next + 1).startsWith(".") ? "" : " ").append(at(next + 1));
        }
        return text.toString();
    }

    private static boolean isEnd(String text) {
        return text.isEmpty() || text.endsWith(";") || text.endsWith("{") || text.endsWith("}");
    }

    /** The nearest line above, in the method, that matches; 0 if there is none. */
    public int above(Pattern pattern) {
        for (int at = line; at >= first; at--) {
            if (pattern.matcher(at(at)).find()) {
                return at;
            }
        }
        return 0;
    }

    /** The line of the innermost loop's head that the line is in the body of; 0 if it is in none. */
    public int loop() {
        int depth = 0;
        for (int at = line - 1; at >= first; at--) {
            String text = at(at);
            depth += count(text, '}') - count(text, '{');
            if (depth < 0 || (at == line - 1 && depth == 0 && !isEnd(text) && text.endsWith(")"))) {
                if (LOOP.matcher(text).find()) {
                    return at;
                }
                depth = 0;
            }
        }
        return LOOP.matcher(text()).find() ? line : 0;
    }

    /** What the innermost loop around the line goes over, as in {@code for (X x : WHAT)}. */
    public Optional<String> loopsOver() {
        int loop = loop();
        if (loop == 0) {
            return Optional.empty();
        }
        Matcher head = FOR_EACH.matcher(at(loop));
        return head.find() ? Optional.of(head.group(1)) : Optional.empty();
    }

    /** An expression for the number of what a loop goes over: {@code xs.size()}, or {@code xs.length} for an array. */
    public String sizeOf(String looped) {
        Pattern array = Pattern.compile(
                "\\[\\](?: |\\.\\.\\.) ?" + Pattern.quote(looped) + "\\b|\\.\\.\\. " + Pattern.quote(looped) + "\\b");
        return above(array) > 0 ? looped + ".length" : looped + ".size()";
    }

    private static int head(List<String> lines, int line) {
        int depth = 0;
        for (int at = line; at >= 1; at--) {
            String text = uncommented(lines.get(at - 1)).strip();
            depth += count(text, '}') - count(text, '{');
            if (depth < 0) {
                if (HEAD.matcher(text).find() && !BLOCK.matcher(text).find() && !text.contains("->")) {
                    int from = at;
                    while (from > 1 && isContinued(lines, from)) {
                        from--;
                    }
                    return from;
                }
                if (text.contains(" class ") || text.startsWith("class ") || text.contains("record ")) {
                    return line;
                }
                depth = 0;
            }
        }
        return line;
    }

    /** Whether a line goes on from the one before. */
    private static boolean isContinued(List<String> lines, int at) {
        String before = uncommented(lines.get(at - 2)).strip();
        return !isEnd(before) && !before.startsWith("@") && !before.startsWith("*") && !before.startsWith("/");
    }

    private static int end(List<String> lines, int first, int line) {
        int depth = 0;
        boolean open = false;
        for (int at = first; at <= lines.size(); at++) {
            String text = uncommented(lines.get(at - 1));
            depth += count(text, '{') - count(text, '}');
            open |= depth > 0;
            if (open && depth <= 0 && at >= line) {
                return at;
            }
        }
        return Math.max(first, line);
    }

    /** How many of a bracket are in a line, outside of texts. */
    private static int count(String text, char bracket) {
        int count = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == bracket && !quoted && !(i > 0 && text.charAt(i - 1) == '\'')) {
                count++;
            }
        }
        return count;
    }

    private static String uncommented(String text) {
        boolean quoted = false;
        for (int i = 0; i + 1 < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '/' && text.charAt(i + 1) == '/') {
                return text.substring(0, i);
            }
        }
        return text;
    }
}
