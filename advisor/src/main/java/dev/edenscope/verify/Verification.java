package dev.edenscope.verify;

import java.util.Optional;

/**
 * Whether a change made a program allocate less, by the two proofs that there are: the runtime's, that fewer objects are made, and
 * the static one, that what made them is gone from the compiled code. At least one of the two sources is there.
 *
 * @param recordings of the program
 * @param benchmarks their results
 */
public record Verification(Optional<Recordings> recordings, Optional<Benchmarks> benchmarks) {
    public Verification {
        if (recordings.isEmpty() && benchmarks.isEmpty()) {
            throw new IllegalArgumentException("nothing to verify");
        }
    }

    /** Where the allocations went: all sources that tell of a difference have to agree. */
    public Direction runtime() {
        Direction one = recordings.map(Recordings::runtime).orElse(Direction.UNKNOWN);
        Direction other = benchmarks.map(Benchmarks::runtime).orElse(Direction.UNKNOWN);
        if (one == other || other == Direction.UNKNOWN || (other == Direction.SAME && one != Direction.UNKNOWN)) {
            return one;
        }
        return one == Direction.UNKNOWN || one == Direction.SAME ? other : Direction.MIXED;
    }

    /** What the compiled code says; unknown without recordings. */
    public Proof proof() {
        return recordings.map(Recordings::proof).orElse(Proof.UNKNOWN);
    }

    /** Whether what fell is proven: results of benchmarks, which hold no static proof, need exact counts where they are alone. */
    private boolean isProven() {
        return recordings.isEmpty() ? benchmarks.get().isCounted() : proof() == Proof.GONE;
    }

    /** What comes of it. */
    public Verdict verdict() {
        return switch (runtime()) {
            case FELL -> isProven() ? Verdict.PROVEN : Verdict.NOT_PROVEN;
            case ROSE -> Verdict.WORSE;
            case SAME, MIXED, UNKNOWN -> Verdict.NOT_PROVEN;
        };
    }

    /** Why, in a sentence. */
    public String reason() {
        return switch (runtime()) {
            case FELL -> fell();
            case ROSE -> "more is allocated than before" + ofLines();
            case SAME -> same();
            case MIXED -> "some of it fell and some rose; that is a trade, no saving";
            case UNKNOWN -> "what is allocated is not known of both";
        };
    }

    private String fell() {
        if (recordings.isEmpty()) {
            return isProven()
                    ? "fewer objects are made per operation, exactly counted; the static proof is not known, as"
                            + " results of benchmarks do not hold it: give recordings as well"
                    : "less is allocated per operation, but objects were not counted exactly";
        }
        return switch (proof()) {
            case GONE -> "less is allocated" + ofLines() + ", and what made it is gone from the compiled code";
            case STILL -> "less is allocated, but what makes it is still in the compiled code: it is run less often";
            case NEW, NONE, UNKNOWN ->
                "less is allocated; whether what made it is gone from the compiled code is" + " not known";
        };
    }

    private String same() {
        if (recordings.map(Recordings::sameProgram).orElse(false)) {
            return "the program and its JVM are the same in both, so what differs is chance";
        }
        if (benchmarks.isPresent() && benchmarks.get().isFaster()) {
            return "faster, but with the same allocations: speed has many reasons and is no proof";
        }
        boolean exact = recordings.isEmpty() || recordings.get().isExact();
        return exact ? "as much is allocated as before" : "what differs is within the noise";
    }

    private String ofLines() {
        if (recordings.isEmpty() || !recordings.get().isOfLines()) {
            return "";
        }
        long count = recordings.get().proven() + recordings.get().worse();
        return " at " + count + (count == 1 ? " line" : " lines") + ", while the whole is within the noise";
    }
}
