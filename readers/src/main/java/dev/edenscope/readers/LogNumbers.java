package dev.edenscope.readers;

/** Numbers, sizes and times as logs write them. */
final class LogNumbers {
    private static final int MOST_DIGITS = 18;

    private LogNumbers() {}

    /** The number that a part of a text is, with a point or a comma; NaN if it is none. */
    static double number(String text, int from, int to) {
        if (to <= from || to - from > MOST_DIGITS) {
            return Double.NaN;
        }
        long digits = 0;
        double scale = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
                scale *= 10;
            } else if ((c == '.' || c == ',') && scale == 0 && i > from) {
                scale = 1;
            } else {
                return Double.NaN;
            }
        }
        return scale == 0 ? digits : digits / scale;
    }

    /** Seconds that a word such as {@code 1.250ms} or {@code 0.007s} says; NaN if it is none. */
    static double seconds(String word) {
        if (word.endsWith("ms")) {
            return number(word, 0, word.length() - 2) / 1e3;
        }
        return word.endsWith("s") ? number(word, 0, word.length() - 1) : Double.NaN;
    }

    /** Bytes that a word such as {@code 64M} or {@code 65536K} says; -1 if it is none. */
    static long bytes(String word) {
        int length = word.length();
        int shift = length == 0 ? -1 : "BKMGT".indexOf(word.charAt(length - 1)) * 10;
        double number = number(word, 0, shift < 0 ? length : length - 1);
        return Double.isNaN(number) || number > 1e12 ? -1 : (long) (number * (1L << Math.max(shift, 0)));
    }

    /**
     * What {@code 79M->2M(133M)}, {@code 65536K(76288K)->1408K(76288K)} and {@code 166M(65%)->46M(18%)} say: bytes before and
     * after, and the size behind them (-1 where it is none); null for any other word.
     */
    static long[] change(String word) {
        int arrow = word.indexOf("->");
        if (arrow < 1) {
            return null;
        }
        String left = word.substring(0, arrow);
        String right = word.substring(arrow + 2);
        long before = bytes(beforeParenthesis(left));
        long after = bytes(beforeParenthesis(right));
        int open = right.indexOf('(');
        long capacity = open > 0 && right.endsWith(")") ? bytes(right.substring(open + 1, right.length() - 1)) : -1;
        return before < 0 || after < 0 ? null : new long[] {before, after, capacity};
    }

    private static String beforeParenthesis(String word) {
        int open = word.indexOf('(');
        return open < 0 ? word : word.substring(0, open);
    }
}
