package dev.edenscope.verify;

import dev.edenscope.advice.Advice;
import dev.edenscope.gc.GcPicture;
import dev.edenscope.report.UsageException;
import dev.edenscope.why.Escapes;
import dev.edenscope.why.Renamed;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Two recordings, one before a change and one after it.
 *
 * @param per what their amounts are compared by
 * @param objects all that were made; estimates where one of them was sampled
 * @param bytes the same in bytes
 * @param lines those of the application that made objects in either, the largest differences first
 * @param escapes what became of the places where objects reached the heap, where both have evidence
 * @param sameProgram whether both are known to be of the same code on the same JVM, so that what differs is chance
 * @param gcBefore what garbage collection cost, where that is known
 * @param gcAfter the same after the change
 * @param predictions what advice on the older one expected, the largest first
 * @param predictedIntervalSeconds between two collections if all advice is followed; absent where there is no model
 * @param notes what is to be known of the comparison, a line each
 */
public record Recordings(
        Per per,
        Compared objects,
        Compared bytes,
        List<Line> lines,
        Optional<Escapes> escapes,
        boolean sameProgram,
        Optional<GcPicture> gcBefore,
        Optional<GcPicture> gcAfter,
        List<Prediction> predictions,
        OptionalDouble predictedIntervalSeconds,
        List<String> notes) {
    public Recordings {
        lines = List.copyOf(lines);
        predictions = List.copyOf(predictions);
        notes = List.copyOf(notes);
    }

    /**
     * Compares two recordings. Costs what {@link Escapes#between} does where both have evidence.
     *
     * @param by {@code second}, {@code recording}, or a method whose calls both have counted; empty for the best that there is
     * @param renamed what has another name in the older one
     * @param advice on the older one
     * @throws UsageException if {@code by} asks for what they do not have
     */
    public static Recordings of(Recorded before, Recorded after, String by, Renamed renamed, Advice advice) {
        return new Ledger(before, after, Per.of(before.profile(), after.profile(), by, renamed), renamed).of(advice);
    }

    /** By which the whole is judged. */
    public Quantity quantity() {
        return Quantity.of(objects, bytes);
    }

    /** What is judged: all that was made, or objects alone, or bytes. */
    public Compared amount() {
        return quantity() == Quantity.OBJECTS ? objects : bytes;
    }

    /** Whether both counted every object, and not by the second. */
    public boolean isExact() {
        return bytes.error() == 0 && per.kind() != Per.Kind.SECOND;
    }

    /** Where the whole went, objects and bytes together. */
    public Direction whole() {
        Direction other = objects.isKnown() ? objects.direction() : Direction.SAME;
        Direction one = bytes.direction();
        return one == other || other == Direction.SAME ? one : one == Direction.SAME ? other : Direction.MIXED;
    }

    /** Whether it has to be judged by single lines: the whole is what it was, as far as can be told. */
    public boolean isOfLines() {
        return whole() == Direction.SAME && !sameProgram && proven() + worse() > 0;
    }

    /** How many lines make fewer objects, and what made them is gone. */
    public long proven() {
        return lines.stream().filter(each -> each.proof() == Proof.GONE).count();
    }

    /** How many lines make more objects by what was not there before. */
    public long worse() {
        return lines.stream().filter(each -> each.proof() == Proof.NEW).count();
    }

    /** The runtime proof: where the whole went, or else the lines that changed. */
    public Direction runtime() {
        if (sameProgram) {
            return Direction.SAME;
        }
        if (!isOfLines()) {
            return whole();
        }
        return proven() > 0 && worse() > 0 ? Direction.MIXED : proven() > 0 ? Direction.FELL : Direction.ROSE;
    }

    /** The static proof: whether what is gone from compiled code accounts for most of what fell. */
    public Proof proof() {
        if (escapes.isEmpty()) {
            return Proof.UNKNOWN;
        }
        if (isOfLines()) {
            return worse() > 0 ? Proof.NEW : Proof.GONE;
        }
        return switch (runtime()) {
            case FELL ->
                goneShare() >= Line.MOST ? Proof.GONE : stillShare() > 1 - Line.MOST ? Proof.STILL : Proof.UNKNOWN;
            case ROSE -> worse() > 0 ? Proof.NEW : Proof.STILL;
            case SAME, MIXED, UNKNOWN -> Proof.NONE;
        };
    }

    /** How much of the fall the escapes that are gone account for, 0 to 1; 0 where nothing fell. */
    public double goneShare() {
        double fall = amount().fall();
        double gone = fallen().mapToDouble(line -> line.gone(quantity())).sum();
        return fall > 0 ? Math.min(1, gone / fall) : 0;
    }

    /** How much of it fell at places that are still there. */
    private double stillShare() {
        double still = fallen().mapToDouble(
                        line -> line.amount(quantity()).fall() - line.gone(quantity()) - line.unknown(quantity()))
                .sum();
        return still / amount().fall();
    }

    private Stream<Line> fallen() {
        return lines.stream().filter(line -> line.amount(quantity()).direction() == Direction.FELL);
    }
}
