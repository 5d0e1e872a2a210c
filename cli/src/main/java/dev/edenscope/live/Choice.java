package dev.edenscope.live;

import java.util.ArrayList;
import java.util.List;

/**
 * What the person who watches has chosen to see. Immutable.
 *
 * @param rank what lines are ranked by
 * @param inUse whether what is in use is shown, or what was allocated
 * @param span over how many looks, of what was allocated
 * @param page what is shown
 * @param path the line that was opened, and the callers behind it
 * @param selected the row that is selected; null for the one at {@code index}
 * @param index where it was, for when it is gone; of the source the line that is at the top, from where it opens
 * @param held what was seen when it was told to hold still; null where it is not
 */
record Choice(Rank rank, boolean inUse, int span, Page page, List<Site> path, Row.Of selected, int index, Seen held) {
    static final Choice FIRST = new Choice(Rank.OBJECTS, false, 5, Page.LINES, List.of(), null, 0, null);
    static final List<Integer> SPANS = List.of(1, 5, 30);

    /** What can be shown below the header. */
    enum Page {
        /** The lines that allocate most, under the chart. */
        LINES,
        /** Who calls the line that was opened. */
        CALLERS,
        /** The source around it. */
        SOURCE,
        /** The keys. */
        HELP
    }

    Choice {
        path = List.copyOf(path);
    }

    Choice ranked(Rank by) {
        return new Choice(by, inUse, span, page, path, selected, index, held);
    }

    Choice showing(boolean keptOnly) {
        return new Choice(rank, keptOnly, span, page, path, selected, index, held);
    }

    Choice nextSpan() {
        int next = SPANS.get((SPANS.indexOf(span) + 1) % SPANS.size());
        return new Choice(rank, inUse, next, page, path, selected, index, held);
    }

    Choice selecting(Row.Of row, int at) {
        return new Choice(rank, inUse, span, page, path, row, at, held);
    }

    Choice holding(Seen seen) {
        return new Choice(rank, inUse, span, page, path, selected, index, seen);
    }

    /** The same at another page; nothing is selected yet. */
    Choice at(Page other, List<Site> line) {
        return new Choice(rank, inUse, span, other, line, null, 0, held);
    }

    Choice at(Page other) {
        return new Choice(rank, inUse, span, other, path, selected, index, held);
    }

    /** One caller deeper. */
    Choice opening(Page other, Site site) {
        List<Site> longer = new ArrayList<>(path);
        longer.add(site);
        return at(other, longer);
    }

    /** One caller back; the line that it was opened from is selected. */
    Choice closing() {
        List<Site> shorter = path.subList(0, path.size() - 1);
        Choice back = at(shorter.isEmpty() ? Page.LINES : Page.CALLERS, shorter);
        return back.selecting(Row.Of.line(path.get(path.size() - 1)), 0);
    }
}
