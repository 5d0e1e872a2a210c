package dev.edenscope.readers;

import dev.edenscope.budget.Results;
import dev.edenscope.budget.Series;
import dev.edenscope.profile.DataException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What {@code go test -bench} prints, and with {@code -json} what test2json makes of that: Go's benchmark format
 * (https://go.googlesource.com/proposal/+/master/design/14313-benchmark-format.md), among whatever else was printed.
 *
 * <p>Names are without {@code Benchmark} and with the {@code -8} behind them; where a file has benchmarks of several packages,
 * with the package before them. allocs/op are counted; what a line {@code Unit} calls exact, too. Bytes per operation are an
 * average over a run, which has bytes of the runtime in it.
 */
final class GoBench {
    private static final String BENCHMARK = "Benchmark";
    private static final String PACKAGE = "pkg";
    private static final int MOST_WARNINGS = 5;

    /** A result whose name stands in another line, as something else was printed between. */
    private static final Pattern ORPHAN = Pattern.compile("^\\d{1,20}\\s{1,40}[0-9.]{1,40} ns/op");

    /** What the runtime and the testing package print that looks like a setting. */
    private static final Set<String> NO_SETTINGS = Set.of("panic", "testing");

    /** A line with a result. */
    private record Row(String name, Map<String, String> settings, List<String> fields) {
        String pkg() {
            return settings.getOrDefault(PACKAGE, "");
        }
    }

    private final String name;
    private final List<Row> rows = new ArrayList<>();
    private final Set<String> exact = new HashSet<>(Set.of(Series.ALLOCS));
    private final Map<String, StringBuilder> unfinished = new HashMap<>(); // by package, of test2json
    private final Set<String> warnings = new LinkedHashSet<>();
    private Map<String, String> settings = Map.of();
    private int leftOut;

    private GoBench(String name) {
        this.name = name;
    }

    /** Whether a line is an event of test2json. */
    static boolean isEvent(String line) {
        return line.startsWith("{") && line.contains("\"Action\":");
    }

    static Results read(Lines lines) throws DataException {
        GoBench reader = new GoBench(lines.content().name());
        String first = "";
        while (lines.next()) {
            first = first.isEmpty() ? lines.text() : first;
            if (isEvent(lines.text())) {
                reader.event(lines);
            } else {
                reader.line(lines.text(), lines.lineNumber());
            }
        }
        for (StringBuilder rest : reader.unfinished.values()) {
            reader.line(rest.toString(), lines.lineNumber());
        }
        if (reader.rows.isEmpty()) {
            throw reader.nothing(first);
        }
        return reader.results();
    }

    private DataException nothing(String first) {
        if (first.contains("Benchmark") && first.contains("Mode") && first.contains("Score")) {
            return new DataException(name + ": JMH's table for people, which lacks what each iteration measured; run"
                    + " JMH again with -rf json, and give the file that it writes");
        }
        return new DataException(name + ": no results of benchmarks in it"
                + (warnings.isEmpty() ? "" : " (" + warnings.iterator().next() + ")") + "; " + ResultFile.KINDS);
    }

    // Lines

    /** Adds what a package printed, which need not be whole lines. */
    private void event(Lines lines) {
        try {
            if (JsonText.parse(lines.text(), name) instanceof Map<?, ?> event
                    && "output".equals(event.get("Action"))
                    && event.get("Output") instanceof String output) {
                String pkg = event.get("Package") instanceof String given ? given : "";
                printed(pkg, output, lines.lineNumber());
            }
        } catch (DataException e) {
            warn("line " + lines.lineNumber() + " is cut off or damaged; it is left out");
        }
    }

    private void printed(String pkg, String output, int number) {
        StringBuilder line = unfinished.computeIfAbsent(pkg, key -> new StringBuilder());
        for (int from = 0; from < output.length(); ) {
            int feed = output.indexOf('\n', from);
            line.append(output, from, feed < 0 ? output.length() : feed);
            from = feed < 0 ? output.length() : feed + 1;
            if (feed >= 0) {
                String whole = line.toString().strip();
                if (!pkg.isEmpty() && isBenchmark(whole)) {
                    set(PACKAGE, pkg); // which need not have printed it
                }
                line(whole, number);
                line.setLength(0);
            }
        }
    }

    private void line(String line, int number) {
        if (isBenchmark(line)) {
            benchmark(line.split("\\s+"), number);
        } else if (line.startsWith("Unit ")) {
            unit(line.split("\\s+"));
        } else if (line.startsWith("--- FAIL: " + BENCHMARK)) {
            warn(Measurements.line(line.substring("--- FAIL: ".length())) + " failed");
        } else if (ORPHAN.matcher(line).find()) {
            warn("line " + number + ": a result without a name; if the benchmark prints, let it print elsewhere");
        } else if (!line.isEmpty() && Character.isLowerCase(line.charAt(0))) {
            setting(line);
        }
    }

    /** Whether a line is about a benchmark, by Go's own rule for names of functions. */
    private static boolean isBenchmark(String line) {
        return line.startsWith(BENCHMARK)
                && (line.length() == BENCHMARK.length() || !Character.isLowerCase(line.charAt(BENCHMARK.length())));
    }

    /** A name, a number of iterations, and pairs of a value and its unit. */
    private void benchmark(String[] fields, int number) {
        if (fields.length == 1) {
            return; // announced
        }
        boolean sound = fields.length >= 4 && fields.length % 2 == 0 && isWhole(fields[1]);
        for (int i = 2; sound && i < fields.length; i += 2) {
            sound = !Double.isNaN(value(fields[i])) || fields[i].equals("NaN");
        }
        if (sound) {
            rows.add(new Row(fields[0].substring(BENCHMARK.length()), settings, List.of(fields)));
        } else {
            warn("line " + number + ": " + Measurements.line(fields[0])
                    + " has no result behind it; if the benchmark prints, let it print elsewhere");
        }
    }

    private static boolean isWhole(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** A number as Go prints it; NaN for what is none. */
    private static double value(String text) {
        if (text.equals("+Inf") || text.equals("-Inf")) {
            return Double.POSITIVE_INFINITY;
        }
        char last = text.charAt(text.length() - 1);
        if (last < '0' || last > '9') { // Java takes 1d and 0x1p3
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** What Go calls unit metadata. */
    private void unit(String[] fields) {
        for (int i = 2; i < fields.length; i++) {
            if (fields[i].equals("assume=exact")) {
                exact.add(fields[1]);
            } else if (fields[i].equals("assume=nothing")) {
                exact.remove(fields[1]);
            } else if (fields[i].equals("better=higher") && !fields[1].endsWith("/s")) {
                warn("Unit " + Measurements.line(fields[1])
                        + " better=higher is not taken: more is better of rates only, less of all else");
            }
        }
    }

    /** A line such as {@code goos: linux}: the key begins with a small letter, and has no space and no capital. */
    private void setting(String line) {
        int colon = line.indexOf(':');
        boolean isSetting = colon > 0 && (colon == line.length() - 1 || " \t".indexOf(line.charAt(colon + 1)) >= 0);
        for (int i = 0; isSetting && i < colon; i++) {
            isSetting = !Character.isWhitespace(line.charAt(i)) && !Character.isUpperCase(line.charAt(i));
        }
        if (isSetting && !NO_SETTINGS.contains(line.substring(0, colon))) {
            set(line.substring(0, colon), line.substring(colon + 1).strip());
        }
    }

    private void set(String key, String value) {
        if (!value.equals(settings.getOrDefault(key, ""))) {
            Map<String, String> changed = new LinkedHashMap<>(settings);
            changed.put(key, value);
            changed.values().remove("");
            settings = changed;
        }
    }

    private void warn(String warning) {
        if (warnings.size() < MOST_WARNINGS) {
            warnings.add(name + ": " + warning);
        } else {
            leftOut++;
        }
    }

    // Results

    private Results results() {
        Measurements measurements = new Measurements();
        Set<String> notes = new LinkedHashSet<>();
        Map<String, Map<String, String>> settingsOf = new HashMap<>();
        Set<String> varying = new LinkedHashSet<>();
        boolean severalPackages = rows.stream().map(Row::pkg).distinct().count() > 1;
        for (Row row : rows) {
            String qualified = severalPackages && !row.pkg().isEmpty() ? row.pkg() + "." + row.name : row.name;
            for (int i = 2; i < row.fields.size(); i += 2) {
                String unit = row.fields.get(i + 1);
                measurements.add(qualified, unit, value(row.fields.get(i)), exact.contains(unit));
            }
            row.settings.forEach((key, value) -> {
                if (!(severalPackages && key.equals(PACKAGE))) {
                    notes.add(Measurements.line(key + ": " + value));
                }
            });
            varying.addAll(differences(settingsOf.putIfAbsent(qualified, row.settings), row.settings));
        }
        for (String key : varying) {
            warn("there are runs of one benchmark with different values of " + Measurements.line(key)
                    + ", taken together here; give each a file of its own to compare them");
        }
        if (leftOut > 0) {
            warnings.add(name + ": and " + leftOut + " more lines that were left out");
        }
        List<String> all = new ArrayList<>(warnings);
        all.addAll(measurements.warnings());
        return new Results(name, measurements.series(), List.copyOf(notes), all);
    }

    private static Set<String> differences(Map<String, String> earlier, Map<String, String> later) {
        Set<String> keys = new LinkedHashSet<>();
        if (earlier != null && earlier != later) {
            keys.addAll(earlier.keySet());
            keys.addAll(later.keySet());
            keys.removeIf(key -> Objects.equals(earlier.get(key), later.get(key)));
        }
        return keys;
    }
}
