package dev.edenscope.live;

/**
 * What is drawn on.
 *
 * @param columns characters a line
 * @param rows lines
 * @param unicode whether it takes more than ASCII
 */
public record Paper(int columns, int rows, boolean unicode) {
    /** As wide as it needs to be, and as long. */
    static final Paper ENDLESS = new Paper(Integer.MAX_VALUE, Integer.MAX_VALUE, true);

    private static final int TAB = 4;

    /**
     * A text of the profiled program's as it can be shown: without control characters, which a terminal would obey.
     */
    String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\t') {
                clean.append(" ".repeat(TAB - clean.length() % TAB));
            } else if (isShown(c)) {
                clean.appendCodePoint(c);
            } else {
                clean.append('?');
            }
        });
        return clean.toString();
    }

    private boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> false;
            default -> unicode || c < 0x7f;
        };
    }

    /** Columns that a clean text takes: ideographs and the like take two. */
    static int width(String text) {
        return text.codePoints().map(Paper::width).sum();
    }

    private static int width(int c) {
        boolean wide = Character.isIdeographic(c)
                || (c >= 0x1100 && c <= 0x115f)
                || (c >= 0x2e80 && c <= 0xa4cf)
                || (c >= 0xac00 && c <= 0xd7a3)
                || (c >= 0xf900 && c <= 0xfaff)
                || (c >= 0xfe30 && c <= 0xfe6f)
                || (c >= 0xff00 && c <= 0xff60)
                || (c >= 0x1f000 && c <= 0x1faff);
        return wide ? 2 : 1;
    }

    private String dots() {
        return unicode ? "\u2026" : "~";
    }

    /** The beginning of a clean text, if it is longer than that. */
    String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int left = columns - 1;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            left -= width(text.codePointAt(i));
            if (left < 0) {
                break;
            }
            cut.appendCodePoint(text.codePointAt(i));
        }
        return columns <= 0 ? "" : cut + dots();
    }

    /** The end of a clean text, if it is longer than that. */
    String cutFront(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        int from = text.length();
        int left = columns - 1;
        while (from > 0) {
            int c = text.codePointBefore(from);
            left -= width(c);
            if (left < 0) {
                break;
            }
            from -= Character.charCount(c);
        }
        return columns <= 0 ? "" : dots() + text.substring(from);
    }
}
