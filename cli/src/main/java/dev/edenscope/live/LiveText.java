package dev.edenscope.live;

import java.util.ArrayList;
import java.util.List;

/** One look as text, for a pipe. */
public final class LiveText {
    private LiveText() {}

    /**
     * The header, and the lines that allocate most.
     *
     * @param most how many lines
     */
    public static String of(String title, Reading reading, int most) {
        Seen seen = Seen.NOTHING.with(reading);
        Header header = new Header(seen, Paper.ENDLESS);
        List<String> lines = new ArrayList<>();
        lines.add(String.join("  ", header.jvm(title)));
        lines.add(String.join("  ", header.allocation()));
        lines.add(String.join("  ", header.collections()));
        Sums sums = Sums.lines(seen.readings(), false);
        Table table = new Table(Paper.ENDLESS, Choice.FIRST, reading.seconds(), sums.total());
        lines.add(table.head("line"));
        List<Row> rows = sums.rows(Rank.OBJECTS);
        for (Row row : rows.subList(0, Math.min(most, rows.size()))) {
            lines.add(table.row(row, false));
        }
        StringBuilder text = new StringBuilder();
        lines.forEach(
                line -> text.append(Paper.ENDLESS.clean(line).stripTrailing()).append('\n'));
        return text.toString();
    }
}
