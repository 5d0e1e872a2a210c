package dev.edenscope.verify;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells, in columns as wide as they need be: numbers to the right, texts to the left. */
final class Table {
    private final int texts;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param texts the first column of texts; those before it are numbers */
    Table(int texts) {
        this.texts = texts;
    }

    Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    @Override
    public String toString() {
        int[] width = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int c = 0; c < width.length; c++) {
                width[c] = Math.max(width[c], row.get(c).length());
            }
        }
        StringBuilder out = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < width.length; c++) {
                String pad = " ".repeat(width[c] - row.get(c).length());
                line.append("  ").append(c < texts ? pad + row.get(c) : row.get(c) + pad);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }
}
