package dev.edenscope.report;

import dev.edenscope.profile.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What tagfocus and tagignore ask of a sample's labels, in one of four forms:
 *
 * <ul>
 *   <li>{@code regex,regex}: each matches some {@code key:value} of a text
 *   <li>{@code key=regex,regex}: one of them matches a text with this key
 *   <li>{@code 1kb}, {@code 1kb:}, {@code :1mb}, {@code 1kb:1mb}: a number is in this range, ends included
 *   <li>{@code key=1kb:1mb}: a number with this key is
 * </ul>
 */
final class TagFilter {
    private static final Pattern NUMBER = Pattern.compile("([+-]?[0-9]+)([A-Za-z]+)?");

    private final String key; // null for any
    private final Range range; // null for texts
    private final List<Regex> texts = new ArrayList<>();
    private final LabelUnits units;
    private final String warning;

    private TagFilter(String option, String expression, LabelUnits units) {
        int equals = expression.indexOf('=');
        String value = expression.substring(equals + 1);
        this.key = equals < 0 ? null : expression.substring(0, equals);
        this.range = Range.of(option, value);
        this.units = units;
        if (range != null) {
            this.warning = option + ":Interpreted '" + value + "' as range, not regexp";
            return;
        }
        this.warning = "";
        for (String text : value.split(",", -1)) {
            texts.add(Regex.of(option, text));
        }
    }

    /** The filter that an option's value stands for, or null if it is empty. */
    static TagFilter optional(Option option, Options options, LabelUnits units) {
        String expression = options.get(option);
        return expression.isEmpty() ? null : new TagFilter(option.toString(), expression, units);
    }

    /** What the reader of the report should know about how the expression was understood, or empty. */
    String warning() {
        return warning;
    }

    boolean matches(List<Label> labels) {
        if (range != null) {
            return labels.stream().anyMatch(label -> isMine(label, true) && inRange(label));
        }
        if (key != null) {
            return texts.stream().anyMatch(regex -> anyText(labels, regex));
        }
        return texts.stream().allMatch(regex -> anyText(labels, regex));
    }

    private boolean inRange(Label label) {
        return range.contains(label.number(), units.of(label.key()));
    }

    private boolean anyText(List<Label> labels, Regex regex) {
        return labels.stream()
                .filter(label -> isMine(label, false))
                .anyMatch(label -> regex.matches(key == null ? label.key() + ":" + label.text() : label.text()));
    }

    private boolean isMine(Label label, boolean number) {
        return label.isNumber() == number && (key == null || label.key().equals(key));
    }

    /** Numbers in a unit, both ends included. */
    private record Range(double low, double high, String unit) {
        /** The range that an expression stands for, or null if it is none. */
        static Range of(String option, String expression) {
            Matcher number = NUMBER.matcher(expression);
            if (!number.find()) {
                return null;
            }
            String first = number.group();
            Measure.Scaled from = scaled(option, number, unit(number));
            if (!number.find()) {
                return expression.equals(first)
                        ? new Range(from.value(), from.value(), from.unit())
                        : expression.equals(first + ":")
                                ? new Range(from.value(), Double.POSITIVE_INFINITY, from.unit())
                                : expression.equals(":" + first)
                                        ? new Range(Double.NEGATIVE_INFINITY, from.value(), from.unit())
                                        : null;
            }
            if (!expression.equals(first + ":" + number.group())) {
                return null;
            }
            Measure.Scaled to = scaled(option, number, from.unit());
            return to.unit().equals(from.unit()) ? new Range(from.value(), to.value(), from.unit()) : null;
        }

        private static String unit(Matcher number) {
            return number.group(2) == null ? "" : number.group(2);
        }

        private static Measure.Scaled scaled(String option, Matcher number, String to) {
            try {
                return Measure.scale(Long.parseLong(number.group(1)), unit(number), to);
            } catch (NumberFormatException e) {
                throw new UsageException(
                        option + " \"" + number.group(1) + "\" is a number beyond 64 bits; give it in a larger unit");
            }
        }

        boolean contains(long number, String of) {
            Measure.Scaled scaled = Measure.scale(number, of, unit);
            return scaled.unit().equals(unit) && scaled.value() >= low && scaled.value() <= high;
        }
    }
}
