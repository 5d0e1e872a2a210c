package dev.edenscope.budget;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a run of benchmarks or tests measured.
 *
 * @param source what it was read from, for headings and errors
 * @param series in the order of the source; one for each name and unit
 * @param notes what the source says of the machine and the JVM, a line each: {@code jdk: 17.0.15}, {@code goos: linux}
 * @param warnings what of the source was left out, a line each
 */
public record Results(String source, List<Series> series, List<String> notes, List<String> warnings) {
    public Results {
        series = List.copyOf(series);
        notes = List.copyOf(notes);
        warnings = List.copyOf(warnings);
    }

    /** The series whose names are wanted. */
    public Results filtered(Predicate<String> wanted) {
        List<Series> some =
                series.stream().filter(one -> wanted.test(one.name())).toList();
        return new Results(source, some, notes, warnings);
    }

    /** What was measured, each name once, in order. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        series.forEach(one -> names.add(one.name()));
        return names;
    }

    /** In which units, each once, in order. */
    public Set<String> units() {
        Set<String> units = new LinkedHashSet<>();
        series.forEach(one -> units.add(one.unit()));
        return units;
    }

    /** A quantity, if there is one of that name and unit. */
    public Optional<Series> find(String name, String unit) {
        return series.stream()
                .filter(one -> one.name().equals(name) && one.unit().equals(unit))
                .findFirst();
    }
}
