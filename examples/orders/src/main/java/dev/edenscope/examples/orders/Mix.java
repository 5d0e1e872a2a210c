package dev.edenscope.examples.orders;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The requests of the load, always the same ones in the same order: half of them orders, a quarter looks at the order
 * that was placed last, the rest listings of a customer's orders and searches. Immutable, hence safe for all threads.
 */
final class Mix {
    private static final int REQUESTS = 4_096;
    private static final int CUSTOMERS_USED = 500;

    private final List<Request> requests = new ArrayList<>(REQUESTS);

    /** Makes the requests. */
    Mix() {
        Random random = new Random(7);
        List<String> words = Catalogue.words();
        requests.add(order(random));
        while (requests.size() < REQUESTS) {
            int kind = random.nextInt(100);
            if (kind < 50) {
                requests.add(order(random));
            } else if (kind < 75) {
                requests.add(Request.lastOrder());
            } else if (kind < 90) {
                requests.add(Request.get("/customers/" + customer(random) + "/orders"));
            } else {
                String word = words.get(random.nextInt(words.size()));
                String more = random.nextInt(3) == 0 ? "+" + words.get(random.nextInt(words.size())) : "";
                requests.add(Request.get("/search?q=" + word + more));
            }
        }
    }

    /** The request of a position; they begin again after the last, and the first of all is an order. */
    Request request(long position) {
        return requests.get((int) (position % REQUESTS));
    }

    private static int customer(Random random) {
        return 1 + random.nextInt(CUSTOMERS_USED);
    }

    private static Request order(Random random) {
        int lines = random.nextInt(20) == 0 ? 40 + random.nextInt(40) : 1 + random.nextInt(14);
        StringBuilder body = new StringBuilder(64 + 40 * lines);
        body.append("{\"customer\":").append(customer(random)).append(",\"lines\":[");
        for (int line = 0; line < lines; line++) {
            body.append(line == 0 ? "" : ",")
                    .append("{\"sku\":\"")
                    .append(Catalogue.sku(random.nextInt(Catalogue.PRODUCTS)))
                    .append("\",\"quantity\":")
                    .append(1 + random.nextInt(12))
                    .append('}');
        }
        body.append(']');
        int note = random.nextInt(20);
        if (note < 5) {
            body.append(",\"note\":\"")
                    .append(note == 0 ? "für Zoë, 3. Stock" : "leave it at the door")
                    .append('"');
        }
        return Request.post("/orders", body.append('}').toString());
    }

    /** A request as it is sent, and the status that answers it. */
    static final class Request {
        private final String method;
        private final String path;
        private final String body;
        private final int status;
        private final boolean lastOrder;
        private final byte[] head;
        private final byte[] tail;

        private Request(String method, String path, String body, int status, boolean lastOrder) {
            this.method = method;
            this.path = path;
            this.body = body;
            this.status = status;
            this.lastOrder = lastOrder;
            byte[] bodyBytes = body.getBytes(StandardCharsets.UTF_8);
            String length = body.isEmpty() ? "" : "Content-Length: " + bodyBytes.length + "\r\n";
            head = (method + " " + path).getBytes(StandardCharsets.US_ASCII);
            byte[] headers = (" HTTP/1.1\r\nHost: 127.0.0.1\r\n" + length + "\r\n").getBytes(StandardCharsets.US_ASCII);
            tail = new byte[headers.length + bodyBytes.length];
            System.arraycopy(headers, 0, tail, 0, headers.length);
            System.arraycopy(bodyBytes, 0, tail, headers.length, bodyBytes.length);
        }

        static Request get(String path) {
            return new Request("GET", path, "", 200, false);
        }

        static Request post(String path, String body) {
            return new Request("POST", path, body, 201, false);
        }

        /** Asks for the order that its connection has placed last; the path lacks the id. */
        static Request lastOrder() {
            return new Request("GET", "/orders/", "", 200, true);
        }

        String method() {
            return method;
        }

        String path() {
            return path;
        }

        String body() {
            return body;
        }

        int status() {
            return status;
        }

        boolean isLastOrder() {
            return lastOrder;
        }

        /** Writes the request into a buffer, with the digits of the last order's id; returns its length. */
        int write(byte[] buffer, byte[] digits, int digitCount) {
            System.arraycopy(head, 0, buffer, 0, head.length);
            int length = head.length;
            if (lastOrder) {
                System.arraycopy(digits, 0, buffer, length, digitCount);
                length += digitCount;
            }
            System.arraycopy(tail, 0, buffer, length, tail.length);
            return length + tail.length;
        }
    }
}
