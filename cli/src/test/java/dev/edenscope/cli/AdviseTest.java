package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Advice on a recording of the order service: the profile is {@code core}'s, the sources are the example's own. */
final class AdviseTest {
    private static final Path ROOT =
            Path.of(System.getProperty("eden.root", "..")).toAbsolutePath().normalize();
    private static final String ORDERS =
            ROOT.resolve("core/src/test/resources/golden/orders.pb.gz").toString();
    private static final String SOURCES = "-source_path=" + ROOT.resolve("examples/orders/src/main/java");

    @TempDir
    Path folder;

    private record Outcome(int exit, String out, String err) {}

    private static Outcome eden(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Eden.run(new Terminal(out, err, false), arguments);
        return new Outcome(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsPlantedInTheOrderServiceIsFoundAtItsLine() {
        Outcome advice = eden("advise", SOURCES, ORDERS);
        assertThat(advice.exit()).as(advice.err()).isZero();
        assertThat(advice.out())
                .contains("expensive-per-call  Json.java:21  Json.bytes")
                .contains("expensive-per-call  Json.java:22  Json.bytes")
                .contains("boxing  Search.java:50  Search.products")
                .contains("string-format  Money.java:9  Money.text")
                .contains("string-format  PriceList.java:26  PriceList.key")
                .contains("+ return tier + \":\" + sku;")
                .contains("regex-per-call  OrderHandler.java:125  OrderHandler.isOrder")
                .contains("GC: not in this source");
    }

    @Test
    void theFormatGoesByTheFilesEnding() throws IOException {
        for (String ending : new String[] {"md", "sarif", "json"}) {
            Path file = folder.resolve("advice." + ending);
            assertThat(eden("advise", SOURCES, "-output", file.toString(), "-top=3", ORDERS))
                    .isEqualTo(new Outcome(0, "", ""));
            assertThat(Files.readString(file))
                    .startsWith(
                            switch (ending) {
                                case "md" -> "# Allocation advice\n";
                                case "sarif" -> "{\"$schema\":";
                                default -> "{\"gc\":null,";
                            })
                    .contains("Json.java");
        }
    }

    @Test
    void jsonIsAskedForAsEverywhere() {
        assertThat(eden("advise", "--json", SOURCES, ORDERS).out())
                .startsWith("{\"gc\":null,")
                .isEqualTo(eden("advise", "-format=json", SOURCES, ORDERS).out());
    }

    @Test
    void aGcLogSaysWhetherGcIsTheProblem() throws IOException {
        Path log = Files.writeString(folder.resolve("gc.log"), """
                [0.010s][info][gc] Using G1
                [1.000s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->2M(256M) 1.000ms
                [9.000s][info][gc] GC(1) Pause Young (Normal) (G1 Evacuation Pause) 160M->2M(256M) 1.000ms
                """);
        assertThat(eden("advise", "-gc", log.toString(), ORDERS).out()).startsWith("GC is not the problem: ");
    }

    @Test
    void whoseCodeItIsCanBeSaid() {
        assertThat(eden("advise", "-app", "com.acme.", ORDERS).out()).contains("Nothing to change");
    }

    @Test
    void everyRuleIsExplained() {
        assertThat(eden("explain").out()).contains("presize-list ").contains("uuid-decimal-dates ");
        assertThat(eden("explain", "presize-list").out()).contains("ArrayList");
        assertThat(eden("explain", "nothing"))
                .isEqualTo(new Outcome(2, "", "eden explain: no rule \"nothing\"; eden explain lists them\n"));
    }

    @Test
    void whatIsWrongIsSaidInALine() throws IOException {
        assertThat(eden("advise", "-format=pdf", ORDERS).err())
                .isEqualTo("eden advise: -format \"pdf\": expected text, markdown, sarif or json\n");
        assertThat(eden("advise", "-top=all", ORDERS).err())
                .isEqualTo("eden advise: -top \"all\": expected a number from 0\n");
        assertThat(eden("advise", folder.resolve("none.eden").toString()).err()).contains("none.eden: no such file");
        Path torn = Files.write(folder.resolve("torn.eden"), new byte[] {'P', 'K', 3, 4, 0, 0});
        Outcome outcome = eden("advise", torn.toString());
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.err()).contains("torn.eden: ");
    }
}
