package dev.edenscope.report;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Mapping;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A whole profile as text, byte for byte as {@code go tool pprof -raw} prints it. */
public final class RawText {
    private static final String LABELS = "                ";
    private static final String MORE_LINES = "             ";
    private static final long SECOND = 1_000_000_000L;

    private final Appendable out;

    private RawText(Appendable out) {
        this.out = out;
    }

    /** What the profile holds: its header, its samples, its locations, its mappings. */
    public static void write(Raw raw, Options options, Appendable out) throws IOException {
        RawText text = new RawText(out);
        text.header(raw.header(), options.zone());
        for (Raw.Sample sample : raw.samples()) {
            text.sample(sample);
        }
        text.line("Locations");
        for (Raw.Location location : raw.locations()) {
            text.location(location);
        }
        text.line("Mappings");
        for (int i = 0; i < raw.mappings().size(); i++) {
            text.mapping(i + 1, raw.mappings().get(i));
        }
    }

    private void header(Profile.Header header, ZoneId zone) throws IOException {
        for (String comment : header.comments()) {
            line("Comment: " + comment);
        }
        if (!header.docUrl().isEmpty()) {
            line("Doc: " + header.docUrl());
        }
        ValueType of = header.periodType();
        line("PeriodType: " + (of == null ? " " : of.type() + " " + of.unit()));
        line("Period: " + header.period());
        if (header.timeNanos() != 0) {
            line("Time: " + LocalTime.formatNanos(header.timeNanos(), zone));
        }
        if (header.durationNanos() != 0) {
            String duration = duration(header.durationNanos());
            line("Duration: " + duration.substring(0, Math.min(4, duration.length()))); // as the tool cuts it
        }
        line("Samples:");
        StringBuilder types = new StringBuilder();
        for (ValueType type : header.sampleTypes()) {
            types.append(type).append(type.type().equals(header.defaultSampleType()) ? "[dflt] " : " ");
        }
        line(types.toString().strip());
    }

    private void sample(Raw.Sample sample) throws IOException {
        for (long value : sample.values()) {
            String digits = Long.toString(value);
            out.append(' ')
                    .append(" ".repeat(Math.max(0, 10 - digits.length())))
                    .append(digits);
        }
        out.append(": ");
        for (int location : sample.stack()) {
            out.append(Integer.toString(location)).append(' ');
        }
        out.append('\n');
        labels(sample.labels(), false);
        labels(sample.labels(), true);
    }

    private void labels(List<Label> labels, boolean numbers) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < labels.size(); ) {
            Label first = labels.get(i);
            int end = i + 1;
            while (end < labels.size() && labels.get(end).key().equals(first.key())) {
                end++;
            }
            List<Label> values = labels.subList(i, end).stream()
                    .filter(label -> label.isNumber() == numbers)
                    .toList();
            if (!values.isEmpty()) {
                texts.add(first.key() + ":[" + values(values) + "]");
            }
            i = end;
        }
        if (!texts.isEmpty()) {
            Collections.sort(texts);
            line(LABELS + String.join(" ", texts));
        }
    }

    private static String values(List<Label> labels) {
        boolean units = labels.stream().anyMatch(label -> !label.unit().isEmpty());
        List<String> values = new ArrayList<>();
        for (Label label : labels) {
            values.add(label.isNumber() ? label.number() + (units ? " " + label.unit() : "") : label.text());
        }
        return String.join(" ", values);
    }

    private void location(Raw.Location location) throws IOException {
        String id = Integer.toString(location.id());
        String place = " ".repeat(Math.max(0, 6 - id.length())) + id + ": " + hex(location.address()) + " "
                + (location.mapping() == 0 ? "" : "M=" + location.mapping() + " ")
                + (location.folded() ? "[F] " : "");
        if (location.lines().isEmpty()) {
            line(place);
        }
        for (Raw.Line line : location.lines()) {
            Function function = line.function();
            boolean sameName = function.name().equals(function.systemName());
            line(place + function.name() + " " + function.filename() + ":" + line.line() + ":" + line.column() + " s="
                    + function.startLine() + (sameName ? "" : "(" + function.systemName() + ")"));
            place = MORE_LINES;
        }
    }

    private void mapping(int id, Mapping mapping) throws IOException {
        line(id + ": " + hex(mapping.start()) + "/" + hex(mapping.limit()) + "/" + hex(mapping.offset()) + " "
                + mapping.filename() + " " + mapping.buildId() + " "
                + (mapping.hasFunctions() ? "[FN]" : "")
                + (mapping.hasFilenames() ? "[FL]" : "")
                + (mapping.hasLineNumbers() ? "[LN]" : "")
                + (mapping.hasInlineFrames() ? "[IN]" : ""));
    }

    private static String hex(long unsigned) {
        return "0x" + Long.toHexString(unsigned);
    }

    /** A duration as Go prints it: {@code 1h0m2.5s}, {@code 250ms}. */
    static String duration(long nanos) {
        if (nanos < 0) {
            return "-" + duration(-nanos);
        }
        if (nanos < 1_000) {
            return nanos + "ns";
        }
        if (nanos < 1_000_000) {
            return decimal(nanos, 1_000) + "\u00b5s";
        }
        if (nanos < SECOND) {
            return decimal(nanos, 1_000_000) + "ms";
        }
        long minutes = nanos / SECOND / 60;
        String seconds = decimal(nanos % (60 * SECOND), SECOND) + "s";
        if (minutes == 0) {
            return seconds;
        }
        return (minutes < 60 ? "" : minutes / 60 + "h") + minutes % 60 + "m" + seconds;
    }

    /** A quotient without zeros at its end. */
    private static String decimal(long value, long divisor) {
        long rest = value % divisor;
        if (rest == 0) {
            return Long.toString(value / divisor);
        }
        String digits = Long.toString(divisor + rest).substring(1);
        return value / divisor + "." + digits.replaceAll("0+$", "");
    }

    private void line(String text) throws IOException {
        out.append(text).append('\n');
    }
}
