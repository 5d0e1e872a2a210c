package dev.edenscope.live;

import dev.edenscope.gc.GcText;

/** Numbers for people, three digits; what is not known is a question mark. */
final class Figures {
    static final String UNKNOWN = "?";

    private static final String[] THOUSANDS = {"", "k", "M", "G", "T", "P"};

    private Figures() {}

    /** {@code 1.72M}. */
    static String count(double count) {
        if (Double.isNaN(count)) {
            return UNKNOWN;
        }
        int unit = 0;
        double scaled = count;
        while (Math.abs(scaled) >= 999.5 && unit < THOUSANDS.length - 1) {
            scaled /= 1000;
            unit++;
        }
        return GcText.number(scaled) + THOUSANDS[unit];
    }

    /** {@code 10.7MB}. */
    static String bytes(double bytes) {
        return Double.isNaN(bytes) ? UNKNOWN : GcText.bytes(bytes);
    }

    /** {@code 28.8%}. */
    static String share(double part, double whole) {
        return Double.isNaN(part) || whole == 0 ? UNKNOWN : GcText.percent(part / whole);
    }

    /** A standard error: <code>&plusmn;6%</code>; empty for none, a question mark where it is not known. */
    static String error(double error, Paper paper) {
        if (error == 0) {
            return "";
        }
        String sign = paper.unicode() ? "\u00b1" : "+-";
        return Double.isNaN(error) || Double.isInfinite(error)
                ? UNKNOWN
                : error > 1 ? ">100%" : sign + Math.max(1, Math.round(100 * error)) + "%";
    }
}
