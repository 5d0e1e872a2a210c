package dev.edenscope.examples.orders.after;

import com.sun.net.httpserver.HttpExchange;
import dev.edenscope.examples.orders.Catalogue;
import dev.edenscope.examples.orders.Journal;
import dev.edenscope.examples.orders.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import tools.jackson.databind.ObjectWriter;

/**
 * One request and its answer, in fields and buffers that the next request of the same thread uses again. Buffers that
 * one large answer has made larger than 64 KiB are dropped.
 */
final class RequestContext {
    private final byte[] body = new byte[Limits.BODY_BYTES + 1];
    private final Buffer answer = new Buffer();
    private final Buffer line = new Buffer();
    private final CRC32 crc = new CRC32();
    private final int[] unitsByProduct = new int[Catalogue.PRODUCTS];
    private final long[] centsByCategory = new long[Catalogue.CATEGORIES];
    private final int[] productNumbers = new int[Catalogue.PRODUCTS];
    private final List<Order> orders = new ArrayList<>(Limits.ORDERS_LISTED);

    private HttpExchange exchange;
    private String method;
    private String path;
    private String location;
    private String allow;
    private int status;
    private int bodyLength;

    void begin(HttpExchange exchange) {
        this.exchange = exchange;
        method = exchange.getRequestMethod();
        path = exchange.getRequestURI().getRawPath();
    }

    void end() {
        exchange = null;
        method = null;
        path = null;
        location = null;
        allow = null;
        status = 0;
        bodyLength = 0;
        answer.clear();
        line.clear();
        orders.clear();
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    void location(String path) {
        location = path;
    }

    void allow(String method) {
        allow = method;
    }

    /** A checksum of nothing yet. */
    CRC32 crc() {
        crc.reset();
        return crc;
    }

    /** A count for each product number, all 0; to be left so. */
    int[] unitsByProduct() {
        return unitsByProduct;
    }

    /** A sum for each category, all 0; to be left so. */
    long[] centsByCategory() {
        return centsByCategory;
    }

    /** Room for the numbers of all products. */
    int[] productNumbers() {
        return productNumbers;
    }

    /** An empty list. */
    List<Order> orders() {
        return orders;
    }

    /** The first parameter of the name in the query, decoded; empty if there is none. */
    String parameter(String name) {
        String query = exchange.getRequestURI().getRawQuery();
        if (query == null) {
            return "";
        }
        int at = 0;
        while (at <= query.length()) {
            int next = query.indexOf('&', at);
            int end = next < 0 ? query.length() : next;
            int value = at + name.length();
            if (value <= end && query.startsWith(name, at) && (value == end || query.charAt(value) == '=')) {
                return value == end ? "" : decoded(query.substring(value + 1, end));
            }
            at = end + 1;
        }
        return "";
    }

    private static String decoded(String text) {
        boolean plain = text.indexOf('%') < 0 && text.indexOf('+') < 0;
        return plain ? text : URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Reads the body; false if it is longer than a body may be. */
    boolean readBody() throws IOException {
        InputStream in = exchange.getRequestBody();
        String declared = exchange.getRequestHeaders().getFirst("Content-Length");
        if (declared != null && Long.parseLong(declared) > Limits.BODY_BYTES) {
            Limits.discard(in);
            return false;
        }
        bodyLength = in.readNBytes(body, 0, body.length);
        if (bodyLength > Limits.BODY_BYTES) {
            Limits.discard(in);
            return false;
        }
        return true;
    }

    byte[] bodyBytes() {
        return body;
    }

    int bodyLength() {
        return bodyLength;
    }

    void answer(int status, ObjectWriter writer, Object value) {
        this.status = status;
        writer.writeValue(answer, value);
    }

    void log(Journal journal) {
        line.text(method);
        line.write(' ');
        line.text(path);
        line.write(' ');
        line.number(status);
        line.write(' ');
        line.number(answer.length);
        line.write('\n');
        journal.append(line.bytes, 0, line.length);
    }

    void send() throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (location != null) {
            exchange.getResponseHeaders().set("Location", location);
        }
        if (allow != null) {
            exchange.getResponseHeaders().set("Allow", allow);
        }
        if (method.equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, answer.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(answer.bytes, 0, answer.length);
        }
    }

    /** Bytes that are written one after the other and can be read without a copy. */
    private static final class Buffer extends OutputStream {
        private static final int FIRST_BYTES = 4 << 10;
        private static final int KEPT_BYTES = 64 << 10;

        private byte[] bytes = new byte[FIRST_BYTES];
        private int length;

        @Override
        public void write(int b) {
            require(1);
            bytes[length++] = (byte) b;
        }

        @Override
        public void write(byte[] from, int offset, int count) {
            require(count);
            System.arraycopy(from, offset, bytes, length, count);
            length += count;
        }

        private void text(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) >= 0x80) {
                    byte[] rest = text.substring(i).getBytes(StandardCharsets.UTF_8);
                    write(rest, 0, rest.length);
                    return;
                }
                write(text.charAt(i));
            }
        }

        private void number(int number) {
            if (number >= 10) {
                number(number / 10);
            }
            write('0' + number % 10);
        }

        private void require(int more) {
            if (bytes.length - length < more) {
                bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
            }
        }

        private void clear() {
            length = 0;
            if (bytes.length > KEPT_BYTES) {
                bytes = new byte[FIRST_BYTES];
            }
        }
    }
}
