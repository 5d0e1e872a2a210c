package dev.edenscope.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Views laid out as text, byte for byte as {@code go tool pprof} does. Lines end in a line feed. */
public final class Text {
    private static final int FILTER_BYTES = 80;

    private final StringBuilder out = new StringBuilder();
    private final Heading heading;
    private final String unit;

    private Text(Heading heading, String unit) {
        this.heading = heading;
        this.unit = unit;
    }

    /** The table of the top entries below its heading. */
    public static String of(Top top, Options options) {
        return new Text(top.heading(), top.outputUnit()).top(top, options).toString();
    }

    /** The annotated source. */
    public static String of(Listing listing) {
        return new Text(listing.heading(), listing.outputUnit())
                .listing(listing)
                .toString();
    }

    /** The lines about the profile as a whole, without their ends. */
    public static List<String> labels(Heading heading, Options options) {
        return new Text(heading, options.unit()).labels(options.zone());
    }

    private StringBuilder top(Top top, Options options) {
        if (!options.compactLabels()) {
            for (String label : labels(options.zone())) {
                line(label);
            }
        }
        filters();
        line("Showing nodes accounting for " + value(top.shown()) + ", "
                + percent(top.shown()).strip() + " of " + value(heading.total()) + " total");
        if (heading.total() != 0) {
            if (top.droppedNodes() > 0) {
                line("Dropped " + top.droppedNodes() + (top.droppedNodes() > 1 ? " nodes" : " node") + " (cum <= "
                        + value(top.droppedBelow()) + ")");
            }
            int rows = top.rows().size();
            if (rows > 0 && rows < top.nodes()) {
                line("Showing top " + rows + " nodes out of " + top.nodes());
            }
        }
        line("      flat  flat%   sum%        cum   cum%");
        long sum = 0;
        for (Top.Row row : top.rows()) {
            sum = Math.addExact(sum, row.flat());
            right(value(row.flat()), 10).append(' ').append(percent(row.flat())).append(' ');
            out.append(percent(sum)).append(' ');
            right(value(row.cum()), 10).append(' ').append(percent(row.cum())).append("  ");
            out.append(row.name());
            line(
                    switch (row.inline()) {
                        case NONE -> "";
                        case SOME -> " (partial-inline)";
                        case ALL -> " (inline)";
                    });
        }
        return out;
    }

    private StringBuilder listing(Listing listing) {
        line("Total: " + value(heading.total()));
        for (Listing.Routine routine : listing.routines()) {
            if (routine.file().isEmpty()) {
                line("No source information for " + routine.function());
                continue;
            }
            line("ROUTINE ======================== " + routine.function() + " in " + routine.file());
            right(value(routine.flat()), 10).append(' ');
            right(value(routine.cum()), 10).append(" (flat, cum) ");
            line(percent(routine.cum()) + " of Total");
            if (!routine.error().isEmpty()) {
                line(" Error: " + routine.error());
            }
            for (Listing.Line line : routine.lines()) {
                right(valueOrDot(line.flat()), 10).append(' ');
                right(valueOrDot(line.cum()), 10).append(' ');
                right(Long.toString(line.line()), 6).append(':');
                line(line.source());
            }
        }
        return out;
    }

    // Heading

    /** The lines about the profile as a whole. */
    private List<String> labels(ZoneId zone) {
        List<String> labels = new ArrayList<>();
        add(labels, "File: ", heading.binary());
        add(labels, "Build ID: ", heading.buildId());
        labels.addAll(heading.comments());
        add(labels, "Type: ", heading.type());
        add(labels, "Doc: ", heading.docUrl());
        if (heading.timeNanos() != 0) {
            long second = Math.floorDiv(heading.timeNanos(), 1_000_000_000L);
            labels.add("Time: " + LocalTime.format(Instant.ofEpochSecond(second), zone));
        }
        if (heading.durationNanos() != 0) {
            labels.add("Duration: " + Measure.label(heading.durationNanos(), "nanoseconds") + ", Total samples = "
                    + value(heading.total()) + " " + ratio());
        }
        return labels;
    }

    /** The share of the duration that a total in time is of, or nothing. */
    private String ratio() {
        Measure.Scaled nanos = Measure.scale(heading.total(), heading.unit(), "nanoseconds");
        return nanos.unit().equals("ns") && nanos.value() != 0
                ? "(" + Measure.percentage((long) nanos.value(), heading.durationNanos()) + ")"
                : "";
    }

    private static void add(List<String> labels, String label, String text) {
        if (!text.isEmpty()) {
            labels.add(label + text);
        }
    }

    private void filters() {
        if (!heading.filters().isEmpty()) {
            line("Active filters:");
        }
        for (String filter : heading.filters()) {
            line("   " + cut(filter));
        }
    }

    /** The first bytes of a text in UTF-8, never half a character. */
    private static String cut(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= FILTER_BYTES) {
            return text;
        }
        int end = FILTER_BYTES;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + "\u2026";
    }

    // Values

    private String value(long value) {
        return Measure.label(value, heading.unit(), unit);
    }

    private String valueOrDot(long value) {
        return value == 0 ? "." : value(value);
    }

    private String percent(long value) {
        return Measure.percentage(value, heading.total());
    }

    private StringBuilder right(String text, int width) {
        for (int i = text.length(); i < width; i++) {
            out.append(' ');
        }
        return out.append(text);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
