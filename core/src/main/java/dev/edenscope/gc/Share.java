package dev.edenscope.gc;

/**
 * What garbage collection costs.
 *
 * @param share from 0 to 1
 * @param of what it is a share of
 * @param estimated whether it is an estimate, which is too high if anything
 */
public record Share(double share, Of of, boolean estimated) {
    /** What the cost of collections can be a share of: what is known first of these is taken. */
    public enum Of {
        /** The CPU time that the process used. */
        CPU("of CPU"),
        /** The time of all processors that the process might use. */
        PROCESSORS("of the processors"),
        /** Time: the application stood still in this share of it. */
        TIME("of the time stopped");

        private final String title;

        Of(String title) {
            this.title = title;
        }

        /** What follows a percentage. */
        public String title() {
            return title;
        }
    }

    /** The same where the collector has {@code factor} times the work, and the application what it had. */
    Share times(double factor) {
        double work = share * factor;
        return new Share(of == Of.CPU ? work / (work + 1 - share) : Math.min(1, work), of, estimated);
    }
}
