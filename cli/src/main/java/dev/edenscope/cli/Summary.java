package dev.edenscope.cli;

import dev.edenscope.profile.Application;
import dev.edenscope.profile.CallCount;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Profile;
import dev.edenscope.report.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a capture has seen, in a few lines: rates, how good the numbers are, and the lines that allocate most. */
final class Summary {
    private static final int LINES = 3;

    private final Profile profile;
    private final double seconds;
    private final Map<String, String> facts = new HashMap<>();

    Summary(Profile profile) {
        this.profile = profile;
        this.seconds = profile.header().durationNanos() / 1e9;
        for (String comment : profile.comments()) {
            if (comment.startsWith("# edenscope ")) {
                for (String fact : comment.substring(12).split(" ", -1)) {
                    int equals = fact.indexOf('=');
                    if (equals > 0) {
                        facts.put(fact.substring(0, equals), fact.substring(equals + 1));
                    }
                }
            }
        }
    }

    /**
     * A line of the application's and what it had allocated, by itself or through the JDK.
     *
     * @param place {@code com.acme.Orders.handle(Orders.java:43)}
     */
    record Line(String place, long objects, long bytes) {}

    /** The lines with the most objects, or bytes where objects are not known. */
    List<Line> lines() {
        int objects = profile.sampleType("alloc_objects");
        int bytes = profile.sampleType("alloc_space");
        Map<String, long[]> sums = new HashMap<>();
        for (int i = 0; i < profile.sampleCount(); i++) {
            long[] sum = sums.computeIfAbsent(place(profile.stack(i)), place -> new long[2]);
            sum[0] += objects < 0 ? 0 : profile.value(i, objects);
            sum[1] += profile.value(i, bytes);
        }
        List<Line> lines = new ArrayList<>();
        sums.forEach((place, sum) -> lines.add(new Line(place, sum[0], sum[1])));
        lines.sort(Comparator.comparingLong(objects < 0 ? Line::bytes : Line::objects)
                .reversed()
                .thenComparing(Line::place));
        return lines;
    }

    /** The first line outside the JDK, for that is the one that can be changed; the leaf where there is none. */
    private String place(int stack) {
        String leaf = "";
        for (int i = 0; i < profile.depth(stack); i++) {
            int location = profile.location(stack, i);
            for (int j = 0; j < profile.lineCount(location); j++) {
                Function function = profile.function(location, j);
                // Classes that the JVM makes up, as for lambdas, have no lines: who uses them has.
                if (!Application.isJdk(function.name()) && profile.lineNumber(location, j) > 0) {
                    return place(function, profile.lineNumber(location, j));
                }
                leaf = leaf.isEmpty() ? place(function, profile.lineNumber(location, j)) : leaf;
            }
        }
        return leaf;
    }

    private static String place(Function function, long line) {
        String file = function.filename().substring(function.filename().lastIndexOf('/') + 1);
        return file.isEmpty() ? function.name() : function.name() + "(" + file + (line > 0 ? ":" + line : "") + ")";
    }

    private long total(String type) {
        int index = profile.sampleType(type);
        return index < 0 ? -1 : profile.total(index);
    }

