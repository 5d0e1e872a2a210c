package dev.edenscope.live;

import dev.edenscope.gc.GcText;
import dev.edenscope.live.Seen.Figure;
import java.util.ArrayList;
import java.util.List;

/** The allocation rate over the last looks, a column each, the newest on the right; below it the collections. */
final class Chart {
    private static final int LABEL = 9;
    private static final String BLOCKS = " \u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
    private static final String ASCII = "  ...::##"; // eighths of a line, as well as can be

    private final List<Figure> figures;
    private final Paper paper;
    private final int height;
    private final double top;

    private Chart(List<Figure> figures, Paper paper, int height) {
        this.figures = Seen.last(Math.max(0, paper.columns() - LABEL - 2), figures);
        this.paper = paper;
        this.height = height;
        this.top = round(this.figures.stream()
                .mapToDouble(Figure::bytesPerSecond)
                .filter(rate -> !Double.isNaN(rate))
                .max()
                .orElse(0));
    }

    /**
     * The chart in so many lines, of which the last is the axis.
     *
     * @param height at least 2
     */
    static List<String> of(List<Figure> figures, Paper paper, int height) {
        return new Chart(figures, paper, height - 1).lines();
    }

    /** The next number of bytes that is 1, 2 or 5 times a power of ten in its unit. */
    private static double round(double rate) {
        for (double unit = 1; ; unit *= 1024) {
            for (double step = 1; step < 1000; step *= 10) {
                for (double round : new double[] {step, 2 * step, 5 * step}) {
                    if (round * unit >= rate) {
                        return round * unit;
                    }
                }
            }
        }
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int line = height - 1; line >= 0; line--) {
            StringBuilder text = new StringBuilder(label(line == height - 1 ? GcText.bytes(top) + "/s" : ""));
            for (Figure figure : figures) {
                text.append(cell(figure.bytesPerSecond(), line));
            }
            lines.add(text.toString().stripTrailing());
        }
        StringBuilder axis = new StringBuilder(label("0"));
        for (Figure figure : figures) {
            axis.append(mark(figure));
        }
        lines.add(axis.toString());
        return lines;
    }

    private String label(String text) {
        return " ".repeat(LABEL - text.length()) + text + (paper.unicode() ? " \u2502" : " |");
    }

    private char cell(double rate, int line) {
        if (Double.isNaN(rate)) {
            return line == 0 ? '?' : ' ';
        }
        int eighths = (int) Math.ceil(rate / top * height * 8) - 8 * line;
        return (paper.unicode() ? BLOCKS : ASCII).charAt(Math.max(0, Math.min(8, eighths)));
    }

    /** F for a full collection. */
    private char mark(Figure figure) {
        boolean unicode = paper.unicode();
        if (figure.full()) {
            return 'F';
        }
        return figure.collections() > 0 ? unicode ? '\u2534' : '^' : unicode ? '\u2500' : '-';
    }
}
