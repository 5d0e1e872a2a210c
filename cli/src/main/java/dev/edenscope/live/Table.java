package dev.edenscope.live;

/** The columns of rows, as wide as the paper allows. */
final class Table {
    private static final int WIDE = 60;

    private final Paper paper;
    private final Choice choice;
    private final double seconds; // that values are divided by
    private final Row total;

    /**
     * A table.
     *
     * @param seconds in which what it shows was allocated; 1 of what is in use
     * @param total what shares are of
     */
    Table(Paper paper, Choice choice, double seconds, Row total) {
        this.paper = paper;
        this.choice = choice;
        this.seconds = seconds;
        this.total = total;
    }

    private boolean isWide() {
        return paper.columns() >= WIDE;
    }

    /** The headings; a star is at the one that rows are ranked by. */
    String head(String name) {
        String per = choice.inUse() ? "" : "/s";
        String objects = (choice.rank() == Rank.OBJECTS ? "*" : "") + "objects" + per;
        String bytes = (choice.rank() == Rank.BYTES ? "*" : "") + "bytes" + per;
        String error = paper.unicode() ? "\u00b1" : "+-";
        return isWide()
                ? "  " + right(objects, 10) + right(error, 6) + right(bytes, 10) + right("share", 7) + "  " + name
                : "  " + right(objects, 10) + right(bytes, 9) + " " + name;
    }

    /** A row, of which as much of the name is shown as there is room for: its end says which line it is. */
    String row(Row row, boolean selected) {
        String marker = selected ? "> " : "  ";
        String objects = right(Figures.count(row.objects() / seconds), 10);
        String bytes = right(Figures.bytes(row.bytes() / seconds), isWide() ? 10 : 9);
        String values = isWide()
                ? marker + objects + right(Figures.error(row.error(), paper), 6) + bytes
                        + right(Figures.share(row.in(choice.rank()), total.in(choice.rank())), 7) + "  "
                : marker + objects + bytes + " ";
        return values + name(row.of(), paper.columns() - values.length());
    }

    private String name(Row.Of of, int room) {
        String whole = paper.clean(of.name());
        if (Paper.width(whole) <= room || of.site() == null) {
            return paper.cut(whole, room);
        }
        return paper.cutFront(paper.clean(of.site().shortName()), room);
    }

    static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - Paper.width(text))) + text;
    }
}
