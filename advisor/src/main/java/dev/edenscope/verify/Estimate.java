package dev.edenscope.verify;

/**
 * A measured amount.
 *
 * @param value the amount; NaN where it is not known
 * @param error its standard error, of sampling alone; 0 where everything was counted
 */
public record Estimate(double value, double error) {
    /** What a source does not tell. */
    public static final Estimate UNKNOWN = new Estimate(Double.NaN, 0);

    /** Whether it was measured. */
    public boolean isKnown() {
        return !Double.isNaN(value);
    }

    Estimate plus(Estimate other) {
        return new Estimate(value + other.value, Math.hypot(error, other.error));
    }

    Estimate per(double divisor) {
        return new Estimate(value / divisor, error / divisor);
    }
}
