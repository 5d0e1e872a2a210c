package dev.edenscope.readers;

import dev.edenscope.budget.Budget;
import dev.edenscope.budget.Budget.Kind;
import dev.edenscope.budget.Budget.Place;
import dev.edenscope.budget.Budget.Subject;
import dev.edenscope.budget.Budget.Tolerance;
import dev.edenscope.budget.Quantity;
import dev.edenscope.budget.Spelling;
import dev.edenscope.profile.DataException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseOptions;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * A file of budgets, {@code allocation-budget.toml}:
 *
 * <pre>{@code
 * sources = ["target/jmh.json", "target/eden"]   # what eden check reads when it is told nothing else
 *
 * [defaults]
 * tolerance = "2%"          # of a budget; none by default
 * floor-objects = 1         # or so much, if that is more
 * floor-bytes = 64
 * two-sided = false         # whether less than the budget is a breach too
 *
 * [[budget]]
 * benchmark = "com.acme.Codec.encode:size=100"   # or test, or method
 * name = "encoding"                              # what people call it; optional
 * allocs-per-op = 3
 * bytes-per-op = 128
 * tolerance = "5%"                               # and the others of defaults
 *
 * [[budget]]
 * method = "com.acme.Orders.handle"
 * objects-per-call = 45                          # bytes-per-call, objects-per-second, bytes-per-second
 *
 * [[change]]                                     # written by eden check --update
 * date = 2026-11-21
 * reason = "the encoder pools its buffers"
 * budgets = ["com.acme.Codec.encode:size=100: allocs-per-op 5 to 3"]
 * }</pre>
 *
 * @param name by which messages call it
 * @param text all of it
 * @param budgets one for each quantity, in order
 * @param sources as they are written
 */
public record BudgetFile(String name, String text, List<Budget> budgets, List<String> sources) {
    private static final int MOST_BYTES = 1 << 18;
    private static final List<String> TOP = List.of("sources", "defaults", "budget", "change");
    private static final List<String> TOLERANCE = List.of("tolerance", "floor-objects", "floor-bytes", "two-sided");
    private static final List<String> CHANGE = List.of("date", "reason", "budgets");

    public BudgetFile {
        budgets = List.copyOf(budgets);
        sources = List.copyOf(sources);
    }

