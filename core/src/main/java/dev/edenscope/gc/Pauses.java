package dev.edenscope.gc;

import java.util.List;

/**
 * Times in which the application stood still.
 *
 * @param count how many there were
 * @param p50Seconds half of them were no longer
 * @param p99Seconds 99 of 100 were no longer
 * @param maxSeconds the longest
 * @param totalSeconds all together
 */
public record Pauses(int count, double p50Seconds, double p99Seconds, double maxSeconds, double totalSeconds) {
    public static final Pauses NONE = new Pauses(0, 0, 0, 0, 0);

    static Pauses of(List<Collection> collections) {
        double[] seconds = collections.stream()
                .flatMap(collection -> collection.phases().stream())
                .filter(phase -> phase.stopped() && !Double.isNaN(phase.seconds()))
                .mapToDouble(Phase::seconds)
                .sorted()
                .toArray();
        double total = 0;
        for (double each : seconds) {
            total += each;
        }
        int count = seconds.length;
        return count == 0
                ? NONE
                : new Pauses(count, rank(seconds, 0.5), rank(seconds, 0.99), seconds[count - 1], total);
    }

    /** The smallest value that this share of all do not exceed. */
    private static double rank(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
