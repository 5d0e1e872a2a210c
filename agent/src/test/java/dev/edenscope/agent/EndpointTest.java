package dev.edenscope.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.edenscope.pprof.PprofReader;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("jvm")
final class EndpointTest {
    private static final String TAKE = "dev.edenscope.agent.Orders.take";
    private static final long BYTES = 64_000_000;
    private static Served served;

    @BeforeAll
    static void serve() {
        served = new Served("");
        Orders.take(BYTES);
    }

    @AfterAll
    static void stop() {
        served.close();
        Orders.forget();
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    // Pages

    @Test
    void theIndexListsEveryPage() throws Exception {
        HttpResponse<byte[]> index = served.get("");
        assertThat(index.statusCode()).isEqualTo(200);
        assertThat(header(index, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(index, "X-Content-Type-Options")).isEqualTo("nosniff");
        Matcher link = Pattern.compile("href=\"([^\"]+)\"").matcher(Served.text(index));
        List<String> links = new ArrayList<>();
        while (link.find()) {
            links.add(link.group(1));
        }
        assertThat(links)
                .contains("allocs", "cmdline", "gc", "heap", "heap?debug=1", "profile", "symbol", "threads?debug=1");
        for (String page : links) {
            assertThat(served.get(page.equals("profile") ? "profile?seconds=1" : page)
                            .statusCode())
                    .as(page)
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/debug/pprof"})
    void theRootLeadsToTheIndex(String path) throws Exception {
        HttpResponse<byte[]> response =
                Served.send(HttpRequest.newBuilder(URI.create("http://localhost:" + served.endpoint.port() + path))
                        .build());
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(header(response, "Location")).isEqualTo("/debug/pprof/");
    }

    @Test
    void heapHasTheFourQuadrantsAndOpensOnInUse() throws Exception {
        HttpResponse<byte[]> response = served.get("heap");
        assertThat(header(response, "Content-Type")).isEqualTo("application/octet-stream");
        assertThat(header(response, "Content-Disposition")).isEqualTo("attachment; filename=\"heap\"");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "X-Go-Pprof")).isNull();
        Profile heap = served.profile("heap");
        assertThat(heap.sampleTypes())
                .containsExactly(
                        ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE, ValueType.INUSE_OBJECTS, ValueType.INUSE_SPACE);
        assertThat(heap.header().defaultSampleType()).isEmpty();
        assertThat(heap.header().periodType()).isEqualTo(new ValueType("space", "bytes"));
        assertThat(heap.header().period()).isEqualTo(16384);
    }

    @Test
    void heapKnowsTheLineAndTheBytes() throws Exception {
        Profile before = served.profile("heap?gc=1");
        Orders.take(BYTES);
        Profile heap = served.profile("heap?gc=1");
        // 4000 samples: 1.6 % standard error, and the arrays' headers are 1.6 %.
        assertThat(grown(before, heap, "alloc_space")).isCloseTo(BYTES, within(BYTES / 8));
        assertThat(grown(before, heap, "alloc_objects")).isCloseTo(BYTES / 1000, within(BYTES / 8000));
        assertThat(grown(before, heap, "inuse_space")).isCloseTo(BYTES / 10, within(BYTES / 25));
        assertThat(heap.functions()).anySatisfy(function -> {
            assertThat(function.name()).isEqualTo(TAKE);
            assertThat(function.filename()).isEqualTo("dev/edenscope/agent/Orders.java");
        });
    }

    private static long grown(Profile before, Profile after, String type) {
        int line = Orders.line("take");
        return Sums.of(after, type, TAKE, line) - Sums.of(before, type, TAKE, line);
    }

    @Test
    void theAgentItselfIsNotInTheProfile() throws Exception {
        for (int i = 0; i < 100; i++) {
            served.get("heap");
        }
        Profile heap = served.profile("allocs");
        assertThat(Sums.functions(heap))
                .contains(TAKE)
                .noneMatch(
                        name -> name.matches(
                                ".*\\.(Pages\\.(answer|page)|Snapshot|Sampler|PprofWriter|HeapText|ThreadDump|Gc|Workers)\\b.*"))
                .noneMatch(name -> name.contains("ServerImpl$Exchange"));
    }

    @Test
    void allocsOpensOnAllocatedBytes() throws Exception {
        Profile allocs = served.profile("allocs");
        assertThat(allocs.header().defaultSampleType()).isEqualTo("alloc_space");
        assertThat(Sums.of(allocs, "alloc_space", TAKE, 0)).isPositive();
        assertThat(header(served.get("allocs"), "Content-Disposition")).isEqualTo("attachment; filename=\"allocs\"");
    }

    @Test
    void aWindowHoldsWhatWasAllocatedInIt() throws Exception {
        CompletableFuture<HttpResponse<byte[]>> window = CompletableFuture.supplyAsync(() -> get("heap?seconds=2"));
        Thread.sleep(700);
        Orders.take(20_000_000);
        HttpResponse<byte[]> response = window.get(30, TimeUnit.SECONDS);
        assertThat(header(response, "Content-Disposition")).isEqualTo("attachment; filename=\"heap-delta\"");
        Profile delta = PprofReader.read(response.body(), "heap-delta");
        assertThat(delta.sampleTypes()).hasSize(4);
        assertThat(Sums.of(delta, "alloc_space", TAKE, 0)).isCloseTo(20_000_000L, within(4_000_000L));
        assertThat(delta.header().durationNanos()).isBetween(1_900_000_000L, 4_000_000_000L);
    }

    @Test
    void aWindowsInUseCanFall() throws Exception {
        Orders.take(20_000_000);
        served.get("heap?gc=1");
        CompletableFuture<HttpResponse<byte[]>> window =
                CompletableFuture.supplyAsync(() -> get("heap?seconds=2&gc=1"));
        Thread.sleep(1000);
        Orders.forget();
        Profile delta = PprofReader.read(window.get(30, TimeUnit.SECONDS).body(), "heap-delta");
        assertThat(Sums.of(delta, "inuse_space", TAKE, 0)).isNegative();
        Orders.take(BYTES); // as the other tests expect
    }

    @Test
    void textIsGosLegacyLayout() throws Exception {
        HttpResponse<byte[]> response = served.get("heap?debug=1");
        assertThat(header(response, "Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(header(response, "Content-Disposition")).isNull();
        List<String> lines = Served.text(response).lines().toList();
        assertThat(lines.get(0)).matches("heap profile: \\d+: \\d+ \\[\\d+: \\d+] @ heap/2");
        assertThat(lines).anyMatch(line -> line.startsWith("# values are estimates of all objects"));
        assertThat(lines).anyMatch(line -> line.matches("\\d+: \\d+ \\[\\d+: \\d+] @( 0x[0-9a-f]+)+"));
        assertThat(lines)
                .anyMatch(line -> line.matches("#\t0x[0-9a-f]+\t" + TAKE.replace(".", "\\.")
                        + "\\+0x0\tdev/edenscope/agent/Orders\\.java:" + Orders.line("take")));
        assertThat(served.text("allocs?debug=1")).startsWith("heap profile: ");
    }

    @Test
    void cpuProfileFindsTheBusyLine() throws Exception {
        CompletableFuture<HttpResponse<byte[]>> window = CompletableFuture.supplyAsync(() -> get("profile?seconds=2"));
        Thread worker = new Thread(() -> Orders.price(4000), "pricing");
        worker.start();
        HttpResponse<byte[]> response = window.get(60, TimeUnit.SECONDS);
        worker.join();
        assertThat(header(response, "Content-Disposition")).isEqualTo("attachment; filename=\"profile\"");
        Profile cpu = PprofReader.read(response.body(), "profile");
        cpu.check();
        assertThat(cpu.sampleTypes())
                .containsExactly(new ValueType("samples", "count"), new ValueType("cpu", "nanoseconds"));
        assertThat(cpu.header().periodType()).isEqualTo(new ValueType("cpu", "nanoseconds"));
        assertThat(cpu.header().period()).isEqualTo(10_000_000);
        assertThat(cpu.header().durationNanos()).isBetween(1_900_000_000L, 6_000_000_000L);
        // 2 s of one thread, less what the machine gives to others
        assertThat(Sums.of(cpu, "cpu", "dev.edenscope.agent.Orders.price", 0)).isBetween(300_000_000L, 3_000_000_000L);
        assertThat(cpu.total(1)).isEqualTo(cpu.total(0) * 10_000_000);
        assertThat(cpu.functions())
                .anySatisfy(function -> assertThat(function.filename()).isEqualTo("dev/edenscope/agent/Orders.java"));
        boolean labelled = false;
        for (int i = 0; i < cpu.sampleCount(); i++) {
            labelled |= cpu.labels(i).stream().anyMatch(label -> "pricing".equals(label.text()));
        }
        assertThat(labelled).isTrue();
        assertThat(cpu.comments()).anyMatch(comment -> comment.startsWith("cpu: "));
        assertThat(Sums.functions(cpu)).noneMatch(name -> name.equals("sun.nio.ch.EPoll.wait"));
    }

    @Test
    void threadsAreCountedByPlaceAndState() throws Exception {
        Object lock = new Object();
        List<Thread> parked = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Thread thread = new Thread(
                    () -> {
                        synchronized (lock) {
                            try {
                                lock.wait();
                            } catch (InterruptedException e) {
                                // the test is over
                            }
                        }
                    },
                    "parked-" + i);
            thread.start();
            parked.add(thread);
        }
        for (Thread thread : parked) {
            while (thread.getState() != Thread.State.WAITING) {
                Thread.sleep(5);
            }
        }
        Profile threads = served.profile("threads");
        String text = served.text("threads?debug=1");
        parked.forEach(Thread::interrupt);
        assertThat(threads.sampleTypes()).containsExactly(new ValueType("threads", "count"));
        boolean found = false;
        for (int i = 0; i < threads.sampleCount(); i++) {
            found |= threads.value(i, 0) == 5 && threads.labels(i).get(0).text().equals("WAITING");
        }
        assertThat(found).isTrue();
        assertThat(text).startsWith("threads profile: total ").contains("# threads: parked-0, parked-1");
        assertThat(text).containsPattern("(?m)^5 @( 0x[0-9a-f]+)+$");
        for (Thread thread : parked) {
            thread.join();
        }
    }

    @Test
    void threadsCanBeComparedOverAWindow() throws Exception {
        HttpResponse<byte[]> response = served.get("threads?seconds=1");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Disposition")).isEqualTo("attachment; filename=\"threads-delta\"");
    }

    @Test
    void theCommandLineIsJoinedByNul() throws Exception {
        HttpResponse<byte[]> response = served.get("cmdline");
        assertThat(header(response, "Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(Served.text(response)).containsPattern("^[^\0]+/bin/java(\0|$)");
    }

    @Test
    void symbolSaysThatThereAreSymbols() throws Exception {
        assertThat(served.text("symbol?0x1+0x2")).isEqualTo("num_symbols: 1\n");
    }

    @Test
    void gcIsJson() throws Exception {
        System.gc();
        String json = served.text("gc");
        assertThat(header(served.get("gc"), "Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(json).contains("\"collectors\":[{\"name\":").contains("\"usedBytes\":");
    }

    // Errors

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing           | 404 | Unknown profile",
                "heap/more         | 404 | Unknown profile",
                "trace             | 404 | Unknown profile",
                "heap?seconds=x    | 400 | invalid value for \"seconds\" - must be a positive integer",
                "heap?seconds=0    | 400 | invalid value for \"seconds\" - must be a positive integer",
                "heap?seconds=-1   | 400 | invalid value for \"seconds\" - must be a positive integer",
                "profile?seconds=0 | 400 | invalid value for \"seconds\" - must be a positive integer",
                "allocs?seconds=3601 | 400 | invalid value for \"seconds\" - must be at most 3600",
                "profile?seconds=99999999999999999999 | 400 | invalid value for \"seconds\" - must be a positive integer",
                "heap?seconds=1&debug=1 | 400 | seconds and debug params are incompatible",
                "threads?debug=1&seconds=1 | 400 | seconds and debug params are incompatible",
            })
    void errorsAreGos(String page, int status, String line) throws Exception {
        HttpResponse<byte[]> response = served.get(page);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Served.text(response)).isEqualTo(line + "\n");
        assertThat(header(response, "Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(header(response, "X-Go-Pprof")).isEqualTo("1");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Content-Disposition")).isNull();
    }

    @Test
    void aBrokenQueryIsABadRequest() {
        assertThat(served.pages.handle("heap", "seconds=%zz").status()).isEqualTo(400);
        assertThat(served.pages.handle("heap", "&&=&debug").status()).isEqualTo(200);
        assertThat(served.pages.handle(null, null).status()).isEqualTo(200);
    }

    @Test
    void otherPathsAreNotFound() throws Exception {
        HttpResponse<byte[]> response = Served.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + served.endpoint.port() + "/metrics"))
                        .build());
        assertThat(response.statusCode()).isEqualTo(404);
    }

    @Test
    void postIsNotAllowed() throws Exception {
        HttpResponse<byte[]> response = Served.send(HttpRequest.newBuilder(URI.create(served.url("heap")))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build());
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(header(response, "Allow")).isEqualTo("GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "heap", "heap?seconds=30", "profile", "threads?debug=1", "gc"})
    void headIsAnsweredAtOnceAndWithoutBody(String page) throws Exception {
        long begin = System.nanoTime();
        HttpResponse<byte[]> response = Served.send(HttpRequest.newBuilder(URI.create(served.url(page)))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(System.nanoTime() - begin).isLessThan(10_000_000_000L);
    }

    @Test
    void aSecondCaptureIsToldToComeBack() throws Exception {
        CompletableFuture<HttpResponse<byte[]>> first = CompletableFuture.supplyAsync(() -> get("allocs?seconds=2"));
        Thread.sleep(500);
        for (String page : List.of("profile", "heap?seconds=1", "heap?gc=1", "threads?seconds=1")) {
            HttpResponse<byte[]> second = served.get(page);
            assertThat(second.statusCode()).as(page).isEqualTo(503);
            assertThat(Integer.parseInt(header(second, "Retry-After"))).isBetween(1, 4);
            assertThat(header(second, "X-Go-Pprof")).isEqualTo("1");
            assertThat(Served.text(second)).startsWith("another capture is under way");
        }
        assertThat(served.get("heap").statusCode()).isEqualTo(200);
        assertThat(first.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(served.get("heap?seconds=1").statusCode()).isEqualTo(200);
    }

    // The server

    @Test
    void aForeignHostIsRefused() throws Exception {
        assertThat(raw("GET /debug/pprof/heap HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("GET /debug/pprof/cmdline HTTP/1.1\r\nHost: localhost:" + served.endpoint.port()
                        + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.endpoint.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void slowClientsCannotHoldTheEndpoint() throws Exception {
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.endpoint.port());
            socket.getOutputStream().write("GET /debug/pprof/heap HTT".getBytes(StandardCharsets.ISO_8859_1));
            slow.add(socket);
        }
        Thread.sleep(200);
        assertThat(served.get("cmdline").statusCode()).isEqualTo(200); // once the slow ones' time is up
        for (Socket socket : slow) {
            socket.setSoTimeout(20_000);
            InputStream in = socket.getInputStream();
            assertThat(in.read()).isEqualTo(-1);
            socket.close();
        }
    }

    @Test
    void aPortInUseIsSaidInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Settings settings = Settings.parse("port=" + taken.getLocalPort());
            assertThatThrownBy(() -> Endpoint.start(settings, served.pages))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("127.0.0.1:" + taken.getLocalPort()
                            + " cannot be served: Address already in use (choose another with port=N, or port=0 for"
                            + " any free one)");
        }
    }

    @Test
    void anAddressThatIsNotThisMachinesIsSaidInOneLine() {
        assertThatThrownBy(() -> Endpoint.start(Settings.parse("port=0,bind=203.0.113.7,open"), served.pages))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("203.0.113.7:0 cannot be served");
        assertThatThrownBy(() -> Endpoint.start(Settings.parse("port=0,bind=no.such.host.invalid"), served.pages))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("there is no such address");
        assertThatThrownBy(() -> Endpoint.start(Settings.parse("port=0,bind=0.0.0.0"), served.pages))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("token=SECRET");
    }

    @Test
    void aTokenIsAskedForOverHttp() throws Exception {
        Settings settings = Settings.parse("port=0,bind=0.0.0.0,token=s3cret");
        Endpoint guarded = Endpoint.start(settings, new Pages(served.capture, served.gc, settings));
        try {
            URI uri = URI.create("http://127.0.0.1:" + guarded.port() + "/debug/pprof/cmdline");
            HttpResponse<byte[]> refused =
                    Served.send(HttpRequest.newBuilder(uri).build());
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(header(refused, "WWW-Authenticate")).isEqualTo("Bearer realm=\"edenscope\"");
            HttpResponse<byte[]> allowed = Served.send(HttpRequest.newBuilder(uri)
                    .header("Authorization", "Bearer s3cret")
                    .build());
            assertThat(allowed.statusCode()).isEqualTo(200);
            assertThat(guarded.url()).isEqualTo("http://localhost:" + guarded.port() + "/debug/pprof/");
        } finally {
            guarded.stop();
        }
    }

    @Test
    void stoppingEndsAWindowAndFreesThePort() throws Exception {
        Pages pages = new Pages(served.capture, served.gc, served.settings);
        Endpoint endpoint = Endpoint.start(served.settings, pages);
        int port = endpoint.port();
        CompletableFuture<Integer> pending = CompletableFuture.supplyAsync(() -> {
            try {
                return Served.send(HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + port + "/debug/pprof/heap?seconds=60"))
                                .build())
                        .statusCode();
            } catch (IOException | InterruptedException e) {
                return -1; // the connection was closed
            }
        });
        Thread.sleep(500);
        long begin = System.nanoTime();
        endpoint.stop();
        endpoint.stop();
        assertThat(System.nanoTime() - begin).isLessThan(3_000_000_000L);
        assertThat(pending.get(10, TimeUnit.SECONDS)).isIn(-1, 503);
        Endpoint again = Endpoint.start(Settings.parse("port=" + port), pages);
        assertThat(again.port()).isEqualTo(port);
        again.stop();
    }

    @Test
    void stoppingThePagesEndsAWindowWithAnAnswer() throws Exception {
        Pages pages = new Pages(served.capture, served.gc, served.settings);
        CompletableFuture<Response> pending = CompletableFuture.supplyAsync(() -> pages.handle("heap", "seconds=60"));
        Thread.sleep(300);
        pages.stop();
        Response response = pending.get(10, TimeUnit.SECONDS);
        assertThat(response.status()).isEqualTo(503);
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("the agent was stopped");
    }

    @Test
    void twentyRoundsLeaveNoThreadBehind() throws Exception {
        round();
        int before = threads();
        for (int i = 0; i < 20; i++) {
            round();
        }
        for (int i = 0; i < 100 && threads() > before; i++) {
            Thread.sleep(20);
        }
        assertThat(threads()).isLessThanOrEqualTo(before);
    }

    private static int threads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("edenscope-")
                        || thread.getName().startsWith("HTTP-Dispatcher")
                        || thread.getName().startsWith("idle-timeout"))
                .count();
    }

    private static void round() throws Exception {
        Endpoint endpoint = Endpoint.start(served.settings, served.pages);
        URI uri = URI.create("http://127.0.0.1:" + endpoint.port() + "/debug/pprof/cmdline");
        assertThat(Served.send(HttpRequest.newBuilder(uri).build()).statusCode())
                .isEqualTo(200);
        endpoint.stop();
    }

    @Test
    void itsThreadsKeepNoJvmAlive() {
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("edenscope-")
                        || thread.getName().startsWith("HTTP-Dispatcher"))
                .hasSizeGreaterThanOrEqualTo(6)
                .allMatch(Thread::isDaemon);
    }

    private static HttpResponse<byte[]> get(String page) {
        try {
            return served.get(page);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
