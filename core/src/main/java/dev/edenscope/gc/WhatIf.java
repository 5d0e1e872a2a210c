package dev.edenscope.gc;

import dev.edenscope.report.UsageException;
import java.util.Locale;

/**
 * A question to the {@linkplain GcModel model}, as people write it: {@code alloc=-40%}, {@code young=2g}, {@code heap=8g},
 * {@code gogc=200}, {@code gomemlimit=4g}.
 */
public final class WhatIf {
    private static final String FORMS =
            "expected alloc=-40%, young=2g, heap=8g, gogc=200 or gomemlimit=4g"; // what is said of anything else

    private WhatIf() {}

    /**
     * What the model expects.
     *
     * @throws UsageException in one line, if the question is not understood, or has no answer for this collector
     */
    public static Expected ask(GcModel model, String question) {
        int equals = question.indexOf('=');
        String value = question.substring(equals + 1).strip().toLowerCase(Locale.ROOT);
        return switch (equals < 0 ? "" : question.substring(0, equals).strip()) {
            case "alloc" -> model.withAllocationCut(-percent(question, value) / 100);
            case "young" -> model.withYoung(bytes(question, value));
            case "heap" -> model.withHeap(bytes(question, value));
            case "gogc" -> model.withGogc(number(question, value));
            case "gomemlimit" -> model.withMemoryLimit(bytes(question, value));
            default -> throw new UsageException("\"" + question + "\": " + FORMS);
        };
    }

    private static double percent(String question, String value) {
        if (!value.endsWith("%") || !(value.startsWith("-") || value.startsWith("+"))) {
            throw new UsageException("\"" + question + "\": how much less or more, as in alloc=-40%");
        }
        return number(question, value.substring(0, value.length() - 1));
    }

    private static long bytes(String question, String value) {
        String digits = value.replaceFirst("i?b$", "");
        int shift = digits.isEmpty() ? -1 : "kmgt".indexOf(digits.charAt(digits.length() - 1)) * 10 + 10;
        double bytes = number(question, shift > 0 ? digits.substring(0, digits.length() - 1) : digits)
                * (shift > 0 ? 1L << shift : 1);
        if (!(bytes >= 1 && bytes <= 0x1p60)) {
            throw new UsageException("\"" + question + "\": a size such as 512m or 2g");
        }
        return (long) bytes;
    }

    private static double number(String question, String digits) {
        try {
            double number = Double.parseDouble(digits);
            if (Double.isFinite(number) && !digits.matches(".*[dfpx].*")) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UsageException("\"" + question + "\": " + FORMS);
    }
}
