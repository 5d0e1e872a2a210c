package dev.edenscope.readers;

import dev.edenscope.gc.Change;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a collection as a log has it: {@code Pause Young (Normal) (G1 Evacuation Pause) 79M->2M(133M) 1.410ms}.
 *
 * @param title {@code Pause Young}
 * @param groups {@code Normal}, {@code G1 Evacuation Pause}
 * @param change {@code 79M->2M(133M)}
 * @param seconds how long it took; NaN for the line at its start
 */
record LogPart(String title, List<String> groups, Change change, double seconds) {
    LogPart(String text) {
        this(text, text.split(" ", -1));
    }

    private LogPart(String text, String[] words) {
        this(text, LogNumbers.seconds(words[words.length - 1]), words);
    }

    private LogPart(String text, double seconds, String[] words) {
        this(text, seconds, word(words, Double.isNaN(seconds) ? 1 : 2));
    }

    private static String word(String[] words, int fromEnd) {
        return words.length < fromEnd ? "" : words[words.length - fromEnd];
    }

    private LogPart(String text, double seconds, String sizes) {
        this(title(text), groups(text), change(sizes), seconds);
    }

    private static Change change(String sizes) {
        long[] change = LogNumbers.change(sizes);
        return change == null ? Change.UNKNOWN : OpenCollection.change(change[0], change[1], change[2]);
    }

    /** What stands before the first parenthesis or number. */
    private static String title(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) != '(' && !isDigit(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end).strip();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** What stands in parentheses, up to the sizes; causes have parentheses in themselves: {@code (System.gc())}. */
    private static List<String> groups(String text) {
        List<String> groups = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (depth == 0 && isDigit(c)) {
                return groups;
            }
            if (c == '(' && depth++ == 0) {
                from = i + 1;
            } else if (c == ')' && depth > 0 && --depth == 0) {
                groups.add(text.substring(from, i));
            }
        }
        return groups;
    }
}
