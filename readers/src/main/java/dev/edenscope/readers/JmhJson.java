package dev.edenscope.readers;

import dev.edenscope.budget.Results;
import dev.edenscope.budget.Series;
import dev.edenscope.profile.DataException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * Results of JMH, a list of benchmarks ({@code JSONResultFormat} of JMH writes it).
 *
 * <p>A benchmark's values are the scores of the iterations of all its forks, in ns/op or ops/s. Where one benchmark was run in
 * several ways, its name says which. What profilers measured are series of their own: what the testkit counted in allocs/op and
 * B/op, the rest in units that begin with its label, {@code gc.time-ms}.
 */
final class JmhJson {
    /** Nanoseconds in JMH's units of time. */
    private static final Map<String, Double> NANOS =
            Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9, "min", 60e9, "hr", 3600e9, "day", 86400e9);

    private static final double SECOND_NANOS = 1e9;

    private static final String ALLOCS = "eden.allocs";
    private static final String BYTES = "eden.bytes";
    private static final String GC_BYTES = "gc.alloc.rate.norm";
    private static final String PROBLEM = "eden.problem";

    /** The unit of what is a text, not a number. */
    private static final String TEXT_UNIT = "---";

    /** What a benchmark may be run with, besides its parameters: the field, and what names and notes call it. */
    private static final Map<String, String> VARIANTS = variants();

    private final Measurements measurements = new Measurements();
    private final Set<String> notes = new LinkedHashSet<>();

    private JmhJson() {}

    private static Map<String, String> variants() {
        Map<String, String> variants = new LinkedHashMap<>();
        variants.put("mode", "mode");
        variants.put("threads", "threads");
        variants.put("jdkVersion", "jdk");
        variants.put("jvmArgs", "jvm args");
        return variants;
    }

    static Results read(Object root, String name) throws DataException {
        JmhJson reader = new JmhJson();
        List<Map<?, ?>> benchmarks = new ArrayList<>();
        for (Object each : (List<?>) root) {
            if (!(each instanceof Map<?, ?> benchmark)
                    || !(benchmark.get("benchmark") instanceof String)
                    || !(benchmark.get("primaryMetric") instanceof Map<?, ?>)) {
                throw new DataException(name + ": entry " + (benchmarks.size() + 1)
                        + " of the list: expected a benchmark with its primaryMetric; " + ResultFile.KINDS);
            }
            benchmarks.add(benchmark);
        }
        if (benchmarks.isEmpty()) {
            throw new DataException(name + ": no benchmark in it; run JMH again with a pattern that matches one");
        }
        Map<String, Set<String>> variants = new HashMap<>();
        for (Map<?, ?> benchmark : benchmarks) {
            for (String field : VARIANTS.keySet()) {
                variants.computeIfAbsent(base(benchmark) + ' ' + field, key -> new TreeSet<>())
                        .add(text(benchmark.get(field)));
            }
        }
        for (int i = 0; i < benchmarks.size(); i++) {
            reader.add(benchmarks.get(i), variants, name + ": entry " + (i + 1) + " of the list");
        }
        return new Results(
                name, reader.measurements.series(), List.copyOf(reader.notes), reader.measurements.warnings());
    }

    private void add(Map<?, ?> benchmark, Map<String, Set<String>> variants, String place) throws DataException {
        String base = base(benchmark);
        StringJoiner called =
                new StringJoiner(",", base.indexOf(':') < 0 ? base + ":" : base + ",", "").setEmptyValue(base);
        VARIANTS.forEach((field, title) -> {
            if (variants.get(base + ' ' + field).size() > 1) {
                called.add(title + "=" + text(benchmark.get(field)));
            }
        });
        note("jmh", benchmark.get("jmhVersion"));
        note("jdk", benchmark.get("jdkVersion"));
        note("vm", (text(benchmark.get("vmName")) + " " + text(benchmark.get("vmVersion"))).strip());
        note("jvm args", benchmark.get("jvmArgs"));
        note("threads", benchmark.get("threads"));
        note("forks", benchmark.get("forks"));
        metric(called.toString(), "", (Map<?, ?>) benchmark.get("primaryMetric"), place);
        if (benchmark.get("secondaryMetrics") instanceof Map<?, ?> metrics) {
            secondary(called.toString(), shortName(text(benchmark.get("benchmark"))), metrics, place);
        }
    }

    private void note(String key, Object value) {
        String text = text(value);
        if (!text.isEmpty()) {
            notes.add(Measurements.line(key + ": " + text));
        }
    }

    /** The name that JMH gives a benchmark, with its parameters. */
    private static String base(Map<?, ?> benchmark) {
        StringJoiner parameters = new StringJoiner(",", ":", "").setEmptyValue("");
        if (benchmark.get("params") instanceof Map<?, ?> params) {
            params.forEach((key, value) -> parameters.add(key + "=" + text(value)));
        }
        return text(benchmark.get("benchmark")) + parameters;
    }

    private static String shortName(String benchmark) {
        return benchmark.substring(benchmark.lastIndexOf('.') + 1);
    }

    /** A value as a text; several with spaces between them. */
    private static String text(Object value) {
        if (value instanceof List<?> list) {
            StringJoiner joined = new StringJoiner(" ");
            list.forEach(each -> joined.add(text(each)));
            return joined.toString();
        }
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString(number.longValue());
        }
        return value == null ? "" : value.toString();
    }

    // Metrics

    private void secondary(String called, String shortName, Map<?, ?> metrics, String place) throws DataException {
        Map<String, Map<?, ?>> byLabel = new LinkedHashMap<>();
        metrics.forEach((key, value) -> {
            if (value instanceof Map<?, ?> metric) {
                byLabel.put(label(key.toString(), shortName), metric);
            }
        });
        for (Map.Entry<String, Map<?, ?>> each : byLabel.entrySet()) {
            String label = each.getKey();
            Map<?, ?> metric = each.getValue();
            boolean bytes = label.equals(BYTES) || (label.equals(GC_BYTES) && !byLabel.containsKey(BYTES));
            if (TEXT_UNIT.equals(metric.get("scoreUnit"))) {
                continue;
            }
            if (label.equals(ALLOCS) || bytes) {
                String why = byLabel.containsKey(PROBLEM)
                        ? "it could not be counted; JMH's log has the reason as " + PROBLEM
                        : "";
                counted(called, label, metric, why, place);
            } else {
                metric(called, label + "-", metric, place);
            }
        }
    }

    /** A label without the middle dot that older JMHs put before it, and without the benchmark's own name. */
    private static String label(String key, String shortName) {
        String label = key.startsWith(shortName + ":") ? key.substring(shortName.length() + 1) : key;
        int dot = label.indexOf('\u00b7');
        if (dot < 0) {
            return label;
        }
        String owner = label.substring(0, dot).replaceFirst(":.*", "");
        String rest = label.substring(dot + 1);
        return owner.isEmpty() || owner.equals(shortName) ? rest : owner + ":" + rest;
    }

    private void counted(String called, String label, Map<?, ?> metric, String why, String place) throws DataException {
        String unit = label.equals(ALLOCS) ? Series.ALLOCS : Series.BYTES;
        boolean exact = !label.equals(GC_BYTES);
        if (exact && iterations(metric, place).isEmpty() && !Double.isNaN(number(metric.get("score"), place))) {
            // JMH's mean takes iterations in which nothing was counted for 0
            measurements.missing(called, unit, "JMH wrote no rawData (-Djmh.json.rawData=false); run it with that");
            return;
        }
        for (double value : values(metric, place)) {
            if (Double.isNaN(value) && !why.isEmpty()) {
                measurements.missing(called, unit, why);
            } else {
                measurements.add(called, unit, value, exact);
            }
        }
    }

    private void metric(String called, String prefix, Map<?, ?> metric, String place) throws DataException {
        if (!(metric.get("scoreUnit") instanceof String unit)) {
            throw new DataException(place + ": expected a scoreUnit for each metric; run JMH again with -rf json");
        }
        String normal = unit;
        double factor = 1;
        int slash = unit.indexOf('/');
        if (slash > 0 && NANOS.containsKey(unit.substring(0, slash))) {
            factor = NANOS.get(unit.substring(0, slash));
            normal = "ns" + unit.substring(slash);
        } else if (slash > 0 && NANOS.containsKey(unit.substring(slash + 1))) {
            factor = SECOND_NANOS / NANOS.get(unit.substring(slash + 1));
            normal = unit.substring(0, slash) + "/s";
        }
        for (double value : values(metric, place)) {
            measurements.add(called, prefix + normal, value * factor, false);
        }
    }

    /** What the iterations measured; the score where the file does not have that. At least one value. */
    private List<Double> values(Map<?, ?> metric, String place) throws DataException {
        List<Double> values = iterations(metric, place);
        return values.isEmpty() ? List.of(number(metric.get("score"), place)) : values;
    }

    /** One value an iteration, those of all forks. */
    private List<Double> iterations(Map<?, ?> metric, String place) throws DataException {
        List<Double> values = new ArrayList<>();
        boolean histogram = metric.get("rawDataHistogram") instanceof List<?>;
        Object raw = metric.get(histogram ? "rawDataHistogram" : "rawData");
        for (Object fork : raw instanceof List<?> forks ? forks : List.of()) {
            for (Object iteration : list(fork, place)) {
                values.add(histogram ? mean(list(iteration, place), place) : number(iteration, place));
            }
        }
        return values;
    }

    /** The mean of samples, given as pairs of a value and how often it was seen. */
    private static double mean(List<?> histogram, String place) throws DataException {
        double sum = 0;
        double count = 0;
        for (Object each : histogram) {
            List<?> pair = list(each, place);
            if (pair.size() != 2) {
                throw new DataException(place + ": expected pairs in rawDataHistogram; run JMH again with -rf json");
            }
            sum += number(pair.get(0), place) * number(pair.get(1), place);
            count += number(pair.get(1), place);
        }
        return sum / count; // NaN of none
    }

    private static List<?> list(Object value, String place) throws DataException {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new DataException(place + ": expected lists within rawData; run JMH again with -rf json");
    }

    /** A number, which JMH writes as a text where it is none. */
    private static double number(Object value, String place) throws DataException {
        if (value instanceof Double number) {
            return number;
        }
        if ("NaN".equals(value)) {
            return Double.NaN;
        }
        if ("+INF".equals(value) || "-INF".equals(value)) {
            return Double.POSITIVE_INFINITY;
        }
        throw new DataException(
                place + ": expected a number for each score and in rawData; run JMH again with -rf json");
    }
}
