package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.pprof.PprofReader;
import dev.edenscope.pprof.PprofWriter;
import dev.edenscope.profile.CallCount;
import dev.edenscope.profile.Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Budgets in a file, results and recordings in others, and what {@code eden check} says of them. */
final class CheckTest {
    private static final Path ROOT =
            Path.of(System.getProperty("eden.root", "..")).toAbsolutePath().normalize();
    private static final Path ORDERS = ROOT.resolve("core/src/test/resources/golden/orders.pb.gz");
    private static final String SEARCH = "dev.edenscope.examples.orders.before.Search.products";

    private static final String RESULTS = """
            {"results": [
             {"name": "com.acme.Codec.encode:size=100", "unit": "allocs/op", "values": [5], "exact": true},
             {"name": "com.acme.Codec.encode:size=100", "unit": "B/op", "values": [128], "exact": true},
             {"name": "com.acme.Codec.decode", "unit": "allocs/op", "values": [],
              "problem": "another profiler holds the JVM's sampling"},
             {"name": "com.acme.Gc", "unit": "B/op", "values": [24.001, 24.2, 23.9], "exact": false}
            ], "notes": []}
            """;

    private static final String BUDGETS = """
            # ours
            [defaults]
            tolerance = "2%"

            [[budget]]
            benchmark = "com.acme.Codec.encode:size=100"   # the hot one
            allocs-per-op = 3   # a String, its bytes, the holder
            bytes-per-op = 128

            [[budget]]
            benchmark = "com.acme.Codec.decode"
            allocs-per-op = 1

            [[budget]]
            test = "com.acme.Codec.encod"
            allocs-per-op = 9

            [[budget]]
            benchmark = "com.acme.Gc"
            bytes-per-op = 30
            two-sided = true
            """;

    @TempDir
    Path folder;

    private Path budgets;
    private Path results;

    private record Outcome(int exit, String out, String err) {}

    @BeforeEach
    void writeFiles() throws IOException {
        budgets = write("allocation-budget.toml", BUDGETS);
        results = write("r.json", RESULTS);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Outcome check(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> words = new ArrayList<>(List.of("check", "-file", budgets.toString()));
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        int exit = Eden.run(new Terminal(out, err, false), words.toArray(String[]::new));
        return new Outcome(
                exit,
                out.toString(StandardCharsets.UTF_8).replace(folder + "/", ""),
                err.toString(StandardCharsets.UTF_8).replace(folder + "/", ""));
    }

    @Test
    void eachBreachSaysWhatItIsAndWhatIsNext() {
        assertThat(check(results)).isEqualTo(new Outcome(3, """
                allocation-budget.toml: 5 budgets: 1 kept, 1 over, 1 under, 2 not measured

                OVER  com.acme.Codec.encode:size=100
                    measured  5 allocs/op  (exact, r.json)
                    budget    3 allocs/op + 2 %, 2 allocs/op (67 %) over  (allocation-budget.toml:7)
                    next      java -jar benchmarks.jar -prof "eden:output=target/eden" # then its lines: eden check RESULTS target/eden
                    next      eden bench r.json AFTER # once it is changed

                NOT MEASURED  com.acme.Codec.decode
                    measured  nothing: r.json: another profiler holds the JVM's sampling
                    budget    1 allocs/op + 2 %  (allocation-budget.toml:12)

                NOT MEASURED  com.acme.Codec.encod
                    measured  nothing: r.json has no test of this name; the nearest is com.acme.Codec.decode
                    budget    9 allocs/op + 2 %  (allocation-budget.toml:16)

                UNDER  com.acme.Gc
                    measured  24.001 B/op  (measured, 3 times, median; 23.9 to 24.2, r.json)
                    budget    30 B/op \u00b1 2 %, 5.999 B/op (20 %) under  (allocation-budget.toml:20)
                    but       less than the budget, which is two-sided: write the gain down with eden check --update

                kept  com.acme.Codec.encode:size=100  128 B/op of 128 B/op + 2 %  (exact, r.json)
                """, ""));
    }

    @Test
    void budgetsThatAreKeptPass() throws IOException {
        write("allocation-budget.toml", """
                [[budget]]
                benchmark = "com.acme.Codec.encode:size=100"
                allocs-per-op = 4
                floor-objects = 1
                """);
        Outcome outcome = check(results);
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out())
                .contains("kept  com.acme.Codec.encode:size=100  5 allocs/op of 4 allocs/op + 1 allocs/op");
    }

