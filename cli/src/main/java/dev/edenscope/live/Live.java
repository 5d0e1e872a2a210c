package dev.edenscope.live;

import dev.edenscope.live.Choice.Page;
import java.util.List;

/**
 * What {@code eden live} shows: what was seen of a JVM, and what the person who watches has chosen of it. Immutable; a
 * reading or a key makes another one.
 */
public final class Live {
    private static final int TEN = 10;

    private final String title;
    private final Seen seen;
    private final Choice choice;
    private final String end;

    private Live(String title, Seen seen, Choice choice, String end) {
        this.title = title;
        this.seen = seen;
        this.choice = choice;
        this.end = end;
    }

    /**
     * Nothing seen yet.
     *
     * @param title which JVM it is
     */
    public static Live of(String title) {
        return new Live(title, Seen.NOTHING, Choice.FIRST, "");
    }

    /** With one more reading. */
    public Live with(Reading reading) {
        return new Live(title, seen.with(reading), choice, end);
    }

    /** With no more readings to come. */
    public Live ended(String why) {
        return new Live(title, seen, choice, why);
    }

    /** After a key; that which ends it makes no difference here. */
    public Live press(Action action) {
        Choice next = switch (action) {
            case UP -> move(-1);
            case DOWN -> move(1);
            case PAGE_UP -> move(-TEN);
            case PAGE_DOWN -> move(TEN);
            case FIRST -> move(Integer.MIN_VALUE / 2);
            case LAST -> move(Integer.MAX_VALUE / 2);
            case OPEN -> open();
            case BACK -> back();
            case CALLERS -> detail(Page.CALLERS);
            case SOURCE -> detail(Page.SOURCE);
            case OBJECTS -> choice.ranked(Rank.OBJECTS);
            case BYTES -> choice.ranked(Rank.BYTES);
            case ALLOC -> choice.showing(false);
            case INUSE -> choice.showing(true);
            case SPAN -> choice.nextSpan();
            case PAUSE -> choice.holding(choice.held() == null ? seen : null);
            case HELP -> choice.at(choice.page() == Page.HELP ? home() : Page.HELP);
            case QUIT -> choice;
        };
        return new Live(title, seen, next, end);
    }

    private Page home() {
        return choice.path().isEmpty() ? Page.LINES : Page.CALLERS;
    }

    private Choice move(int by) {
        if (choice.page() == Page.SOURCE) {
            int most = 1 << 20;
            return choice.selecting(null, Math.max(-most, Math.min(most, choice.index() + by)));
        }
        List<Row> rows = rows();
        if (rows.isEmpty() || choice.page() == Page.HELP) {
            return choice;
        }
        int to = Math.max(0, Math.min(rows.size() - 1, selected(rows) + by));
        return choice.selecting(rows.get(to).of(), to);
    }

    private Choice open() {
        List<Row> rows = rows();
        if (choice.page() == Page.HELP || choice.page() == Page.SOURCE || rows.isEmpty()) {
            return choice;
        }
        Row.Of of = rows.get(selected(rows)).of();
        return of.isEnd() ? choice : choice.opening(Page.CALLERS, of.site());
    }

    private Choice back() {
        if (choice.page() == Page.HELP
                || (choice.page() == Page.SOURCE && !choice.path().isEmpty())) {
            return choice.page() == Page.HELP ? choice.at(home()) : choice.at(Page.CALLERS, choice.path());
        }
        return choice.path().isEmpty() ? choice : choice.closing();
    }

    /** Another page about the line that is open, or is now opened. */
    private Choice detail(Page page) {
        if (!choice.path().isEmpty()) {
            return choice.at(page, choice.path());
        }
        List<Row> rows = rows();
        return rows.isEmpty()
                ? choice
                : choice.opening(page, rows.get(selected(rows)).of().site());
    }

    // What is shown

    String title() {
        return title;
    }

    Choice choice() {
        return choice;
    }

    /** Why there will be no more readings; empty while there will. */
    String end() {
        return end;
    }

    /** What is looked at: what was seen up to now, or when it was told to hold still. */
    Seen seen() {
        return choice.held() == null ? seen : choice.held();
    }

    /** The looks that lines are summed over. */
    List<Reading> readings() {
        List<Reading> readings = seen().readings();
        return Seen.last(choice.inUse() ? 1 : choice.span(), readings);
    }

    Sums sums() {
        return choice.path().isEmpty()
                ? Sums.lines(readings(), choice.inUse())
                : Sums.callers(readings(), choice.inUse(), choice.path());
    }

    List<Row> rows() {
        return sums().rows(choice.rank());
    }

    /** Where the selected row is. */
    int selected(List<Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).of().equals(choice.selected())) {
                return i;
            }
        }
        return Math.max(0, Math.min(choice.index(), rows.size() - 1));
    }
}
