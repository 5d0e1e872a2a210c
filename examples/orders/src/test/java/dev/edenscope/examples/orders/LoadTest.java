package dev.edenscope.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The load on a service that does nothing, and stalls once. */
@Timeout(60)
final class LoadTest {
    private static final long STALL_NANOS = 800_000_000L;

    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final AtomicInteger served = new AtomicInteger();
    private HttpServer server;
    private volatile int stallAt = Integer.MAX_VALUE;
    private volatile int failAt = Integer.MAX_VALUE;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.setExecutor(workers);
        server.createContext("/", exchange -> {
            int request = served.incrementAndGet();
            if (request == stallAt) {
                long endNanos = System.nanoTime() + STALL_NANOS;
                while (System.nanoTime() < endNanos) {
                    LockSupport.parkNanos(endNanos - System.nanoTime());
                }
            }
            boolean post = exchange.getRequestMethod().equals("POST");
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Location", "/orders/" + request);
            exchange.sendResponseHeaders(request == failAt ? 500 : post ? 201 : 200, 2);
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        workers.shutdownNow();
    }

    private Summary load(double ratePerSecond) throws Exception {
        return Load.run(new Load.Options(server.getAddress().getPort(), ratePerSecond, 2, 0, 1));
    }

    @Test
    void stallCountsForAllRequestsThatItHeldUp() throws Exception {
        stallAt = 60;
        Summary summary = load(200);
        assertThat(summary.errors()).isZero();
        assertThat(summary.requests()).isEqualTo(400);
        // 0.8 s at 200/s hold up 160 of the 400 requests, by 0.4 s on average: so the 75th percentile is well above
        // what it would be (less than a few ms) if only the one request in flight had been counted.
        assertThat(summary.maxMicros()).isGreaterThan(790_000.0);
        assertThat(summary.p99Micros()).isGreaterThan(700_000.0);
    }

    @Test
    void rateIsKept() throws Exception {
        Summary summary = load(250);
        assertThat(summary.requests()).isEqualTo(500);
        assertThat(summary.errors()).isZero();
        assertThat(summary.requestsPerSecond()).isBetween(200.0, 260.0);
        assertThat(summary.allocatedBytesPerRequest()).isNull();
        assertThat(summary.text()).contains("250 requests/s", "unknown");
        assertThat(summary.json()).contains("\"gcPauses\":null");
    }

    @Test
    void closedLoopSendsAsFastAsItCan() throws Exception {
        Summary summary = load(0);
        assertThat(summary.requests()).isGreaterThan(500);
        assertThat(summary.ratePerSecond()).isNull();
    }

    @Test
    void otherStatusIsAnError() throws Exception {
        failAt = 100;
        assertThat(load(100).errors()).isEqualTo(1);
    }

    @Test
    void absentServiceIsSaid() {
        int port = server.getAddress().getPort();
        server.stop(0);
        assertThatThrownBy(() -> Load.run(new Load.Options(port, 100, 1, 0, 1))).isInstanceOf(IOException.class);
    }
}
