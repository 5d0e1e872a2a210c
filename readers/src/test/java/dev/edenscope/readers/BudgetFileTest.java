package dev.edenscope.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edenscope.budget.Budget;
import dev.edenscope.budget.Budget.Tolerance;
import dev.edenscope.budget.Quantity;
import dev.edenscope.profile.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BudgetFileTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);

    /** As people write them: comments, alignment, odd but valid spellings. */
    private static final String FILE = """
            # ours; = signs, 'quotes' and 3 in comments
            sources = ["target/jmh.json", # results
                       "target/eden"]

            [defaults]
            tolerance = "2%"
            floor-objects = 1

            [[budget]]
            benchmark = "com.acme.Codec.encode:size=100"   # the hot one \uD83D\uDE00
              allocs-per-op  =  3   # a String, its bytes, the holder
            "bytes-per-op"=1_024# and so much

            [[budget]] # the endpoint
            name = "GET /orders"
            method = 'com.acme.Orders.handle'
            bytes-per-call = 0x80
            objects-per-call = 4.5e1
            tolerance = "10%"
            two-sided = true
            """;

    @TempDir
    Path folder;

    @Test
    void eachQuantityIsABudgetWithItsToleranceAndPlace() throws DataException {
        BudgetFile file = BudgetFile.of("b.toml", FILE);
        assertThat(file.sources()).containsExactly("target/jmh.json", "target/eden");
        assertThat(file.budgets()).hasSize(4);
        Budget allocs = file.budgets().get(0);
        assertThat(allocs.subject().name()).isEqualTo("com.acme.Codec.encode:size=100");
        assertThat(allocs.quantity()).isEqualTo(Quantity.ALLOCS_PER_OP);
        assertThat(allocs.value()).isEqualTo(3);
        assertThat(allocs.tolerance()).isEqualTo(new Tolerance(0.02, 1, false));
        assertThat(allocs.most()).isEqualTo(4);
        assertThat(allocs.place()).isEqualTo(new Budget.Place(11, 3));
        assertThat(file.budgets().get(1).value()).isEqualTo(1024);
        Budget calls = file.budgets().get(2);
        assertThat(calls.quantity()).isEqualTo(Quantity.OBJECTS_PER_CALL);
        assertThat(calls.subject().text()).isEqualTo("GET /orders (com.acme.Orders.handle)");
        assertThat(calls.least()).isEqualTo(40.5);
        assertThat(file.budgets().get(3).value()).isEqualTo(128);
    }

    @Test
    void newNumbersAreWrittenWhereTheOldOnesStoodAndNothingElseIsTouched() throws DataException {
        BudgetFile file = BudgetFile.of("b.toml", FILE);
        BudgetEdit edit = new BudgetEdit(file);
        edit.set(file.budgets().get(3), 64, true);
        edit.set(file.budgets().get(0), 2.0125, true);
        edit.set(file.budgets().get(1), 1_000_000, true);
        edit.set(file.budgets().get(2), 1234.5678, false);
        assertThat(edit.text(DAY, "it \"is\" so, \\ is it"))
                .isEqualTo(FILE.replace("=  3 ", "=  2.0125 ")
                                .replace("=1_024#", "=1000000#")
                                .replace("= 0x80", "= 64")
                                .replace("= 4.5e1", "= 1240")
                        + """

                [[change]]
                date = 2026-11-21
                reason = "it \\"is\\" so, \\\\ is it"
                budgets = [
                  "com.acme.Orders.handle: bytes-per-call 0x80 to 64",
                  "com.acme.Codec.encode:size=100: allocs-per-op 3 to 2.0125",
                  "com.acme.Codec.encode:size=100: bytes-per-op 1_024 to 1000000",
                  "com.acme.Orders.handle: objects-per-call 4.5e1 to 1240",
                ]
                """);
    }

    @Test
    void inlineTablesAndWindowsLinesAreEditedToo() throws DataException {
        String text =
                "budget = [{benchmark = \"a\uD83D\uDE00\", allocs-per-op = 3, bytes-per-op=8},\r\n {test=\"b\",allocs-per-op=1}]";
        BudgetFile file = BudgetFile.of("b.toml", text);
        BudgetEdit edit = new BudgetEdit(file);
        edit.set(file.budgets().get(0), 4, true);
        edit.set(file.budgets().get(2), 0, true);
        // An array that is written at once cannot have tables after it, but a table of another name can come.
        assertThat(edit.text(DAY, "so"))
                .startsWith(text.replace("= 3", "= 4").replace("op=1", "op=0")
                        + "\r\n\r\n[[change]]\r\ndate = 2026-11-21\r\n");
    }

    @Test
    void seededRandomEditsAreReadBackAsTheyWereWritten() throws DataException {
        Random random = new Random(3);
        String text = FILE;
        for (int round = 0; round < 30; round++) {
            BudgetFile file = BudgetFile.of("b.toml", text);
            BudgetEdit edit = new BudgetEdit(file);
            Budget budget = file.budgets().get(random.nextInt(4));
            double value = random.nextBoolean() ? random.nextInt(1_000_000) : random.nextDouble() * 1e4;
            edit.set(budget, value, true);
            text = edit.text(DAY, "round " + round);
            int at = file.budgets().indexOf(budget);
            assertThat(BudgetFile.of("b.toml", text).budgets().get(at).value()).isEqualTo(value);
        }
        assertThat(text.lines().filter(line -> line.contains("#")).toList())
                .hasSameSizeAs(FILE.lines().filter(line -> line.contains("#")).toList());
    }

    @Test
    void aFileIsReplacedWholeAndKeepsItsPermissions() throws IOException {
        Path file = Files.writeString(folder.resolve("b.toml"), FILE);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        Path link = Files.createSymbolicLink(folder.resolve("link.toml"), file);
        BudgetEdit.write(link, "# new\n");
        assertThat(file).hasContent("# new\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(link).isSymbolicLink();
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("b.toml", "link.toml");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [[budget]];benchmark = "a";alocs-per-op = 3                | 3:1: "alocs-per-op" is not known in [[budget]]: did you mean allocs-per-op?
            [[budget]];benchmark = "a";objects-per-call = 3            | 3:1: objects-per-call is not measured of a benchmark: expected allocs-per-op or bytes-per-op
            [[budget]];benchmark = "a"                                 | 2:1: a budget without a number: expected allocs-per-op or bytes-per-op
            [[budget]];method = "a";test = "b";objects-per-call = 3    | 2:1: a budget is of one thing, and this is of a test already
            [[budget]];allocs-per-op = 3                               | 2: a [[budget]] of nothing; expected benchmark = "...", test = "..." or method = "..."
            [[budget]];benchmark = "a";allocs-per-op = "3"             | 3:1: allocs-per-op: expected a number from 0 on, without quotes
            [[budget]];benchmark = "a";allocs-per-op = -1              | 3:1: allocs-per-op: expected a number from 0 on, without quotes
            [[budget]];benchmark = "a";allocs-per-op = nan             | 3:1: allocs-per-op: expected a number from 0 on, without quotes
            [[budget]];benchmark = "a";allocs-per-op = inf             | 3:1: allocs-per-op: expected a number from 0 on, without quotes
            [[budget]];benchmark = 7;allocs-per-op = 1                 | 2:1: benchmark: expected a text of one line in quotes
            [[budget]];benchmark = "a\\nb";allocs-per-op = 1           | 2:1: benchmark: expected a text of one line in quotes
            [[budget]];benchmark = "a\\u001b[2J";allocs-per-op = 1     | 2:1: benchmark: expected a text of one line in quotes
            [defaults];tolerance = 2                                   | 2:1: tolerance: expected percent in quotes, such as "2%"
            [defaults];tolerance = "-2%"                               | 2:1: tolerance: expected percent in quotes, such as "2%"
            [defaults];two-sided = "yes"                               | 2:1: two-sided: expected true or false
            [budget];benchmark = "a";allocs-per-op = 1                 | 1:1: budget: expected [[budget]], in two brackets
            sources = "a"                                              | 1:1: sources: expected texts in brackets, such as sources = ["target/jmh.json"]
            sources = ["a", 3]                                         | 1:17: sources: expected texts of one line in quotes
            surces = ["a"]                                             | 1:1: "surces" is not known in the file: did you mean sources?
            [[change]];why = "a"                                       | 2:1: "why" is not known in [[change]]: expected date, reason, budgets
            a =                                                        | 1:4: Unexpected end of input, expected a value
            """)
    void whatIsWrongIsSaidWithItsPlaceAndWhatWasExpected(String text, String problem) {
        assertThatThrownBy(() -> BudgetFile.of("b.toml", text.replace(';', '\n')))
                .isInstanceOf(DataException.class)
                .hasMessage("b.toml:" + problem);
    }

    @Test
    void theSameBudgetTwiceIsNone() {
        assertThatThrownBy(() -> BudgetFile.of("b.toml", """
                [[budget]]
                benchmark = "a"
                allocs-per-op = 3
                [[budget]]
                benchmark = "a"
                allocs-per-op = 4
                """))
                .hasMessage("b.toml:6:1: the budget of line 3 once more; take one of them away");
    }

    @Test
    void hostileFilesAreRefusedInALine() throws IOException {
        Random random = new Random(11);
        for (int round = 0; round < 1500; round++) {
            StringBuilder text = new StringBuilder(FILE);
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 128 : 0x10000));
                    case 1 -> text.setLength(at);
                    default -> text.insert(at, "[]{}=\"'#,\n.\\".charAt(random.nextInt(12)));
                }
                if (text.isEmpty()) {
                    break;
                }
            }
            try {
                BudgetFile file = BudgetFile.of("b.toml", text.toString());
                BudgetEdit edit = new BudgetEdit(file);
                file.budgets().forEach(budget -> edit.set(budget, 5, true));
                edit.text(DAY, "so");
            } catch (DataException e) {
                assertThat(e.getMessage())
                        .startsWith("b.toml")
                        .doesNotContain("\n")
                        .doesNotContain("\u001b");
            }
        }
        assertThatThrownBy(() -> BudgetFile.of("b.toml", "a = " + "[".repeat(100_000)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("too deep");
        Path large = Files.write(folder.resolve("large.toml"), new byte[300_000]);
        assertThatThrownBy(() -> BudgetFile.read(large))
                .hasMessage(large + ": larger than 256 kB, which is no file of budgets");
        Path latin = Files.write(folder.resolve("latin.toml"), new byte[] {'#', (byte) 0xe9});
        assertThatThrownBy(() -> BudgetFile.read(latin)).hasMessage(latin + ": not a text in UTF-8");
        assertThatThrownBy(() -> BudgetFile.read(folder.resolve("none.toml"))).hasMessageEndingWith(": no such file");
        assertThat(List.of(folder.toFile().list())).hasSize(2);
    }
}
