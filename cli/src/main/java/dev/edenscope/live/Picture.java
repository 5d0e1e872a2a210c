package dev.edenscope.live;

import dev.edenscope.gc.GcText;
import dev.edenscope.live.Line.Style;
import dev.edenscope.report.SourceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What stands on the screen: never more lines than it has, and none that is too long. */
public final class Picture {
    private static final int HEADER = 3;
    private static final int CHART_FROM_ROWS = 16;
    private static final int MOST_CHART = 10;
    private static final int MOST_CALLERS = 3;
    private static final int MOST_CLASSES = 4;
    private static final String GAP = "  ";

    private final Live live;
    private final Choice choice;
    private final Paper paper;
    private final SourceText sources;
    private final List<Line> lines = new ArrayList<>();
    private final List<Reading> readings;
    private final double seconds;

    private Picture(Live live, Paper paper, SourceText sources) {
        this.live = live;
        this.choice = live.choice();
        this.paper = paper;
        this.sources = sources;
        this.readings = live.readings();
        this.seconds = choice.inUse() ? 1 : Seen.secondsOf(readings);
    }

    /**
     * Draws.
     *
     * @param sources where source files are
     */
    public static List<Line> of(Live live, Paper paper, SourceText sources) {
        Picture picture = new Picture(live, paper, sources);
        picture.draw();
        List<Line> lines = picture.lines;
        return lines.subList(0, Math.min(lines.size(), paper.rows()));
    }

    private void draw() {
        Header header = new Header(live.seen(), paper);
        List<String> jvm = new ArrayList<>();
        if (!live.end().isEmpty()) {
            jvm.add("[ended]");
        } else if (choice.held() != null) {
            jvm.add("[paused]");
        }
        jvm.addAll(header.jvm(live.title()));
        add(joined(jvm), Style.BOLD);
        add(joined(header.allocation()), Style.PLAIN);
        add(joined(header.collections()), Style.PLAIN);
        switch (choice.page()) {
            case LINES -> lines();
            case CALLERS -> callers();
            case SOURCE -> source();
            case HELP -> help();
        }
        while (lines.size() < paper.rows() - 1) {
            add("", Style.PLAIN);
        }
        while (lines.size() > Math.max(0, paper.rows() - 1)) {
            lines.remove(lines.size() - 1);
        }
        add(live.end().isEmpty() ? joined(keys()) : live.end() + "; q to leave", Style.FAINT);
    }

    private void add(String text, Style style) {
        lines.add(new Line(paper.cut(paper.clean(text), paper.columns()).stripTrailing(), style));
    }

    /** A sentence, in as many lines as it takes. */
    private void wrap(String sentence, Style style) {
        StringBuilder line = new StringBuilder(" ");
        for (String word : paper.clean(sentence).split(" ", -1)) {
            if (!line.toString().isBlank() && Paper.width(line.toString()) + 1 + Paper.width(word) > paper.columns()) {
                add(line.toString(), style);
                line = new StringBuilder(" ");
            }
            line.append(' ').append(word);
        }
        add(line.toString(), style);
    }

    /** As many of the parts as there is room for. */
    private String joined(List<String> parts) {
        StringBuilder line = new StringBuilder();
        for (String part : parts) {
            if (!line.isEmpty() && line.length() + GAP.length() + Paper.width(part) > paper.columns()) {
                break;
            }
            line.append(line.isEmpty() ? "" : GAP).append(part);
        }
        return line.toString();
    }

    /** Lines that are left for what is shown below those that stand. */
    private int room() {
        return Math.max(0, paper.rows() - 1 - lines.size());
    }

    private String span() {
        if (choice.inUse()) {
            return "in use, of those born since sampling began";
        }
        return "allocated in " + GcText.seconds(seconds);
    }

    // Pages

    private void lines() {
        if (paper.rows() >= CHART_FROM_ROWS) {
            int height = Math.min(MOST_CHART, (paper.rows() - HEADER - 2) / 3);
            Chart.of(live.seen().figures(), paper, height).forEach(line -> add(line, Style.CHART));
        }
        if (!readings.isEmpty()) {
            table("line, " + span());
        }
    }

    private void callers() {
        opened();
        if (!readings.isEmpty()) {
            table("called by, " + span());
        }
    }

