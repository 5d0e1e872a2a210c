package dev.edenscope.gc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A picture, its model and answers to what if, as text: the first line says whether garbage collection is the problem. */
public final class GcText {
    private static final String UNKNOWN = "-";

    private GcText() {}

    /** The text; {@code answers} are to questions that the user asked, or those that everybody has. */
    public static String of(GcPicture picture, Optional<GcModel> model, List<Expected> answers) {
        StringBuilder out = new StringBuilder();
        out.append(summary(picture)).append('\n').append(watched(picture)).append('\n');
        if (picture.collections() == 0) {
            return out.toString();
        }
        out.append('\n');
        table(out, rows(picture));
        out.append('\n');
        if (model.isPresent()) {
            model(out, model.get());
        } else {
            out.append("no model: it takes times, and a few collections that allocation brings about\n");
        }
        if (!answers.isEmpty()) {
            out.append('\n');
            table(out, answers(picture, answers));
            assumptions(out, answers);
            out.append(
                    "First cut what is allocated (eden top, eden why); tune last: a trade moves cost between CPU and memory.\n");
        }
        return out.toString();
    }

    /** One line: whether it is the problem, what it costs, pauses, interval, allocation rate. */
    public static String summary(GcPicture picture) {
        List<String> parts = new ArrayList<>();
        picture.cost().ifPresent(cost -> parts.add(cost(cost)));
        if (picture.pauses().count() > 0) {
            Pauses pauses = picture.pauses();
            parts.add("pauses p50 " + pause(picture, pauses.p50Seconds()) + ", p99 "
                    + pause(picture, pauses.p99Seconds()) + ", max " + pause(picture, pauses.maxSeconds()));
        }
        if (picture.history().stalls().count() > 0) {
            GcHistory.Stalls stalls = picture.history().stalls();
            parts.add(stalls.count() + " threads waited for memory, up to " + seconds(stalls.longestSeconds()));
        }
        OptionalDouble interval = picture.intervalSeconds();
        if (interval.isPresent()) {
            parts.add("a collection every " + seconds(interval.getAsDouble()));
        }
        OptionalDouble rate = picture.allocationBytesPerSecond();
        if (rate.isPresent()) {
            parts.add((picture.isAllocationAtLeast() ? "at least " : "") + bytes(rate.getAsDouble()) + "/s allocated");
        }
        String verdict = switch (picture.verdict()) {
            case NO_PROBLEM -> "GC is not the problem";
            case WORTH_A_LOOK -> "GC is worth a look";
            case UNKNOWN -> "GC: too little is known to say whether it is the problem";
        };
        return parts.isEmpty() ? verdict : verdict + ": " + String.join("; ", parts);
    }

    private static String cost(Share cost) {
        return (cost.estimated() ? "up to " : "") + percent(cost.share()) + " "
                + cost.of().title();
    }

    /** How long who was watched, and the levels of the heap. */
    private static String watched(GcPicture picture) {
        List<String> parts = new ArrayList<>();
        OptionalDouble seconds = picture.history().seconds();
        parts.add(picture.history().collector().title() + ", " + picture.collections()
                + (picture.collections() == 1 ? " collection" : " collections")
                + (seconds.isPresent() ? " in " + seconds(seconds.getAsDouble()) : ""));
        level(parts, "heap up to ", picture.heapLimitBytes());
        level(parts, "after a collection ", picture.heapAfterBytes());
        level(parts, "live ", picture.liveBytes());
        OptionalDouble promoted = picture.promotionBytesPerSecond();
        if (promoted.isPresent()) {
            parts.add("promoted " + bytes(promoted.getAsDouble()) + "/s");
        }
        return String.join("; ", parts);
    }

    private static void level(List<String> parts, String what, OptionalLong bytes) {
        if (bytes.isPresent()) {
            parts.add(what + bytes(bytes.getAsLong()));
        }
    }

