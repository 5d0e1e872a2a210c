package dev.edenscope.report;

import java.util.ArrayList;
import java.util.List;

/** Objects and bytes as a table: a column a sample type, with the shares, the bytes an object and the shape. */
final class QuadrantsText {
    private final StringBuilder out = new StringBuilder();
    private final Quadrants quadrants;
    private final String unit;

    private QuadrantsText(Quadrants quadrants, String unit) {
        this.quadrants = quadrants;
        this.unit = unit;
    }

    static String of(Quadrants quadrants, Options options) {
        String unit = options.unit().equals("minimum") ? "auto" : options.unit();
        return new QuadrantsText(quadrants, unit).table(options);
    }

    private String table(Options options) {
        HeadingText heading = new HeadingText(quadrants.heading(), unit);
        List<String> above = new ArrayList<>(options.compactLabels() ? List.of() : heading.profile(options.zone()));
        above.addAll(heading.filters());
        above.add(totals());
        if (quadrants.rows().size() < quadrants.sites()) {
            above.add("Showing top " + quadrants.rows().size() + " nodes out of " + quadrants.sites());
        }
        above.forEach(line -> out.append(line).append('\n'));
        columns();
        for (Quadrants.Row row : quadrants.rows()) {
            boolean both = row.allocated() != null && row.inUse() != null;
            if (row.allocated() != null) {
                main(row.allocated(), quadrants.allocated());
            }
            if (both) {
                right(count(row.inUse().objects()), 14);
                right(bytes(row.inUse().bytes()), 12);
            } else if (row.inUse() != null) {
                main(row.inUse(), quadrants.inUse());
            }
            out.append("  ").append(row.shape());
            right("", 12 - row.shape().toString().length());
            out.append(row.name()).append('\n');
        }
        return out.toString();
    }

    private String totals() {
        List<String> totals = new ArrayList<>();
        add(totals, quadrants.allocated(), "allocated");
        add(totals, quadrants.inUse(), "in use");
        String ranking = quadrants.rankedBy().isEmpty() ? "the larger share" : quadrants.rankedBy();
        return "Total: " + String.join("; ", totals) + "; ranked by " + ranking;
    }

    private void add(List<String> totals, Amount total, String what) {
        if (total != null) {
            totals.add(count(total.objects()) + " objects and " + bytes(total.bytes()) + " " + what
                    + (total.objects() == 0
                            ? ""
                            : " (" + Measure.label(total.bytesPerObject(), "bytes", unit) + " an object)"));
        }
    }

    private void columns() {
        boolean allocated = quadrants.allocated() != null;
        right(allocated ? "alloc_objects" : "inuse_objects", 13);
        right("", 7);
        right(allocated ? "alloc_space" : "inuse_space", 12);
        right("", 7);
        right("B/object", 10);
        if (allocated && quadrants.inUse() != null) {
            right("inuse_objects", 14);
            right("inuse_space", 12);
        }
        out.append("  shape\n");
    }

    private void main(Amount amount, Amount total) {
        right(count(amount.objects()), 13);
        right(Measure.percentage(amount.objects(), total.objects()), 7);
        right(bytes(amount.bytes()), 12);
        right(Measure.percentage(amount.bytes(), total.bytes()), 7);
        right(amount.objects() == 0 ? "." : Measure.label(amount.bytesPerObject(), "bytes", unit), 10);
    }

    private String count(long value) {
        return quadrants.heading().per() == null
                ? Long.toString(divided(value))
                : quadrants.heading().value(value, "count", "auto");
    }

    private String bytes(long value) {
        return quadrants.heading().value(value, "bytes", unit);
    }

    private long divided(long value) {
        double ratio = quadrants.heading().ratio();
        return ratio == 1 ? value : (long) (value * ratio);
    }

    private void right(String text, int width) {
        out.append(" ".repeat(Math.max(0, width - text.length()))).append(text);
    }
}
