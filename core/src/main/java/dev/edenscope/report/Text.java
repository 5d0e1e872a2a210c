package dev.edenscope.report;

import java.util.List;

/** Views laid out as text, byte for byte as {@code go tool pprof} does. Lines end in a line feed. */
public final class Text {
    private static final String SEPARATOR = "-".repeat(58) + "+" + "-".repeat(13);
    private static final String INLINE = " (inline)";
    private static final int NOTES = 29; // where source text begins

    private final StringBuilder out = new StringBuilder();
    private final Heading heading;
    private final String unit;

    private Text(Heading heading, String unit) {
        this.heading = heading;
        this.unit = unit;
    }

    /** The table of the top entries below its heading. */
    public static String of(Top top, Options options) {
        return new Text(top.heading(), top.outputUnit()).top(top, options).toString();
    }

    /** The callers and callees of each place below the heading. */
    public static String of(Tree tree, Options options) {
        return new Text(tree.heading(), tree.outputUnit()).tree(tree, options).toString();
    }

    /** The call graph in the language of Graphviz's dot. */
    public static String of(Dot dot, Options options) {
        return DotText.of(dot, options.zone());
    }

    /** The call graph as callgrind's tools read it. */
    public static String of(Callgrind callgrind) {
        return CallgrindText.of(callgrind);
    }

    /** The annotated source. */
    public static String of(Listing listing) {
        return new Text(listing.heading(), listing.outputUnit())
                .listing(listing)
                .toString();
    }

    /** The source with objects and bytes. */
    public static String of(ListingPair pair) {
        return new Text(pair.bytes(), pair.outputUnit()).pair(pair).toString();
    }

    /** The table of groups below its heading. */
    public static String of(Groups groups, Options options) {
        return new Text(groups.heading(), groups.outputUnit())
                .groups(groups, options)
                .toString();
    }

    /** The table of objects and bytes below its heading. */
    public static String of(Quadrants quadrants, Options options) {
        return QuadrantsText.of(quadrants, options);
    }

    /** The lines about the profile as a whole, without their ends. */
    public static List<String> labels(Heading heading, Options options) {
        return new HeadingText(heading, options.unit()).profile(options.zone());
    }

    private StringBuilder top(Top top, Options options) {
        heading(top.extent(), options);
        line("      flat  flat%   sum%        cum   cum%");
        long sum = 0;
        for (Top.Row row : top.rows()) {
            sum = Math.addExact(sum, row.flat());
            values(row.flat(), sum, row.cum()).append("  ").append(row.name());
            line(
                    switch (row.inline()) {
                        case NONE -> "";
                        case SOME -> " (partial-inline)";
                        case ALL -> INLINE;
                    });
        }
        return out;
    }

    private StringBuilder groups(Groups groups, Options options) {
        heading(groups.extent(), options);
        line("      flat  flat%   sum%        cum   cum%");
        long sum = 0;
        for (Groups.Row row : groups.rows()) {
            sum = Math.addExact(sum, row.flat());
            values(row.flat(), sum, row.cum()).append("  ").append(row.name());
            line("");
        }
        return out;
    }

    private StringBuilder tree(Tree tree, Options options) {
        heading(tree.extent(), options);
        line(SEPARATOR);
        line("      flat  flat%   sum%        cum   cum%   calls calls% + context \t \t ");
        long sum = 0;
        for (Tree.Entry entry : tree.entries()) {
            line(SEPARATOR);
            entry.callers().forEach(caller -> call(caller, entry.cum()));
            sum = Math.addExact(sum, entry.flat());
            values(entry.flat(), sum, entry.cum()).append("                | ").append(entry.name());
            line("");
            entry.callees().forEach(callee -> call(callee, entry.cum()));
        }
        if (!tree.entries().isEmpty()) {
            line(SEPARATOR);
        }
        return out;
    }

