package dev.edenscope.readers;

import dev.edenscope.profile.DataException;

/** The lines {@code name = value} below the header of legacy contention profiles and of Java's heap profiles. */
final class Attributes {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private boolean java;
    private String resolution = "";
    private long cyclesPerSecond;
    private long period;
    private long durationNanos;

    private Attributes() {}

    /** Those up to the first line of another form, which is then the current one. */
    static Attributes read(Lines lines) throws DataException {
        Attributes attributes = new Attributes();
        int equals;
        while (lines.nextStatement() && (equals = lines.text().indexOf('=')) >= 0) {
            String name = lines.text().substring(0, equals).strip();
            attributes.set(name, lines.text().substring(equals + 1).strip(), lines);
        }
        return attributes;
    }

    private void set(String name, String value, Lines lines) throws DataException {
        switch (name) {
            case "format" -> {
                if (!value.equals("java")) {
                    throw lines.broken("expected format = java, found " + lines.shown());
                }
                java = true;
            }
            case "resolution" -> resolution = value;
            case "cycles/second" -> cyclesPerSecond = lines.decimal(value, name);
            case "sampling period" -> period = lines.decimal(value, name);
            case "ms since reset" -> {
                long millis = lines.decimal(value, name);
                if (Math.abs(millis) > Long.MAX_VALUE / NANOS_PER_MILLI) {
                    throw lines.broken(name + " " + millis + " are more nanoseconds than 64 bits hold");
                }
                durationNanos = millis * NANOS_PER_MILLI;
            }
            case "discarded samples" -> {} // says nothing about those that are there
            default -> throw lines.broken("an attribute that is not known, " + lines.shown());
        }
    }

    /** Whether the profile is of a JVM: then its samples are symbolised, in a form of their own. */
    boolean java() {
        return java;
    }

    /** Unit of the second value, or empty. */
    String resolution() {
        return resolution;
    }

    /** 0 where delays are not in cycles. */
    long cyclesPerSecond() {
        return cyclesPerSecond;
    }

    /** One event in so many was recorded; 0 where the file does not say. */
    long period() {
        return period;
    }

    long durationNanos() {
        return durationNanos;
    }
}
