package dev.edenscope.readers;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A line of a unified log ({@code -Xlog}): when it was written, and what it says. Which decorations are before the message is
 * up to the user, and so any of them may be missing.
 *
 * @param uptimeSeconds since the JVM's start; NaN where it does not say
 * @param timeSeconds since 1970; NaN where it does not say
 * @param message behind the decorations, without the spaces around it
 */
record LogStamp(double uptimeSeconds, double timeSeconds, String message) {
    private static final int MOST_DECORATIONS = 12;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSZ", Locale.ROOT);
    private static final double LONGEST_UPTIME_SECONDS = 3e9; // 95 years; what is more, is a time

    static LogStamp of(String line) {
        double uptime = Double.NaN;
        double time = Double.NaN;
        int at = 0;
        for (int count = 0; count < MOST_DECORATIONS && at < line.length() && line.charAt(at) == '['; count++) {
            int end = line.indexOf(']', at);
            if (end < 0) {
                break;
            }
            String decoration = line.substring(at + 1, end).strip();
            double seconds = seconds(decoration);
            if (seconds < LONGEST_UPTIME_SECONDS && Double.isNaN(uptime) && decoration.indexOf('T') < 0) {
                uptime = seconds;
            } else if (!Double.isNaN(seconds) && Double.isNaN(time)) {
                time = seconds >= LONGEST_UPTIME_SECONDS ? seconds / 1e3 : seconds;
            }
            at = end + 1;
        }
        return new LogStamp(uptime, time, line.substring(at).strip());
    }

    /** Seconds that a decoration says: {@code 1.474s}, {@code 1,474s}, {@code 233ms}, {@code 2022-11-10T03:37:29.443-0800}. */
    private static double seconds(String decoration) {
        int length = decoration.length();
        if (length < 2 || decoration.charAt(0) < '0' || decoration.charAt(0) > '9') {
            return Double.NaN;
        }
        if (length > 20 && decoration.charAt(10) == 'T') {
            try {
                return OffsetDateTime.parse(decoration, TIME).toInstant().toEpochMilli() / 1e3;
            } catch (DateTimeException e) {
                return Double.NaN;
            }
        }
        double unit = decoration.endsWith("ms") ? 1e-3 : decoration.endsWith("ns") ? 1e-9 : 1;
        int digits = unit == 1 ? length - 1 : length - 2;
        if (decoration.charAt(length - 1) != 's') {
            return Double.NaN;
        }
        double number = LogNumbers.number(decoration, 0, digits);
        // Milliseconds since 1970 are told from those since the start by their size.
        return unit == 1e-3 && number > 1e11 ? LONGEST_UPTIME_SECONDS + number : number * unit;
    }
}
