package dev.edenscope.report;

import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Objects and bytes side by side, allocated and in use: the four sample types of an allocation profile in one table.
 * Many objects and many bytes are two diseases with two cures, and either column alone hides the other's sites.
 *
 * @param heading the profile as a whole; of no one sample type
 * @param rankedBy the sample type by which rows are ranked; empty for the larger of their two shares
 * @param allocated all that was allocated, before filters; null where the profile does not know it
 * @param inUse all that is in use, before filters; null where the profile does not know it
 * @param sites number of sites that are not too small; more than there are rows if their number is limited
 * @param rows the sites, largest first
 */
public record Quadrants(Heading heading, String rankedBy, Amount allocated, Amount inUse, int sites, List<Row> rows) {
    public Quadrants {
        rows = List.copyOf(rows);
    }

    /**
     * A site.
     *
     * @param name the function, or what sites are grouped by
     * @param allocated what was allocated there; null where the profile does not know it
     * @param inUse what is in use of it; null where the profile does not know it
     * @param shape its shape, by what was allocated; by what is in use where that is all the profile knows
     */
    public record Row(String name, Amount allocated, Amount inUse, Shape shape) {}

    /**
     * What kind of problem a site is. It compares the site's share of all objects with its share of all bytes: its
     * bytes an object with those of the whole profile.
     */
    public enum Shape {
        /** The share of objects is at least twice that of bytes: make fewer of them (reuse, hoist, do not box). */
        MANY_SMALL,
        /** The share of bytes is at least twice that of objects: make them smaller, or stream. */
        FEW_BIG,
        /** The two shares are within a factor of two. */
        BOTH;

        private static final double FACTOR = 2;

        /** The shape of a site with these shares, of which the sign does not matter. */
        static Shape of(double objectsShare, double bytesShare) {
            double objects = Math.abs(objectsShare);
            double bytes = Math.abs(bytesShare);
            if (objects >= FACTOR * bytes) {
                return MANY_SMALL;
            }
            return bytes >= FACTOR * objects ? FEW_BIG : BOTH;
        }

        /** As reports have it: {@code many-small}, {@code few-big}, {@code both}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * The sites of a profile. Their values are their own, or with all that they call if the options sort by that.
     *
     * @param by what makes a site: empty for places as finely as the options ask, or as {@link Groups#of} has it
     * @throws UsageException if the profile does not count both objects and bytes, or as {@link Groups#of}
     */
    public static Quadrants of(Profile profile, String by, Options options) {
        return new Table(profile, by, options.with(Option.MEAN, "false")).quadrants();
    }

    /** The columns as they are collected. */
    private static final class Table {
        private final Options options;
        private final Scope scope;
        private final String by;
        private final Pair allocated;
        private final Pair inUse;
        private final long[] totals; // [type]
        private final Map<String, long[]> sites = new TreeMap<>(); // by name; [type]

        Table(Profile profile, String by, Options options) {
            Pair shown = Pair.of(profile, options);
            this.options = options;
            this.scope = Scope.of(profile, options.with(Option.SAMPLE_INDEX, Integer.toString(shown.objects())));
            this.by = by;
            this.allocated = Pair.allocated(profile);
            this.inUse = scope.heading().per() == null ? Pair.inUse(profile) : null;
            this.totals = new long[profile.sampleTypes().size()];
            fill(allocated);
            fill(inUse);
        }

        private void fill(Pair pair) {
            if (pair != null) {
                fill(pair.objects());
                fill(pair.space());
            }
        }

        private void fill(int type) {
            Scope one = scope.of(type, options);
            totals[type] = one.heading().total();
            for (Grouping.Group group : Grouping.of(one, by, options)) {
                long value = options.cum() ? group.cum() : group.flat();
                sites.computeIfAbsent(group.name, name -> new long[totals.length])[type] = value;
            }
        }

        Quadrants quadrants() {
            String index = options.sampleIndex();
            int ranking = index.isEmpty() ? -1 : Scope.sampleType(scope.profile(), index);
            Options.Limits limits = options.limits(0);
            List<Map.Entry<String, long[]>> ranked = new ArrayList<>();
            for (Map.Entry<String, long[]> site : sites.entrySet()) {
                if (isLarge(site.getValue(), limits.nodeFraction())) {
                    ranked.add(site);
                }
            }
            ranked.sort(Comparator.comparingDouble(site -> -rank(site.getValue(), ranking)));
            int count = limits.nodeCount() > 0 ? Math.min(limits.nodeCount(), ranked.size()) : ranked.size();
            List<Row> rows = new ArrayList<>();
            for (Map.Entry<String, long[]> site : ranked.subList(0, count)) {
                rows.add(row(site.getKey(), site.getValue()));
            }
            return new Quadrants(
                    scope.heading().withoutType(),
                    ranking < 0
                            ? ""
                            : scope.profile().sampleTypes().get(ranking).type(),
                    amount(allocated, totals),
                    amount(inUse, totals),
                    ranked.size(),
                    rows);
        }

        /** Whether any of a site's values is not 0 and at least this share of its total. */
        private boolean isLarge(long[] values, double fraction) {
            for (int type = 0; type < values.length; type++) {
                if (values[type] != 0 && Math.abs(share(values, type)) >= fraction) {
                    return true;
                }
            }
            return false;
        }

        private double rank(long[] values, int ranking) {
            if (ranking >= 0) {
                return Math.abs((double) values[ranking]);
            }
            Pair pair = allocated == null ? inUse : allocated;
            return Math.max(Math.abs(share(values, pair.objects())), Math.abs(share(values, pair.space())));
        }

        private double share(long[] values, int type) {
            return totals[type] == 0 ? 0 : (double) values[type] / totals[type];
        }

        private Row row(String name, long[] values) {
            Pair pair = allocated == null ? inUse : allocated;
            return new Row(
                    name,
                    amount(allocated, values),
                    amount(inUse, values),
                    Shape.of(share(values, pair.objects()), share(values, pair.space())));
        }

        private static Amount amount(Pair pair, long[] values) {
            return pair == null ? null : new Amount(values[pair.objects()], values[pair.space()]);
        }
    }
}
