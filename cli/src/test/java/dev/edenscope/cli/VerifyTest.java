package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is proved by results of benchmarks alone, and what is wrong with a command line. */
final class VerifyTest {
    @TempDir
    Path folder;

    private record Outcome(int exit, String out, String err) {}

    private static Outcome eden(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Eden.run(new Terminal(out, err, false), arguments);
        return new Outcome(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** What {@code go test -bench Format -benchmem -count 10} prints. */
    private String results(String name, int nanos, int bytes, int allocations) throws IOException {
        StringBuilder text = new StringBuilder("goos: linux\ngoarch: amd64\npkg: com.acme/format\n");
        for (int i = 0; i < 10; i++) {
            text.append("BenchmarkFormat-8\t50000\t")
                    .append(nanos + i)
                    .append(" ns/op\t")
                    .append(bytes)
                    .append(" B/op\t")
                    .append(allocations)
                    .append(" allocs/op\n");
        }
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void fewerAllocationsAnOperationAreProvenAndTheMissingProofIsSaid() throws IOException {
        String before = results("before.txt", 22_800, 9_848, 402);
        Outcome fell = eden("verify", before, results("after.txt", 5_400, 3_292, 101));
        assertThat(fell.exit()).as(fell.toString()).isZero();
        assertThat(fell.out())
                .startsWith("PROVEN: fewer objects are made per operation, exactly counted; the static proof is not"
                        + " known, as results of benchmarks do not hold it: give recordings as well\nruntime  fell")
                .contains("static   unknown")
                .containsPattern("402 +101 ");
        assertThat(eden("verify", "--json", before, before).out())
                .startsWith("{\"verdict\":\"not_proven\",\"reason\":\"as much is allocated as before\",")
                .contains("\"recordings\":null,\"benchmarks\":{\"comparisons\":[{\"name\":\"");
    }

    @Test
    void fasterWithTheSameAllocationsIsNoProof() throws IOException {
        Outcome faster =
                eden("verify", results("before.txt", 22_800, 9_848, 402), results("after.txt", 5_400, 9_848, 402));
        assertThat(faster.exit()).as(faster.toString()).isEqualTo(3);
        assertThat(faster.out())
                .startsWith("NOT PROVEN: faster, but with the same allocations: speed has many reasons and is no proof\n");
    }

    @Test
    void moreAllocationsAreWorseAndATradeIsNoProof() throws IOException {
        String before = results("before.txt", 22_800, 9_848, 402);
        assertThat(eden("verify", before, results("worse.txt", 5_400, 9_848, 403)).exit())
                .isEqualTo(4);
        Outcome trade = eden("verify", before, results("trade.txt", 22_800, 20_000, 101));
        assertThat(trade.exit()).isEqualTo(3);
        assertThat(trade.out()).startsWith("NOT PROVEN: some of it fell and some rose; that is a trade, no saving\n");
    }

    @Test
    void whatIsWrongIsSaidInALine() throws IOException {
        String before = results("before.txt", 22_800, 9_848, 402);
        assertThat(eden("verify", before, before, "--results", before, before))
                .isEqualTo(new Outcome(
                        2, "", "eden verify: -results: BEFORE and AFTER are results of benchmarks already\n"));
        assertThat(eden("verify", before))
                .isEqualTo(new Outcome(
                        2, "", "eden verify: Missing required parameter: 'AFTER'; try: eden verify --help\n"));
        assertThat(eden("verify", "-top=all", before, before).err())
                .isEqualTo("eden verify: -top \"all\": expected a whole number from 0\n");
        assertThat(eden("verify", "-renamed=Till", "none.eden", "none.eden"))
                .isEqualTo(new Outcome(
                        2,
                        "",
                        "eden verify: -renamed \"Till\": expected OLD=NEW, parts of names such as"
                                + " com.acme.before.=com.acme.after.\n"));
        assertThat(eden("verify", "none.eden", "none.eden").err()).startsWith("eden verify: none.eden: no such file; ");
        assertThat(eden("verify", "--help").out())
                .contains("eden verify before.eden after.eden --results before.json after.json");
    }
}
