package dev.edenscope.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatisticsTest {
    private static final List<Double> NONE = List.of();

    private static List<Double> upTo(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> (double) i).toList();
    }

    // Which order statistics bound the median: tables of nonparametric intervals have 1 and 6 of 6, 2 and 9 of 10, ...
    @ParameterizedTest
    @CsvSource({"6,1,6", "7,1,7", "10,2,9", "15,4,12", "20,6,15", "30,10,21", "50,18,32"})
    void boundsAreOrderStatistics(int count, double low, double high) {
        assertThat(Summary.of(upTo(count))).isEqualTo(new Summary(count, (count + 1) / 2.0, low, high));
    }

    @Test
    void boundsCoverTheMedianWithTheirConfidenceAndAreNotWiderThanNeedBe() {
        for (int count = 1; count <= 200; count++) {
            Summary summary = Summary.of(upTo(count));
            assertThat(summary.isBounded()).isEqualTo(count >= Summary.BOUNDED_COUNT);
            if (summary.isBounded()) {
                int low = (int) summary.low();
                int high = (int) summary.high();
                assertThat(coverage(count, low, high)).isGreaterThanOrEqualTo(0.95);
                assertThat(coverage(count, low + 1, high)).isLessThan(0.95);
                assertThat(coverage(count, low, high - 1)).isLessThan(0.95);
            }
        }
        assertThat(Summary.of(upTo(100_000)).low()).isEqualTo(49_690, within(1.0)); // n/2 - 1.96 sqrt(n)/2
    }

    /** Probability that the median lies between two order statistics, by Pascal's triangle. */
    private static double coverage(int count, int low, int high) {
        double[] row = {1};
        for (int n = 1; n <= count; n++) {
            double[] next = new double[n + 1];
            for (int k = 0; k < n; k++) {
                next[k] += row[k] / 2;
                next[k + 1] += row[k] / 2;
            }
            row = next;
        }
        double sum = 0;
        for (int k = low; k < high; k++) {
            sum += row[k];
        }
        return sum;
    }

    @Test
    void theMedianIsInTheMiddle() {
        assertThat(Summary.of(List.of(3.0, 1.0, 2.0)).median()).isEqualTo(2);
        assertThat(Summary.of(List.of(4.0, 1.0, 3.0, 2.0)).median()).isEqualTo(2.5);
        assertThat(Summary.of(List.of(7.0)))
                .isEqualTo(new Summary(1, 7, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    @Test
    void pIsThatOfRsExample() {
        // ?wilcox.test: permeability constants of the placental membrane; W = 35, one-sided p 0.1272
        List<Double> term = List.of(0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46);
        List<Double> preterm = List.of(1.15, 0.88, 0.90, 0.74, 1.21);
        assertThat(MannWhitney.p(term, preterm)).isEqualTo(2 * 0.1272, within(1e-4));
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "2,2,0.333333", "3,3,0.1", "4,4,0.028571", "5,5,0.007937", "9,9,0.0000411", "3,10,0.006993"})
    void theLeastPIsThatOfSamplesApart(int some, int others, double p) {
        assertThat(MannWhitney.least(some, others)).isEqualTo(p, within(1e-6));
        List<Double> high = upTo(others).stream().map(value -> value + 100).toList();
        assertThat(MannWhitney.p(upTo(some), high)).isEqualTo(p, within(1e-6));
        assertThat(MannWhitney.p(high, upTo(some))).isEqualTo(p, within(1e-6));
    }

    @Test
    void pIsTheShareOfAllWaysToDealTheValues() {
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            int some = 1 + random.nextInt(5);
            int all = some + 1 + random.nextInt(6);
            int sizes = 1 + random.nextInt(12); // few: ties
            double[] values = random.ints(all, 0, sizes).asDoubleStream().toArray();
            double p = MannWhitney.p(dealt(values, (1 << some) - 1, true), dealt(values, (1 << some) - 1, false));
            assertThat(p).as("round %d", round).isEqualTo(counted(values, some), within(1e-9));
        }
    }

    private static List<Double> dealt(double[] values, int hand, boolean taken) {
        List<Double> dealt = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if ((hand >> i & 1) == 1 == taken) {
                dealt.add(values[i]);
            }
        }
        return dealt;
    }

    private static double counted(double[] values, int some) {
        double seen = wins(values, (1 << some) - 1);
        double below = 0;
        double above = 0;
        double hands = 0;
        for (int hand = 0; hand < 1 << values.length; hand++) {
            if (Integer.bitCount(hand) == some) {
                hands++;
                below += wins(values, hand) <= seen ? 1 : 0;
                above += wins(values, hand) >= seen ? 1 : 0;
            }
        }
        return seen == some * (values.length - some) / 2.0 ? 1 : Math.min(1, 2 * Math.min(below, above) / hands);
    }

    private static double wins(double[] values, int hand) {
        double wins = 0;
        for (double one : dealt(values, hand, true)) {
            for (double other : dealt(values, hand, false)) {
                wins += one > other ? 1 : one == other ? 0.5 : 0;
            }
        }
        return wins;
    }

    // scipy.stats.mannwhitneyu(x, y, method="asymptotic"), x = 1 .. 60, y = 1 + shift .. 60 + shift
    @ParameterizedTest
    @CsvSource({"0,1", "5,0.131938045", "10,0.0039218839", "20,1.55117759e-07"})
    void manyValuesAreApproximatelyNormal(int shift, String p) {
        List<Double> shifted = upTo(60).stream().map(value -> value + shift).toList();
        assertThat(MannWhitney.p(upTo(60), shifted)).isEqualTo(Double.parseDouble(p), within(2e-7));
    }

    @Test
    void aGeometricMeanIsOfWhatBothSidesHave() {
        Comparison half = compared(List.of(4.0), List.of(2.0));
        Comparison twice = compared(List.of(1.0), List.of(2.0));
        assertThat(Comparison.meanRatio(List.of(half, twice)).getAsDouble()).isEqualTo(1, within(1e-12));
        assertThat(Comparison.meanRatio(List.of(half, half, twice)).getAsDouble())
                .isEqualTo(Math.cbrt(0.5), within(1e-12));
        assertThat(Comparison.meanRatio(List.of(half, compared(List.of(1.0), NONE)))
                        .getAsDouble())
                .isEqualTo(0.5, within(1e-12));
        assertThat(Comparison.meanRatio(List.of(half, compared(List.of(0.0), List.of(0.0))))
                        .getAsDouble())
                .isEqualTo(Math.sqrt(0.5), within(1e-12));
        assertThat(Comparison.meanRatio(List.of(half, compared(List.of(0.0), List.of(1.0)))))
                .isEmpty();
        assertThat(Comparison.meanRatio(List.of())).isEmpty();
    }

    private static Comparison compared(List<Double> before, List<Double> after) {
        return Comparison.of(series(before), series(after), Comparison.ALPHA);
    }

    private static Series series(List<Double> values) {
        return values.isEmpty() ? Series.unknown("a", "ns/op", "not there") : Series.of("a", "ns/op", values, false);
    }
}
