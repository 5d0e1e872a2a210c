package dev.edenscope.budget;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers of budgets as people read them; small ones to the last digit, for they stand so in a file of budgets. */
final class Figures {
    private static final double MANY_PER_SECOND = 10_000;
    private static final double MANY = 1_000_000;

    private Figures() {}

    /** {@code 3 allocs/op}, {@code 128 B/op}, {@code 20.4MB/s}. */
    static String text(double value, Quantity quantity) {
        if (Math.abs(value) < (quantity.per() == Quantity.Per.SECOND ? MANY_PER_SECOND : MANY)) {
            return plain(value) + " " + quantity.unit();
        }
        String unit = quantity.unit().substring(quantity.unit().indexOf('/')); // "/op"
        return quantity.isBytes()
                ? scaled(value, 1024, "B", "kB", "MB", "GB", "TB") + unit
                : scaled(value, 1000, "", "k", "M", "G", "T") + " " + quantity.unit();
    }

    /** Whole where it is, else with at most three digits after the point, or three in all. */
    static String plain(double value) {
        if (value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        BigDecimal number = BigDecimal.valueOf(value);
        double size = Math.abs(value);
        BigDecimal rounded = size < 1
                ? number.round(new MathContext(3, RoundingMode.HALF_EVEN))
                : number.setScale(size < 100 ? 3 : size < 10_000 ? 1 : 0, RoundingMode.HALF_EVEN);
        return rounded.stripTrailingZeros().toPlainString();
    }

    /** {@code 2 %}, {@code 0.5 %}. */
    static String percent(double share) {
        double percent = 100 * share;
        return plain(Math.abs(percent) >= 10 ? Math.rint(percent) : Math.rint(10 * percent) / 10) + " %";
    }

    private static String scaled(double value, int step, String... units) {
        int unit = 0;
        double scaled = value;
        while (Math.abs(scaled) >= step && unit < units.length - 1) {
            scaled /= step;
            unit++;
        }
        return plain(Math.rint(scaled * 100) / 100) + units[unit];
    }
}
