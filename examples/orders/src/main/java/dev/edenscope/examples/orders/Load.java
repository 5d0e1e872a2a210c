package dev.edenscope.examples.orders;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.json.JsonMapper;

/**
 * The load on a service: the requests of {@link Mix} over a few connections, a thread each.
 *
 * <p>At a fixed rate the loop is open: each request has a time at which it is to be sent, and its latency counts from
 * then on, sent late or not. So a stall of the service counts for all the requests that it held up, and not only for
 * those in flight (the coordinated omission of closed loops). With {@code --rate max} the loop is closed: each
 * connection sends when it has its answer; that measures throughput, and its latencies are those of a busy service.
 */
public final class Load {
    private static final String USAGE = "usage: Load --port N [--rate N|max] [--seconds N] [--warmup SECONDS]"
            + " [--connections N] [--json] [--parent PID]";
    private static final long FOREVER_SECONDS = 100L * 365 * 24 * 3600;
    private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final long PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long SUMMARY_MILLIS = 5_000;

    private final Options options;
    private final Mix mix = new Mix();
    private volatile boolean stopped;
    private volatile String gone;
    private long startNanos;
    private long measureNanos;
    private long endNanos;

    private Load(Options options) {
        this.options = options;
    }

    /**
     * How to load.
     *
     * @param ratePerSecond of all connections together; 0 for as fast as they can
     * @param seconds how long to measure
     * @param warmupSeconds how long to load at the same rate before
     */
    record Options(int port, double ratePerSecond, long seconds, long warmupSeconds, int connections) {
        Options {
            if (ratePerSecond < 0 || seconds < 1 || warmupSeconds < 0 || connections < 1) {
                throw new UsageException(USAGE);
            }
        }
    }

    /** Loads and measures. Throws if there is no service at the port, or no more. */
    static Summary run(Options options) throws IOException, InterruptedException {
        return new Load(options).run();
    }

    private Summary run() throws IOException, InterruptedException {
        List<Client> clients = new ArrayList<>();
        try (Connection control = new Connection(options.port())) {
            control.exchange(Mix.Request.get("/stats")); // says at once if nobody is there
            startNanos = System.nanoTime();
            measureNanos = startNanos + TimeUnit.SECONDS.toNanos(options.warmupSeconds());
            endNanos = measureNanos + TimeUnit.SECONDS.toNanos(options.seconds());
            for (int i = 0; i < options.connections(); i++) {
                Client client = new Client(i);
                clients.add(client);
                client.start();
            }
            await(measureNanos);
            long measuredFromNanos = System.nanoTime();
            Stats.Snapshot first = stats(control, 0);
            for (Client client : clients) {
                client.join();
            }
            long elapsedNanos = Math.max(1, System.nanoTime() - measuredFromNanos);
            Stats.Snapshot last = gone != null || first == null ? null : stats(control, first.uptimeMillis());
            if (gone != null) {
                throw new IOException(gone);
            }
            Histogram latencies = new Histogram(LONGEST_NANOS, 3);
            long errors = 0;
            for (Client client : clients) {
                latencies.add(client.latencies);
                errors += client.errors;
            }
            return Summary.of(options, latencies, errors, elapsedNanos, first, last);
        } finally {
            stopped = true;
        }
    }

    private static Stats.Snapshot stats(Connection control, long sinceMillis) throws IOException {
        int status = control.exchange(Mix.Request.get("/stats?since=" + sinceMillis));
        return status == 200 && control.body().length > 0 && control.body()[0] == '{'
                ? new JsonMapper().readValue(control.body(), Stats.Snapshot.class)
                : null;
    }

    /** Waits until the time, or until the load is stopped. */
    private void await(long timeNanos) {
        long left;
        while (!stopped && (left = timeNanos - System.nanoTime()) > 0) {
            LockSupport.parkNanos(this, Math.min(left, PARK_NANOS));
        }
    }

    /** One connection and its requests. */
    private final class Client extends Thread {
        private final int index;
        private final Histogram latencies = new Histogram(LONGEST_NANOS, 3);
        private long errors;

