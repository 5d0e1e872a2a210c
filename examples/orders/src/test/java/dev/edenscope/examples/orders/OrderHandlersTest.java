package dev.edenscope.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The two versions differ in nothing that a client can see. */
@Timeout(60)
final class OrderHandlersTest {
    private static final int ORDERS_KEPT = 50;
    private static final String SKU = Catalogue.sku(17);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static Orders before;
    private static Orders after;

    @BeforeAll
    static void start() throws IOException {
        before = Orders.start("before", 0, 2, ORDERS_KEPT);
        after = Orders.start("after", 0, 2, ORDERS_KEPT);
    }

    @AfterAll
    static void stop() {
        before.close();
        after.close();
    }

    /** What a client sees. Two are equal if it cannot tell them apart. */
    private record Seen(int status, Map<String, List<String>> headers, String body) {
        private static Seen of(HttpResponse<byte[]> response) {
            Map<String, List<String>> headers =
                    new java.util.TreeMap<>(response.headers().map());
            headers.remove("date");
            return new Seen(response.statusCode(), headers, new String(response.body(), StandardCharsets.ISO_8859_1));
        }
    }

    private static Seen ask(Orders orders, String method, String path, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + orders.port() + path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .build();
        return send(request);
    }

    private static Seen send(HttpRequest request) {
        try {
            return Seen.of(CLIENT.send(request, BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new AssertionError("no answer to " + request, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Asks both, and returns the answer that they agree on. */
    private static Seen askBoth(String method, String path, byte[] body) {
        Seen expected = ask(before, method, path, body);
        assertThat(ask(after, method, path, body)).isEqualTo(expected);
        return expected;
    }

    private static Seen askBoth(String method, String path, String body) {
        return askBoth(method, path, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String order(String lines) {
        return "{\"customer\":5,\"lines\":[" + lines + "]}";
    }

    private static String line(String sku, String quantity) {
        return "{\"sku\":\"" + sku + "\",\"quantity\":" + quantity + "}";
    }

    @Test
    void bothVersionsAnswerAlike() {
        Mix mix = new Mix();
        String last = "";
        for (int i = 0; i < 600; i++) {
            Mix.Request request = mix.request(i);
            String path = request.isLastOrder() ? last : request.path();
            Seen seen = askBoth(request.method(), path, request.body());
            assertThat(seen.status()).isEqualTo(request.status());
            if (seen.status() == 201) {
                last = seen.headers().get("location").get(0);
            }
        }
        assertThat(askBoth("GET", "/journal", "").body()).contains("POST /orders 201 ");
    }

    static List<String> badBodies() {
        String good = line(SKU, "1");
        List<String> bodies = new ArrayList<>(List.of(
                "",
                " ",
                "null",
                "[]",
                "3",
                "\"text\"",
                "{",
                "{\"customer\":5,\"lines\":[" + good + "]",
                order(good) + "x",
                order(good) + order(good),
                "{}",
                order(""),
                "{\"customer\":5}",
                "{\"lines\":[" + good + "]}",
                "{\"customer\":5,\"lines\":null}",
                "{\"customer\":5,\"lines\":\"\"}",
                "{\"customer\":5,\"lines\":{}}",
                "{\"customer\":5,\"lines\":[null]}",
                "{\"customer\":5,\"lines\":[3]}",
                "{\"customer\":5,\"lines\":[\"\"]}",
                "{\"customer\":5,\"lines\":[[]]}",
                "{\"customer\":5,\"lines\":" + good + "}",
                order(line(SKU, "0")),
                order(line(SKU, "-1")),
                order(line(SKU, "1001")),
                order(line(SKU, "1.0")),
                order(line(SKU, "1e2")),
                order(line(SKU, "\"1\"")),
                order(line(SKU, "\"\"")),
                order(line(SKU, "true")),
                order(line(SKU, "null")),
                order(line(SKU, "01")),
                order(line(SKU, "3000000000")),
                order(line(SKU, "99999999999999999999999")),
                order("{\"sku\":\"" + SKU + "\"}"),
                order("{\"quantity\":1}"),
                order("{\"sku\":null,\"quantity\":1}"),
                order("{\"sku\":12,\"quantity\":1}"),
                order("{\"sku\":1.5,\"quantity\":1}"),
                order("{\"sku\":true,\"quantity\":1}"),
                order("{\"sku\":[\"" + SKU + "\"],\"quantity\":1}"),
                order("{\"sku\":{},\"quantity\":1}"),
                order(line("abc-00001", "1")),
                order(line("ABC-0001", "1")),
                order(line("ABC-00001x", "1")),
                order(line("ABC-00001\\n", "1")),
                order(line("ÄBC-00001", "1")),
                order(line("ABC-٠٠٠٠١", "1")),
                order(line("ZZZ-99999", "1")),
                order(good + "," + line("ZZZ-99998", "1")),
                "{\"customer\":0,\"lines\":[" + good + "]}",
                "{\"customer\":-5,\"lines\":[" + good + "]}",
                "{\"customer\":\"5\",\"lines\":[" + good + "]}",
                "{\"customer\":5.0,\"lines\":[" + good + "]}",
                "{\"customer\":null,\"lines\":[" + good + "]}",
                "{\"customer\":true,\"lines\":[" + good + "]}",
                "{\"customer\":[5],\"lines\":[" + good + "]}",
                "{\"customer\":20001,\"lines\":[" + good + "]}",
                "{\"customer\":9223372036854775807,\"lines\":[" + good + "]}",
                "{\"customer\":9223372036854775808,\"lines\":[" + good + "]}",
                "{\"customer\":20001,\"lines\":[" + line("ZZZ-99999", "1") + "]}",
                "{\"customer\":5,\"lines\":[" + good + "],\"note\":5}",
                "{\"customer\":5,\"lines\":[" + good + "],\"note\":true}",
                "{\"customer\":5,\"lines\":[" + good + "],\"note\":[]}",
                "{\"customer\":5,\"lines\":[" + good + "],\"note\":\"\\ud800\"}",
                "{\"customer\":5,\"lines\":[" + good + "],\"note\":\"\\udc00\\ud800\"}",
                "{\"customer\":5,\"lines\":[" + good + "],\"note\":\"" + "x".repeat(201) + "\"}",
                "\uFEFF" + order(good),
                "\u0000" + order(good),
                order(good).replace("\"", "'"),
                "/* why */" + order(good),
                order(String.join(",", java.util.Collections.nCopies(201, good)))));
        return bodies;
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void badBodyIsRefusedAlike(String body) {
        assertThat(askBoth("POST", "/orders", body).status()).isIn(400, 422);
    }

    static List<String> oddBodies() {
        String good = line(SKU, "1");
        return List.of(
                " \n\t" + order(good) + "\r\n ",
                "{\"customer\":5,\"lines\":[" + good + "],\"note\":null}",
                "{\"customer\":5,\"lines\":[" + good + "],\"note\":\"\"}",
                "{\"customer\":5,\"lines\":[" + good + "],\"note\":\"" + "x".repeat(200) + "\"}",
                "{\"customer\":5,\"lines\":[" + good + "],\"note\":\"" + "😀".repeat(200) + "\"}",
                "{\"customer\":5,\"lines\":[" + good + "],\"note\":\"\\ud83d\\ude00 \\u0000\\u001f\\\"\\\\/ \u2028\"}",
                "{\"customer\":5,\"lines\":[" + good + "],\"note\":\"Grüße, Łódź, 東京\"}",
                "{\"unknown\":{\"a\":[1,2,{}]},\"customer\":5,\"lines\":[{\"x\":null,\"sku\":\"" + SKU
                        + "\",\"quantity\":1}]}",
                "{\"lines\":[{\"quantity\":1000,\"sku\":\"" + SKU + "\"}],\"customer\":20000}",
                order(line(SKU, "5") + "," + line(SKU, "5") + "," + line(Catalogue.sku(18), "9")),
                order(String.join(",", java.util.Collections.nCopies(200, line(SKU, "1000")))));
    }

    @ParameterizedTest
    @MethodSource("oddBodies")
    void oddBodyIsTakenAlike(String body) {
        Seen placed = askBoth("POST", "/orders", body);
        assertThat(placed.status()).isEqualTo(201);
        Seen found = askBoth("GET", placed.headers().get("location").get(0), "");
        assertThat(found.body()).isEqualTo(placed.body());
    }

    @Test
    void repeatedFieldIsReadAlike() {
        String lines = "\"lines\":[{\"sku\":\"" + SKU + "\",\"quantity\":1,\"quantity\":2}]";
        askBoth("POST", "/orders", "{\"customer\":5,\"customer\":6," + lines + "}");
        askBoth("POST", "/orders", "{\"customer\":5," + lines + ",\"note\":\"a\",\"note\":\"b\"}");
        askBoth("POST", "/orders", "{\"customer\":5,\"note\":\"a\"," + lines + ",\"note\":null,\"customer\":7}");
    }

    @Test
    void brokenBytesAreReadAlike() {
        Random random = new Random(3);
        byte[] good = ("{\"customer\":5,\"lines\":[" + line(SKU, "3") + "],\"note\":\"für Zoë\",\"x\":\"é\"}")
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 300; i++) {
            byte[] broken = random.nextInt(4) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int flips = random.nextInt(3); flips >= 0 && broken.length > 0; flips--) {
                broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
            }
            askBoth("POST", "/orders", broken);
        }
        askBoth("POST", "/orders", order(line(SKU, "1")).getBytes(StandardCharsets.UTF_16BE));
        askBoth("POST", "/orders", order(line(SKU, "1")).getBytes(StandardCharsets.UTF_16LE));
    }

    @ParameterizedTest
    @MethodSource
    void oddRequestIsAnsweredAlike(String request) {
        String[] words = request.split(" ", 3);
        assertThat(askBoth(words[1], words[2], "").status()).isEqualTo(Integer.parseInt(words[0]));
    }

    static List<String> oddRequestIsAnsweredAlike() {
        return List.of(
                "404 GET /",
                "404 GET /nothing",
                "404 GET /n%C3%B6thing%0A",
                "404 GET /orders/",
                "404 GET /orders/x",
                "404 GET /orders/-1",
                "404 GET /orders/0",
                "404 GET /orders/000",
                "404 GET /orders/1/2",
                "404 GET /orders/99999999999999999999999",
                "404 GET /orders/9223372036854775807",
                "404 GET /orders/%31",
                "404 GET /customers",
                "404 GET /customers/5",
                "404 GET /customers/0/orders",
                "404 GET /customers/20001/orders",
                "404 GET /customers/99999999999999999999999/orders",
                "404 GET /customers/x/orders",
                "404 GET /customers//orders",
                "404 GET /customers/5/orders/",
                "200 GET /customers/00005/orders",
                "200 GET /customers/19999/orders",
                "405 GET /orders",
                "405 PUT /orders",
                "405 HEAD /orders",
                "405 POST /orders/1",
                "405 DELETE /customers/5/orders",
                "405 POST /search?q=oak",
                "405 HEAD /search?q=oak",
                "404 HEAD /nothing",
                "400 GET /search",
                "400 GET /search?",
                "400 GET /search?q",
                "400 GET /search?q=",
                "400 GET /search?q=+%09%0B",
                "400 GET /search?Q=oak",
                "400 GET /search?qq=oak",
                "400 GET /search?&&&",
                "200 GET /search?q=oak",
                "200 GET /search?q=OAK",
                "200 GET /search?q=%6Fak",
                "200 GET /search?q=oak+table",
                "200 GET /search?q=++oak%0Atable++",
                "200 GET /search?q=oak+oak",
                "200 GET /search?q=oak+table+red",
                "200 GET /search?q=oak+pine",
                "200 GET /search?q=nothing",
                "200 GET /search?q=oak+nothing",
                "200 GET /search?q=oak=table",
                "200 GET /search?q=oak&q=pine",
                "200 GET /search?x=1&q=oak&y",
                "200 GET /search?q=%E6%9D%B1%FF",
                "200 GET /search?q=%00%1F%22");
    }

    @Test
    void bodyThatIsTooLongIsRefusedAlike() {
        byte[] longest = padded(Limits.BODY_BYTES);
        assertThat(askBoth("POST", "/orders", longest).status()).isEqualTo(201);
        assertThat(askBoth("POST", "/orders", padded(Limits.BODY_BYTES + 1)).status())
                .isEqualTo(413);
        assertThat(askBoth("POST", "/orders", padded(3 << 20)).status()).isEqualTo(413);
    }

    @Test
    void bodyOfUnknownLengthIsReadAlike() {
        for (int length : new int[] {200, Limits.BODY_BYTES, Limits.BODY_BYTES + 1, 1 << 20}) {
            List<Seen> seen = new ArrayList<>();
            for (Orders orders : List.of(before, after)) {
                InputStream first = new java.io.ByteArrayInputStream(padded(length));
                seen.add(send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + orders.port() + "/orders"))
                        .POST(BodyPublishers.ofInputStream(
                                () -> new SequenceInputStream(first, InputStream.nullInputStream())))
                        .build()));
            }
            assertThat(seen.get(0)).isEqualTo(seen.get(1));
            assertThat(seen.get(0).status()).isEqualTo(length > Limits.BODY_BYTES ? 413 : 201);
        }
    }

    private static byte[] padded(int length) {
        byte[] body = order(line(SKU, "1")).getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(body, length);
        Arrays.fill(padded, body.length, length, (byte) ' ');
        return padded;
    }

    @Test
    void onlyTheLastOrdersAreKept() {
        String first = place();
        assertThat(askBoth("GET", first, "").status()).isEqualTo(200);
        for (int i = 1; i < ORDERS_KEPT; i++) {
            place();
        }
        assertThat(askBoth("GET", first, "").status()).isEqualTo(200);
        String last = place();
        assertThat(askBoth("GET", first, "").status()).isEqualTo(404);
        assertThat(askBoth("GET", last, "").status()).isEqualTo(200);
        String listing = askBoth("GET", "/customers/5/orders", "").body();
        assertThat(listing.split("\"id\":", -1)).hasSize(Limits.ORDERS_LISTED + 1);
        askBoth("POST", "/orders", "{\"customer\":6,\"lines\":[" + line(SKU, "1") + "]}");
        for (int i = 0; i < ORDERS_KEPT; i++) {
            place();
        }
        assertThat(askBoth("GET", "/customers/6/orders", "").body()).contains("\"orders\":[]");
    }

    private static String place() {
        Seen placed = askBoth("POST", "/orders", order(line(SKU, "1")));
        assertThat(placed.status()).isEqualTo(201);
        return placed.headers().get("location").get(0);
    }
}