    private void call(Tree.Call call, long cum) {
        right(value(call.weight()), 50).append(' ').append(Measure.percentage(call.weight(), cum));
        out.append(" |   ").append(call.name());
        line(call.inline() ? INLINE : "");
    }

    /** A place's own value, its share, the sum of the shares up to here, the cumulative value, its share. */
    private StringBuilder values(long flat, long sum, long cum) {
        right(value(flat), 10).append(' ').append(heading.percent(flat));
        out.append(' ').append(heading.percent(sum)).append(' ');
        return right(value(cum), 10).append(' ').append(heading.percent(cum));
    }

    private StringBuilder listing(Listing listing) {
        line("Total: " + value(heading.total()) + perCall());
        for (Listing.Routine routine : listing.routines()) {
            if (routine.file().isEmpty()) {
                line("No source information for " + routine.function());
                continue;
            }
            line("ROUTINE ======================== " + routine.function() + " in " + routine.file());
            right(value(routine.flat()), 10).append(' ');
            right(value(routine.cum()), 10).append(" (flat, cum) ");
            line(heading.percent(routine.cum()) + " of Total");
            if (!routine.error().isEmpty()) {
                line(" Error: " + routine.error());
            }
            for (Listing.Line line : routine.lines()) {
                right(valueOrDot(line.flat()), 10).append(' ');
                right(valueOrDot(line.cum()), 10).append(' ');
                right(Long.toString(line.line()), 6).append(':');
                line(noted(line.source(), line.notes()));
            }
        }
        return out;
    }

    private String perCall() {
        return heading.per() == null ? "" : " " + heading.perCall();
    }

    /** Notes stand behind their line; all but the first below it. */
    private static String noted(String source, List<String> notes) {
        return notes.isEmpty() ? source : source + "  <- " + String.join("\n" + " ".repeat(NOTES) + "  <- ", notes);
    }

    private StringBuilder pair(ListingPair pair) {
        Heading objects = pair.objects();
        line("Total: " + objects.value(objects.total(), unit) + " " + objects.type() + ", " + value(heading.total())
                + " " + heading.type() + perCall());
        for (ListingPair.Routine routine : pair.routines()) {
            if (routine.file().isEmpty()) {
                line("No source information for " + routine.function());
                continue;
            }
            line("ROUTINE ======================== " + routine.function() + " in " + routine.file());
            amounts(routine.flat(), routine.cum(), objects).append(" (flat, cum) ");
            line(objects.percent(routine.cum().objects()) + " of " + objects.type() + ", "
                    + heading.percent(routine.cum().bytes()).strip() + " of " + heading.type());
            if (!routine.error().isEmpty()) {
                line(" Error: " + routine.error());
            }
            for (ListingPair.Line line : routine.lines()) {
                amounts(line.flat(), line.cum(), objects).append(' ');
                right(Long.toString(line.line()), 6).append(':');
                line(noted(line.source(), line.notes()));
            }
        }
        return out;
    }

    private StringBuilder amounts(Amount flat, Amount cum, Heading objects) {
        right(flat.objects() == 0 ? "." : objects.value(flat.objects(), unit), 10)
                .append(' ');
        right(cum.objects() == 0 ? "." : objects.value(cum.objects(), unit), 10).append("  ");
        right(valueOrDot(flat.bytes()), 10).append(' ');
        return right(valueOrDot(cum.bytes()), 10);
    }

    // Heading

    private void heading(Extent extent, Options options) {
        HeadingText text = new HeadingText(heading, unit);
        if (!options.compactLabels()) {
            text.profile(options.zone()).forEach(this::line);
        }
        text.filters().forEach(this::line);
        text.extent(extent).forEach(this::line);
    }

    // Values

    private String value(long value) {
        return heading.value(value, unit);
    }

    private String valueOrDot(long value) {
        return value == 0 ? "." : value(value);
    }

    private StringBuilder right(String text, int width) {
        for (int i = text.length(); i < width; i++) {
            out.append(' ');
        }
        return out.append(text);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
