package dev.edenscope.live;

import dev.edenscope.gc.Collection;
import dev.edenscope.gc.GcHistory;
import dev.edenscope.gc.GcPicture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What was seen of a JVM up to now: figures of the last looks for the chart, collections of the last minute, stacks of the
 * last thirty looks (of fewer where they are many). Immutable.
 *
 * @param readings the last ones, oldest first
 * @param figures the last ones, oldest first
 * @param histories collections of the last minute, oldest first
 */
record Seen(List<Reading> readings, List<Figure> figures, List<GcHistory> histories) {
    static final Seen NOTHING = new Seen(List.of(), List.of(), List.of());

    private static final int MOST_READINGS = 30;
    private static final int MOST_SAMPLES = 200_000; // of all readings
    private static final int MOST_FIGURES = 1000;
    private static final double COLLECTION_SECONDS = 60;

    /**
     * A column of the chart.
     *
     * @param bytesPerSecond allocated; NaN where unknown
     * @param collections how many began; -1 where unknown
     * @param full whether one of them stopped the application for the whole heap
     */
    record Figure(double bytesPerSecond, int collections, boolean full) {
        static Figure of(Reading reading) {
            OptionalDouble rate = reading.bytesPerSecond();
            List<Collection> collections =
                    reading.collections().map(GcHistory::collections).orElse(List.of());
            return new Figure(
                    rate.orElse(Double.NaN),
                    reading.collections().isPresent() ? collections.size() : -1,
                    collections.stream().anyMatch(each -> each.kind() == Collection.Kind.FULL));
        }
    }

    Seen {
        readings = List.copyOf(readings);
        figures = List.copyOf(figures);
        histories = List.copyOf(histories);
    }

    /** This and one more reading. */
    Seen with(Reading reading) {
        List<GcHistory> more = new ArrayList<>(histories);
        reading.collections().ifPresent(more::add);
        while (more.size() > 1 && seconds(more.subList(1, more.size())) >= COLLECTION_SECONDS) {
            more.remove(0);
        }
        return new Seen(kept(reading), last(MOST_FIGURES, added(figures, Figure.of(reading))), more);
    }

    private List<Reading> kept(Reading reading) {
        List<Reading> kept = last(MOST_READINGS, added(readings, reading));
        int samples = 0;
        for (int i = kept.size() - 1; i >= 0; i--) {
            samples += kept.get(i).profile().sampleCount();
            if (samples > MOST_SAMPLES && i < kept.size() - 1) {
                return kept.subList(i + 1, kept.size());
            }
        }
        return kept;
    }

    private static <T> List<T> added(List<T> list, T one) {
        List<T> more = new ArrayList<>(list);
        more.add(one);
        return more;
    }

    private static double seconds(List<GcHistory> histories) {
        return histories.stream().mapToDouble(each -> each.seconds().orElse(0)).sum();
    }

    /** The last of a list. */
    static <T> List<T> last(int count, List<T> list) {
        return list.subList(Math.max(0, list.size() - count), list.size());
    }

    /** How long these readings took together. */
    static double secondsOf(List<Reading> readings) {
        return readings.stream().mapToDouble(Reading::seconds).sum();
    }

    /** The collections of the last minute; absent where they are not known. */
    Optional<GcPicture> collections() {
        if (histories.isEmpty()) {
            return Optional.empty();
        }
        GcHistory first = histories.get(0);
        GcHistory last = histories.get(histories.size() - 1);
        List<Collection> collections = new ArrayList<>();
        for (GcHistory history : histories) {
            for (Collection each : history.collections()) {
                collections.add(numbered(each, collections.size()));
            }
        }
        return Optional.of(GcPicture.of(new GcHistory(
                last.source(),
                last.collector(),
                first.beginSeconds(),
                last.endSeconds(),
                collections,
                cpu(),
                last.limits(),
                OptionalLong.empty(),
                GcHistory.Stalls.NONE,
                last.pauseUnitSeconds(),
                List.of())));
    }

    private static Collection numbered(Collection of, long number) {
        return new Collection(
                number,
                of.kind(),
                of.name(),
                of.cause(),
                of.startSeconds(),
                of.endSeconds(),
                of.heap(),
                of.phases(),
                of.details());
    }

    private GcHistory.Cpu cpu() {
        double gc = 0;
        double process = 0;
        for (GcHistory history : histories) {
            gc += history.cpu().gcSeconds().orElse(Double.NaN);
            process += history.cpu().processSeconds().orElse(Double.NaN);
        }
        OptionalInt processors = histories.get(histories.size() - 1).cpu().processors();
        return new GcHistory.Cpu(known(gc), known(process), processors, false);
    }

    private static OptionalDouble known(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
