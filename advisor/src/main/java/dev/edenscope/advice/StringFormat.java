package dev.edenscope.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A text made by a pattern that is parsed each time. */
final class StringFormat implements Rule {
    private static final String[] ENTRIES = {
        "java.lang.String.format",
        "java.lang.String.formatted",
        "java.text.MessageFormat.format",
        "java.util.Formatter.format",
        "java.io.PrintStream.printf",
        "java.io.PrintStream.format",
        "java.io.PrintWriter.printf",
        "java.io.PrintWriter.format"
    };
    private static final String[] RESULT = {"java.util.Formatter.toString", "java.lang.StringBuffer.toString"};

    @Override
    public String id() {
        return "string-format";
    }

    @Override
    public String title() {
        return "a text by a format";
    }

    @Override
    public String caveat() {
        return "%d, %f and dates follow the locale, a concatenation does not; widths and padding have to be written out.";
    }

    /** Whether a format has made it. */
    static boolean isFormat(Allocation allocation) {
        return allocation.entersBy(ENTRIES);
    }

    @Override
    public Optional<Hint> look(Scene scene) {
        List<Allocation> format = scene.where(StringFormat::isFormat);
        if (format.isEmpty()) {
            return Optional.empty();
        }
        List<Saving> savings = new ArrayList<>();
        for (Allocation each : format) {
            savings.add(new Saving(each, each.passes(RESULT) ? 0 : 1));
        }
        // What is passed: an array, and the numbers in boxes.
        savings.addAll(Saving.of(scene.where(Boxing::isBox), 1));
        savings.addAll(Saving.of(scene.where(each -> each.isDirect() && each.isOf("java.lang.Object[]")), 1));
        Optional<Change> change = scene.code().flatMap(FormatCall::change);
        return Optional.of(new Hint(
                this,
                savings,
                "The pattern is parsed for each text, and makes a Formatter, its parts, the arguments' array and boxes.",
                change.isPresent()
                        ? "Concatenate: a String and its bytes are left."
                        : "Concatenate, or append to a StringBuilder that is there already; pad by hand where a width is needed.",
                change.stream().toList(),
                Confidence.HIGH));
    }
}
