package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GcCommandTest {
    @TempDir
    Path folder;

    private record Outcome(int exit, String out, String err) {}

    private static Outcome eden(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Eden.run(new Terminal(out, err, false), arguments);
        return new Outcome(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static String log() {
        StringBuilder log = new StringBuilder("[0.000s][info][gc] Using Serial\n");
        for (int i = 1; i <= 11; i++) {
            log.append(String.format(
                    Locale.ROOT,
                    "[%d.000s][info][gc] GC(%d) Pause Young (Allocation Failure) 110M->10M(247M) %d.000ms%n",
                    i,
                    i,
                    i == 6 ? 20 : 10));
        }
        return log.toString();
    }

    private String file() throws IOException {
        return Files.writeString(folder.resolve("gc.log"), log()).toString();
    }

    @Test
    void theFirstLineAnswersAndTheRestShowsWhy() throws IOException {
        Outcome gc = eden("gc", file(), "--what-if", "alloc=-50%", "--what-if", "young=200m");
        assertThat(gc.exit()).as(gc.toString()).isZero();
        assertThat(gc.out())
                .startsWith("GC is worth a look: 1.09% of the time stopped; pauses p50 10ms, p99 20ms, max 20ms;"
                        + " a collection every 1s; 100MB/s allocated\n"
                        + "Serial, 11 collections in 11s; heap up to 247MB; after a collection 10MB\n\n"
                        + "  count  pauses   p50   p99   max  total   freed  kind   collection   cause\n"
                        + "     11      11  10ms  20ms  20ms  120ms  1.07GB  young  Pause Young  Allocation Failure\n\n"
                        + "model: interval = headroom / allocation rate = 100MB / ")
                .contains("  interval  per minute  GC of the time stopped  what if\n")
                .containsPattern("(?m)^ +1\\.9\\ds +30\\.\\d +0\\.5\\d% +alloc=-50%$")
                .containsPattern("(?m) young=200MB +a trade, no saving$")
                .contains("alloc assumes that ", "young assumes that ")
                .endsWith("tune last: a trade moves cost between CPU and memory.\n");
        assertThat(gc.err()).isEmpty();
    }

    @Test
    void jsonHasTheSame() throws IOException {
        Outcome gc = eden("gc", "--json", file());
        assertThat(gc.exit()).isZero();
        assertThat(gc.out())
                .startsWith("{\"source\":\"" + file() + "\",\"collector\":\"Serial\",\"verdict\":\"worth_a_look\","
                        + "\"collections\":11,\"seconds\":11,")
                .contains("\"gcCpuShare\":null", "\"basis\":\"fitted\"", "\"change\":\"alloc=-20%\"", "\"trade\":true");
    }

    @Test
    void aUrlIsAskedForGc() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/debug/pprof/gc", exchange -> {
            byte[] body = log().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            Outcome gc = eden("gc", "localhost:" + server.getAddress().getPort());
            assertThat(gc.exit()).as(gc.toString()).isZero();
            assertThat(gc.out()).startsWith("GC is worth a look");
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no.log | alloc=-1%  | 1 | eden gc: no.log: no such file; a source is a GC log",
                "LOG    | gogc=200   | 2 | eden gc: gogc: is Go's, and this is Serial",
                "LOG    | much       | 2 | eden gc: \"much\": expected alloc=-40%, young=2g",
            })
    void mistakesAreOneClearLine(String source, String question, int exit, String message) throws IOException {
        Outcome gc = eden("gc", source.equals("LOG") ? file() : source, "--what-if", question);
        assertThat(gc.exit()).isEqualTo(exit);
        assertThat(gc.err()).startsWith(message).hasLineCount(1);
        assertThat(gc.out()).isEmpty();
    }

    @Test
    void aLogIsNoProfileAndTheMessageSaysWhatReadsIt() throws IOException {
        Outcome top = eden("top", file());
        assertThat(top.exit()).isEqualTo(1);
        assertThat(top.err()).contains("not a profile but a log of garbage collections: eden gc " + file());
    }
}
