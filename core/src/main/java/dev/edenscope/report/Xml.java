package dev.edenscope.report;

/** Texts in XML 1.0. */
public final class Xml {
    private Xml() {}

    /** A text as it may stand in an element or, if it is one line, in quotes; characters that XML has none of become a question mark. */
    public static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isCharacter(c) ? c : '?');
            }
        });
        return escaped.toString();
    }

    private static boolean isCharacter(int c) {
        return (c >= ' ' || c == '\n' || c == '\t')
                && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                && (c & 0xfffe) != 0xfffe;
    }
}