    private static List<List<String>> rows(GcPicture picture) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("count", "pauses", "p50", "p99", "max", "total", "freed", "kind", "collection", "cause"));
        for (GcPicture.Row row : picture.rows()) {
            Pauses pauses = row.pauses();
            boolean any = pauses.count() > 0;
            table.add(List.of(
                    Integer.toString(row.collections()),
                    Integer.toString(pauses.count()),
                    any ? pause(picture, pauses.p50Seconds()) : UNKNOWN,
                    any ? pause(picture, pauses.p99Seconds()) : UNKNOWN,
                    any ? pause(picture, pauses.maxSeconds()) : UNKNOWN,
                    any ? pause(picture, pauses.totalSeconds()) : UNKNOWN,
                    row.freedBytes().isPresent() ? bytes(row.freedBytes().getAsLong()) : UNKNOWN,
                    row.kind().title(),
                    row.name(),
                    row.cause().isEmpty() ? UNKNOWN : row.cause()));
        }
        return table;
    }

    private static void model(StringBuilder out, GcModel model) {
        out.append("model: interval = ").append(model.basis().formula());
        out.append(" = ").append(bytes(model.headroomBytes())).append(" / ");
        out.append(bytes(model.bytesPerSecond())).append("/s");
        double fixed = model.intervalSeconds() - model.headroomBytes() / model.bytesPerSecond();
        if (fixed > 0) {
            out.append(" + ").append(seconds(fixed)).append(" of the collection itself");
        }
        out.append('\n');
        out.append("       ").append(seconds(model.intervalSeconds())).append("; measured ");
        out.append(seconds(model.measuredSeconds())).append(" over ").append(model.intervals());
        out.append(" intervals: error ").append(String.format(Locale.ROOT, "%+.1f%%", 100 * model.error()));
        out.append(" (").append(model.basis().source()).append(")\n");
    }

    private static List<List<String>> answers(GcPicture picture, List<Expected> answers) {
        String of = picture.cost().map(cost -> " " + cost.of().title()).orElse("");
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("interval", "per minute", "GC" + of, "what if", ""));
        table.add(List.of(
                picture.intervalSeconds().isPresent()
                        ? seconds(picture.intervalSeconds().getAsDouble())
                        : UNKNOWN,
                picture.collectionsPerMinute().isPresent()
                        ? number(picture.collectionsPerMinute().getAsDouble())
                        : UNKNOWN,
                picture.cost().map(cost -> percent(cost.share())).orElse(UNKNOWN),
                "as it is",
                ""));
        for (Expected each : answers) {
            table.add(List.of(
                    seconds(each.intervalSeconds()),
                    number(each.collectionsPerMinute()),
                    each.cost().map(cost -> percent(cost.share())).orElse(UNKNOWN),
                    each.change(),
                    each.trade() ? "a trade, no saving" : ""));
        }
        return table;
    }

    private static void assumptions(StringBuilder out, List<Expected> answers) {
        List<String> said = new ArrayList<>();
        for (Expected each : answers) {
            String name = each.change().substring(0, each.change().indexOf('='));
            String line = name + " assumes that " + each.assumption();
            if (!said.contains(line)) {
                said.add(line);
                out.append(line).append('\n');
            }
        }
    }

    /** Columns as wide as they need be: numbers to the right, the last text columns to the left. */
    private static void table(StringBuilder out, List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] width = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < columns; c++) {
                width[c] = Math.max(width[c], row.get(c).length());
            }
        }
        int texts = rows.get(0).indexOf("kind") >= 0 ? rows.get(0).indexOf("kind") : columns - 2;
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                String pad = " ".repeat(width[c] - row.get(c).length());
                line.append("  ");
                line.append(c < texts ? pad + row.get(c) : row.get(c) + pad);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
    }

    // Numbers

    /** A pause; of a source that knows whole milliseconds only, {@code <1ms} for those shorter. */
    public static String pause(GcPicture picture, double seconds) {
        double unit = picture.history().pauseUnitSeconds();
        return seconds < unit ? "<" + seconds(unit) : seconds(seconds);
    }

    static String bytes(long bytes) {
        return bytes((double) bytes);
    }

    /** Bytes with their unit, three digits: {@code 1.25GB}. */
    public static String bytes(double bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB", "PB"};
        int unit = 0;
        double scaled = bytes;
        while (Math.abs(scaled) >= 999.5 && unit < units.length - 1) {
            scaled /= 1024;
            unit++;
        }
        return number(scaled) + units[unit];
    }

    /** A time with its unit, three digits: {@code 6.25ms}. */
    public static String seconds(double seconds) {
        if (seconds < 0.0009995) {
            return number(seconds * 1e6) + "us";
        }
        if (seconds < 0.9995) {
            return number(seconds * 1e3) + "ms";
        }
        return seconds < 600 ? number(seconds) + "s" : number(seconds / 60) + "min";
    }

    /** A share in percent, three digits: {@code 1.81%}. */
    public static String percent(double share) {
        return share > 0 && share < 0.00005 ? "<0.01%" : number(share * 100) + "%";
    }

    /** Three digits, more where they stand before the point; no zeros at the end of a fraction. */
    public static String number(double value) {
        double size = Math.abs(value);
        String digits = String.format(Locale.ROOT, size >= 99.95 ? "%.0f" : size >= 9.995 ? "%.1f" : "%.2f", value);
        return digits.indexOf('.') < 0 ? digits : digits.replaceFirst("\\.?0+$", "");
    }
}
