package dev.edenscope.examples.playbook;

import java.util.Locale;

/**
 * A row of the table: a technique's {@code before} beside one of its other benchmarks.
 *
 * @param name as {@code BuildKey.after}
 */
record Row(String name, Technique technique, Cost before, Cost after) {
    /** How many times fewer objects there are after; infinite where none is left, NaN where one of the two is not known. */
    double factor() {
        return before.objects() == 0 && after.objects() == 0 ? 1 : before.objects() / after.objects();
    }

    static String heading(boolean timed) {
        return String.format("%-26s", "example")
                + (timed ? String.format("%24s  %6s", "ns/op", "faster") : "")
                + String.format("%23s%20s  %6s    %-14s%s", "B/op", "allocs/op", "fewer", "in Go", "rule");
    }

    /** A line of the table, without its end. */
    String text(boolean timed) {
        String time = timed
                ? String.format(
                        "%24s  %6s",
                        change(nanos(before.nanos()), nanos(after.nanos())), times(before.nanos() / after.nanos()))
                : "";
        String line = String.format(
                "%-26s%s%23s%20s  %6s    %-14s%s",
                name,
                time,
                change(plain(before.bytes()), plain(after.bytes())),
                change(plain(before.objects()), plain(after.objects())),
                times(factor()),
                technique.go(),
                technique.rule());
        return line.stripTrailing();
    }

    private static String change(String before, String after) {
        return before + " -> " + after;
    }

    private static String nanos(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
    }

    /** A count: whole where it is, a question mark where it is not known. */
    private static String plain(double value) {
        return Double.isNaN(value)
                ? "?"
                : String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.3f", value);
    }

    private static String times(double factor) {
        return Double.isNaN(factor)
                ? "?"
                : Double.isInfinite(factor)
                        ? "all"
                        : String.format(Locale.ROOT, factor < 10 ? "%.1fx" : "%.0fx", factor);
    }
}
