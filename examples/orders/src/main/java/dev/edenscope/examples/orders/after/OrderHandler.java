package dev.edenscope.examples.orders.after;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.edenscope.examples.orders.Catalogue;
import dev.edenscope.examples.orders.Catalogue.Product;
import dev.edenscope.examples.orders.Customers;
import dev.edenscope.examples.orders.Customers.Customer;
import dev.edenscope.examples.orders.Journal;
import dev.edenscope.examples.orders.Limits;
import dev.edenscope.examples.orders.after.Json.Failure;
import dev.edenscope.examples.orders.after.Json.Hit;
import dev.edenscope.examples.orders.after.Json.Hits;
import dev.edenscope.examples.orders.after.Json.Listed;
import dev.edenscope.examples.orders.after.Json.Listing;
import dev.edenscope.examples.orders.after.Json.Request;
import dev.edenscope.examples.orders.after.Json.RequestLine;
import dev.edenscope.examples.orders.after.Order.Line;
import dev.edenscope.examples.orders.after.Order.Subtotal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import tools.jackson.core.JacksonException;

/** Answers the requests. Safe for all threads. */
public final class OrderHandler implements HttpHandler {
    private static final Logger LOG = Logger.getLogger(OrderHandler.class.getName());
    private static final Pattern CUSTOMER_ORDERS = Pattern.compile("/customers/(\\d+)/orders"); // compiled once
    private static final String ORDER = "/orders/";

    // One for each of a few platform threads; with virtual threads it would be one for each request again.
    private static final ThreadLocal<RequestContext> CONTEXTS = ThreadLocal.withInitial(RequestContext::new);

    private final Catalogue catalogue;
    private final Customers customers;
    private final Journal journal;
    private final PriceList prices;
    private final OrderStore store;
    private final Search search;

