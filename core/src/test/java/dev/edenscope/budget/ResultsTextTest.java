package dev.edenscope.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.budget.Comparison.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResultsTextTest {
    private static final String ENCODE = "com.acme.codec.Codec.encode:size=100";
    private static final String DECODE = "com.acme.codec.Codec.decode";

    /** Some marks, so that a test sees what stands out. */
    private static final Paint MARKS = new Paint() {
        @Override
        public String heading(String line) {
            return "#" + line;
        }

        @Override
        public String difference(Verdict verdict, String text) {
            return verdict == Verdict.BETTER ? "<" + text + ">" : verdict == Verdict.WORSE ? "!" + text + "!" : text;
        }
    };

    private static List<Double> around(double middle, int count) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(middle * (1 + (i - count / 2) / 100.0));
        }
        return values;
    }

    private static Results before() {
        return new Results(
                "results/old/a.json",
                List.of(
                        Series.of(ENCODE, "ns/op", around(15_149, 10), false),
                        Series.of(ENCODE, Series.ALLOCS, List.of(23.0, 23.0), true),
                        Series.of(ENCODE, Series.BYTES, around(401_490, 10), false),
                        Series.of(DECODE, "ns/op", around(0.3125, 3), false),
                        Series.of(DECODE, Series.ALLOCS, List.of(0.0), true),
                        Series.of("com.acme.codec.Gone.away", Series.ALLOCS, List.of(2.5), true)),
                List.of("jdk: 17.0.8", "threads: 1"),
                List.of());
    }

    private static Results after() {
        return new Results(
                "results/new/a.json",
                List.of(
                        Series.of(ENCODE, "ns/op", around(9_000, 12), false),
                        Series.of(ENCODE, Series.ALLOCS, List.of(2.0), true),
                        Series.of(ENCODE, Series.BYTES, around(401_491, 10), false),
                        Series.of(DECODE, "ns/op", around(0.5, 3), false),
                        Series.of(DECODE, Series.ALLOCS, List.of(1.0), true),
                        Series.unknown("com.acme.codec.New.one", Series.ALLOCS, "it could not be counted")),
                List.of("jdk: 25", "threads: 1"),
                List.of());
    }

    @Test
    void aRunIsATableOfItsUnits() {
        assertThat(ResultsText.of(before(), MARKS)).isEqualTo("""
                jdk: 17.0.8
                threads: 1
                in com.acme.codec

                #                              ns/op  allocs/op           B/op     n
                Codec.encode:size=100  15.07µs ± 4%         23  390.1KiB ± 4%  10/2
                Codec.decode           0.3125ns ± ∞          0              -   3/1
                Gone.away                         -        2.5              -     1

                ± ∞: bounds of 95 % take 6 values or more
                """);
        assertThat(ResultsText.of(after(), Paint.PLAIN))
                .contains("\nNew.one                           -          -              -\n")
                .endsWith("\n- New.one allocs/op: it could not be counted\n");
    }

    @Test
    void runsAreComparedUnitByUnit() {
        assertThat(ResultsText.compared(List.of(before(), after()), Comparison.ALPHA, MARKS))
                .isEqualTo("""
                threads: 1
                only old/a.json: jdk: 17.0.8
                only new/a.json: jdk: 25
                in com.acme.codec

                #ns/op                     old/a.json    new/a.json  vs base
                Codec.encode:size=100  15.073µs ± 4%  8.955µs ± 4%  <-40.59%>  (p=0.000 n=10+12)
                Codec.decode            0.3125ns ± ∞  0.5000ns ± ∞        ?  (n=3)
                geomean                                              -2.50%

                #allocs/op              old/a.json  new/a.json  vs base
                Codec.encode:size=100          23           2  <-91.30%>  (exact n=2+1)
                Codec.decode                    0           1       !+1!  (exact n=1)
                Gone.away                     2.5           -           (not in new/a.json)
                New.one                         -           -           (not in old/a.json; it could not be counted)
                geomean                                              ?  (of 2)

                #B/op                      old/a.json     new/a.json  vs base
                Codec.encode:size=100  390.1KiB ± 4%  390.1KiB ± 4%        ~  (p=0.739 n=10)

                ± ∞: bounds of 95 % take 6 values or more
                ?: too few values; a difference at 0.05 takes 4 or more on each side
                geomean ?: there is none where a value is 0
                """);
    }
}
