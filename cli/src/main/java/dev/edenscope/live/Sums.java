package dev.edenscope.live;

import dev.edenscope.live.Row.Of;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What readings add up to, by line, caller or class: what was allocated in all of them, or is in use at the last.
 *
 * <p>Cost: linear in the readings' samples.
 */
final class Sums {
    private static final int OBJECTS = 0;
    private static final int BYTES = 1;
    private static final int WEIGHT = 2;

    private final Map<Of, double[]> sums = new HashMap<>();
    private final double[] total = new double[3];
    private long taken;
    private boolean exact = true;

    /** What a sample counts for, which may be nothing. */
    private interface Grouping {
        Collection<Of> of(Reading reading, int sample);
    }

    private Sums(List<Reading> readings, boolean inUse, Grouping grouping) {
        for (Reading reading : inUse && !readings.isEmpty() ? List.of(readings.get(readings.size() - 1)) : readings) {
            add(reading, inUse, grouping);
        }
    }

    private void add(Reading reading, boolean inUse, Grouping grouping) {
        Profile profile = reading.profile();
        int objects = profile.sampleType(inUse ? "inuse_objects" : "alloc_objects");
        int bytes = profile.sampleType(inUse ? "inuse_space" : "alloc_space");
        if (bytes < 0) {
            return;
        }
        double interval = Math.max(1, profile.header().period());
        exact &= reading.isExact() && !inUse;
        taken += Math.max(0, reading.samples(inUse));
        for (int i = 0; i < profile.sampleCount(); i++) {
            double count = objects < 0 ? Double.NaN : profile.value(i, objects);
            double size = profile.value(i, bytes);
            if (count == 0 || size == 0) {
                continue;
            }
            // A sample of an object stands for 1/(1-exp(-size/interval)) of them.
            double weight = Double.isNaN(count) ? size : count * -Math.expm1(-size / count / interval);
            add(total, count, size, weight);
            for (Of of : grouping.of(reading, i)) {
                add(sums.computeIfAbsent(of, key -> new double[3]), count, size, weight);
            }
        }
    }

    private static void add(double[] sum, double objects, double bytes, double weight) {
        sum[OBJECTS] += objects;
        sum[BYTES] += bytes;
        sum[WEIGHT] += weight;
    }

    // Groupings

    /** By line: what it allocates by itself or through the JDK. */
    static Sums lines(List<Reading> readings, boolean inUse) {
        return new Sums(
                readings,
                inUse,
                (reading, sample) -> List.of(Of.line(lines(reading, sample).get(0))));
    }

    /** By the line that calls the last of a path, which goes from a line that allocates to its callers. */
    static Sums callers(List<Reading> readings, boolean inUse, List<Site> path) {
        return new Sums(readings, inUse, (reading, sample) -> {
            List<Site> lines = lines(reading, sample);
            if (!begins(lines, path)) {
                return List.of();
            }
            return List.of(
                    lines.size() > path.size()
                            ? Of.line(lines.get(path.size()))
                            : Of.end(reading.begin(reading.profile().stack(sample))));
        });
    }

    /** By class: what the first line of a path allocates as it is called by the rest. */
    static Sums classes(List<Reading> readings, boolean inUse, List<Site> path) {
        return new Sums(
                readings,
                inUse,
                (reading, sample) ->
                        begins(lines(reading, sample), path) ? List.of(Of.type(type(reading, sample))) : List.of());
    }

    /** By line of a file, whose number is the row's name: what it allocates, {@code deep} with all that it calls. */
    static Sums file(List<Reading> readings, boolean inUse, String file, boolean deep) {
        return new Sums(readings, inUse, (reading, sample) -> {
            List<Site> lines = lines(reading, sample);
            Set<Of> found = new HashSet<>();
            for (Site site : deep ? lines : lines.subList(0, 1)) {
                if (site.file().equals(file)) {
                    found.add(Of.type(Long.toString(site.line())));
                }
            }
            return found;
        });
    }

    private static List<Site> lines(Reading reading, int sample) {
        return reading.lines(reading.profile().stack(sample));
    }

    private static boolean begins(List<Site> lines, List<Site> path) {
        return lines.size() >= path.size() && lines.subList(0, path.size()).equals(path);
    }

    private static String type(Reading reading, int sample) {
        for (Label label : reading.profile().labels(sample)) {
            if (label.key().equals("class")) {
                return label.text();
            }
        }
        return "objects of unknown class";
    }

    // Results

    /** The rows, largest first. */
    List<Row> rows(Rank rank) {
        List<Row> rows = new ArrayList<>();
        sums.forEach((of, sum) -> rows.add(row(of, sum)));
        rows.sort(Comparator.comparingDouble((Row row) -> -row.in(rank))
                .thenComparing(row -> row.of().name()));
        return rows;
    }

    Map<String, Row> byName() {
        Map<String, Row> rows = new HashMap<>();
        sums.forEach((of, sum) -> rows.put(of.name(), row(of, sum)));
        return rows;
    }

    /** All samples, of whatever row. */
    Row total() {
        return row(Of.type(""), total);
    }

    private Row row(Of of, double[] sum) {
        boolean known = taken > 0 && total[WEIGHT] > 0;
        double samples = exact ? Double.POSITIVE_INFINITY : known ? taken * sum[WEIGHT] / total[WEIGHT] : Double.NaN;
        return new Row(of, sum[OBJECTS], sum[BYTES], samples);
    }
}
