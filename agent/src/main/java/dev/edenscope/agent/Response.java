package dev.edenscope.agent;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The answer to one request, for whichever HTTP server sends it.
 *
 * @param status HTTP status code
 * @param contentType value of {@code Content-Type}
 * @param headers further headers by name, in the order in which they are to be sent
 * @param body what follows the headers; the array is the response's own: do not change it
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, to be written out
public record Response(int status, String contentType, Map<String, String> headers, byte[] body) {
    private static final String TEXT = "text/plain; charset=utf-8";

    public Response {
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
    }

    static Response text(String text) {
        return of(200, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    static Response html(String page) {
        return of(200, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8))
                .with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    }

    static Response json(String text) {
        return of(200, "application/json; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** A profile as a file to be saved under {@code name}. */
    static Response file(String name, byte[] bytes) {
        return of(200, "application/octet-stream", bytes)
                .with("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }

    /** An error in one line, marked so that {@code go tool pprof} shows it. */
    static Response error(int status, String line) {
        return of(status, TEXT, (line + "\n").getBytes(StandardCharsets.UTF_8)).with("X-Go-Pprof", "1");
    }

    private static Response of(int status, String contentType, byte[] body) {
        return new Response(status, contentType, Map.of("X-Content-Type-Options", "nosniff"), body)
                .with("Cache-Control", "no-store");
    }

    Response with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Response(status, contentType, more, body);
    }

    @Override
    public String toString() {
        return status + " " + contentType + " " + headers + ", " + body.length + " bytes";
    }
}
