package dev.edenscope.why;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class AlignmentTest {
    /** A line a word, from a number on. */
    private static SortedMap<Integer, String> lines(int first, String text) {
        SortedMap<Integer, String> lines = new TreeMap<>();
        int line = first;
        for (String word : text.split(" ", -1)) {
            lines.put(line++, word);
        }
        return lines;
    }

    @Test
    void linesThatDoTheSameAreOneWhereverTheyStand() {
        Alignment alignment = new Alignment(lines(10, "a b c d"), lines(30, "a x b c d"));
        assertThat(alignment.ofBefore(11)).isEqualTo(alignment.ofAfter(32));
        assertThat(alignment.ofBefore(13)).isEqualTo(alignment.ofAfter(34));
        assertThat(alignment.isEmptyBefore(alignment.ofAfter(31))).isTrue();
    }

    @Test
    void aChangedLineStandsWhereTheOldOneStood() {
        Alignment alignment = new Alignment(lines(10, "a b c"), lines(10, "a B c"));
        assertThat(alignment.ofBefore(11)).isEqualTo(alignment.ofAfter(11)).isNotEqualTo(alignment.ofBefore(10));
    }

    @Test
    void aLineThatIsGoneHasNoCounterpart() {
        Alignment alignment = new Alignment(lines(10, "a b a b"), lines(10, "a a b"));
        assertThat(alignment.isEmptyAfter(alignment.ofBefore(11))).isTrue();
        assertThat(alignment.ofBefore(12)).isEqualTo(alignment.ofAfter(11));
    }
}
