package dev.edenscope.cli;

import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Profile;
import dev.edenscope.readers.ProfileFile;
import dev.edenscope.report.Json;
import dev.edenscope.report.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A program that ran twice, without and with a method inlined by force, every object counted: what it would save if the
 * method were small enough.
 *
 * @param method as the JVM's option has it: {@code com.acme.Orders::price}
 * @param all objects and bytes of the whole run
 * @param lines those of the lines that changed, largest change first
 */
record InlineTrial(String method, Line all, List<Line> lines) {
    private static final Pattern METHOD = Pattern.compile("([\\w$./*]+)(?:\\.|::)([\\w$*]+|<init>)");
    private static final double SHARE = 0.01; // of all bytes: less may come from when the JIT was ready
    private static final int MOST_LINES = 10;

    /**
     * What one line allocated, by itself or through the JDK.
     *
     * @param place {@code com.acme.Orders.handle(Orders.java:43)}
     */
    record Line(String place, long objectsBefore, long bytesBefore, long objectsAfter, long bytesAfter) {
        private long change() {
            return Math.abs(bytesAfter - bytesBefore);
        }
    }

    /**
     * Runs the program twice.
     *
     * @param name {@code CLASS.METHOD}
     * @param command its command line, which starts a java
     */
    static InlineTrial of(String name, List<String> command, Terminal terminal) throws IOException {
        var matcher = METHOD.matcher(name);
        if (!matcher.matches()) {
            throw new UsageException("-try \"" + name + "\": expected CLASS.METHOD, as in com.acme.Orders.price");
        }
        if (command.isEmpty()) {
            throw new UsageException("-try: expected a command that starts a java behind `--`");
        }
        String method = matcher.group(1).replace('/', '.') + "::" + matcher.group(2);
        Profile before = run(command, List.of(), terminal);
        Profile after =
                run(command, List.of("-XX:CompileCommand=quiet", "-XX:CompileCommand=inline," + method), terminal);
        return of(method, before, after);
    }

    private static Profile run(List<String> command, List<String> options, Terminal terminal) throws IOException {
        terminal.note("running " + String.join(" ", options) + (options.isEmpty() ? "as it is" : ""));
        String suffix = RecordCommand.PROFILE_SUFFIX;
        try (Launch launch = Launch.of(command, options, "exact,", suffix, terminal::note, terminal)) {
            if (launch.exit() != 0) {
                throw new DataException("the program ended with exit code " + launch.exit() + "; nothing is compared");
            }
            return ProfileFile.read(launch.file());
        }
    }

    static InlineTrial of(String method, Profile before, Profile after) {
        Map<String, Summary.Line[]> places = new LinkedHashMap<>();
        collect(before, 0, places);
        collect(after, 1, places);
        Line all = new Line(
                "all",
                sum(before, "alloc_objects"),
                sum(before, "alloc_space"),
                sum(after, "alloc_objects"),
                sum(after, "alloc_space"));
        List<Line> lines = new ArrayList<>();
        places.forEach((place, pair) -> lines.add(new Line(
                place,
                pair[0] == null ? 0 : pair[0].objects(),
                pair[0] == null ? 0 : pair[0].bytes(),
                pair[1] == null ? 0 : pair[1].objects(),
                pair[1] == null ? 0 : pair[1].bytes())));
        lines.removeIf(line -> (double) line.change() < SHARE * (double) all.bytesBefore);
        lines.sort(Comparator.comparingLong(Line::change).reversed().thenComparing(Line::place));
        return new InlineTrial(method, all, List.copyOf(lines.subList(0, Math.min(MOST_LINES, lines.size()))));
    }

    private static void collect(Profile profile, int at, Map<String, Summary.Line[]> places) {
        for (Summary.Line line : new Summary(profile).lines()) {
            places.computeIfAbsent(line.place(), place -> new Summary.Line[2])[at] = line;
        }
    }

    private static long sum(Profile profile, String type) {
        return profile.total(profile.sampleType(type));
    }

    /** A table: the whole, and the lines that changed. */
    String text() {
        StringBuilder text =
                new StringBuilder("every object of a run without and of one with -XX:CompileCommand=inline,");
        text.append(method).append('\n');
        text.append("           objects                bytes\n   without       with  without     with\n");
        row(all, text);
        lines.forEach(line -> row(line, text));
        if (lines.isEmpty()) {
            text.append("no line differs by 1% of all bytes: ").append(method);
            text.append(" was inlined as it is, other causes are left, or no method has this name\n");
        }
        return text.toString();
    }

    private static void row(Line line, StringBuilder text) {
        text.append(String.format(
                Locale.ROOT,
                "%10d %10d %8s %8s  %s%n",
                line.objectsBefore,
                line.objectsAfter,
                Summary.bytes((double) line.bytesBefore),
                Summary.bytes((double) line.bytesAfter),
                line.place));
    }

    /** {@code {method, all: LINE, lines: [LINE]}}, a line being {@code {place, objects: {without, with}, bytes: {without, with}}}. */
    String json() {
        Json json = new Json().open('{').field("method", method).name("all");
        add(all, json);
        json.name("lines").open('[');
        lines.forEach(line -> add(line, json));
        return json.close(']').close('}').document();
    }

    private static void add(Line line, Json json) {
        json.open('{').field("place", line.place).name("objects").open('{');
        json.field("without", line.objectsBefore)
                .field("with", line.objectsAfter)
                .close('}');
        json.name("bytes").open('{').field("without", line.bytesBefore).field("with", line.bytesAfter);
        json.close('}').close('}');
    }
}
