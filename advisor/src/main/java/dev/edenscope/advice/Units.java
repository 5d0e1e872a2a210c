package dev.edenscope.advice;

import java.util.Locale;

/** Numbers for people: {@code 1.2M}, {@code 28MB}, {@code 4.3 %}. */
final class Units {
    private Units() {}

    static String count(double count) {
        return scaled(count, 1000, "", "k", "M", "G", "T");
    }

    /** A number that may be below 1: {@code 12k}, {@code 4.25}, {@code 0.012}. */
    static String few(double count) {
        return count >= 100 || count == Math.rint(count)
                ? count(count)
                : String.format(Locale.ROOT, count < 0.1 ? "%.2g" : "%.2f", count);
    }

    static String bytes(double bytes) {
        return scaled(bytes, 1024, "B", "kB", "MB", "GB", "TB");
    }

    static String bytes(long bytes) {
        return bytes((double) bytes);
    }

    static String percent(double share) {
        double percent = 100 * share;
        return String.format(Locale.ROOT, percent >= 10 ? "%.0f" : "%.1f", percent) + " %";
    }

    private static String scaled(double value, int step, String... units) {
        int unit = 0;
        double scaled = value;
        while (scaled >= step && unit < units.length - 1) {
            scaled /= step;
            unit++;
        }
        String digits = String.format(Locale.ROOT, scaled >= 10 || unit == 0 ? "%.0f" : "%.1f", scaled);
        return (digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits) + units[unit];
    }
}