    /** Keeps the last orders, as many as given. */
    public OrderHandler(Catalogue catalogue, Customers customers, Journal journal, int ordersKept) {
        this.catalogue = catalogue;
        this.customers = customers;
        this.journal = journal;
        prices = new PriceList(catalogue);
        store = new OrderStore(ordersKept);
        search = new Search(catalogue);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            RequestContext context = CONTEXTS.get(); // the thread's own, with its buffers
            context.begin(exchange);
            try {
                route(context);
                send(context);
            } finally {
                context.end(); // forgets this request, so that the next one cannot see it
            }
        }
    }

    private void route(RequestContext context) throws IOException {
        String method = context.method();
        String path = context.path();
        if (path.equals("/orders")) {
            if (method.equals("POST")) {
                create(context);
            } else {
                wrongMethod(context, "POST");
            }
            return;
        }
        if (path.startsWith(ORDER) && isDigits(path, ORDER.length())) { // a scan, no regex
            if (method.equals("GET")) {
                order(context, path.substring(ORDER.length()));
            } else {
                wrongMethod(context, "GET");
            }
            return;
        }
        if (path.startsWith("/customers/")) {
            Matcher matcher = CUSTOMER_ORDERS.matcher(path);
            if (matcher.matches()) {
                if (method.equals("GET")) {
                    customerOrders(context, matcher.group(1));
                } else {
                    wrongMethod(context, "GET");
                }
                return;
            }
        }
        if (path.equals("/search")) {
            if (method.equals("GET")) {
                search(context);
            } else {
                wrongMethod(context, "GET");
            }
            return;
        }
        fail(context, 404, "nothing at " + path);
    }

    /** {@code POST /orders}: checks, prices and stores an order. */
    private void create(RequestContext context) throws IOException {
        if (!context.readBody()) { // into the thread's buffer
            fail(context, 413, "a body has at most " + Limits.BODY_BYTES + " bytes");
            return;
        }
        Request request;
        try {
            request = Json.read(context.bodyBytes(), context.bodyLength()); // bytes to a record, no String, no maps
        } catch (JacksonException e) {
            fail(context, 400, Limits.NOT_AN_ORDER);
            return;
        }
        if (!isOrder(request)) {
            fail(context, 400, Limits.NOT_AN_ORDER);
            return;
        }
        Customer customer = customers.customer(request.customer());
        if (customer == null) {
            fail(context, 422, "no customer " + request.customer());
            return;
        }
        List<RequestLine> lines = request.lines();
        for (int i = 0; i < lines.size(); i++) {
            if (catalogue.product(lines.get(i).sku()) == null) {
                fail(context, 422, "no product " + lines.get(i).sku());
                return;
            }
        }
        Order order = price(context, customer, request);
        if (LOG.isLoggable(Level.FINE)) { // guarded: nothing is made when nobody listens
            LOG.fine("order " + order.id() + ": " + order.totalCents() + " cents");
            LOG.fine("customer " + customer.id() + " in tier " + customer.tier());
        }
        context.location("/orders/" + order.id()); // one concatenation
        context.answer(201, Json.ORDER, order);
    }

    private static boolean isOrder(Request request) {
        if (request == null
                || request.customer() < 1
                || request.lines() == null
                || request.lines().isEmpty()
                || request.lines().size() > Limits.LINES) {
            return false;
        }
        List<RequestLine> lines = request.lines();
        for (int i = 0; i < lines.size(); i++) {
            RequestLine line = lines.get(i);
            if (line == null
                    || line.quantity() < 1
                    || line.quantity() > Limits.QUANTITY
                    || line.sku() == null
                    || !isSku(line.sku())) { // a scan, no regex
                return false;
            }
        }
        return request.note() == null || isNote(request.note());
    }

    private static boolean isSku(String text) {
        if (text.length() != 9 || text.charAt(3) != '-') {
            return false;
        }
        for (int i = 0; i < 3; i++) {
            if (text.charAt(i) < 'A' || text.charAt(i) > 'Z') {
                return false;
            }
        }
        return isDigits(text, 4);
    }

    private static boolean isNote(String text) {
        int codePoints = 0;
        for (int i = 0; i < text.length(); codePoints++) {
            int codePoint = text.codePointAt(i);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                return false;
            }
            i += Character.charCount(codePoint);
        }
        return codePoints <= Limits.NOTE_CODE_POINTS;
    }

    /** Computes what the lines cost and stores the order. */
    private Order price(RequestContext context, Customer customer, Request request) {
        List<RequestLine> requested = request.lines();
        int[] units = context.unitsByProduct(); // by product number, all 0
        for (int i = 0; i < requested.size(); i++) {
            units[catalogue.product(requested.get(i).sku()).number()] +=
                    requested.get(i).quantity();
        }
        List<Line> lines = new ArrayList<>(requested.size()); // the capacity is known
        long[] centsByCategory = context.centsByCategory(); // by category, all 0
        int categories = 0;
        long subtotalCents = 0; // a primitive
        CRC32 basket = context.crc();
        for (int i = 0; i < requested.size(); i++) {
            RequestLine line = requested.get(i);
            int quantity = line.quantity();
            Product product = catalogue.product(line.sku());
            long cents = prices.cents(customer.tier(), product.number()) * quantity; // a primitive
            if (units[product.number()] >= Limits.BULK_QUANTITY) {
                cents = cents * (100 - Limits.BULK_PERCENT) / 100;
            }
            categories += centsByCategory[product.category()] == 0 ? 1 : 0; // each line costs more than 0
            centsByCategory[product.category()] += cents;
            subtotalCents += cents;
            update(basket, line.sku(), quantity); // the checksum takes the characters, no key is made
            lines.add(new Line(product.sku(), product.name(), quantity, cents, Money.text(cents)));
        }
        long totalCents = subtotalCents * (100 - customer.discountPercent()) / 100; // an expression, no lambda
        List<Subtotal> subtotals = new ArrayList<>(categories); // the capacity is known
        for (int category = 0; category < centsByCategory.length; category++) {
            if (centsByCategory[category] > 0) {
                subtotals.add(new Subtotal(category, centsByCategory[category]));
                centsByCategory[category] = 0; // clean for the next request
            }
        }
        for (int i = 0; i < requested.size(); i++) {
            units[catalogue.product(requested.get(i).sku()).number()] = 0; // clean for the next request
        }
        return store.add(
                customer, lines, subtotals, totalCents, Money.text(totalCents), fingerprint(basket), request.note());
    }

    private static void update(CRC32 crc, String sku, int quantity) {
        for (int i = 0; i < sku.length(); i++) {
            crc.update(sku.charAt(i));
        }
        crc.update(':');
        int unit = 1;
        while (quantity / unit >= 10) {
            unit *= 10;
        }
        for (; unit > 0; unit /= 10) {
            crc.update('0' + quantity / unit % 10);
        }
        crc.update(';');
    }

    private static String fingerprint(CRC32 crc) {
        String hex = Long.toHexString(crc.getValue()); // no Formatter
        return hex.length() == 8 ? hex : "0".repeat(8 - hex.length()) + hex;
    }

    /** {@code GET /orders/ID}. */
    private void order(RequestContext context, String id) {
        Order order = store.order(number(id));
        if (order == null) {
            fail(context, 404, "no order " + id);
            return;
        }
        context.answer(200, Json.ORDER, order); // the stored record itself
    }

    /** {@code GET /customers/ID/orders}: the last orders of a customer, newest first. */
    private void customerOrders(RequestContext context, String id) {
        Customer customer = customers.customer(number(id));
        if (customer == null) {
            fail(context, 404, "no customer " + id);
            return;
        }
        List<Order> orders = context.orders(); // the thread's list
        store.lastOrdersOf(customer.id(), Limits.ORDERS_LISTED, orders); // no more than are listed
        long sumCents = 0;
        List<Listed> listed = new ArrayList<>(orders.size());
        for (int i = 0; i < orders.size(); i++) {
            Order order = orders.get(i);
            listed.add(new Listed(order.id(), order.totalCents(), order.total()));
            sumCents += order.totalCents();
        }
        Listing listing = new Listing(customer.id(), customer.name(), listed, sumCents, Money.text(sumCents));
        context.answer(200, Json.LISTING, listing);
    }

    /** {@code GET /search?q=WORDS}: the most popular products whose names hold all the words. */
    private void search(RequestContext context) {
        String query = context.parameter("q");
        List<String> words = search.words(query);
        if (words.isEmpty()) {
            fail(context, 400, "search needs words, as in /search?q=oak+table");
            return;
        }
        int[] numbers = context.productNumbers(); // the thread's array
        int hits = search.products(words, numbers);
        int shown = search.sortMostPopular(numbers, hits, Limits.PRODUCTS_LISTED); // sorts what is shown
        List<Hit> listed = new ArrayList<>(shown);
        for (int i = 0; i < shown; i++) {
            Product product = catalogue.product(numbers[i]);
            listed.add(new Hit(product.sku(), product.name(), Money.text(product.cents())));
        }
        context.answer(200, Json.HITS, new Hits(query, hits, listed));
    }

    private static void wrongMethod(RequestContext context, String allowed) {
        context.allow(allowed);
        fail(context, 405, "use " + allowed);
    }

    private static void fail(RequestContext context, int status, String message) {
        context.answer(status, Json.FAILURE, new Failure(message));
    }

    private void send(RequestContext context) throws IOException {
        context.log(journal); // digits and characters into the thread's buffer
        context.send();
    }

    private static boolean isDigits(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return from < text.length();
    }

    /** The number of digits, or -1 when it is too large for any id. */
    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
