package dev.edenscope.readers;

import dev.edenscope.budget.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values as they are read, by what was measured and in which unit; those of the same name and unit belong together. */
final class Measurements {
    private record Key(String name, String unit) {}

    private static final class Values {
        final List<Double> values = new ArrayList<>();
        boolean exact = true;
        int missing;
        String problem = "";
    }

    private final Map<Key, Values> all = new LinkedHashMap<>();

    /** A value; what is no finite number counts as not measured. */
    void add(String name, String unit, double value, boolean exact) {
        if (!Double.isFinite(value)) {
            missing(name, unit, "measured as " + value);
            return;
        }
        Values values = of(name, unit);
        values.values.add(value);
        values.exact &= exact;
    }

    /** A value that is not there, and why. */
    void missing(String name, String unit, String problem) {
        Values values = of(name, unit);
        values.missing++;
        values.problem = problem;
    }

    private Values of(String name, String unit) {
        return all.computeIfAbsent(new Key(line(name), line(unit)), key -> new Values());
    }

    /** A text as it can stand in a line. */
    static String line(String text) {
        return text.chars().noneMatch(Character::isISOControl) ? text : text.replaceAll("\\p{Cntrl}", " ");
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** The series, in the order in which they were first seen. */
    List<Series> series() {
        List<Series> series = new ArrayList<>();
        all.forEach((key, values) -> series.add(
                values.values.isEmpty()
                        ? Series.unknown(key.name, key.unit, values.problem)
                        : Series.of(key.name, key.unit, values.values, values.exact)));
        return series;
    }

    /** What of the series is not measured each time, a line each. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        all.forEach((key, values) -> {
            if (values.missing > 0 && !values.values.isEmpty()) {
                warnings.add(key.name + ": " + values.missing + " of " + (values.missing + values.values.size())
                        + " values in " + key.unit + " were not measured (" + values.problem
                        + "); the others are used");
            }
        });
        return warnings;
    }
}
