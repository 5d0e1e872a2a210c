package dev.edenscope.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a figure has measured: tables, and its goals with whether they were met. As text, or as one JSON object. */
final class Report {
    private final String figure;
    private final String title;
    private final List<Table> tables = new ArrayList<>();
    private final List<Goal> goals = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private record Goal(String text, String measured, boolean met) {}

    Report(String figure, String title) {
        this.figure = figure;
        this.title = title;
    }

    /** Adds a table, to be filled. */
    Table table(String heading, String... columns) {
        Table table = new Table(heading, List.of(columns));
        tables.add(table);
        return table;
    }

    void goal(String text, boolean met, String format, Object... measured) {
        goals.add(new Goal(text, String.format(Locale.ROOT, format, measured), met));
    }

    void note(String format, Object... arguments) {
        notes.add(String.format(Locale.ROOT, format, arguments));
    }

    private static String machine() {
        return "JDK " + System.getProperty("java.version") + ", "
                + Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.arch");
    }

    String text() {
        StringBuilder text = new StringBuilder(1 << 12);
        text.append(figure)
                .append(": ")
                .append(title)
                .append(" (")
                .append(machine())
                .append(")\n");
        for (Table table : tables) {
            text.append('\n').append(table.text());
        }
        text.append('\n');
        notes.forEach(note -> text.append("note: ").append(note).append('\n'));
        for (Goal goal : goals) {
            text.append("goal: ").append(goal.text).append(": ").append(goal.measured);
            text.append(goal.met ? ": met\n" : ": MISSED\n");
        }
        return text.toString();
    }

    String json() {
        StringBuilder json = new StringBuilder(1 << 12);
        json.append("{\"figure\":").append(quoted(figure));
        json.append(",\"title\":").append(quoted(title));
        json.append(",\"jdk\":").append(quoted(System.getProperty("java.version")));
        json.append(",\"cores\":").append(Runtime.getRuntime().availableProcessors());
        json.append(",\"tables\":[");
        join(json, tables.stream().map(Table::json).toList());
        json.append("],\"notes\":[");
        join(json, notes.stream().map(Report::quoted).toList());
        json.append("],\"goals\":[");
        join(
                json,
                goals.stream()
                        .map(goal -> "{\"goal\":" + quoted(goal.text) + ",\"measured\":" + quoted(goal.measured)
                                + ",\"met\":" + goal.met + "}")
                        .toList());
        return json.append("]}").toString();
    }

    private static void join(StringBuilder json, List<String> parts) {
        json.append(String.join(",", parts));
    }

    static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return json.append('"').toString();
    }

    /** Rows of cells under named columns. A cell that is a {@link Double} is shown to three digits or so. */
    static final class Table {
        private final String heading;
        private final List<String> columns;
        private final List<Object[]> rows = new ArrayList<>();

        Table(String heading, List<String> columns) {
            this.heading = heading;
            this.columns = columns;
        }

        void row(Object... cells) {
            if (cells.length != columns.size()) {
                throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
            }
            rows.add(cells);
        }

        String text() {
            int[] width = columns.stream().mapToInt(String::length).toArray();
            List<String[]> shown = new ArrayList<>();
            shown.add(columns.toArray(String[]::new));
            for (Object[] row : rows) {
                shown.add(Arrays.stream(row).map(Table::shown).toArray(String[]::new));
            }
            for (String[] row : shown) {
                for (int i = 0; i < row.length; i++) {
                    width[i] = Math.max(width[i], row[i].length());
                }
            }
            StringBuilder text = new StringBuilder(1 << 10).append(heading).append('\n');
            for (String[] row : shown) {
                StringBuilder line = new StringBuilder();
                for (int i = 0; i < row.length; i++) {
                    boolean left = rows.stream().map(cells -> cells[0]).anyMatch(String.class::isInstance) && i == 0;
                    String pad = " ".repeat(width[i] - row[i].length());
                    line.append("  ").append(left ? row[i] + pad : pad + row[i]);
                }
                text.append(line.toString().stripTrailing()).append('\n');
            }
            return text.toString();
        }

        private static String shown(Object cell) {
            if (cell instanceof Double d) {
                double size = Math.abs(d);
                return d.isNaN()
                        ? "-"
                        : String.format(Locale.ROOT, size >= 1000 ? "%,.0f" : size >= 100 ? "%.1f" : "%.3f", d);
            }
            return cell instanceof Long || cell instanceof Integer
                    ? String.format(Locale.ROOT, "%,d", ((Number) cell).longValue())
                    : String.valueOf(cell);
        }

        String json() {
            StringBuilder json = new StringBuilder("{\"heading\":" + quoted(heading) + ",\"rows\":[");
            List<String> objects = new ArrayList<>();
            for (Object[] row : rows) {
                List<String> fields = new ArrayList<>();
                for (int i = 0; i < row.length; i++) {
                    fields.add(quoted(columns.get(i)) + ":" + value(row[i]));
                }
                objects.add("{" + String.join(",", fields) + "}");
            }
            join(json, objects);
            return json.append("]}").toString();
        }

        private static String value(Object cell) {
            if (cell instanceof Double d) {
                return d.isNaN() || d.isInfinite() ? "null" : d.toString();
            }
            return cell instanceof Number || cell instanceof Boolean ? cell.toString() : quoted(String.valueOf(cell));
        }
    }
}
