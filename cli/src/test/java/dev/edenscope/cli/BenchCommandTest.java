package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BenchCommandTest {
    @TempDir
    Path folder;

    private record Outcome(int exit, String out, String err) {}

    private static Outcome eden(boolean styled, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Eden.run(new Terminal(out, err, styled), arguments);
        return new Outcome(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Six runs of two benchmarks; the first takes about so long and has so many objects. */
    private String go(String name, double nanos, int objects) throws IOException {
        StringBuilder text = new StringBuilder("goos: linux\n");
        for (int i = 0; i < 6; i++) {
            text.append(String.format(
                    Locale.ROOT,
                    "BenchmarkEncode-8 \t 100\t %.1f ns/op\t %d allocs/op%nBenchmarkDecode-8 \t 100\t 50.5 ns/op%n",
                    nanos + i,
                    objects));
        }
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void aFileIsATable() throws IOException {
        assertThat(eden(false, "bench", go("old.txt", 200, 23))).isEqualTo(new Outcome(0, """
                goos: linux

                                 ns/op  allocs/op  n
                Encode-8  202.5ns ± 1%         23  6
                Decode-8  50.50ns ± 0%          -  6
                """, ""));
    }

    @Test
    void filesAreComparedWithTheFirst() throws IOException {
        Outcome bench = eden(false, "bench", go("old.txt", 200, 23), go("new.txt", 100, 2), go("same.txt", 200, 23));
        assertThat(bench).isEqualTo(new Outcome(0, """
                goos: linux

                ns/op          old.txt       new.txt  vs base                     same.txt  vs base
                Encode-8  202.5ns ± 1%  102.5ns ± 2%  -49.38%  (p=0.002 n=6)  202.5ns ± 1%        ~  (p=1.000 n=6)
                Decode-8  50.50ns ± 0%  50.50ns ± 0%        ~  (p=1.000 n=6)  50.50ns ± 0%        ~  (p=1.000 n=6)
                geomean                               -28.85%                                +0.00%

                allocs/op  old.txt  new.txt  vs base               same.txt  vs base
                Encode-8        23        2  -91.30%  (exact n=6)        23        =  (exact n=6)
                """, ""));
    }

    @Test
    void whatIsBetterIsGreenForWhoWatches() throws IOException {
        String old = go("old.txt", 200, 2);
        String changed = go("new.txt", 100, 23);
        assertThat(eden(true, "bench", old, changed).out())
                .contains("\u001b[1mns/op ", "\u001b[32m-49.38%\u001b[0m", "\u001b[31m+1050.00%\u001b[0m");
        Path file = folder.resolve("out.txt");
        assertThat(eden(true, "bench", "-output=" + file, old, changed).out()).isEmpty();
        assertThat(Files.readString(file)).contains("-49.38%").doesNotContain("\u001b");
    }

    @Test
    void jsonOfAFileCanBeReadAgain() throws IOException {
        String old = go("old.txt", 200, 23);
        String json = eden(false, "bench", "--json", old).out();
        assertThat(json).startsWith("{\"results\":[{\"name\":\"Encode-8\",\"unit\":\"ns/op\",\"values\":[200,201,");
        Path own = Files.writeString(folder.resolve("own"), json);
        assertThat(eden(false, "bench", own.toString()).out())
                .isEqualTo(eden(false, "bench", old).out());
        assertThat(eden(false, "bench", "--json", own.toString(), old).out())
                .startsWith("{\"alpha\":0.05,\"base\":{\"source\":")
                .contains("\"verdict\":\"no_difference\"");
    }

    @Test
    void focusAndAlphaAreTaken() throws IOException {
        String old = go("old.txt", 200, 23);
        assertThat(eden(false, "bench", "-focus=Dec", old).out())
                .contains("Decode-8")
                .doesNotContain("Encode-8");
        assertThat(eden(false, "bench", "--alpha", "0.001", old, go("new.txt", 100, 23))
                        .out())
                .contains("?  (n=6)", "?: too few values; a difference at 0.001 takes 7 or more on each side");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-alpha=2|2|eden bench: -alpha=2: expected a probability between 0 and 1, such as 0.05",
                "-focus=[|2|eden bench: -focus \"[\": Unclosed character class",
                "-focus=Other|1|eden bench: FILE: no benchmark matches -focus=Other; there is Encode-8",
                "none.json|1|eden bench: none.json: no such file"
            })
    void whatCannotBeDoneIsSaidInALine(String argument, int exit, String message) throws IOException {
        String file = go("old.txt", 200, 23);
        assertThat(eden(false, "bench", argument, file))
                .isEqualTo(new Outcome(exit, "", message.replace("FILE", file) + "\n"));
    }
}
