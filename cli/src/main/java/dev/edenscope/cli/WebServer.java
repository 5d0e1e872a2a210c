package dev.edenscope.cli;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.edenscope.profile.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves a page, and what it asks for, to a browser on this machine, at an address that nobody guesses.
 *
 * <p>It listens on loopback, where every user of the machine may ask: so all is behind a path of 192 random bits, and without
 * it there is nothing. A web page that reaches it through a name of its own (DNS rebinding) is known by its {@code Host},
 * another site's request by {@code Sec-Fetch-Site} and {@code Origin}. What is served is never kept, framed or named to
 * others as where a link came from.
 */
final class WebServer implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int TOKEN_BYTES = 24;
    private static final String HTML = "text/html; charset=utf-8";
    private static final String JSON = "application/json; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";

    /** What is served. Called by several threads; what an exception says is told in one line. */
    interface Content {
        byte[] page();

        /** What the page shows of a snapshot; of the newest where {@code at} is empty. */
        byte[] data(String at) throws IOException;

        /** Takes a file, and answers as {@link #data} does. */
        byte[] upload(String name, InputStream file) throws IOException;
    }

    /** An answer; one that is an error is a line of text. */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, to be written out
    private record Answer(int status, String type, byte[] body) {
        static Answer error(int status, String line) {
            return new Answer(status, TEXT, (line + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private final HttpServer http;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, WebServer::thread);
    private final Content content;
    private final long mostUploaded;
    private final String token = token();
    private final Set<String> hosts;

    /**
     * Serves until it is closed.
     *
     * @param port 0 for any free one
     * @param mostUploaded bytes that an upload may have
     * @throws DataException in one line, if the port cannot be had
     */
    WebServer(int port, long mostUploaded, Content content) throws IOException {
        this.content = content;
        this.mostUploaded = mostUploaded;
        // Up to JDK 20 an answer's body waits up to 40 ms for the acknowledgement of its head, unless this is set.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            http = HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
        } catch (BindException e) {
            throw new DataException(
                    "port " + port + " cannot be served: " + e.getMessage() + "; -port=0 takes any free one", e);
        }
        String at = ":" + http.getAddress().getPort();
        hosts = Set.of("127.0.0.1" + at, "localhost" + at);
        http.setExecutor(threads);
        http.createContext("/", this::serve);
        http.start();
    }

    private static String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "eden-web");
        thread.setDaemon(true);
        return thread;
    }

    /** Where the page is. */
    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/" + token + "/";
    }

    private void serve(HttpExchange exchange) {
        try (exchange) {
            Answer answer = answer(exchange);
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Type", answer.type);
            headers.set("Cache-Control", "no-store");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("X-Frame-Options", "DENY");
            headers.set("Cross-Origin-Resource-Policy", "same-origin");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status, head ? -1 : answer.body.length);
            if (!head) {
                exchange.getResponseBody().write(answer.body);
            }
        } catch (IOException e) {
            // the client is gone: nobody is left to be told
        }
    }

    private Answer answer(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String host = headers.getFirst("Host");
        if (host == null || !hosts.contains(host.toLowerCase(Locale.ROOT))) {
            return Answer.error(403, "the Host header is not this server's address");
        }
        String site = headers.getFirst("Sec-Fetch-Site");
        String origin = headers.getFirst("Origin");
        boolean foreign = "cross-site".equals(site) || "same-site".equals(site);
        if ((foreign && !"navigate".equals(headers.getFirst("Sec-Fetch-Mode")))
                || (origin != null && !origin.equals("http://" + host))) {
            return Answer.error(403, "this server does not answer to pages of other sites");
        }
        String path = exchange.getRequestURI().getRawPath();
        int end = path.indexOf('/', 1);
        if (end < 0 || !isToken(path.substring(1, end))) {
            return Answer.error(404, "not found");
        }
        try {
            return answer(exchange, path.substring(end + 1), exchange.getRequestMethod());
        } catch (IOException e) {
            return Answer.error(422, String.valueOf(e.getMessage()).replace('\n', ' '));
        } catch (ArithmeticException e) {
            return Answer.error(422, "the profile's values add up to more than 64 bits hold; it is broken");
        } catch (IllegalArgumentException e) {
            return Answer.error(400, String.valueOf(e.getMessage()).replace('\n', ' '));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return Answer.error(500, "this cannot be shown: " + e);
        }
    }

    /** Takes as long wherever the first difference is. */
    private boolean isToken(String sent) {
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.US_ASCII), sent.getBytes(StandardCharsets.UTF_8));
    }

    private Answer answer(HttpExchange exchange, String file, String method) throws IOException {
        boolean read = method.equals("GET") || method.equals("HEAD");
        String query = exchange.getRequestURI().getRawQuery();
        return switch (file) {
            case "" -> read ? new Answer(200, HTML, content.page()) : notAllowed(method);
            case "data.json" -> read ? new Answer(200, JSON, content.data(value(query, "at"))) : notAllowed(method);
            case "upload" -> method.equals("POST") ? upload(exchange, value(query, "name")) : notAllowed(method);
            default -> Answer.error(404, "not found");
        };
    }

    private static Answer notAllowed(String method) {
        return Answer.error(405, "method " + method + " is not allowed here");
    }

    private Answer upload(HttpExchange exchange, String name) throws IOException {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        if (length != null && length.length() < 19 && Long.parseLong(length) > mostUploaded) {
            return Answer.error(413, tooLarge(mostUploaded));
        }
        try (InputStream in = new Bounded(exchange.getRequestBody(), mostUploaded)) {
            return new Answer(200, JSON, content.upload(name.isEmpty() ? "upload" : name, in));
        }
    }

    private static String tooLarge(long most) {
        return "more than " + Summary.bytes((double) most)
                + ", which is too much to be dropped; give it to: eden web FILE";
    }

    /** A value in a query; empty where there is none. */
    private static String value(String query, String name) {
        for (String pair : (query == null ? "" : query).split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    /** A stream that fails when there is more than so much in it. */
    private static final class Bounded extends InputStream {
        private final InputStream in;
        private final long most;
        private long left;

        Bounded(InputStream in, long most) {
            this.in = in;
            this.most = most;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = in.read(bytes, from, length);
            left -= Math.max(0, count);
            if (left < 0) {
                throw new DataException(tooLarge(most));
            }
            return count;
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
