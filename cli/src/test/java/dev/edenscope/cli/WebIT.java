package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code eden web}, as a browser sees it, and those who should see nothing. */
@Tag("jvm")
final class WebIT {
    private static final Pattern SHOWN = Pattern.compile("\"live\":\\{\"refreshSeconds\":(\\d+),\"shown\":\"(\\d+)\"");
    private static final Path SAMPLE = Installed.root().resolve("cli/src/main/archive/sample.pb.gz");
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String url, Path file, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofFile(file));
        return client.send(
                headers.length == 0 ? request.build() : request.headers(headers).build(), BodyHandlers.ofString());
    }

    private static String url(Child web) throws InterruptedException {
        return "http://127.0.0.1:" + web.await("http://127.0.0.1:");
    }

    /** Which snapshot it is. */
    private static int shown(HttpResponse<String> data) {
        assertThat(data.statusCode()).as(data.body()).isEqualTo(200);
        Matcher shown = SHOWN.matcher(data.body());
        assertThat(shown.find()).as(data.body()).isTrue();
        return Integer.parseInt(shown.group(2));
    }

    @Test
    void servesAFileAndWhatIsDroppedOnIt() throws Exception {
        Path broken = Files.writeString(folder.resolve("notes.txt"), "no profile at all");
        try (Child web = Installed.start(List.of(), "web", SAMPLE.toString())) {
            String url = url(web);
            assertThat(url).matches("http://127\\.0\\.0\\.1:\\d+/[\\w-]{32}/");
            HttpResponse<String> page = get(url);
            assertThat(page.body()).startsWith("<!").contains("connect-src 'self'");
            assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
            assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
            HttpResponse<String> data = get(url + "data.json");
            assertThat(shown(data)).isEqualTo(1);
            assertThat(data.body())
                    .startsWith("{\"version\":1,\"title\":\"sample.pb.gz\"")
                    .contains("\"refreshSeconds\":0,");

            HttpResponse<String> dropped = post(url + "upload?name=mine%20%26%20yours.pb.gz", SAMPLE);
            assertThat(shown(dropped)).isEqualTo(2);
            assertThat(dropped.body()).contains("\"title\":\"mine & yours.pb.gz\"", "{\"id\":\"1\",", "{\"id\":\"2\",");
            // What is dropped is looked at; the source stays what it is.
            assertThat(shown(get(url + "data.json"))).isEqualTo(1);
            assertThat(shown(get(url + "data.json?at=2"))).isEqualTo(2);
            assertThat(get(url + "data.json?at=77").body())
                    .isEqualTo("this snapshot is no longer kept: there are the last 20\n");

            HttpResponse<String> refused = post(url + "upload?name=notes.txt", broken);
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).startsWith("notes.txt: ").hasLineCount(1).doesNotContain("/");
            assertThat(post(url + "data.json", SAMPLE).statusCode()).isEqualTo(405);

            web.signal("INT");
            assertThat(web.exit()).as(web.toString()).isIn(0, 130);
        }
    }

    @Test
    void theLastTwentySnapshotsAreKept() throws Exception {
        try (Child web = Installed.start(List.of(), "web", SAMPLE.toString())) {
            String url = url(web);
            for (int i = 2; i <= 22; i++) {
                assertThat(shown(post(url + "upload?name=" + i, SAMPLE))).isEqualTo(i);
            }
            assertThat(get(url + "data.json?at=2").statusCode()).isEqualTo(422);
            assertThat(shown(get(url + "data.json?at=3"))).isEqualTo(3);
        }
    }

    @Test
    void nobodyElseIsAnswered() throws Exception {
        try (Child web = Installed.start(List.of(), "web", SAMPLE.toString())) {
            String url = url(web);
            String root = url.substring(0, url.indexOf('/', 8));
            String token = url.substring(root.length() + 1, url.length() - 1);
            String other = (token.charAt(0) == 'A' ? "B" : "A") + token.substring(1);
            for (String path : List.of(
                    "/",
                    "/data.json",
                    "/" + token,
                    "/" + other + "/",
                    "/" + other + "/data.json",
                    "/" + token + "x/",
                    "/" + token.toLowerCase(java.util.Locale.ROOT) + "/",
                    "/" + token + "/../x",
                    "/" + token + "/x")) {
                assertThat(get(root + path).statusCode()).as(path).isEqualTo(404);
            }
            int port = URI.create(url).getPort();
            assertThat(raw(port, "/" + token + "/", "Host: evil.example:" + port))
                    .startsWith("HTTP/1.1 403 ");
            assertThat(raw(port, "/" + token + "/", "Host: 127.0.0.1")).startsWith("HTTP/1.1 403 ");
            assertThat(raw(port, "/" + token + "/", "X-Host: none")).startsWith("HTTP/1.1 40");
            assertThat(raw(port, "/" + token + "/", "Host: localhost:" + port)).startsWith("HTTP/1.1 200 ");
            String host = "Host: 127.0.0.1:" + port + "\r\n";
            assertThat(raw(port, "/" + token + "/data.json", host + "Sec-Fetch-Site: cross-site"))
                    .startsWith("HTTP/1.1 403 ");
            assertThat(raw(port, "/" + token + "/data.json", host + "Origin: https://evil.example"))
                    .startsWith("HTTP/1.1 403 ");
            assertThat(raw(port, "/" + token + "/data.json", host + "Origin: http://127.0.0.1:" + port))
                    .startsWith("HTTP/1.1 200 ");
            assertThat(post(url + "upload", SAMPLE, "Origin", "https://evil.example")
                            .statusCode())
                    .isEqualTo(403);
            // Only loopback listens.
            String listening = Files.readString(Path.of("/proc/net/tcp")) + Files.readString(Path.of("/proc/net/tcp6"));
            assertThat(listening.lines().filter(line -> line.matches(".*:%04X [0:]+ 0A .*".formatted(port))))
                    .hasSize(1)
                    .allMatch(line -> line.contains("0100007F:"));
        }
    }

    /** What is answered to a request with just this header. */
    private static String raw(int port, String path, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + path + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(200), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aJvmIsLookedAtAgainAndAgainUntilItEnds() throws Exception {
        try (Child shop = Installed.shop();
                Child web = Installed.start(List.of(), "web", "-every=1s", Long.toString(shop.pid()))) {
            String url = url(web);
            HttpResponse<String> first = get(url + "data.json");
            assertThat(first.body())
                    .contains(
                            "\"title\":\"Shop (pid " + shop.pid() + ")\"",
                            "com.acme.Shop.order",
                            "\"refreshSeconds\":1,");
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (shown(get(url + "data.json")) < 3) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.sleep(200);
            }
            assertThat(shown(get(url + "data.json?at=1"))).isEqualTo(1);
            shop.hangUp();
            HttpResponse<String> after = get(url + "data.json");
            while (after.statusCode() == 200) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.sleep(200);
                after = get(url + "data.json");
            }
            assertThat(after.body()).isEqualTo("Shop (pid " + shop.pid() + ") has ended\n");
            assertThat(shown(get(url + "data.json?at=2"))).isEqualTo(2);
            web.signal("TERM");
            assertThat(web.exit()).as(web.toString()).isEqualTo(143);
        }
    }

    @Test
    void wrongOptionsAreOneLine() throws InterruptedException {
        for (String[] wrong : new String[][] {
            {"-port=x", "-port \"x\" must be a number from 0 to 65535"},
            {"-every=10ms", "-every \"10ms\": expected 1s or more"},
            {"-every=often", "-every \"often\": expected a duration such as 30s, 2m or 500ms, an hour at most"},
        }) {
            Installed.Outcome outcome = Installed.eden("web", wrong[0], SAMPLE.toString());
            assertThat(outcome.exit()).isEqualTo(2);
            assertThat(outcome.err()).isEqualTo("eden web: " + wrong[1]);
        }
        assertThat(Installed.eden("web", "no/such.pb.gz").exit()).isEqualTo(1);
    }
}
