package dev.edenscope.budget;

/**
 * Whether a budget is kept by what was measured.
 *
 * @param verdict by the value alone: how far off it may be is shown beside, and no excuse
 */
public record Outcome(Budget budget, Measured measured, Verdict verdict) {
    /** What came of a budget. All but the first are breaches. */
    public enum Verdict {
        KEPT("kept"),
        OVER("over"),
        UNDER("under"),
        NOT_MEASURED("not measured");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        /** In words: {@code not measured}. */
        @Override
        public String toString() {
            return text;
        }
    }

    /** Holds a measurement against a budget. */
    static Outcome of(Budget budget, Measured measured) {
        return new Outcome(budget, measured, verdict(budget, measured));
    }

    private static Verdict verdict(Budget budget, Measured measured) {
        if (!measured.isMeasured()) {
            return Verdict.NOT_MEASURED;
        }
        if (measured.value() > budget.most()) {
            return Verdict.OVER;
        }
        return measured.value() < budget.least() ? Verdict.UNDER : Verdict.KEPT;
    }

    public boolean isKept() {
        return verdict == Verdict.KEPT;
    }

    /** Whether the measurement may be off by more than the tolerance, so that another one may come out the other way. */
    public boolean isUnsure() {
        double limit = measured.value() > budget.value() ? budget.most() : budget.least();
        boolean limited =
                measured.value() > budget.value() || budget.tolerance().twoSided();
        return measured.isMeasured()
                && measured.error() > 0
                && limited
                && Math.abs(measured.value() - limit) <= measured.error();
    }
}
