package dev.edenscope.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * How numbers of one unit are written beside each other: as multiples that leave each of them four digits, or as they are.
 *
 * @param factor what one of the multiple is
 * @param digits after the point
 * @param suffix the name of the multiple
 */
record Scale(double factor, int digits, String suffix) {
    private static final List<Scale> TIMES =
            List.of(new Scale(1e9, 0, "s"), new Scale(1e6, 0, "ms"), new Scale(1e3, 0, "µs"), new Scale(1, 0, "ns"));
    private static final List<Scale> BYTES = List.of(
            new Scale(1L << 40, 0, "TiB"),
            new Scale(1L << 30, 0, "GiB"),
            new Scale(1L << 20, 0, "MiB"),
            new Scale(1L << 10, 0, "KiB"),
            new Scale(1, 0, "B"));
    private static final List<Scale> NUMBERS = List.of(
            new Scale(1e12, 0, "T"),
            new Scale(1e9, 0, "G"),
            new Scale(1e6, 0, "M"),
            new Scale(1e3, 0, "k"),
            new Scale(1, 0, ""));
    private static final int MOST_DIGITS = 10;

    /** The scale for these values, going by the smallest that is not 0; it says time and bytes itself. */
    static Scale of(String unit, List<Double> values) {
        List<Scale> scales = switch (counted(unit)) {
            case "ns" -> TIMES;
            case "B" -> BYTES;
            default -> NUMBERS;
        };
        double least =
                values.stream().mapToDouble(Math::abs).filter(v -> v > 0).min().orElse(1);
        for (Scale scale : scales) {
            double scaled = least / scale.factor;
            if (scaled >= 0.99995) { // what is written as 1.000
                boolean whole = scale.factor == 1 && values.stream().allMatch(value -> value == Math.rint(value));
                return scale.with(whole ? 0 : scaled >= 99.995 ? 1 : scaled >= 9.9995 ? 2 : 3);
            }
        }
        int digits = 3;
        for (double scaled = least; scaled < 0.99995 && digits < MOST_DIGITS; scaled *= 10) {
            digits++;
        }
        return scales.get(scales.size() - 1).with(digits);
    }

    /** What a unit counts: {@code ns} of {@code p99-ns/op}. */
    private static String counted(String unit) {
        int slash = unit.indexOf('/');
        String counted = slash < 0 ? unit : unit.substring(0, slash);
        return counted.substring(counted.lastIndexOf('-') + 1);
    }

    private Scale with(int newDigits) {
        return new Scale(factor, newDigits, suffix);
    }

    String text(double value) {
        return fixed(value / factor, digits) + suffix;
    }

    /** With so many digits after the point, a half going to the even digit. */
    static String fixed(double value, int digits) {
        return new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** A number that was counted: all of it, up to six digits after the point. */
    static String exact(double value) {
        BigDecimal rounded =
                new BigDecimal(value).setScale(6, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return rounded.toPlainString();
    }
}
