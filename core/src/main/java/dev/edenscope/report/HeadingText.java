package dev.edenscope.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The lines above a report, byte for byte as {@code go tool pprof} prints them. */
final class HeadingText {
    private static final int FILTER_BYTES = 80;

    private final Heading heading;
    private final String unit;

    /** The lines of a heading, with values in a unit. */
    HeadingText(Heading heading, String unit) {
        this.heading = heading;
        this.unit = unit;
    }

    /** About the profile as a whole, with times in a zone. */
    List<String> profile(ZoneId zone) {
        List<String> lines = new ArrayList<>();
        add(lines, "File: ", heading.binary());
        add(lines, "Build ID: ", heading.buildId());
        lines.addAll(heading.comments());
        add(lines, "Type: ", heading.type());
        add(lines, "Values: ", heading.perCall());
        add(lines, "Doc: ", heading.docUrl());
        if (heading.timeNanos() != 0) {
            long second = Math.floorDiv(heading.timeNanos(), 1_000_000_000L);
            lines.add("Time: " + LocalTime.format(Instant.ofEpochSecond(second), zone));
        }
        if (heading.durationNanos() != 0) {
            lines.add("Duration: " + Measure.label(heading.durationNanos(), "nanoseconds") + ", Total samples = "
                    + value(heading.total()) + " " + ratio());
        }
        return lines;
    }

    private static void add(List<String> lines, String label, String text) {
        if (!text.isEmpty()) {
            lines.add(label + text);
        }
    }

    /** The share of the duration that a total in time is of, or nothing. */
    private String ratio() {
        Measure.Scaled nanos = Measure.scale(heading.total(), heading.unit(), "nanoseconds");
        return nanos.unit().equals("ns") && nanos.value() != 0
                ? "(" + Measure.percentage((long) nanos.value(), heading.durationNanos()) + ")"
                : "";
    }

    /** The filters in use. */
    List<String> filters() {
        List<String> lines = new ArrayList<>();
        if (!heading.filters().isEmpty()) {
            lines.add("Active filters:");
        }
        for (String filter : heading.filters()) {
            lines.add("   " + cut(filter));
        }
        return lines;
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

    /** How much of the profile is shown. */
    List<String> extent(Extent extent) {
        List<String> lines = new ArrayList<>();
        lines.add("Showing nodes accounting for " + value(extent.shown()) + ", "
                + heading.percent(extent.shown()).strip() + " of " + value(heading.total()) + " total");
        if (heading.total() == 0) {
            return lines;
        }
        if (extent.droppedNodes() > 0) {
            lines.add(dropped(extent.droppedNodes(), "node", "cum", extent.nodesBelow()));
        }
        if (extent.droppedEdges() > 0) {
            lines.add(dropped(extent.droppedEdges(), "edge", "freq", extent.edgesBelow()));
        }
        if (extent.entries() > 0 && extent.entries() < extent.nodes()) {
            lines.add("Showing top " + extent.entries() + " nodes out of " + extent.nodes());
        }
        return lines;
    }

    private String dropped(int count, String what, String measure, long below) {
        return "Dropped " + count + " " + what + (count > 1 ? "s (" : " (") + measure + " <= " + value(below) + ")";
    }

    private String value(long value) {
        return heading.value(value, unit);
    }
}