    /**
     * Reads a file.
     *
     * @throws DataException that names file, line and column, what was expected there and what to do
     */
    public static BudgetFile read(Path file) throws IOException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new DataException(file + ": larger than 256 kB, which is no file of budgets");
            }
            return of(file.toString(), Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new DataException(file + ": not a text in UTF-8", e);
        } catch (IOException e) {
            throw DataException.unreadable(file.toString(), e);
        }
    }

    /** The same of a text. */
    public static BudgetFile of(String name, String text) throws DataException {
        return new Reading(name, text).file();
    }

    /** A table in the file, with what may be in it. */
    private record Table(TomlTable values, String title, String file) {
        /** @throws DataException at the first key that is not among those known */
        Table known(Collection<String> keys) throws DataException {
            for (String key : values.keySet()) {
                if (!keys.contains(key)) {
                    String nearest = Spelling.nearest(key, keys);
                    throw at(
                            key,
                            "\"" + printable(key) + "\" is not known in " + title + ": "
                                    + (nearest.isEmpty()
                                            ? "expected " + String.join(", ", keys)
                                            : "did you mean " + nearest + "?"));
                }
            }
            return this;
        }

        boolean has(String key) {
            return values.get(List.of(key)) != null;
        }

        private Object value(String key) {
            return values.get(List.of(key));
        }

        Place place(String key) {
            return BudgetFile.place(values.inputPositionOf(List.of(key)));
        }

        DataException at(String key, String problem) {
            return BudgetFile.at(file, place(key), problem);
        }

        String text(String key) throws DataException {
            if (!(value(key) instanceof String text) || text.isBlank() || !text.equals(printable(text))) {
                throw at(key, key + ": expected a text of one line in quotes");
            }
            return text;
        }

        double number(String key) throws DataException {
            double number = value(key) instanceof Number value ? value.doubleValue() : Double.NaN;
            if (!(number >= 0) || Double.isInfinite(number)) {
                throw at(key, key + ": expected a number from 0 on, without quotes");
            }
            return number;
        }

        boolean flag(String key) throws DataException {
            if (!(value(key) instanceof Boolean flag)) {
                throw at(key, key + ": expected true or false");
            }
            return flag;
        }

        /** {@code "2%"} as 0.02. */
        double share(String key) throws DataException {
            if (value(key) instanceof String text && text.endsWith("%")) {
                try {
                    double percent = Double.parseDouble(text.substring(0, text.length() - 1));
                    if (percent >= 0 && percent <= 1000) {
                        return percent / 100;
                    }
                } catch (NumberFormatException e) {
                    // said below
                }
            }
            throw at(key, key + ": expected percent in quotes, such as \"2%\"");
        }

        List<String> texts(String key) throws DataException {
            List<String> texts = new ArrayList<>();
            if (value(key) instanceof TomlArray array) {
                for (int i = 0; i < array.size(); i++) {
                    if (!(array.get(i) instanceof String text) || text.isBlank() || !text.equals(printable(text))) {
                        throw BudgetFile.at(
                                file,
                                BudgetFile.place(array.inputPositionOf(i)),
                                key + ": expected texts of one line in quotes");
                    }
                    texts.add(text);
                }
                return texts;
            }
            throw at(key, key + ": expected texts in brackets, such as " + key + " = [\"target/jmh.json\"]");
        }

        List<Table> tables(String key, String name) throws DataException {
            List<Table> tables = new ArrayList<>();
            if (!has(key)) {
                return tables;
            }
            if (value(key) instanceof TomlArray array) {
                for (int i = 0; i < array.size(); i++) {
                    if (array.get(i) instanceof TomlTable table) {
                        tables.add(new Table(table, name, file));
                    }
                }
                if (tables.size() == array.size()) {
                    return tables;
                }
            }
            throw at(key, key + ": expected " + name + ", in two brackets");
        }
    }

    /** From the text to budgets. */
    private static final class Reading {
        private final String name;
        private final String text;
        private final Map<List<Object>, Place> seen = new HashMap<>();
        private final List<Budget> budgets = new ArrayList<>();

        Reading(String name, String text) {
            this.name = name;
            this.text = text;
        }

        BudgetFile file() throws DataException {
            Table top = new Table(parsed(), "the file", name).known(TOP);
            Map<Boolean, Tolerance> defaults = Map.of(false, Tolerance.NONE, true, Tolerance.NONE);
            if (top.has("defaults")) {
                if (!(top.value("defaults") instanceof TomlTable table)) {
                    throw top.at("defaults", "defaults: expected a table: [defaults]");
                }
                defaults = tolerances(new Table(table, "[defaults]", name).known(TOLERANCE), defaults);
            }
            for (Table budget : top.tables("budget", "[[budget]]")) {
                add(budget, defaults);
            }
            for (Table change : top.tables("change", "[[change]]")) {
                change.known(CHANGE);
            }
            return new BudgetFile(name, text, budgets, top.has("sources") ? top.texts("sources") : List.of());
        }

        private TomlTable parsed() throws DataException {
            TomlParseResult parsed = Toml.parse(text, TomlParseOptions.sourceless()); // bounds nesting
            if (parsed.hasErrors()) {
                TomlParseError first = parsed.errors().get(0);
                throw at(name, place(first.position()), printable(first.getMessage()));
            }
            return parsed;
        }

        /** Those of objects and of bytes, by whether it is of bytes. */
        private static Map<Boolean, Tolerance> tolerances(Table table, Map<Boolean, Tolerance> defaults)
                throws DataException {
            return Map.of(
                    false, tolerance(table, "floor-objects", defaults.get(false)),
                    true, tolerance(table, "floor-bytes", defaults.get(true)));
        }

        private static Tolerance tolerance(Table table, String floor, Tolerance defaults) throws DataException {
            return new Tolerance(
                    table.has("tolerance") ? table.share("tolerance") : defaults.share(),
                    table.has(floor) ? table.number(floor) : defaults.floor(),
                    table.has("two-sided") ? table.flag("two-sided") : defaults.twoSided());
        }

        private void add(Table table, Map<Boolean, Tolerance> defaults) throws DataException {
            Subject subject = subject(table);
            boolean operation = subject.kind() != Kind.METHOD;
            List<String> known = new ArrayList<>(List.of(subject.kind().key(), "name"));
            Quantity.of(operation).forEach(quantity -> known.add(quantity.key()));
            known.addAll(TOLERANCE);
            for (Quantity other : Quantity.of(!operation)) {
                if (table.has(other.key())) {
                    throw table.at(
                            other.key(),
                            other.key() + " is not measured of a "
                                    + subject.kind().key() + ": expected " + keys(operation));
                }
            }
            table.known(known);
            Map<Boolean, Tolerance> tolerances = tolerances(table, defaults);
            int before = budgets.size();
            for (Quantity quantity : Quantity.of(operation)) {
                if (table.has(quantity.key())) {
                    Place place = table.place(quantity.key());
                    Place earlier = seen.put(List.of(subject.kind(), subject.name(), quantity), place);
                    if (earlier != null) {
                        throw table.at(
                                quantity.key(),
                                "the budget of line " + earlier.line() + " once more; take one of them away");
                    }
                    budgets.add(new Budget(
                            subject,
                            quantity,
                            table.number(quantity.key()),
                            tolerances.get(quantity.isBytes()),
                            place));
                }
            }
            if (budgets.size() == before) {
                throw table.at(subject.kind().key(), "a budget without a number: expected " + keys(operation));
            }
        }

        private static String keys(boolean operation) {
            return String.join(
                    " or ", Quantity.of(operation).stream().map(Quantity::key).toList());
        }

        private Subject subject(Table table) throws DataException {
            Kind found = null;
            for (Kind kind : Kind.values()) {
                if (table.has(kind.key())) {
                    if (found != null) {
                        throw table.at(
                                kind.key(), "a budget is of one thing, and this is of a " + found.key() + " already");
                    }
                    found = kind;
                }
            }
            if (found == null) {
                table.known(everyKey());
                throw new DataException(
                        name + firstLine(table)
                                + ": a [[budget]] of nothing; expected benchmark = \"...\", test = \"...\" or method = \"...\"");
            }
            return new Subject(found, table.text(found.key()), table.has("name") ? table.text("name") : "");
        }

        private static List<String> everyKey() {
            List<String> keys = new ArrayList<>(List.of("benchmark", "test", "method", "name"));
            for (Quantity each : Quantity.values()) {
                keys.add(each.key());
            }
            keys.addAll(TOLERANCE);
            return keys;
        }

        private static String firstLine(Table table) {
            return table.values.keySet().stream()
                    .mapToInt(key -> table.place(key).line())
                    .min()
                    .stream()
                    .mapToObj(line -> ":" + line)
                    .findFirst()
                    .orElse("");
        }
    }

    private static Place place(TomlPosition position) {
        return position == null ? new Place(1, 1) : new Place(position.line(), position.column());
    }

    private static DataException at(String file, Place place, String problem) {
        return new DataException(file + ":" + place.line() + ":" + place.column() + ": " + problem);
    }

    /** Without the characters that would move a terminal's cursor, or make a line into two. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "?");
    }
}
