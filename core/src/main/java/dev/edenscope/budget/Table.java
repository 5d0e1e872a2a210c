package dev.edenscope.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lines of cells, in columns as wide as they need be. */
final class Table {
    private static final String GAP = "  ";

    private final List<Row> rows = new ArrayList<>();

    private record Cell(String text, boolean left, UnaryOperator<String> paint) {
        String padded(int width) {
            String pad = " ".repeat(width - text.length());
            String painted = text.isEmpty() ? text : paint.apply(text);
            return left ? painted + pad : pad + painted;
        }
    }

    /** A line of it. */
    static final class Row {
        private final List<Cell> cells = new ArrayList<>();
        private UnaryOperator<String> paint = UnaryOperator.identity();

        /** A cell to the left of its column. */
        Row text(String text) {
            cells.add(new Cell(text, true, UnaryOperator.identity()));
            return this;
        }

        /** A cell to the right of its column. */
        Row add(String text) {
            return add(text, UnaryOperator.identity());
        }

        /** A cell to the right of its column that is made to stand out. */
        Row add(String text, UnaryOperator<String> cellPaint) {
            cells.add(new Cell(text, false, cellPaint));
            return this;
        }

        /** Makes the whole line stand out. */
        Row painted(UnaryOperator<String> rowPaint) {
            paint = rowPaint;
            return this;
        }
    }

    /** A new line that begins with this text. */
    Row row(String first) {
        Row row = new Row().text(first);
        rows.add(row);
        return row;
    }

    void writeTo(StringBuilder out) {
        int[] width =
                new int[rows.stream().mapToInt(row -> row.cells.size()).max().orElse(0)];
        for (Row row : rows) {
            for (int c = 0; c < row.cells.size(); c++) {
                width[c] = Math.max(width[c], row.cells.get(c).text.length());
            }
        }
        for (Row row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < row.cells.size(); c++) {
                line.append(c == 0 ? "" : GAP).append(row.cells.get(c).padded(width[c]));
            }
            out.append(row.paint.apply(line.toString().stripTrailing())).append('\n');
        }
    }
}
