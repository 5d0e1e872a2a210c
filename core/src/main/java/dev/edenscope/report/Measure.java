package dev.edenscope.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** Values with units as text, digit for digit as pprof's internal/measurement prints them. */
final class Measure {
    private record Unit(String name, double factor, List<String> aliases) {
        Unit(String name, double factor, String... aliases) {
            this(name, factor, List.of(aliases));
        }
    }

    private record Kind(Unit fallback, List<Unit> units) {
        Kind(Unit fallback, Unit... units) {
            this(fallback, List.of(units));
        }

        /** The unit that a profile calls by this name, or null. */
        Unit named(String name) {
            String alias = name.toLowerCase(Locale.ROOT);
            if (alias.length() > 2 && alias.endsWith("s")) {
                alias = alias.substring(0, alias.length() - 1);
            }
            for (Unit unit : units) {
                if (unit.aliases.contains(alias)) {
                    return unit;
                }
            }
            return null;
        }

        /** The largest unit of which {@code value}, in base units, is at least one. */
        Unit fitting(double value) {
            Unit best = null;
            for (Unit unit : units) {
                if ((best == null || unit.factor >= best.factor) && value / unit.factor >= 1.0) {
                    best = unit;
                }
            }
            return best == null ? fallback : best;
        }
    }

    private static final Unit BYTE = new Unit("B", 1, "b", "byte");
    private static final Unit SECOND = new Unit("s", 1e9, "s", "sec", "second");
    private static final Unit GCU = new Unit("GCU", 1, "gcu");

    private static final Kind[] KINDS = {
        new Kind(
                BYTE,
                BYTE,
                new Unit("kB", 1L << 10, "kb", "kbyte", "kilobyte"),
                new Unit("MB", 1L << 20, "mb", "mbyte", "megabyte"),
                new Unit("GB", 1L << 30, "gb", "gbyte", "gigabyte"),
                new Unit("TB", 1L << 40, "tb", "tbyte", "terabyte"),
                new Unit("PB", 1L << 50, "pb", "pbyte", "petabyte")),
        new Kind(
                SECOND,
                new Unit("ns", 1, "ns", "nanosecond"),
                new Unit("us", 1e3, "\u03bcs", "us", "microsecond"),
                new Unit("ms", 1e6, "ms", "millisecond"),
                SECOND,
                new Unit("hrs", 3600e9, "hour", "hr")),
        new Kind(
                GCU,
                new Unit("n*GCU", 1e-9, "nanogcu"),
                new Unit("u*GCU", 1e-6, "microgcu"),
                new Unit("m*GCU", 1e-3, "milligcu"),
                GCU,
                new Unit("k*GCU", 1e3, "kilogcu"),
                new Unit("M*GCU", 1e6, "megagcu"),
                new Unit("G*GCU", 1e9, "gigagcu"),
                new Unit("T*GCU", 1e12, "teragcu"),
                new Unit("P*GCU", 1e15, "petagcu")),
    };

    private Measure() {}

    /** A value in a unit; the unit is empty where there is nothing to say about it. */
    record Scaled(double value, String unit) {}

    /** A value in another unit; {@code minimum} and {@code auto} ask for the one that fits it. */
    static Scaled scale(long value, String from, String to) {
        return scale((double) value, from, to);
    }

    private static Scaled scale(double value, String from, String to) {
        if (value < 0 && value != (double) Long.MIN_VALUE) {
            Scaled positive = scale(-value, from, to);
            return new Scaled(-positive.value, positive.unit);
        }
        for (Kind kind : KINDS) {
            Unit given = kind.named(from);
            if (given != null) {
                double base = value * given.factor;
                Unit wanted = to.equals("minimum") || to.equals("auto") ? kind.fitting(base) : kind.named(to);
                Unit unit = wanted == null ? kind.fallback : wanted;
                return new Scaled(base / unit.factor, unit.name);
            }
        }
        return switch (to) {
            case "count", "sample", "unit", "minimum", "auto" -> new Scaled(value, "");
            default -> new Scaled(value, to);
        };
    }

    /** A value as text, in its unit's best multiple. */
    static String label(long value, String unit) {
        return label(value, unit, "auto");
    }

    /** A value as text with two digits after the point, none if they are 0. */
    static String label(long value, String from, String to) {
        Scaled scaled = scale(value, from, to);
        String digits = fixed(scaled.value);
        if (digits.endsWith(".00")) {
            digits = digits.substring(0, digits.length() - 3);
        }
        return digits.equals("0") || digits.equals("-0") ? "0" : digits + scaled.unit;
    }

    /** A value that need not be whole as text: two digits after the point or two that count, none if it is whole. */
    static String fraction(double value, String from, String to) {
        Scaled scaled = scale(value, from, to);
        double size = Math.abs(scaled.value);
        if (size == Math.rint(size)) {
            return label((long) value, from, to);
        }
        return (size < 0.1 ? (scaled.value < 0 ? "-" : "") + general(size) : fixed(scaled.value)) + scaled.unit;
    }

    /** The share of a total in percent, at least five characters and a percent sign; 0 of a total of 0. */
    static String percentage(long value, long total) {
        double ratio = total == 0 ? 0 : Math.abs((double) value / (double) total) * 100;
        if (ratio >= 99.95 && ratio <= 100.05) {
            return "  100%";
        }
        String digits = ratio >= 1.0 ? fixed(ratio) : general(ratio);
        return " ".repeat(Math.max(0, 5 - digits.length())) + digits + "%";
    }

    /** C's {@code %.2f}: halves of the exact binary value go to the even digit, unlike {@link String#format}'s. */
    private static String fixed(double value) {
        double hundredths = Math.abs(value) * 100;
        long whole = (long) hundredths;
        double rest = hundredths - whole;
        if (hundredths < 1e9
                && Math.abs(rest - 0.5) > 1e-6) { // so far from a half that the product's error is no matter
            long rounded = rest > 0.5 ? whole + 1 : whole;
            long cents = rounded % 100;
            return (value < 0 ? "-" : "") + rounded / 100 + (cents < 10 ? ".0" : ".") + cents;
        }
        String digits =
                new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
        return digits.charAt(0) != '-' && value < 0 ? "-" + digits : digits;
    }

    /** C's {@code %.2g} for values from 0 to 1. */
    private static String general(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value)
                .round(new MathContext(2, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4) {
            return rounded.toPlainString();
        }
        String digits = rounded.unscaledValue().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return mantissa + (exponent > -10 ? "e-0" : "e-") + -exponent;
    }
}