    private long fact(String name) {
        try {
            return Long.parseLong(facts.getOrDefault(name, "-1"));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private boolean exact() {
        return "true".equals(facts.get("exact"));
    }

    /** The summary as text. {@code title} says what was recorded. */
    String text(String title) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "recorded %.1f s of %s%n", seconds, title));
        text.append("  allocated  ").append(pad(bytes((double) total("alloc_space") / seconds) + "/s"));
        text.append(
                        total("alloc_objects") < 0
                                ? "objects unknown"
                                : count((double) total("alloc_objects") / seconds) + " objects/s")
                .append('\n');
        if (total("inuse_space") >= 0) {
            text.append("  in use     ").append(pad(bytes((double) total("inuse_space"))));
            text.append(count((double) total("inuse_objects"))).append(" objects, of those born since sampling began");
            text.append("false".equals(facts.get("collected")) ? "; no collection yet, so all of them\n" : "\n");
        }
        text.append("  accuracy   ").append(accuracy()).append('\n');
        calls(text);
        List<Line> lines = lines();
        if (!lines.isEmpty()) {
            boolean objects = total("alloc_objects") >= 0;
            double all = objects ? total("alloc_objects") : total("alloc_space");
            text.append(objects ? "  most objects\n" : "  most bytes\n");
            for (Line line : lines.subList(0, Math.min(LINES, lines.size()))) {
                text.append(String.format(
                        Locale.ROOT,
                        "    %5.1f%%  %s%s  %s%n",
                        100 * (objects ? line.objects : line.bytes) / all,
                        objects ? pad(count((double) line.objects / seconds) + " objects/s") : "",
                        pad(bytes((double) line.bytes / seconds) + "/s"),
                        line.place));
            }
        }
        return text.toString();
    }

    /** What a call of each method that was counted cost, all that the process allocated going to its calls. */
    private void calls(StringBuilder text) {
        for (CallCount each : CallCount.of(profile)) {
            double calls = each.calls();
            double bytes = total("alloc_space") / calls;
            String objects = total("alloc_objects") < 0 ? "" : few(total("alloc_objects") / calls) + " objects, ";
            String cost = each.calls() == 0 ? "no calls" : objects + (bytes < 10 ? few(bytes) + "B" : bytes(bytes));
            text.append("  per call   ").append(pad(cost));
            text.append(String.format(Locale.ROOT, "%s (%,d calls)%n", each.method(), each.calls()));
        }
        for (String comment : profile.comments()) {
            if (comment.startsWith("calls of ")) {
                text.append("  ").append(comment).append('\n');
            }
        }
    }

    /** A number that may be below 1. */
    private static String few(double number) {
        return number == Math.rint(number) || number >= 1000
                ? count(number)
                : String.format(Locale.ROOT, number < 0.1 ? "%.2g" : "%.2f", number);
    }

    private String accuracy() {
        long jvm = fact("jvm_bytes");
        double share = jvm <= 0 ? 0 : 100.0 * fact("bytes") / jvm;
        String checked = jvm <= 0
                ? "the JVM keeps no count to check it against"
                : String.format(Locale.ROOT, "%.2f%% of the %s that the JVM counted", share, bytes((double) jvm));
        if (exact()) {
            return "exact: every object counted; " + checked;
        }
        if (fact("samples") < 0) {
            return "estimate; " + profile.comments().stream().findFirst().orElse("");
        }
        return String.format(
                Locale.ROOT,
                "estimate from %d samples, one every %s; %s",
                fact("samples"),
                bytes((double) fact("interval")),
                checked);
    }

    /** The summary for programs; what is unknown is null. */
    String json(long pid, String file) {
        Json json = new Json().open('{');
        json.name("pid").number(pid);
        json.name("file").text(file);
        json.name("exact").text(facts.getOrDefault("exact", "unknown"));
        json.name("durationNanos").number(profile.header().durationNanos());
        for (String type : List.of("alloc_objects", "alloc_space", "inuse_objects", "inuse_space")) {
            number(json.name(type), total(type));
        }
        number(json.name("samples"), fact("samples"));
        number(json.name("intervalBytes"), fact("interval"));
        number(json.name("jvmAllocatedBytes"), fact("jvm_bytes"));
        json.name("calls").open('[');
        for (CallCount each : CallCount.of(profile)) {
            json.open('{').name("method").text(each.method());
            json.name("calls").number(each.calls()).close('}');
        }
        json.close(']').name("lines").open('[');
        List<Line> lines = lines();
        for (Line line : lines.subList(0, Math.min(LINES, lines.size()))) {
            json.open('{').name("place").text(line.place);
            number(json.name("objects"), total("alloc_objects") < 0 ? -1 : line.objects);
            json.name("bytes").number(line.bytes).close('}');
        }
        return json.close(']').close('}').document();
    }

    private static void number(Json json, long value) {
        if (value < 0) {
            json.nothing();
        } else {
            json.number(value);
        }
    }

    private static String pad(String text) {
        return text + " ".repeat(Math.max(2, 18 - text.length()));
    }

    /** Bytes in pprof's units: {@code 412.3MB}. */
    static String bytes(double bytes) {
        return scaled(bytes, 1024, "B", "kB", "MB", "GB", "TB");
    }

    private static String count(double count) {
        return scaled(count, 1000, "", "k", "M", "G", "T");
    }

    private static String scaled(double value, int step, String... units) {
        int unit = 0;
        double scaled = value;
        while (Math.abs(scaled) >= step && unit < units.length - 1) {
            scaled /= step;
            unit++;
        }
        String digits = String.format(Locale.ROOT, unit == 0 ? "%.0f" : "%.1f", scaled);
        return (digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits) + units[unit];
    }
}
