package dev.edenscope.verify;

/**
 * An amount before and after a change.
 *
 * @param before in the older source
 * @param after in the newer one
 * @param least the smallest relative change that is one: less lies between two runs of one program
 */
public record Compared(Estimate before, Estimate after, double least) {
    private static final double ERRORS = 3; // standard errors: less is chance, once in 370 comparisons it is not

    /** Whether both are known. */
    public boolean isKnown() {
        return before.isKnown() && after.isKnown();
    }

    /** How much less it is now; below 0 where it is more. */
    public double fall() {
        return before.value() - after.value();
    }

    /** By how much it has changed, of what it was: -0.5 for half of it; infinite where it was nothing. */
    public double change() {
        return fall() == 0 ? 0 : -fall() / before.value();
    }

    /** The standard error of the difference. */
    public double error() {
        return Math.hypot(before.error(), after.error());
    }

    /** Where it went: only what is more than chance counts. */
    public Direction direction() {
        if (!isKnown()) {
            return Direction.UNKNOWN;
        }
        boolean chance = Math.abs(fall()) <= ERRORS * error() || Math.abs(change()) < least;
        return chance ? Direction.SAME : fall() > 0 ? Direction.FELL : Direction.ROSE;
    }
}
