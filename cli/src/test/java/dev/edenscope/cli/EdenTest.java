package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.edenscope.pprof.PprofWriter;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EdenTest {
    private static final String TOP = """
            Type: alloc_space
            Showing nodes accounting for 96B, 100% of 96B total
                  flat  flat%   sum%        cum   cum%
                   64B 66.67% 66.67%        64B 66.67%  com.acme.Orders.<init>
                   32B 33.33%   100%        96B   100%  com.acme.Orders.handle
            """;

    @TempDir
    Path folder;

    private String file;
    private String smaller;

    /** What a run printed. */
    private record Outcome(int exit, String out, String err) {}

    @BeforeEach
    void writeProfiles() throws IOException {
        file = write("orders.pb.gz", profile(2));
        smaller = write("smaller.pb.gz", profile(1));
    }

    private String write(String name, Profile profile) throws IOException {
        Path path = folder.resolve(name);
        PprofWriter.write(profile, path);
        return path.toString();
    }

    private static Profile profile(long times) {
        ProfileBuilder builder =
                new ProfileBuilder(Profile.Header.of(List.of(ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE)));
        int handle = builder.location(
                builder.function(new Function("com.acme.Orders.handle", "", "com/acme/Orders.java", 2)), 3);
        int init = builder.location(
                builder.function(new Function("com.acme.Orders.<init>", "", "com/acme/Orders.java", 1)), 1);
        builder.add(builder.stack(new int[] {handle}, 1), 0, 1, 32);
        builder.add(builder.stack(new int[] {init, handle}, 2), 0, times, 32 * times);
        return builder.build();
    }

    private static Outcome eden(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Eden.run(new Terminal(out, err, false), arguments);
        return new Outcome(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void topPrintsTheTable() {
        assertThat(eden("top", file)).isEqualTo(new Outcome(0, TOP, ""));
    }

    @Test
    void optionsTakeOneDashOrTwoAndTheirValueWithAnEqualsSignOrWithout() {
        for (List<String> options : List.of(
                List.of("-nodecount=1", "-cum"),
                List.of("--nodecount=1", "--cum"),
                List.of("-nodecount", "1", "-cum=true"),
                List.of("--cum", "--nodecount", "1", "-trim"))) {
            List<String> arguments = new ArrayList<>(options);
            arguments.add(0, "top");
            arguments.add(file);
            assertThat(eden(arguments.toArray(String[]::new)).out())
                    .contains("Showing top 1 nodes out of 2\n")
                    .endsWith("  com.acme.Orders.handle\n");
        }
    }

    @Test
    void optionsMayFollowTheSource() {
        assertThat(eden("top", file, "-alloc_objects").out()).startsWith("Type: alloc_objects\n");
    }

    @Test
    void theFirstOfTwoSampleTypesCounts() {
        Outcome outcome = eden("top", "-sample_index=alloc_space", "-alloc_objects", file);
        assertThat(outcome.out()).startsWith("Type: alloc_space\n");
        assertThat(outcome.err()).isEqualTo("Multiple value selections, ignoring -alloc_objects\n");
    }

    @Test
    void optionsThatNameAReportAreCommandsAsInPprof() {
        assertThat(eden("-top", file)).isEqualTo(new Outcome(0, TOP, ""));
        assertThat(eden("--text", "-cum", file)).isEqualTo(eden("text", "-cum", file));
        assertThat(eden("-nodecount=1", "-top", file)).isEqualTo(eden("top", "-nodecount=1", file));
        assertThat(eden("-alloc_objects", "-list=init", file)).isEqualTo(eden("list", "-alloc_objects", "init", file));
        assertThat(eden("-list", "init", file)).isEqualTo(eden("list", "init", file));
        assertThat(eden("-list")).isEqualTo(eden("list"));
    }

    @Test
    void severalSourcesAreMerged() {
        assertThat(eden("top", file, smaller).out()).contains("of 160B total\n");
        Outcome outcome = eden("top", file, folder.resolve("nothing.pb.gz").toString());
        assertThat(outcome.out()).isEqualTo(TOP);
        assertThat(outcome.err()).endsWith("Fetched 1 source profiles out of 2\n");
    }

    @Test
    void aProfileIsScaledToItsBaseOnRequest() {
        // 96 bytes, of which 32 are handle's, against 64, of which 32 are: two thirds of 32 are 21 and the rest 43.
        assertThat(eden("top", "-normalize", "-base=" + smaller, file).out())
                .contains("       11B 50.00% 50.00%        11B 50.00%  com.acme.Orders.<init>\n")
                .contains("      -11B 50.00%     0%          0     0%  com.acme.Orders.handle\n");
        assertThat(eden("top", "-normalize", file))
                .isEqualTo(new Outcome(2, "", "eden top: -normalize needs a -base or -diff_base to scale to\n"));
    }

    @Test
    void theDirectionOfADifferenceIsWrittenOut() {
        assertThat(eden("top", "-base=" + smaller, file).err())
                .isEqualTo("new minus base: " + file + " minus " + smaller
                        + "; what grew is positive, what shrank negative\n");
    }

    @Test
    void commentsCanBeAdded() {
        assertThat(eden("top", "-add_comment=after the fix", file).out())
                .startsWith("after the fix\nType: alloc_space\n");
    }

    private String counted(String name, long times, String... comments) throws IOException {
        Profile profile = profile(times);
        return write(name, profile.withHeader(profile.header().withComments(List.of(comments))));
    }

    @Test
    void valuesAreDividedByTheCallsThatWereCounted() throws IOException {
        String now = counted("now.pb.gz", 200, "calls: 200 of com.acme.Api.handle");
        String before = counted("before.pb.gz", 300, "calls: 100 of com.acme.Api.handle");
        assertThat(eden("top", "-per=handle", "-alloc_objects", now)).isEqualTo(new Outcome(0, """
                calls: 200 of com.acme.Api.handle
                Type: alloc_objects
                Values: per call of com.acme.Api.handle (200 calls)
                Showing nodes accounting for 1.00, 100% of 1.00 total
                      flat  flat%   sum%        cum   cum%
                         1 99.50% 99.50%          1 99.50%  com.acme.Orders.<init>
                     0.005   0.5%   100%       1.00   100%  com.acme.Orders.handle
                """, ""));
        assertThat(eden("top", "-per=handle", "-alloc_objects", now, before).out())
                .contains("per call of com.acme.Api.handle (300 calls)", "      1.67 99.60%");
        Outcome compared = eden("top", "-per=handle", "-alloc_objects", "-base=" + before, now);
        assertThat(compared.out()).contains("per call of com.acme.Api.handle (200 calls)", "        -2 ");
        assertThat(compared.err())
                .contains("each divided by its own calls of com.acme.Api.handle: 200, in the base 100");
        assertThat(eden("top", "-per=handle", "-alloc_objects", "-diff_base=" + now, before)
                        .out())
                .contains("         2 ");
        assertThat(eden("top", "-base=" + before, now).out()).doesNotContain("calls: ");
    }

    @Test
    void whatCannotBeDividedByCallsIsSaid() throws IOException {
        String now = counted("now.pb.gz", 200, "calls: 200 of com.acme.Api.handle");
        String find = counted("find.pb.gz", 200, "calls: 200 of com.acme.Api.find");
        assertThat(eden("top", "-per=handle", file).err())
                .isEqualTo(
                        "eden top: per \"handle\": the profile does not have its calls; count them with `eden record -per"
                                + " CLASS.METHOD`\n");
        assertThat(eden("collapsed", "-per=handle", now).err())
                .startsWith("eden collapsed: -per: this format has whole");
        assertThat(eden("top", "-per=handle", "-base=" + find, now).exit()).isEqualTo(2);
        assertThat(eden("top", "-per=Api", "-base=" + find, now).err())
                .endsWith("eden top: -per: the base has the calls of com.acme.Api.find, not of com.acme.Api.handle\n");
        assertThat(eden("top", "-per=handle", "-normalize", "-base=" + now, now).err())
                .isEqualTo("eden top: conflicting options set: -per and -normalize\n");
    }

    @Test
    void basesAreTakenOff() {
        assertThat(eden("top", "-base=" + smaller, file).out())
                .contains("Showing nodes accounting for 32B, 100% of 32B total\n");
        assertThat(eden("top", "--diff_base", smaller, file).out())
                .contains("Showing nodes accounting for 32B, 50.00% of 64B total\n");
        assertThat(eden("top", "-base=" + smaller, "-diff_base=" + smaller, file))
                .isEqualTo(new Outcome(2, "", "eden top: -base and -diff_base flags cannot both be specified\n"));
    }

    @Test
    void listPrintsTheSource() throws IOException {
        Path source = folder.resolve("com/acme/Orders.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "class Orders {\n\tvoid handle() {\n\t\tnew Orders();\n\t}\n}\n");
        assertThat(eden("list", "-source_path=" + folder, "handle", file)).isEqualTo(new Outcome(0, """
                        Total: 96B
                        ROUTINE ======================== com.acme.Orders.handle in com/acme/Orders.java
                               32B        96B (flat, cum)   100% of Total
                                 .          .      2:\tvoid handle() {
                               32B        96B      3:\t\tnew Orders();
                                 .          .      4:\t}
                                 .          .      5:}
                        """, ""));
        assertThat(eden("list", "-json", "-source_path=" + folder, "init", file).out())
                .isEqualTo("""
                        {"type":"alloc_space","unit":"bytes","total":96,"binary":null,"buildId":null,"timeNanos":null,\
                        "durationNanos":null,"comments":[],"filters":[],"warnings":[],"routines":[\
                        {"function":"com.acme.Orders.<init>","file":"com/acme/Orders.java","flat":64,"cum":64,\
                        "error":null,"lines":[\
                        {"line":1,"flat":64,"cum":64,"source":"class Orders {"},\
                        {"line":2,"flat":0,"cum":0,"source":"\\tvoid handle() {"},\
                        {"line":3,"flat":0,"cum":0,"source":"\\t\\tnew Orders();"},\
                        {"line":4,"flat":0,"cum":0,"source":"\\t}"},\
                        {"line":5,"flat":0,"cum":0,"source":"}"}]}]}
                        """);
    }

    @Test
    void jsonHasNumbersAndNullForWhatIsUnknown() {
        assertThat(eden("top", "--json", "-nodecount=1", file).out()).isEqualTo("""
                        {"type":"alloc_space","unit":"bytes","total":96,"binary":null,"buildId":null,"timeNanos":null,\
                        "durationNanos":null,"comments":[],"filters":[],"warnings":[],"shown":64,"nodeCount":2,"dropped":0,\
                        "droppedCalls":0,"nodes":[{"name":"com.acme.Orders.<init>","function":"com.acme.Orders.<init>",\
                        "file":"com/acme/Orders.java","line":null,"flat":64,"cum":64,"inline":"none"}]}
                        """);
    }

    @Test
    void objectsAndBytesAreSideBySideAsTextAndAsJson() {
        assertThat(eden("top", "--quadrant", file).out())
                .contains("\n            2 66.67%         64B 66.67%       32B  both        com.acme.Orders.<init>\n");
        assertThat(eden("top", "--quadrant", "--by=package", "--json", file).out())
                .startsWith("{\"rankedBy\":null,\"allocated\":{\"objects\":3,\"bytes\":96},\"inUse\":null,")
                .endsWith("\"siteCount\":1,\"sites\":[{\"name\":\"com.acme\","
                        + "\"allocated\":{\"objects\":3,\"bytes\":96},\"inUse\":null,\"shape\":\"both\"}]}\n");
        assertThat(eden("top", "--by", "package", "--json", file).out())
                .endsWith("\"by\":\"package\",\"groups\":[{\"name\":\"com.acme\",\"flat\":96,\"cum\":96}]}\n");
        assertThat(eden("list", "--both", "--json", "handle", file).out())
                .startsWith("{\"types\":[\"alloc_objects\",\"alloc_space\"],\"total\":{\"objects\":3,\"bytes\":96},")
                .contains("\"flat\":{\"objects\":1,\"bytes\":32},\"cum\":{\"objects\":3,\"bytes\":96},");
        assertThat(eden("top", "--by=class", file))
                .isEqualTo(
                        new Outcome(2, "", "eden top: no sample has a label \"class\"; this profile has no labels\n"));
    }

    @Test
    void everyReportHasJsonOrIsAFormatOfItsOwn() {
        List<String> formats = List.of("callgrind", "topproto", "proto", "collapsed");
        for (Report report : Reports.ALL) {
            Outcome outcome = report.takesRegex()
                    ? eden(report.name(), "--json", "handle", file)
                    : eden(report.name(), "--json", file);
            assertThat(outcome.exit()).as(report.name()).isEqualTo(formats.contains(report.name()) ? 2 : 0);
            assertThat(outcome.out()).as(report.name()).matches(text -> text.isEmpty() || text.startsWith("{"));
        }
    }

    @Test
    void aProfileIsWrittenAsItIsLeft() {
        String left = folder.resolve("left.pb.gz").toString();
        eden("proto", "-focus=init", "-output=" + left, file);
        assertThat(eden("top", left).out()).contains("Showing nodes accounting for 64B, 100% of 64B total\n");
        String top = folder.resolve("top.pb.gz").toString();
        eden("topproto", "-output", top, file);
        assertThat(eden("top", top).out()).startsWith("Type: flat\n").contains("com.acme.Orders.<init>\n");
    }

    @Test
    void reportsGoToAFileOnRequest() throws IOException {
        Path output = folder.resolve("top.txt");
        assertThat(eden("top", "-output", output.toString(), file))
                .isEqualTo(new Outcome(0, "", "Generating report in " + output + "\n"));
        assertThat(output).hasContent(TOP);
        assertThat(eden("top", "-output=" + folder.resolve("no/where"), file).exit())
                .isEqualTo(1);
    }

    @Test
    void emptyReportsSayWhyAndWhatToTry() throws IOException {
        assertThat(eden("top", "-focus=Invoices", "-ignore=Nothing", file))
                .satisfies(outcome -> assertThat(outcome.exit()).isZero())
                .satisfies(outcome -> assertThat(outcome.out()).contains("Showing nodes accounting for 0, 0% of 96B"))
                .satisfies(outcome -> assertThat(outcome.err())
                        .contains("Nothing to show: no sample is left by focus=Invoices; names are matched anywhere"));
        ProfileBuilder builder = new ProfileBuilder(
                Profile.Header.of(List.of(ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE, ValueType.INUSE_OBJECTS)));
        int main = builder.location(builder.function(new Function("main", "", "", 0)), 1);
        builder.add(builder.stack(new int[] {main}, 1), 0, 1, 16, 0);
        assertThat(eden("top", write("freed.pb.gz", builder.build())).err())
                .isEqualTo("Nothing to show: all values of inuse_objects are 0; "
                        + "there are some of alloc_objects, alloc_space: try -sample_index=alloc_objects\n");
        ProfileBuilder nothing = new ProfileBuilder(Profile.Header.of(List.of(ValueType.ALLOC_SPACE)));
        assertThat(eden("top", write("nothing.pb.gz", nothing.build())).err())
                .startsWith("Nothing to show: the profile has no samples: ");
    }

    @Test
    void headingsAreBoldForAPersonOnly() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Eden.run(new Terminal(out, out, true), "top", file);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\n\u001b[1m      flat  flat%   sum%        cum   cum%\u001b[0m\n");
    }

    @Test
    void wrongCommandLinesExitWith2AndOneLine() {
        assertThat(eden("top"))
                .isEqualTo(
                        new Outcome(2, "", "eden top: Missing required parameter: 'SOURCE'; try: eden top --help\n"));
        assertThat(eden("top", "-nosuch", file))
                .isEqualTo(new Outcome(2, "", "eden top: Unknown option: '-nosuch'; try: eden top --help\n"));
        assertThat(eden("tpo"))
                .isEqualTo(new Outcome(2, "", "eden: no command and no file \"tpo\"; try: eden --help\n"));
        assertThat(eden("top", "-nodecount=x", file).err())
                .isEqualTo("eden top: nodecount \"x\" must be a whole number\n");
        assertThat(eden("top", "-lines", "-files", file).err())
                .isEqualTo("eden top: conflicting options set: -files and -lines\n");
        assertThat(eden("list", "Invoices", file))
                .isEqualTo(new Outcome(2, "", "eden list: no matches found for regexp: Invoices\n"));
    }

    @Test
    void sourcesThatCannotBeReadExitWith1AndOneLine() throws IOException {
        Path broken = folder.resolve("broken.pb.gz");
        Files.write(broken, new byte[] {0x1f, (byte) 0x8b, 8, 0});
        for (String source : List.of(
                "no-such-file.pb.gz",
                Files.createDirectory(folder.resolve("empty")).toString(),
                broken.toString(),
                "999999999",
                "localhost:1/debug/pprof/heap")) {
            Outcome outcome = eden("top", source);
            assertThat(outcome.exit()).isEqualTo(1);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err().lines().filter(line -> line.startsWith("eden top: ")))
                    .hasSize(1);
            assertThat(outcome.err()).contains(source).doesNotContain("\tat ");
        }
    }

    @Test
    void endpointsAreAskedAtTheSameTime() throws IOException {
        byte[] body = Files.readAllBytes(Path.of(file));
        CountDownLatch asked = new CountDownLatch(2);
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            asked.countDown();
            boolean both = isZero(asked);
            exchange.sendResponseHeaders(both ? 200 : 500, both ? body.length : -1);
            if (both) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            Outcome outcome = eden("top", url + "one", url + "two");
            assertThat(outcome.out()).contains("of 192B total");
            assertThat(outcome.exit()).isZero();
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private static boolean isZero(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void endpointsAreFetchedAndTheirErrorsShown() throws IOException {
        byte[] body = Files.readAllBytes(Path.of(file));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/debug/pprof/allocs", exchange -> {
            boolean asked = "seconds=3".equals(exchange.getRequestURI().getQuery());
            exchange.sendResponseHeaders(asked ? 200 : 400, asked ? body.length : -1);
            if (asked) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.createContext("/debug/pprof/nothing", exchange -> {
            byte[] text = "Unknown profile\n".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("X-Go-Pprof", "1");
            exchange.getResponseHeaders().add("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(404, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        server.start();
        try {
            String host = "127.0.0.1:" + server.getAddress().getPort();
            String allocs = "http://" + host + "/debug/pprof/allocs";
            assertThat(eden("top", "-seconds=3", host + "/"))
                    .isEqualTo(new Outcome(
                            0, TOP, "Fetching profile over HTTP from " + allocs + "?seconds=3\nPlease wait... (3s)\n"));
            assertThat(eden("top", allocs).err()).endsWith("server response: 400 Bad Request\n");
            Outcome unknown = eden("top", host + "/debug/pprof/nothing");
            assertThat(unknown.exit()).isEqualTo(1);
            assertThat(unknown.err()).endsWith("server response: 404 Not Found - Unknown profile\n");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void helpOfEveryCommandIsThere() {
        PrintStream before = System.err;
        ByteArrayOutputStream warned = new ByteArrayOutputStream();
        System.setErr(new PrintStream(warned, true, StandardCharsets.UTF_8)); // where the library for options warns
        try {
            List<String> commands = eden("--help")
                    .out()
                    .lines()
                    .filter(line -> line.matches("  [a-z]+  +[^ ].*"))
                    .map(line -> line.strip().split(" ", 2)[0])
                    .toList();
            assertThat(commands).contains("record", "why", "advise", "top");
            for (String command : commands) {
                Outcome help = eden(command, "--help");
                assertThat(help.exit()).as(command).isZero();
                assertThat(help.out()).contains("\nExample:\n").doesNotContain("%%");
            }
        } finally {
            System.setErr(before);
        }
        assertThat(warned.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void helpNamesEveryCommandAndEveryOptionAndHasAnExample() {
        assertThat(eden("--help").out()).contains("\n  top ", "\n  list ", "\nExamples:\n");
        assertThat(eden()).isEqualTo(eden("--help"));
        for (Report report : Reports.ALL) {
            Outcome help = eden(report.name(), "--help");
            assertThat(help.exit()).isEqualTo(0);
            assertThat(help.out())
                    .startsWith("Usage: eden " + report.name())
                    .contains("\nExample:\n  eden " + report.name());
            for (Setting setting : Settings.ALL) {
                if (report.groups().contains(setting.group()) && !setting.isChoice()) {
                    assertThat(help.out()).contains("\n  -" + setting.name());
                }
            }
            assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(120));
            assertThat(eden("--help").out()).contains("\n  " + report.name() + " ");
        }
        assertThat(eden("--version").out()).startsWith("eden ");
    }

    @Test
    void whatWhyCannotDoIsSaidInOneLine() {
        assertThat(eden("why"))
                .isEqualTo(new Outcome(
                        2,
                        "",
                        "eden why: expected a recording, or a JVM's process id or name; try: eden why --help\n"));
        assertThat(eden("why", "-m=3", "x.eden"))
                .isEqualTo(new Outcome(2, "", "eden why: -m \"3\": expected 1 or 2\n"));
        assertThat(eden("why", "x.eden", "a", "b"))
                .isEqualTo(new Outcome(2, "", "eden why: unexpected \"b\"; try: eden why --help\n"));
        assertThat(eden("why", "-d=1s", "x.eden"))
                .isEqualTo(
                        new Outcome(2, "", "eden why: -d: x.eden is a recording already; it is for a running JVM\n"));
        assertThat(eden("why", "-base=x.eden", "-params=a", "y.eden").exit()).isEqualTo(2);
        assertThat(eden("why", "-base=x.eden", "-log=jit.log", "y.eden"))
                .isEqualTo(new Outcome(
                        2,
                        "",
                        "eden why: -log is of the JVM that was recorded; it does not go with -base and -classes\n"));
        assertThat(eden("why", "-try=Orders", "--", "java").err())
                .isEqualTo("eden why: -try \"Orders\": expected CLASS.METHOD, as in com.acme.Orders.price\n");
        assertThat(eden("why", "-classes=" + folder.resolve("none")))
                .isEqualTo(new Outcome(1, "", "eden why: " + folder.resolve("none") + ": no such folder or jar\n"));
        assertThat(eden("why", "-classes=" + file).err()).contains(": not a jar: ");
        assertThat(eden("why", "-classes=" + folder).out()).isEmpty();
    }
}
