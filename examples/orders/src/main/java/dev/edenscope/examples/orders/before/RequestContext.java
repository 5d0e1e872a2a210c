package dev.edenscope.examples.orders.before;

import com.sun.net.httpserver.HttpExchange;
import dev.edenscope.examples.orders.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One request and what is known of its answer, by name. */
final class RequestContext {
    private static final int CHUNK_BYTES = 4 << 10;

    private final HttpExchange exchange;
    private final Map<String, Object> attributes = new HashMap<>(); // context map: entries and boxed values
    private final Map<String, String> headers = new HashMap<>(); // map growth: copies what the exchange has

    RequestContext(HttpExchange exchange) {
        this.exchange = exchange;
        attributes.put("method", exchange.getRequestMethod());
        attributes.put("path", exchange.getRequestURI().getRawPath());
        exchange.getRequestHeaders() // lambda: captures this
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    }

    void put(String name, Object value) {
        attributes.put(name, value);
    }

    String text(String name) {
        return (String) attributes.get(name);
    }

    int status() {
        return (Integer) attributes.get("status");
    }

    /** The parameters of the query, decoded; the first of several of a name counts. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        if (query == null) {
            return parameters;
        }
        for (String parameter : query.split("&", -1)) { // split: strings of each, to keep one
            String[] parts = parameter.split("=", 2);
            String value = parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
            parameters.putIfAbsent(parts[0], value);
        }
        return parameters;
    }

    /** The body, or null if it is longer than a body may be. */
    byte[] body() throws IOException {
        if (Long.parseLong(headers.getOrDefault("content-length", "0")) > Limits.BODY_BYTES) {
            Limits.discard(exchange.getRequestBody());
            return null;
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream(); // buffer growth: doubles from 32 bytes
        byte[] chunk = new byte[CHUNK_BYTES]; // scratch buffer: a new one for each request
        InputStream in = exchange.getRequestBody();
        int read;
        while ((read = in.read(chunk)) >= 0) {
            body.write(chunk, 0, read);
            if (body.size() > Limits.BODY_BYTES) {
                Limits.discard(in);
                return null;
            }
        }
        return body.toByteArray(); // copy: once more, to give it away
    }

    void send(byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (text("location") != null) {
            exchange.getResponseHeaders().set("Location", text("location"));
        }
        if (text("allow") != null) {
            exchange.getResponseHeaders().set("Allow", text("allow"));
        }
        if (text("method").equals("HEAD")) {
            exchange.sendResponseHeaders(status(), -1);
            return;
        }
        exchange.sendResponseHeaders(status(), body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