    /** The line that was opened, what is allocated there, and the callers so far. */
    private void opened() {
        List<Site> path = choice.path();
        add(name(path.get(0)), Style.BOLD);
        List<String> classes = new ArrayList<>();
        Sums sums = Sums.classes(readings, choice.inUse(), path);
        double all = 0;
        for (Row row : sums.rows(choice.rank())) {
            all += row.in(choice.rank());
        }
        for (Row row : sums.rows(choice.rank())) {
            if (classes.size() < MOST_CLASSES) {
                classes.add(Figures.share(row.in(choice.rank()), all) + " "
                        + row.of().name());
            }
        }
        add(classes.isEmpty() ? GAP + "nothing seen of it in this time" : GAP + joined(classes), Style.PLAIN);
        for (Site site : Seen.last(MOST_CALLERS, path.subList(1, path.size()))) {
            add("  called by " + name(site), Style.PLAIN);
        }
    }

    private String name(Site site) {
        return Paper.width(site.name()) <= paper.columns() - 2 * GAP.length() ? site.name() : site.shortName();
    }

    private void table(String name) {
        Sums sums = live.sums();
        List<Row> rows = sums.rows(choice.rank());
        Table table = new Table(paper, choice, seconds, sums.total());
        add(table.head(name), Style.BOLD);
        if (rows.isEmpty()) {
            boolean known = !choice.inUse() || readings.get(0).knowsInUse();
            add(GAP + (known ? "nothing seen in this time" : "what is in use is not known of this JVM"), Style.PLAIN);
        }
        int selected = live.selected(rows);
        int room = room();
        int from = Math.max(0, selected - room + 1);
        for (int i = from; i < Math.min(rows.size(), from + room); i++) {
            add(table.row(rows.get(i), i == selected), i == selected ? Style.REVERSE : Style.PLAIN);
        }
    }

    private void source() {
        Site site = choice.path().get(choice.path().size() - 1);
        add(name(site), Style.BOLD);
        List<String> text;
        try {
            text = site.file().isEmpty() ? List.of() : sources.lines(site.file());
        } catch (IOException e) {
            wrap(e.getMessage(), Style.PLAIN);
            wrap("-source_path=DIRECTORY says where sources are, or a -sources.jar or src.zip", Style.FAINT);
            return;
        }
        if (text.isEmpty()) {
            add(GAP + "its file is not known", Style.PLAIN);
            return;
        }
        String per = choice.inUse() ? "" : "/s";
        add(
                GAP
                        + Table.right("objects" + per, 10)
                        + Table.right("bytes" + per, 10)
                        + Table.right("with calls", 11)
                        + GAP
                        + span(),
                Style.BOLD);
        Map<String, Row> own =
                Sums.file(readings, choice.inUse(), site.file(), false).byName();
        Map<String, Row> all =
                Sums.file(readings, choice.inUse(), site.file(), true).byName();
        int room = room();
        int top = (int) Math.min(text.size(), site.line()) - 1 - room / 2 + choice.index();
        int from = Math.max(0, Math.min(top, text.size() - room));
        for (int i = from; i < Math.min(text.size(), from + room); i++) {
            boolean opened = i + 1 == site.line();
            String number = Integer.toString(i + 1);
            add(
                    (opened ? "> " : "  ") + values(own.get(number), all.get(number)) + Table.right(number, 6) + "  "
                            + text.get(i),
                    opened ? Style.REVERSE : Style.PLAIN);
        }
    }

    private String values(Row own, Row all) {
        String objects = own == null ? "." : Figures.count(own.objects() / seconds);
        String bytes = own == null ? "." : Figures.bytes(own.bytes() / seconds);
        boolean counted = choice.rank() == Rank.OBJECTS && all != null && !Double.isNaN(all.objects());
        String deep = all == null
                ? "."
                : counted ? Figures.count(all.objects() / seconds) : Figures.bytes(all.bytes() / seconds);
        return Table.right(objects, 10) + Table.right(bytes, 10) + Table.right(deep, 11);
    }

    private void help() {
        for (Action action : Action.values()) {
            add(Table.right(action.key(), 6) + GAP + action.meaning(), Style.PLAIN);
        }
        String error = paper.unicode() ? "\u00b1" : "+-";
        add(error + " is a standard error: two of three times the truth is no further away", Style.FAINT);
        String collection = paper.unicode() ? "\u2534" : "^";
        add("below the chart: " + collection + " garbage was collected, F all of the heap", Style.FAINT);
    }

    private List<String> keys() {
        return switch (choice.page()) {
            case LINES ->
                List.of(
                        "q quit",
                        "? help",
                        "Enter callers",
                        "s source",
                        choice.rank() == Rank.OBJECTS ? "b by bytes" : "o by objects",
                        choice.inUse() ? "a allocated" : "i in use",
                        "w longer",
                        "p pause");
            case CALLERS -> List.of("q quit", "Esc back", "Enter its callers", "s source", "? help", "p pause");
            case SOURCE -> List.of("q quit", "Esc back", "c callers", "up down", "? help", "p pause");
            case HELP -> List.of("Esc back", "q quit");
        };
    }
}
