package dev.edenscope.budget;

/**
 * What one quantity of a benchmark, a test or a method may come to.
 *
 * @param subject what it is a budget of
 * @param quantity which of its quantities
 * @param value the budget, from 0 on, in the quantity's unit
 * @param tolerance how far off the budget a measurement may be
 * @param place where it stands in its file
 */
public record Budget(Subject subject, Quantity quantity, double value, Tolerance tolerance, Place place) {
    /** What a budget can be of. */
    public enum Kind {
        BENCHMARK,
        TEST,
        METHOD;

        /** Its name in a file of budgets: {@code benchmark}. */
        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * What a budget is of.
     *
     * @param kind which decides where it is looked for: benchmarks and tests in results, methods in recordings
     * @param name by which it is found there: {@code com.acme.Codec.encode:size=100}, {@code com.acme.Orders.handle};
     *     {@link #EVERYTHING} for all that a recording has
     * @param title what people call it, {@code GET /orders}; empty for the name alone
     */
    public record Subject(Kind kind, String name, String title) {
        /** The method that is every method. */
        public static final String EVERYTHING = "*";

        /** The title with the name, or the name. */
        public String text() {
            return title.isEmpty() ? name : title + " (" + name + ")";
        }
    }

    /**
     * How far off its budget a measurement may be: by the share or by the floor, whichever is more.
     *
     * @param share of the budget, 0.02 for 2 %
     * @param floor in the quantity's unit
     * @param twoSided whether less than the budget is a breach too, so that what was gained is written down
     */
    public record Tolerance(double share, double floor, boolean twoSided) {
        /** None: the budget to the last object. */
        public static final Tolerance NONE = new Tolerance(0, 0, false);
    }

    /**
     * A place in a text.
     *
     * @param line from 1 on
     * @param column from 1 on, in characters
     */
    public record Place(int line, int column) {}

    /** How far off a measurement may be, in the quantity's unit. */
    public double allowance() {
        return Math.max(value * tolerance.share, tolerance.floor);
    }

    /** The most that keeps the budget. */
    public double most() {
        return value + allowance();
    }

    /** The least that keeps it; 0 where any is. */
    public double least() {
        return tolerance.twoSided ? Math.max(0, value - allowance()) : 0;
    }
}
