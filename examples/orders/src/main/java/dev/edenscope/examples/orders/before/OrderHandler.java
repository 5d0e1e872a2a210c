package dev.edenscope.examples.orders.before;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.edenscope.examples.orders.Catalogue;
import dev.edenscope.examples.orders.Catalogue.Product;
import dev.edenscope.examples.orders.Customers;
import dev.edenscope.examples.orders.Customers.Customer;
import dev.edenscope.examples.orders.Journal;
import dev.edenscope.examples.orders.Limits;
import dev.edenscope.examples.orders.before.Order.Line;
import dev.edenscope.examples.orders.before.Order.Subtotal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import tools.jackson.core.JacksonException;

/** Answers the requests. Safe for all threads. */
public final class OrderHandler implements HttpHandler {
    private static final Logger LOG = Logger.getLogger(OrderHandler.class.getName());

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
            RequestContext context = new RequestContext(exchange); // request object: a new one, with two maps
            Map<String, Object> answer = route(context);
            send(context, answer);
        }
    }

    private Map<String, Object> route(RequestContext context) throws IOException {
        String method = context.text("method");
        String path = context.text("path");
        if (path.equals("/orders")) {
            return method.equals("POST") ? create(context) : wrongMethod(context, "POST");
        }
        if (path.matches("/orders/\\d+")) { // regex: compiled for each request
            return method.equals("GET") ? order(context, path) : wrongMethod(context, "GET");
        }
        if (path.matches("/customers/\\d+/orders")) { // regex: compiled for each request
            return method.equals("GET") ? customerOrders(context, path) : wrongMethod(context, "GET");
        }
        if (path.equals("/search")) {
            return method.equals("GET") ? search(context) : wrongMethod(context, "GET");
        }
        return error(context, 404, String.format("nothing at %s", path));
    }

    /** {@code POST /orders}: checks, prices and stores an order. */
    private Map<String, Object> create(RequestContext context) throws IOException {
        byte[] body = context.body(); // scratch buffer: new arrays for each body
        if (body == null) {
            return error(context, 413, String.format("a body has at most %d bytes", Limits.BODY_BYTES));
        }
        String text = new String(body, StandardCharsets.UTF_8); // byte[] to String: copies the body
        Map<String, Object> request;
        try {
            request = Json.read(text); // untyped JSON: a map, its entries and a boxed number for each value
        } catch (JacksonException e) {
            return error(context, 400, Limits.NOT_AN_ORDER);
        }
        if (!isOrder(request)) {
            return error(context, 400, Limits.NOT_AN_ORDER);
        }
        long customerId = ((Number) request.get("customer")).longValue();
        Customer customer = customers.customer(customerId);
        if (customer == null) {
            return error(context, 422, String.format("no customer %d", customerId));
        }
        for (Map<String, Object> line : lines(request)) {
            if (catalogue.product((String) line.get("sku")) == null) {
                return error(context, 422, String.format("no product %s", line.get("sku")));
            }
        }
        Order order = price(customer, request);
        LOG.fine(String.format("order %d: %d cents", order.id(), order.totalCents())); // disabled log: still formats
        LOG.log(Level.FINE, "customer {0} in tier {1}", new Object[] {customer.id(), customer.tier()
        }); // varargs: boxes
        context.put("location", String.format("/orders/%d", order.id())); // format: a Formatter for one number
        return answer(context, 201, order);
    }

    private static boolean isOrder(Map<String, Object> request) {
        if (request == null
                || !(request.get("customer") instanceof Integer || request.get("customer") instanceof Long)
                || ((Number) request.get("customer")).longValue() < 1
                || !(request.get("lines") instanceof List<?> lines)
                || lines.isEmpty()
                || lines.size() > Limits.LINES) {
            return false;
        }
        for (Object line : lines) {
            if (!(line instanceof Map<?, ?> fields)
                    || !(fields.get("quantity") instanceof Integer quantity)
                    || quantity < 1
                    || quantity > Limits.QUANTITY
                    || !(fields.get("sku") instanceof String sku)
                    || !Pattern.compile("[A-Z]{3}-\\d{5}").matcher(sku).matches()) { // regex: compiled for each line
                return false;
            }
        }
        Object note = request.get("note");
        return note == null || (note instanceof String text && isNote(text));
    }

    private static boolean isNote(String text) {
        return text.matches("\\P{Cs}{0," + Limits.NOTE_CODE_POINTS + "}"); // regex: compiled for each note
    }

    /** Computes what the lines cost and stores the order. */
    private Order price(Customer customer, Map<String, Object> request) {
        List<Map<String, Object>> requested = lines(request);
        Map<String, Integer> unitsBySku = new HashMap<>(); // map growth: no capacity, grows with the lines
        requested.forEach(line -> unitsBySku.merge( // lambda: captures the map
                (String) line.get("sku"), (Integer) line.get("quantity"), Integer::sum)); // boxing: Integer sums
        List<Line> lines = new ArrayList<>(); // list growth: no capacity, though the size is known
        Map<Integer, Long> centsByCategory = new TreeMap<>(); // boxing: an entry, a key and a sum for each category
        Long subtotalCents = 0L; // boxing: a Long accumulator
        String basket = "";
        for (Map<String, Object> line : requested) {
            String sku = (String) line.get("sku");
            Integer quantity = (Integer) line.get("quantity");
            Product product = catalogue.product(sku);
            Long cents = prices.cents(customer.tier(), sku) * quantity; // boxing: unboxed, multiplied, boxed again
            if (unitsBySku.get(sku) >= Limits.BULK_QUANTITY) {
                cents = cents * (100 - Limits.BULK_PERCENT) / 100; // boxing: and again
            }
            centsByCategory.merge(product.category(), cents, Long::sum); // boxing: Integer key, Long sum
            subtotalCents += cents; // boxing: a new Long for each line
            basket = basket + sku + ":" + quantity + ";"; // concatenation in a loop: copies all that came before
            lines.add(new Line(sku, product.name(), quantity, cents, Money.text(cents)));
        }
        int percent = customer.discountPercent();
        Function<Long, Long> discount = cents -> cents * (100 - percent) / 100; // lambda: captures, and boxes
        Long totalCents = discount.apply(subtotalCents);
        String fingerprint = fingerprint(basket);
        List<Subtotal> subtotals = centsByCategory.entrySet().stream() // stream: a pipeline for a loop
                .map(entry -> new Subtotal(entry.getKey(), entry.getValue()))
                .toList();
        return store.add(id -> new Order( // lambda: captures six variables
                id,
                customer.id(),
                customer.name(),
                lines,
                subtotals,
                percent,
                totalCents,
                Money.text(totalCents),
                fingerprint,
                (String) request.get("note")));
    }

    private static String fingerprint(String basket) {
        CRC32 crc = new CRC32();
        crc.update(basket.getBytes(StandardCharsets.UTF_8)); // String to byte[]: copies the key
        return String.format("%08x", crc.getValue()); // format: a Formatter and a boxed long
    }

    /** {@code GET /orders/ID}. */
    private Map<String, Object> order(RequestContext context, String path) {
        String id = path.split("/", -1)[2]; // split: a list, an array and three strings for one
        Order order = store.order(number(id));
        if (order == null) {
            return error(context, 404, String.format("no order %s", id));
        }
        return answer(context, 200, order);
    }

    /** {@code GET /customers/ID/orders}: the last orders of a customer, newest first. */
    private Map<String, Object> customerOrders(RequestContext context, String path) {
        String id = path.split("/", -1)[2]; // split: a list, an array and four strings for one
        Customer customer = customers.customer(number(id));
        if (customer == null) {
            return error(context, 404, String.format("no customer %s", id));
        }
        List<Order> orders = store.ordersOf(customer.id()); // defensive copy: all ids, then all orders
        Long sumCents = 0L; // boxing: a Long accumulator
        List<Map<String, Object>> listed = new ArrayList<>(); // list growth: no capacity
        for (Order order : orders.stream().limit(Limits.ORDERS_LISTED).toList()) { // stream: and one more list
            Map<String, Object> fields = new LinkedHashMap<>(); // untyped JSON: a map for three fields
            fields.put("id", order.id());
            fields.put("totalCents", order.totalCents());
            fields.put("total", order.total());
            listed.add(fields);
            sumCents += order.totalCents(); // boxing: a new Long for each order
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("customer", customer.id());
        answer.put("name", customer.name());
        answer.put("orders", listed);
        answer.put("sumCents", sumCents);
        answer.put("sum", Money.text(sumCents));
        context.put("status", 200);
        return answer;
    }

    /** {@code GET /search?q=WORDS}: the most popular products whose names hold all the words. */
    private Map<String, Object> search(RequestContext context) {
        String query = context.parameters().getOrDefault("q", "");
        if (search.words(query).isEmpty()) {
            return error(context, 400, "search needs words, as in /search?q=oak+table");
        }
        List<Product> products = search.products(query);
        List<Map<String, Object>> listed = products.stream() // stream: two lambdas and a map for each product
                .limit(Limits.PRODUCTS_LISTED)
                .map(OrderHandler::fields)
                .toList();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("query", query);
        answer.put("hits", products.size());
        answer.put("products", listed);
        context.put("status", 200);
        return answer;
    }

    private static Map<String, Object> fields(Product product) {
        Map<String, Object> fields = new LinkedHashMap<>(); // untyped JSON: a map for three fields
        fields.put("sku", product.sku());
        fields.put("name", product.name());
        fields.put("price", Money.text(product.cents()));
        return fields;
    }

    private static Map<String, Object> answer(RequestContext context, int status, Order order) {
        context.put("status", status);
        List<Map<String, Object>> lines = new ArrayList<>(); // list growth: no capacity
        for (Line line : order.lines()) { // defensive copy: in the getter
            Map<String, Object> fields = new LinkedHashMap<>(); // untyped JSON: a map for five fields
            fields.put("sku", line.sku());
            fields.put("name", line.name());
            fields.put("quantity", line.quantity());
            fields.put("cents", line.cents());
            fields.put("total", line.total());
            lines.add(fields);
        }
        List<Map<String, Object>> categories = new ArrayList<>(); // list growth: no capacity
        for (Subtotal subtotal : order.categories()) { // defensive copy: in the getter
            Map<String, Object> fields = new LinkedHashMap<>(); // untyped JSON: a map for two fields
            fields.put("category", subtotal.category());
            fields.put("cents", subtotal.cents());
            categories.add(fields);
        }
        Map<String, Object> answer = new LinkedHashMap<>(); // untyped JSON: a map for ten fields
        answer.put("id", order.id());
        answer.put("customer", order.customer());
        answer.put("name", order.name());
        answer.put("lines", lines);
        answer.put("categories", categories);
        answer.put("discountPercent", order.discountPercent());
        answer.put("totalCents", order.totalCents());
        answer.put("total", order.total());
        answer.put("basket", order.basket());
        answer.put("note", order.note());
        return answer;
    }

    private static Map<String, Object> wrongMethod(RequestContext context, String allowed) {
        context.put("allow", allowed);
        return error(context, 405, String.format("use %s", allowed));
    }

    private static Map<String, Object> error(RequestContext context, int status, String message) {
        context.put("status", status);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("error", message);
        return answer;
    }

    private void send(RequestContext context, Map<String, Object> answer) throws IOException {
        byte[] body = Json.bytes(answer); // encoder: a new one, and a new buffer, for each answer
        String line = String.format( // format: a Formatter and boxed arguments for each log line
                "%s %s %d %d\n", context.text("method"), context.text("path"), context.status(), body.length);
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8); // String to byte[]: copies the line
        journal.append(bytes, 0, bytes.length);
        context.send(body);
    }

    @SuppressWarnings("unchecked") // isOrder has looked at each of them
    private static List<Map<String, Object>> lines(Map<String, Object> request) {
        return (List<Map<String, Object>>) request.get("lines");
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
