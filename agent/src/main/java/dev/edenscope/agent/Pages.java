package dev.edenscope.agent;

import dev.edenscope.pprof.PprofWriter;
import dev.edenscope.profile.Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What {@code /debug/pprof/} shows: the pages of Go's net/http/pprof for this JVM, as a function of path and query,
 * whichever HTTP server asks.
 *
 * <p>Safe for several threads. A request with {@code seconds}, a CPU profile and a collection are captures, of which
 * there is one at a time; a request for another is told to try again. The rest is answered at any time.
 */
final class Pages {
    /** The longest window that can be asked for. */
    static final int MOST_SECONDS = 3600;

    private static final int CPU_SECONDS = 30;

    /** Pages in the order of the index. */
    private static final List<Page> LIST = List.of(
            new Page("allocs", "All memory allocations since the start, where they were made. Opens on alloc_space."),
            new Page("cmdline", "The command line of this JVM, arguments separated by NUL bytes."),
            new Page("gc", "Garbage collections, allocation rate and heap, as JSON."),
            new Page(
                    "heap",
                    "Memory in use, and all allocations, where they were made."
                            + " Add gc=1 to run a garbage collection first, without which objects count as in use"
                            + " until the next one finds them dead."),
            new Page("profile", "CPU profile of the next 30 seconds, or of seconds=N, from JFR's execution samples."),
            new Page("symbol", "Answers that there are symbols: profiles carry their own names."),
            new Page("threads", "Stacks of all platform threads, and how many threads are at each."));

    private final Capture capture;
    private final Gc gc;
    private final Settings settings;
    private final Semaphore turn = new Semaphore(1);
    private volatile long busyUntilNanos;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private record Page(String name, String description) {}

    /** Why there is no page to show. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Response response;

        Refusal(Response response) {
            super(response.toString(), null, false, false);
            this.response = response;
        }

        Refusal(int status, String line) {
            this(Response.error(status, line));
        }
    }

    /** A part of a page that takes a capture's turn. */
    private interface Turn<T> {
        T take() throws Refusal, IOException;
    }

    Pages(Capture capture, Gc gc, Settings settings) {
        this.capture = capture;
        this.gc = gc;
        this.settings = settings;
    }

    /**
     * The answer to a GET request. Returns when a window that was asked for is over; never throws.
     *
     * @param path what follows {@code /debug/pprof/}: empty for the index
     * @param query the raw query, without question mark; may be null
     */
    Response handle(String path, String query) {
        return Quiet.call(() -> answer(path, query, true));
    }

    /** The answer to a HEAD request, whose body is not to be sent: as for GET, but nothing is captured. */
    Response head(String path, String query) {
        return Quiet.call(() -> answer(path, query, false));
    }

    /** Ends all windows now; their requests are told so. */
    void stop() {
        stopped.countDown();
    }

    private Response answer(String path, String query, boolean whole) {
        try {
            return page(path, parse(query), whole);
        } catch (Refusal e) {
            return e.response;
        } catch (IOException | RuntimeException | Error e) {
            // A guest: whatever goes wrong in here is no matter of the server's that asked.
            return Response.error(500, "this profile could not be taken: " + e);
        }
    }

    private Response page(String path, Map<String, String> query, boolean whole) throws Refusal, IOException {
        return switch (path == null ? "" : path) {
            case "" -> index();
            case "heap" -> memory("heap", "", query, whole);
            case "allocs" -> memory("allocs", "alloc_space", query, whole);
            case "profile" -> cpu(query, whole);
            case "threads" -> threads(query, whole);
            case "gc" -> Response.json(gc.json());
            case "cmdline" -> Response.text(commandLine());
            case "symbol" -> Response.text("num_symbols: 1\n");
            default -> throw new Refusal(404, "Unknown profile");
        };
    }

    // Memory

    private Response memory(String name, String defaultType, Map<String, String> query, boolean whole)
            throws Refusal, IOException {
        if (capture == null) {
            throw new Refusal(503, "allocations cannot be sampled in this JVM; its standard error says why");
        }
        int seconds = seconds(query, 0);
        boolean text = number(query, "debug") > 0;
        boolean collect = name.equals("heap") && number(query, "gc") > 0;
        if (seconds > 0) {
            requireBinary(text);
            String file = name + "-delta";
            if (!whole) {
                return Response.file(file, new byte[0]);
            }
            return turn(seconds, () -> {
                collect(collect);
                Supplier<Profile> window = capture.window(false);
                pause(seconds);
                collect(collect);
                return file(file, typed(window.get(), defaultType));
            });
        }
        if (collect && whole) {
            turn(1, () -> {
                collect(true);
                return null;
            });
        }
        Profile profile = typed(capture.profile(), defaultType);
        if (!text) {
            return file(name, profile);
        }
        if (!HeapText.fits(profile)) {
            throw new Refusal(
                    501,
                    "debug=1 needs objects and in-use, which this capture does not know: " + profile.comments()
                            + "; ask without debug");
        }
        return Response.text(HeapText.of(profile));
    }

    private void collect(boolean wanted) {
        if (wanted) {
            capture.collect();
        }
    }

    private static Profile typed(Profile profile, String defaultType) {
        return profile.withHeader(profile.header().withDefaultSampleType(defaultType));
    }

    // CPU

    private Response cpu(Map<String, String> query, boolean whole) throws Refusal, IOException {
        int seconds = seconds(query, CPU_SECONDS);
        if (ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
            throw new Refusal(
                    501,
                    "a CPU profile needs the module jdk.jfr, which this JVM runs without"
                            + " (option --add-modules jdk.jfr, if its image has it)");
        }
        if (!whole) {
            return Response.file("profile", new byte[0]);
        }
        return turn(seconds, () -> {
            Profile profile = CpuSamples.take(() -> wait(seconds));
            if (profile == null) {
                throw stopping();
            }
            return file("profile", profile);
        });
    }

