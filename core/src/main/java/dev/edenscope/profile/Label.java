package dev.edenscope.profile;

import java.util.Comparator;
import java.util.Objects;

/**
 * What a sample says beside its stack: a text ({@code class=byte[]}) or a number with a unit ({@code bytes=48}).
 *
 * @param key the label's name, never null
 * @param text the value of a text label; null for a number
 * @param number the value of a numeric label; 0 for a text
 * @param unit the unit of a numeric label as written in the file, empty where none is; empty for a text
 */
public record Label(String key, String text, long number, String unit) implements Comparable<Label> {
    private static final Comparator<Label> ORDER = Comparator.comparing(Label::key)
            .thenComparing(Label::text, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparingLong(Label::number)
            .thenComparing(Label::unit);

    public Label {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(unit, "unit");
        if (text != null && (number != 0 || !unit.isEmpty())) {
            throw new IllegalArgumentException("label " + key + " is a text and a number at once");
        }
    }

    /** A text label. */
    public static Label of(String key, String text) {
        return new Label(key, Objects.requireNonNull(text, "text"), 0, "");
    }

    /** A numeric label; {@code unit} may be empty. */
    public static Label of(String key, long number, String unit) {
        return new Label(key, null, number, unit);
    }

    public boolean isNumber() {
        return text == null;
    }

    /** By key, then texts before numbers, then by value: the order in which a sample's labels are kept. */
    @Override
    public int compareTo(Label other) {
        return ORDER.compare(this, other);
    }

    // Written out, as a Function's.

    @Override
    public boolean equals(Object other) {
        return other instanceof Label that
                && number == that.number
                && key.equals(that.key)
                && Objects.equals(text, that.text)
                && unit.equals(that.unit);
    }

    @Override
    public int hashCode() {
        return ((key.hashCode() * 31 + Objects.hashCode(text)) * 31 + Long.hashCode(number)) * 31 + unit.hashCode();
    }
}
