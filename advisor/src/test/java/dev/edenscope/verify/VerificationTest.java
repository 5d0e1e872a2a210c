package dev.edenscope.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.why.Escapes;
import dev.edenscope.why.Escapes.Kind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The table of docs/verify.md: what comes of which proofs. */
final class VerificationTest {
    private static final Per PER = new Per(Per.Kind.RECORDING, "", 1, 1);

    /** Objects of 16 bytes, with the error of so many samples; 0 samples where every one was counted. */
    private static Compared amount(double before, double after, int size, int samples) {
        double error = samples == 0 ? 0 : 1 / Math.sqrt(samples);
        return new Compared(
                new Estimate(before * size, before * size * error),
                new Estimate(after * size, after * size * error),
                samples == 0 ? 0.001 : 0.05);
    }

    private static Line line(double before, double after, int samples, Escape... escapes) {
        return new Line(
                "Till.java:10",
                "com.acme.Till.price",
                amount(before, after, 1, samples),
                amount(before, after, 16, samples),
                List.of(escapes));
    }

    private static Escape escape(Kind kind, double objects) {
        return new Escape(kind, "gone    Till.java:10", objects, objects * 16);
    }

    private static Recordings recordings(
            double before, double after, int samples, boolean evidence, boolean same, Line... lines) {
        return new Recordings(
                PER,
                amount(before, after, 1, samples),
                amount(before, after, 16, samples),
                List.of(lines),
                evidence ? Optional.of(new Escapes(0, 0, List.of())) : Optional.empty(),
                same,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                OptionalDouble.empty(),
                List.of());
    }

    private static Verdict verdict(Recordings recordings) {
        return new Verification(Optional.of(recordings), Optional.empty()).verdict();
    }

    @Test
    void bothProofsAreNeeded() {
        Line gone = line(100, 10, 0, escape(Kind.GONE, 90), escape(Kind.STILL, 10));
        Line still = line(100, 10, 0, escape(Kind.STILL, 100));
        Line unknown = line(100, 10, 0, escape(Kind.UNKNOWN, 100));
        assertThat(verdict(recordings(100, 10, 0, true, false, gone))).isEqualTo(Verdict.PROVEN);
        assertThat(verdict(recordings(100, 10, 0, true, false, still))).isEqualTo(Verdict.NOT_PROVEN);
        assertThat(verdict(recordings(100, 10, 0, true, false, unknown))).isEqualTo(Verdict.NOT_PROVEN);
        assertThat(verdict(recordings(100, 10, 0, false, false, line(100, 10, 0))))
                .isEqualTo(Verdict.NOT_PROVEN);
        assertThat(verdict(recordings(100, 10, 0, true, false))).isEqualTo(Verdict.NOT_PROVEN); // in no line of the app
        assertThat(List.of(gone.proof(), still.proof(), unknown.proof()))
                .containsExactly(Proof.GONE, Proof.STILL, Proof.UNKNOWN);
    }

    @Test
    void moreIsWorseWhateverTheCompiledCodeSays() {
        Line fresh = line(0, 50, 0, escape(Kind.NEW, 50));
        assertThat(fresh.proof()).isEqualTo(Proof.NEW);
        assertThat(verdict(recordings(100, 150, 0, true, false, fresh))).isEqualTo(Verdict.WORSE);
        assertThat(verdict(recordings(100, 150, 0, false, false))).isEqualTo(Verdict.WORSE);
    }

    @Test
    void aFallWithinTheErrorOfSamplingIsNone() {
        Line gone = line(100, 80, 16, escape(Kind.GONE, 20)); // 20 % less, known to 25 % each
        assertThat(gone.direction()).isEqualTo(Direction.SAME);
        assertThat(verdict(recordings(100, 80, 16, true, false, gone))).isEqualTo(Verdict.NOT_PROVEN);
        assertThat(verdict(recordings(100, 96, 1_000_000, true, false, line(100, 96, 1_000_000, escape(Kind.GONE, 4)))))
                .as("4 %: two runs of one program differ as much")
                .isEqualTo(Verdict.NOT_PROVEN);
        assertThat(verdict(recordings(100, 80, 10_000, true, false, line(100, 80, 10_000, escape(Kind.GONE, 20)))))
                .isEqualTo(Verdict.PROVEN);
        assertThat(verdict(recordings(100, 99, 0, true, false, line(100, 99, 0, escape(Kind.GONE, 1)))))
                .as("what is counted is compared as it is")
                .isEqualTo(Verdict.PROVEN);
    }

    @Test
    void whereTheWholeIsWithinTheNoiseLinesCountIfCodeChanged() {
        Line gone = line(20, 0, 10_000, escape(Kind.GONE, 20));
        Line fresh = line(0, 20, 10_000, escape(Kind.NEW, 20));
        assertThat(verdict(recordings(1000, 980, 10_000, true, false, gone))).isEqualTo(Verdict.PROVEN);
        assertThat(verdict(recordings(1000, 980, 10_000, true, true, gone)))
                .as("the same code: the JIT's luck")
                .isEqualTo(Verdict.NOT_PROVEN);
        assertThat(verdict(recordings(1000, 1020, 10_000, true, false, fresh))).isEqualTo(Verdict.WORSE);
        assertThat(verdict(recordings(1000, 1000, 10_000, true, false, gone, fresh)))
                .as("moved from one line to another")
                .isEqualTo(Verdict.NOT_PROVEN);
    }

    @Test
    void fewerObjectsOfMoreBytesAreATrade() {
        Recordings trade = new Recordings(
                PER,
                amount(100, 10, 1, 0),
                amount(100, 200, 16, 0),
                List.of(),
                Optional.of(new Escapes(0, 0, List.of())),
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                OptionalDouble.empty(),
                List.of());
        assertThat(trade.runtime()).isEqualTo(Direction.MIXED);
        assertThat(verdict(trade)).isEqualTo(Verdict.NOT_PROVEN);
    }
}
