package dev.edenscope.budget;

import java.util.Arrays;
import java.util.Collection;

/**
 * The Mann-Whitney U test: how likely two samples differ as much as they do, in either direction, if what they are samples of
 * is the same. It asks for ranks alone, so it holds whatever the distribution.
 *
 * <p>The probability is exact, ties included, up to {@value #MOST_PAIRS} pairs of a value of the one and one of the other, and
 * beyond that of the normal approximation, corrected for ties and continuity. So many take some 50 ms, 400 less than one.
 */
final class MannWhitney {
    private static final int MOST_PAIRS = 2500;

    private final int first;
    private final int second; // not fewer than the first
    private final int[] ties; // how many values there are of each size, smallest first
    private final long twiceU; // twice in how many pairs that of the first sample is the larger; a tie is half a pair

    private MannWhitney(double[] some, double[] others) {
        first = some.length;
        second = others.length;
        double[] all = Arrays.copyOf(some, first + second);
        System.arraycopy(others, 0, all, first, second);
        Arrays.sort(all);
        Arrays.sort(some);
        int[] sizes = new int[all.length];
        int groups = 0;
        long pairs = 0;
        int seen = 0; // of the first sample
        for (int i = 0; i < all.length; groups++) {
            int from = i;
            while (i < all.length && Double.compare(all[i], all[from]) == 0) {
                i++;
            }
            int mine = 0;
            while (seen + mine < first && Double.compare(some[seen + mine], all[from]) == 0) {
                mine++;
            }
            int size = i - from;
            pairs += mine * (2L * (from - seen) + size - mine);
            seen += mine;
            sizes[groups] = size;
        }
        ties = Arrays.copyOf(sizes, groups);
        twiceU = pairs;
    }

    /**
     * The probability, from 0 to 1; 1 where all values are the same.
     *
     * @param some at least one value
     * @param others at least one value
     */
    static double p(Collection<Double> some, Collection<Double> others) {
        MannWhitney test = some.size() <= others.size()
                ? new MannWhitney(array(some), array(others))
                : new MannWhitney(array(others), array(some));
        long pairs = (long) test.first * test.second;
        if (test.ties.length == 1 || test.twiceU == pairs) {
            return 1;
        }
        return pairs <= MOST_PAIRS ? test.exact() : test.approximate();
    }

    /** The smallest probability that samples of these sizes can have: that of two of which one lies below the other. */
    static double least(int some, int others) {
        return Math.min(1, 2 / choose(some + others, some));
    }

    private static double[] array(Collection<Double> values) {
        return values.stream().mapToDouble(value -> value + 0.0).toArray(); // -0 becomes 0
    }

    /** Of all ways to deal the values to two samples, the share in which U is as far out. */
    private double exact() {
        // ways[m][u]: to give m of the values so far to the first sample, so that 2U is u (Klotz, J. H. (1966): The
        // Wilcoxon, ties, and the computer)
        double[][] ways = new double[first + 1][2 * first * second + 1];
        ways[0][0] = 1;
        int below = 0;
        for (int size : ties) {
            for (int m = Math.min(first, below + size); m > 0; m--) {
                for (int k = Math.max(1, m - below); k <= Math.min(size, m); k++) {
                    int others = below - (m - k); // smaller values in the second sample
                    if (others + size - k <= second) {
                        add(ways[m - k], choose(size, k), k * (2 * others + size - k), ways[m]);
                    }
                }
            }
            below += size;
        }
        double low = 0;
        double high = 0;
        for (int u = 0; u < ways[first].length; u++) {
            low += u <= twiceU ? ways[first][u] : 0;
            high += u >= twiceU ? ways[first][u] : 0;
        }
        return Math.min(1, 2 * Math.min(low, high) / choose(first + second, first));
    }

    private static void add(double[] from, double times, int shift, double[] to) {
        for (int u = 0; u + shift < to.length; u++) {
            to[u + shift] += times * from[u];
        }
    }

    private double approximate() {
        double pairs = (double) first * second;
        double all = first + second;
        double tied = 0;
        for (double size : ties) {
            tied += size * size * size - size;
        }
        double deviation = Math.sqrt(pairs / 12 * (all + 1 - tied / (all * (all - 1))));
        double distance = Math.abs(twiceU - pairs) / 2 - 0.5; // of U from its mean, corrected for continuity
        return Math.min(1, 2 * above(Math.max(0, distance) / deviation));
    }

    /** The normal distribution's share above {@code z}, from 0 on; within 7.5e-8 (Abramowitz and Stegun, 26.2.17). */
    private static double above(double z) {
        double t = 1 / (1 + 0.2316419 * z);
        double sum = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * sum;
    }

    private static double choose(int of, int some) {
        double ways = 1;
        for (int i = 1; i <= some; i++) {
            ways = ways * (of - some + i) / i;
        }
        return ways;
    }
}