    @Test
    void jmhAndGoAreReadToo() throws IOException {
        Path jmh = write("jmh.json", """
                [{"benchmark": "com.acme.Codec.encode", "mode": "avgt", "params": {"size": "100"},
                  "primaryMetric": {"score": 20, "scoreUnit": "ns/op", "rawData": [[20]]},
                  "secondaryMetrics": {
                    "eden.allocs": {"score": 3, "scoreUnit": "allocs/op", "rawData": [[3]]},
                    "eden.bytes": {"score": "NaN", "scoreUnit": "B/op", "rawData": [["NaN"]]}}}]
                """);
        Path go = write("go.txt", """
                goos: linux
                pkg: acme/codec
                BenchmarkEncode-8   	  100	  20 ns/op	  48 B/op	  2 allocs/op
                BenchmarkEncode-8   	  100	  21 ns/op	  48 B/op	  2 allocs/op
                PASS
                """);
        write("allocation-budget.toml", """
                [[budget]]
                benchmark = "com.acme.Codec.encode:size=100"
                allocs-per-op = 3
                bytes-per-op = 100
                [[budget]]
                benchmark = "BenchmarkEncode"
                allocs-per-op = 2
                """);
        Outcome outcome = check(jmh, go);
        assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(3);
        assertThat(outcome.out())
                .contains(": 3 budgets: 2 kept, 1 not measured\n")
                .contains("NOT MEASURED  com.acme.Codec.encode:size=100\n    measured  nothing: jmh.json: ")
                .contains("kept  com.acme.Codec.encode:size=100  3 allocs/op of 3 allocs/op  (exact, jmh.json)\n")
                .contains(
                        "kept  BenchmarkEncode [Encode-8]  2 allocs/op of 2 allocs/op  (exact, 2 times, always the same,"
                                + " go.txt)\n");
    }

    // Recordings