    // Threads

    private Response threads(Map<String, String> query, boolean whole) throws Refusal, IOException {
        int seconds = seconds(query, 0);
        boolean text = number(query, "debug") > 0;
        if (seconds > 0) {
            requireBinary(text);
            if (!whole) {
                return Response.file("threads-delta", new byte[0]);
            }
            return turn(seconds, () -> {
                long begin = System.nanoTime();
                Profile before = ThreadDump.take(settings.depth()).profile();
                pause(seconds);
                Profile after = ThreadDump.take(settings.depth()).profile();
                Profile change = after.minus(before);
                return file(
                        "threads-delta",
                        change.withHeader(
                                change.header().withTime(before.header().timeNanos(), System.nanoTime() - begin)));
            });
        }
        ThreadDump dump = ThreadDump.take(settings.depth());
        return text ? Response.text(dump.text()) : file("threads", dump.profile());
    }

    // Captures

    private <T> T turn(int seconds, Turn<T> work) throws Refusal, IOException {
        if (!turn.tryAcquire()) {
            long left = TimeUnit.NANOSECONDS.toSeconds(busyUntilNanos - System.nanoTime()) + 1;
            throw new Refusal(Response.error(
                            503,
                            "another capture is under way, and there is one at a time: try again in "
                                    + Math.max(left, 1) + " s")
                    .with("Retry-After", Long.toString(Math.max(left, 1))));
        }
        try {
            busyUntilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            return work.take();
        } finally {
            turn.release();
        }
    }

    private void pause(int seconds) throws Refusal {
        if (!wait(seconds)) {
            throw stopping();
        }
    }

    /** Whether the time was waited out. */
    private boolean wait(int seconds) {
        try {
            return !stopped.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Refusal stopping() {
        return new Refusal(503, "the agent was stopped before the time was over");
    }

    private static Response file(String name, Profile profile) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);
        PprofWriter.write(profile, bytes);
        return Response.file(name, bytes.toByteArray());
    }

    // Queries

    private static Map<String, String> parse(String query) throws Refusal {
        Map<String, String> values = new HashMap<>();
        for (String pair : (query == null ? "" : query).split("&", -1)) {
            int equals = pair.indexOf('=');
            try {
                values.putIfAbsent(
                        decode(equals < 0 ? pair : pair.substring(0, equals)),
                        decode(equals < 0 ? "" : pair.substring(equals + 1)));
            } catch (IllegalArgumentException e) {
                throw new Refusal(400, "invalid query: " + e.getMessage());
            }
        }
        return values;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static int seconds(Map<String, String> query, int otherwise) throws Refusal {
        String value = query.getOrDefault("seconds", "");
        if (value.isEmpty()) {
            return otherwise;
        }
        long seconds;
        try {
            seconds = Long.parseLong(value);
        } catch (NumberFormatException e) {
            seconds = 0;
        }
        if (seconds <= 0) {
            throw new Refusal(400, "invalid value for \"seconds\" - must be a positive integer");
        }
        if (seconds > MOST_SECONDS) {
            throw new Refusal(400, "invalid value for \"seconds\" - must be at most " + MOST_SECONDS);
        }
        return (int) seconds;
    }

    /** As Go has it, what is no number is 0. */
    private static int number(Map<String, String> query, String name) {
        try {
            return Integer.parseInt(query.getOrDefault(name, "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static void requireBinary(boolean text) throws Refusal {
        if (text) {
            throw new Refusal(400, "seconds and debug params are incompatible");
        }
    }

    // The JVM

    /** The command line, less the endpoint's token. */
    private String commandLine() {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
        words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        String main = System.getProperty("sun.java.command", "");
        if (!main.isEmpty()) {
            words.addAll(List.of(main.split(" ", -1)));
        }
        String line = String.join("\0", words);
        return settings.token().isEmpty() ? line : line.replace(settings.token(), "***");
    }

    private static Response index() {
        StringBuilder page = new StringBuilder(1 << 12);
        page.append("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <title>/debug/pprof/</title>
                <style>
                body { font-family: sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
                td { padding: 0.2rem 1rem 0.2rem 0; vertical-align: top; }
                </style>
                </head>
                <body>
                <h1>/debug/pprof/</h1>
                <p>Set debug=1 as a query parameter for text where there is one, and seconds=N for the change over
                N seconds. Or: <code>go tool pprof URL</code>, where URL is that of a profile here.</p>
                <table>
                """);
        for (Page listed : LIST) {
            boolean text = List.of("heap", "allocs", "threads").contains(listed.name());
            page.append("<tr><td><a href=\"")
                    .append(listed.name())
                    .append("\">")
                    .append(escape(listed.name()));
            page.append("</a></td><td>");
            if (text) {
                page.append("<a href=\"").append(listed.name()).append("?debug=1\">text</a>");
            }
            page.append("</td><td>").append(escape(listed.description())).append("</td></tr>\n");
        }
        page.append("</table>\n<p>").append(escape(command())).append("</p>\n</body>\n</html>\n");
        return Response.html(page.toString());
    }

    /** Main class or jar, and process id: which JVM this is. */
    private static String command() {
        String main = System.getProperty("sun.java.command", "").split(" ", 2)[0];
        return main + " (process " + ProcessHandle.current().pid() + ", " + System.getProperty("java.vm.name", "JVM")
                + " " + System.getProperty("java.version", "") + ")";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
