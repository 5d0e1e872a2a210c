package dev.edenscope.verify;

import java.util.Locale;

/** Numbers with three digits and their units; {@code ?} for what is not known. */
final class Figures {
    private static final String UNKNOWN = "?";
    private static final double WHOLE = 10_000; // below it a count is written out

    private Figures() {}

    static String count(double count) {
        return count < WHOLE ? number(count) : scaled(count, 1000, "", "k", "M", "G", "T");
    }

    static String bytes(double bytes) {
        return scaled(bytes, 1024, "B", "kB", "MB", "GB", "TB");
    }

    static String seconds(double seconds) {
        return seconds < 0.9995 ? number(seconds * 1e3) + "ms" : number(seconds) + "s";
    }

    static String percent(double share) {
        return Double.isNaN(share) ? UNKNOWN : number(share * 100) + " %";
    }

    /** {@code -80 %}; {@code new} where there was nothing. */
    static String change(Compared compared) {
        double change = compared.change();
        if (!compared.isKnown()) {
            return UNKNOWN;
        }
        return Double.isInfinite(change) ? "new" : String.format(Locale.ROOT, "%+.1f", 100 * change) + " %";
    }

    private static String scaled(double value, int step, String... units) {
        int unit = 0;
        double scaled = value;
        while (Math.abs(scaled) >= step - 0.5 && unit < units.length - 1) {
            scaled /= step;
            unit++;
        }
        return Double.isNaN(value) ? UNKNOWN : number(scaled) + units[unit];
    }

    private static String number(double value) {
        double size = Math.abs(value);
        if (Double.isNaN(value)) {
            return UNKNOWN;
        }
        String digits = String.format(Locale.ROOT, size >= 99.95 ? "%.0f" : size >= 9.995 ? "%.1f" : "%.2f", value);
        return digits.indexOf('.') < 0 ? digits : digits.replaceFirst("\\.?0+$", "");
    }
}