    @Test
    void aRecordingSaysWhereAndHowSure() throws IOException {
        write("allocation-budget.toml", """
                [[budget]]
                name = "GET /search"
                method = "%s"
                objects-per-second = 300_000
                bytes-per-second = 0x1000000
                tolerance = "10%%"
                [[budget]]
                method = "%s"
                objects-per-call = 3
                """.formatted(SEARCH, SEARCH.replace("products", "words")));
        Outcome outcome = check(ORDERS);
        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.out())
                .contains(": 3 budgets: 1 kept, 1 over, 1 not measured\n")
                .contains("OVER  GET /search (" + SEARCH + ")\n")
                .contains("    measured  352k objects/s \u00b1 19 %  (estimate from 137 samples, ")
                .contains("    budget    300k objects/s + 10 %, 51.99k objects/s (17 %) over  (")
                .contains(
                        "    where     245k objects/s, 3.74MB/s  Search.java:50  java.lang.Integer in Search.products\n")
                .contains("    but       the sampling error reaches over the limit")
                .contains("    next      eden list -alloc_objects Search.products ")
                .contains("its calls were not counted; record with: eden record --per "
                        + SEARCH.replace("products", "words"));
    }

    @Test
    void countedCallsMakeItPerCall() throws IOException {
        Profile profile = PprofReader.read(ORDERS);
        List<String> comments = new ArrayList<>(profile.comments());
        comments.add(new CallCount(SEARCH, 1000).comment());
        Path counted = folder.resolve("counted.pb.gz");
        PprofWriter.write(profile.withHeader(profile.header().withComments(comments)), counted);
        write("allocation-budget.toml", """
                [[budget]]
                method = "%s"
                objects-per-call = 4000
                """.formatted(SEARCH));
        Outcome outcome = check(counted);
        assertThat(outcome.exit()).as(outcome.out()).isZero();
        assertThat(outcome.out())
                .contains("kept  " + SEARCH + "  3578.1 objects/call \u00b1 19 % of 4000 objects/call");
    }

    @Test
    void aRecordingBesideResultsGivesTheirLines() throws IOException {
        write("r.json", """
                {"results": [{"name": "%s:n=3", "unit": "allocs/op", "values": [72], "exact": true}]}
                """.formatted(SEARCH));
        write("allocation-budget.toml", """
                [[budget]]
                benchmark = "%s:n=3"
                allocs-per-op = 50
                """.formatted(SEARCH));
        Path beside = Files.copy(ORDERS, folder.resolve(SEARCH + "-n=3.pb.gz"));
        assertThat(check(results, beside).out())
                .contains(
                        "    where     50.114 allocs/op, 801.8 B/op  Search.java:50  java.lang.Integer in Search.products\n")
                .contains("    next      eden list -alloc_objects Search.products " + SEARCH + "-n=3.pb.gz\n");
    }

    // Other forms

    @Test
    void junitXmlHasATestCaseABudget() throws Exception {
        Path file = folder.resolve("j.xml");
        write("allocation-budget.toml", BUDGETS.replace("com.acme.Gc\"", "<&> \\\"Gc\\\" \uD83D\uDE00\""));
        check("-junit", file, results);
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Files.readAllBytes(file)));
        Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("tests")).isEqualTo("5");
        assertThat(suite.getAttribute("failures")).isEqualTo("4");
        assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(5);
        Element over = (Element) document.getElementsByTagName("testcase").item(0);
        assertThat(over.getAttribute("classname")).isEqualTo("com.acme.Codec.encode:size=100");
        assertThat(over.getAttribute("name")).isEqualTo("allocs-per-op");
        Element failure = (Element) over.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("type")).isEqualTo("over");
        assertThat(failure.getTextContent()).contains("\n    budget    3 allocs/op + 2 %, 2 allocs/op (67 %) over");
        Element last = (Element) document.getElementsByTagName("testcase").item(4);
        assertThat(last.getAttribute("classname")).isEqualTo("<&> \"Gc\" \uD83D\uDE00");
    }

    @Test
    void sarifShowsABreachAtItsLargestLineOrItsBudget() throws IOException {
        write("allocation-budget.toml", """
                [[budget]]
                method = "%s"
                objects-per-second = 3
                [[budget]]
                benchmark = "com.acme.Codec.encode:size=100"
                allocs-per-op = 3
                """.formatted(SEARCH));
        Path file = folder.resolve("s.sarif");
        check("-sarif", file, "-source_path", ROOT.resolve("examples/orders/src/main/java"), results, ORDERS);
        String sarif = Files.readString(file);
        assertThat(sarif)
                .startsWith(
                        "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{"
                                + "\"tool\":{\"driver\":{\"name\":\"eden\",\"version\":")
                .contains("{\"ruleId\":\"budget-over\",\"ruleIndex\":0,\"level\":\"error\",\"message\":{\"text\":\""
                        + SEARCH)
                .contains("\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"" + ROOT
                        + "/examples/orders/src/main/java/dev/edenscope/examples/orders/before/Search.java\"},"
                        + "\"region\":{\"startLine\":50}},\"logicalLocations\":[{\"fullyQualifiedName\":\"" + SEARCH
                        + "\",\"kind\":\"function\"}]}]")
                .contains("\"uri\":\"" + budgets + "\"},\"region\":{\"startLine\":6}}}]");
    }

    @Test
    void markdownIsATableWithTheBreachesBelow() throws IOException {
        Path file = folder.resolve("m.md");
        check("-markdown", file, results);
        assertThat(Files.readString(file).replace(folder + "/", ""))
                .startsWith("""
                        ## Allocation budgets: not kept

                        allocation-budget.toml: 5 budgets: 1 kept, 1 over, 1 under, 2 not measured.

                        | | what | measured | budget | from |
                        |---|---|---|---|---|
                        | **over** | `com.acme.Codec.encode:size=100` | 5 allocs/op | 3 allocs/op + 2 % | exact, r.json |
                        | **not measured** | `com.acme.Codec.decode` | ? | 1 allocs/op + 2 % |\
                         r.json: another profiler holds the JVM's sampling |
                        """)
                .contains("\n### `com.acme.Codec.encode:size=100`: 2 allocs/op (67 %) over\n\n- next: `java -jar");
    }

    @Test
    void jsonHasNullForWhatIsNotKnown() {
        assertThat(check("--json", results).out())
                .startsWith(
                        "{\"file\":\"allocation-budget.toml\",\"kept\":false,\"budgets\":[{\"kind\":\"benchmark\",\"name\":"
                                + "\"com.acme.Codec.encode:size=100\",\"title\":null,\"quantity\":\"allocs-per-op\",\"unit\":"
                                + "\"allocs/op\",\"budget\":3,\"tolerance\":0.02,\"floor\":0,\"twoSided\":false,\"least\":0,\"most\":"
                                + "3.06,\"line\":7,\"verdict\":\"over\",\"measuredName\":\"com.acme.Codec.encode:size=100\","
                                + "\"measured\":5,\"error\":0,\"exact\":true,\"basis\":\"exact\",\"source\":\"r.json\",")
                .contains("\"verdict\":\"not measured\",\"measuredName\":\"com.acme.Codec.decode\",\"measured\":null,"
                        + "\"error\":null,\"exact\":false,\"basis\":null,\"source\":\"r.json\",\"problem\":"
                        + "\"another profiler holds the JVM's sampling\"");
    }

    // The file's own sources, and new numbers

    @Test
    void whatTheFileNamesIsReadBesideItAndWhatIsNotThereIsNotMeasured() throws IOException {
        write("allocation-budget.toml", "sources = [\"r.json\", \"none.json\"]\n" + BUDGETS);
        Outcome outcome = check();
        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.out())
                .contains("1 kept, 1 over")
                .contains("\nnone.json: no such file; it is named in sources");
        write("allocation-budget.toml", "sources = [\"none.json\"]\n" + BUDGETS);
        assertThat(check().out()).contains("5 budgets: 5 not measured").contains("nothing: there is no source");
    }

    @Test
    void updateWritesNumbersAndReasonAndPassesThen() throws IOException {
        Outcome without = check("-update", results);
        assertThat(without.exit()).isEqualTo(2);
        assertThat(without.err()).endsWith("-update wants a reason, which is kept in the file: --reason \"...\"\n");
        assertThat(budgets).hasContent(BUDGETS);

        Outcome outcome = check("--update", "--reason", "a\nholder more", results);
        assertThat(outcome.exit()).isEqualTo(3); // what is not measured stays so
        assertThat(outcome.err())
                .isEqualTo(
                        "com.acme.Codec.encode:size=100: allocs-per-op 3 to 5\ncom.acme.Gc: bytes-per-op 30 to 24.1\n");
        assertThat(outcome.out()).contains("5 budgets: 3 kept, 2 not measured");
        assertThat(Files.readString(budgets))
                .startsWith(BUDGETS.replace("= 3 ", "= 5 ").replace("= 30", "= 24.1"))
                .containsPattern("\n\\[\\[change]]\ndate = \\d{4}-\\d\\d-\\d\\d\nreason = \"a holder more\"\n");
        String once = Files.readString(budgets);
        assertThat(check("--update", "--reason", "again", results).err()).contains("as it was");
        assertThat(budgets).hasContent(once);
    }

    @Test
    void updateWritesAFirstFile() throws IOException {
        Files.delete(budgets);
        assertThat(check(results))
                .isEqualTo(new Outcome(
                        1,
                        "",
                        "eden check: allocation-budget.toml: no such file; write one, or have it written from results: eden"
                                + " check --update --reason \"first budgets\" RESULTS\n"));
        Outcome outcome = check("--update", "--reason", "first", results);
        assertThat(outcome.exit()).as(outcome.toString()).isZero();
        assertThat(outcome.out()).startsWith("allocation-budget.toml: 3 budgets: 3 kept\n");
        assertThat(Files.readString(budgets))
                .contains("benchmark = \"com.acme.Codec.encode:size=100\"\nallocs-per-op = 5\n");
        assertThat(check(results).exit()).isZero();
    }

    @Test
    void whatIsWrongIsSaidInALine() throws IOException {
        assertThat(check().err()).startsWith("eden check: expected a SOURCE, or sources = [");
        assertThat(check("-reason", "so", results).exit()).isEqualTo(2);
        assertThat(check(folder.resolve("none.json")).err()).startsWith("eden check: none.json: no such file");
        assertThat(check(write("torn.json", "[{")).exit()).isEqualTo(1);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(check(empty).err()).startsWith("eden check: " + "empty: has no file that ends in .json");
        write("allocation-budget.toml", "# nothing\n");
        assertThat(check(results).err()).startsWith("eden check: allocation-budget.toml: holds no budget; expected");
        write("allocation-budget.toml", "[[budget]]\nbenchmark = 'a'\nalocs-per-op = 1\n");
        assertThat(check(results))
                .isEqualTo(new Outcome(
                        1,
                        "",
                        "eden check: allocation-budget.toml:3:1: \"alocs-per-op\" is not known in [[budget]]: did you mean"
                                + " allocs-per-op?\n"));
    }
}