        private Client(int index) {
            super("load-" + index);
            this.index = index;
            setDaemon(true);
        }

        @Override
        public void run() {
            try (Connection connection = new Connection(options.port())) {
                connection.exchange(mix.request(0)); // so that there is a last order to ask for
                for (long i = index; !stopped; i += options.connections()) {
                    long intendedNanos = System.nanoTime();
                    if (options.ratePerSecond() > 0) {
                        intendedNanos = startNanos + (long) (i * 1e9 / options.ratePerSecond());
                    }
                    if (intendedNanos >= endNanos) {
                        return;
                    }
                    await(intendedNanos);
                    if (stopped) {
                        return;
                    }
                    boolean tooLate = System.nanoTime() > endNanos + LATE_NANOS;
                    boolean good = !tooLate && isGood(connection, mix.request(i));
                    if (intendedNanos >= measureNanos) {
                        errors += good ? 0 : 1;
                        latencies.recordValue(Math.min(System.nanoTime() - intendedNanos, LONGEST_NANOS));
                    }
                }
            } catch (IOException e) {
                gone = "the service at port " + options.port() + " is gone: " + e.getMessage();
                stopped = true;
            }
        }

        /** Sends a request; an answer with another status than its own is an error, as is none. */
        private boolean isGood(Connection connection, Mix.Request request) throws IOException {
            try {
                return connection.exchange(request) == request.status();
            } catch (ConnectException e) {
                throw e;
            } catch (IOException e) {
                return false; // the next request opens a new connection
            }
        }
    }

    /** Loads a service and prints what was measured; Ctrl-C or a termination ends the measurement. */
    public static void main(String[] args) {
        boolean json = false;
        CountDownLatch printed = new CountDownLatch(1);
        try {
            int port = 0;
            double rate = 1_000;
            long seconds = FOREVER_SECONDS;
            long warmup = 3;
            int connections = 4;
            int i = 0;
            while (i < args.length) {
                switch (args[i]) {
                    case "--json" -> {
                        json = true;
                        i--; // it has no value
                    }
                    case "--port" -> port = (int) Arguments.number(args, i, 1, 65_535);
                    case "--rate" ->
                        rate = Arguments.value(args, i).equals("max") ? 0 : Arguments.number(args, i, 1, 1_000_000);
                    case "--seconds" -> seconds = Arguments.number(args, i, 1, FOREVER_SECONDS);
                    case "--warmup" -> warmup = Arguments.number(args, i, 0, 3_600);
                    case "--connections" -> connections = (int) Arguments.number(args, i, 1, 1_024);
                    case "--parent" -> Parent.leaveWith(Arguments.number(args, i, 1, Integer.MAX_VALUE));
                    default -> throw new UsageException("unknown option " + args[i] + "\n" + USAGE);
                }
                i += 2;
            }
            if (port == 0) {
                throw new UsageException("which port?\n" + USAGE);
            }
            Load load = new Load(new Options(port, rate, seconds, warmup, connections));
            Thread stop = new Thread(() -> load.stop(printed), "stop");
            Runtime.getRuntime().addShutdownHook(stop);
            Summary summary = load.run();
            System.out.println(json ? summary.json() : summary.text());
            printed.countDown();
            System.exit(summary.errors() == 0 ? 0 : 1);
        } catch (UsageException e) {
            System.err.println(e.getMessage());
            printed.countDown();
            System.exit(2);
        } catch (IOException e) {
            System.err.println("load: " + e.getMessage());
            printed.countDown();
            System.exit(1);
        } catch (InterruptedException e) {
            printed.countDown();
            System.exit(1);
        }
    }

    /** Ends the measurement and gives the main thread the time to print it. */
    private void stop(CountDownLatch printed) {
        stopped = true;
        try {
            if (!printed.await(SUMMARY_MILLIS, TimeUnit.MILLISECONDS)) {
                System.err.println("load: stopped before anything could be printed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
