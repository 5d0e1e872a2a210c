package dev.edenscope.live;

/**
 * What was seen of a line of the program, or of a class.
 *
 * @param of what it is about
 * @param objects how many; NaN where that is not known
 * @param bytes their size; NaN where that is not known
 * @param samples how many samples the two come from; infinite where every object was counted, NaN where not known
 */
record Row(Of of, double objects, double bytes, double samples) {
    /**
     * What a row is about.
     *
     * @param name of the line or the class
     * @param site the line; null for a class
     * @param isEnd whether it is the line that a stack begins with, which nobody calls
     */
    record Of(String name, Site site, boolean isEnd) {
        static Of line(Site site) {
            return new Of(site.name(), site, false);
        }

        static Of end(Site site) {
            return new Of(site.name(), site, true);
        }

        static Of type(String name) {
            return new Of(name, null, true);
        }
    }

    /** In the quantity that rows are ranked by, or bytes where that is not known. */
    double in(Rank rank) {
        return rank == Rank.OBJECTS && !Double.isNaN(objects) ? objects : bytes;
    }

    /** Standard error of both, as a share of them; NaN where not known. */
    double error() {
        return 1 / Math.sqrt(samples);
    }
}
