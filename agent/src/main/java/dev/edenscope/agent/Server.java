package dev.edenscope.agent;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The JDK's HTTP server with the pages in it. Apart from {@link Endpoint}, as not every JVM has that server. */
final class Server {
    private static final String ROOT = "/debug/pprof/";
    private static final int BACKLOG = 16;

    private final HttpServer http;
    private final Workers workers;
    private final Pages pages;
    private final Door door;
    private final InetSocketAddress address;
    private boolean stopped;

    private Server(HttpServer http, Workers workers, Settings settings, Pages pages) {
        this.http = http;
        this.workers = workers;
        this.pages = pages;
        this.address = http.getAddress();
        this.door = new Door(settings, address);
    }

    /** Binds and serves. Throws IllegalStateException saying in one line why it cannot. */
    static Server start(Settings settings, InetSocketAddress address, Pages pages) {
        // The server's threads inherit from the one that starts it: a daemon without class loader, in no group.
        FutureTask<Server> start = new FutureTask<>(() -> {
            HttpServer http = withoutDelay(address);
            Workers workers = new Workers();
            Server server = new Server(http, workers, settings, pages);
            http.setExecutor(workers);
            http.createContext("/", server::serve);
            http.start();
            return server;
        });
        AgentThread.join(AgentThread.start("edenscope-endpoint", start));
        try {
            return start.get();
        } catch (ExecutionException e) {
            String at = Door.literal(address.getAddress()) + ":" + address.getPort();
            throw new IllegalStateException(
                    e.getCause() instanceof BindException bind
                            ? at + " cannot be served: " + bind.getMessage()
                                    + " (choose another with port=N, or port=0 for any free one)"
                            : "the endpoint at " + at + " could not be started: " + e.getCause(),
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the endpoint was starting", e);
        }
    }

    /**
     * Up to JDK 20 the server sends an answer's head by itself, and the body waits up to 40 ms for its
     * acknowledgement. That a property turns this off is known only if it is there when the server is first used.
     */
    private static HttpServer withoutDelay(InetSocketAddress address) throws IOException {
        String name = "sun.net.httpserver.nodelay";
        boolean ours = System.getProperty(name) == null;
        if (ours) {
            System.setProperty(name, "true");
        }
        try {
            return HttpServer.create(address, BACKLOG);
        } finally {
            if (ours) {
                System.clearProperty(name);
            }
        }
    }

    InetSocketAddress address() {
        return address;
    }

    synchronized void stop() {
        if (!stopped) {
            stopped = true;
            http.stop(0);
            workers.stop();
        }
    }

    private void serve(HttpExchange exchange) {
        try (exchange) {
            boolean head = exchange.getRequestMethod().equals("HEAD");
            send(exchange, workers.unhurried(() -> answer(exchange, head)), head);
        } catch (IOException | RuntimeException | Error e) {
            // The client is gone, or its answer cannot be sent: nobody is left to be told.
        }
    }

    private Response answer(HttpExchange exchange, boolean head) {
        Headers headers = exchange.getRequestHeaders();
        Response refusal = door.refusal(new Door.Knock(
                exchange.getLocalAddress().getAddress(),
                exchange.getRequestMethod(),
                headers.getFirst("Host"),
                headers.getFirst("Authorization"),
                headers.getFirst("Sec-Fetch-Site"),
                headers.getFirst("Sec-Fetch-Mode")));
        if (refusal != null) {
            return refusal;
        }
        String path = exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getRawQuery();
        if (path.equals("/") || path.equals("/debug/pprof")) {
            return Response.error(302, ROOT).with("Location", ROOT);
        }
        if (!path.startsWith(ROOT)) {
            return Response.error(404, "404 page not found: the profiles are below " + ROOT);
        }
        String page = path.substring(ROOT.length());
        return head ? pages.head(page, query) : pages.handle(page, query);
    }

    private static void send(HttpExchange exchange, Response response, boolean head) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", response.contentType());
        response.headers().forEach(headers::set);
        if (head || response.body().length == 0) {
            if (response.body().length > 0) {
                headers.set("Content-Length", Integer.toString(response.body().length));
            }
            exchange.sendResponseHeaders(response.status(), -1);
        } else {
            exchange.sendResponseHeaders(response.status(), response.body().length);
            exchange.getResponseBody().write(response.body());
        }
    }
}
