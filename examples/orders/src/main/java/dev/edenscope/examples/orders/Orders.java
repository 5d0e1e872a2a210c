package dev.edenscope.examples.orders;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The order service: {@code Orders before|after [--port 8080]}. Serves on the loopback interface until it is
 * terminated, from a fixed number of worker threads.
 */
public final class Orders implements AutoCloseable {
    private static final String USAGE = "usage: Orders before|after [--port N] [--threads N] [--parent PID]";
    private static final long CLOSE_MILLIS = 2_000;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private static final ObjectWriter STATS = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build()
            .writerFor(Stats.Snapshot.class);

    private final String version;
    private final Stats stats;
    private final HttpServer server;
    private final ExecutorService workers;

    private Orders(String version, int port, int threads, int ordersKept) throws IOException {
        this.version = version;
        Journal journal = new Journal();
        HttpHandler handler = handler(version, journal, ordersKept);
        // Without this, an answer's body waits for the acknowledgement of its head.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 1_024);
        AtomicInteger worker = new AtomicInteger();
        workers = Executors.newFixedThreadPool(threads, work -> new Thread(work, "worker-" + worker.incrementAndGet()));
        stats = new Stats();
        server.setExecutor(workers);
        server.createContext("/", new Counted(handler, stats));
        server.createContext("/stats", this::stats);
        server.createContext("/journal", exchange -> answer(exchange, "text/plain; charset=utf-8", journal.bytes()));
    }

    /** Starts a service, {@code before} or {@code after}, on a port of the loopback interface, 0 for any free one. */
    static Orders start(String version, int port, int threads, int ordersKept) throws IOException {
        Orders orders = new Orders(version, port, threads, ordersKept);
        orders.server.start();
        return orders;
    }

    private static HttpHandler handler(String version, Journal journal, int ordersKept) {
        Catalogue catalogue = new Catalogue();
        Customers customers = new Customers();
        return switch (version) {
            case "before" ->
                new dev.edenscope.examples.orders.before.OrderHandler(catalogue, customers, journal, ordersKept);
            case "after" ->
                new dev.edenscope.examples.orders.after.OrderHandler(catalogue, customers, journal, ordersKept);
            default ->
                throw new UsageException(
                        "there is a version before and a version after, but none named " + version + "\n" + USAGE);
        };
    }

    /** The port that it listens on. */
    int port() {
        return server.getAddress().getPort();
    }

    private void stats(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        long sinceMillis = 0;
        if (query != null && query.matches("since=\\d{1,18}")) {
            sinceMillis = Long.parseLong(query.substring("since=".length()));
        }
        answer(exchange, "application/json", STATS.writeValueAsBytes(stats.snapshot(version, sinceMillis)));
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    /** Stops accepting, lets the requests in work end, for two seconds at most, and frees the port. */
    @Override
    public void close() {
        server.stop(0);
        workers.shutdown();
        try {
            if (!workers.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** Serves until terminated. */
    public static void main(String[] args) {
        // String.format writes the digits of the default locale, and JSON has but one kind.
        Locale.setDefault(Locale.ROOT);
        int port = 8080;
        try {
            String version = args.length == 0 ? "" : args[0];
            int threads = 4;
            if (!version.equals("before") && !version.equals("after")) {
                throw new UsageException(USAGE);
            }
            for (int i = 1; i < args.length; i += 2) {
                switch (args[i]) {
                    case "--port" -> port = (int) Arguments.number(args, i, 0, 65_535);
                    case "--threads" -> threads = (int) Arguments.number(args, i, 1, 1_024);
                    case "--parent" -> Parent.leaveWith(Arguments.number(args, i, 1, Integer.MAX_VALUE));
                    default -> throw new UsageException("unknown option " + args[i] + "\n" + USAGE);
                }
            }
            Orders orders = start(version, port, threads, Limits.ORDERS_KEPT);
            Runtime.getRuntime().addShutdownHook(new Thread(orders::close, "close"));
            System.out.println("orders (" + version + ") listening on http://127.0.0.1:" + orders.port());
        } catch (UsageException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (BindException e) {
            System.err.println(
                    "orders: port " + port + " is in use: give another with --port, or --port 0 for any" + " free one");
            System.exit(1);
        } catch (IOException e) {
            System.err.println("orders: cannot listen on port " + port + ": " + e.getMessage());
            System.exit(1);
        }
    }

    /** A handler whose requests are counted. */
    private record Counted(HttpHandler handler, Stats stats) implements HttpHandler {
        @Override
        public void handle(HttpExchange exchange) throws IOException {
            handler.handle(exchange);
            stats.answered();
        }
    }
}
