package dev.edenscope.agent;

import java.nio.file.Path;

/**
 * Edenscope in this process: the sampler and, where a port is given, the endpoint. What
 * {@code import _ "net/http/pprof"} is to a Go program.
 *
 * <pre>{@code
 * Edenscope.start();                       // http://127.0.0.1:6060/debug/pprof/
 * Edenscope.start("port=0,interval=64k");  // any free port, eight times as many samples
 * Edenscope.start("");                     // no port: answer your own server's requests with handle(path, query)
 * }</pre>
 *
 * <p>One runs in a JVM. It is a guest: its memory is bounded, it listens on loopback unless told otherwise, and what it
 * cannot do is one line on standard error and in {@link #problem()}, never an exception.
 */
public final class Edenscope implements AutoCloseable {
    private static Edenscope running;

    private final Settings settings;
    private Capture capture;
    private Endpoint endpoint;
    private Gc gc;
    private Pages pages;
    private String problem = "";

    private Edenscope(Settings settings) {
        this.settings = settings;
    }

    /** Samples, and serves what is seen at {@code http://127.0.0.1:6060/debug/pprof/}. */
    public static Edenscope start() {
        return start("port=6060");
    }

    /**
     * Samples, and serves what is seen if {@code options} has a port.
     *
     * <p>If Edenscope runs in this JVM already, that one is returned and {@link #problem()} of it says nothing new.
     *
     * @param options as behind {@code -javaagent:edenscope-agent.jar=}, for example {@code port=6060,interval=512k}
     * @throws IllegalArgumentException naming an option that is unknown or has a bad value
     */
    public static synchronized Edenscope start(String options) {
        if (running != null) {
            return running;
        }
        Edenscope started = new Edenscope(Settings.parse(options));
        started.begin();
        running = started;
        return started;
    }

    /** The one that runs in this JVM, or null. */
    static synchronized Edenscope running() {
        return running;
    }

    private void begin() {
        Calls calls = calls();
        try {
            capture = Capture.start(settings);
            if (capture instanceof JfrAllocations jfr) {
                Agent.note(jfr.reason() + "; JFR's samples are used instead, which know bytes only");
            }
            capture = calls == null ? capture : new Counted(capture, calls);
        } catch (IllegalStateException e) {
            if (calls != null) {
                calls.stop();
            }
            fail(e);
        }
        boolean entered = Quiet.enter();
        try {
            serve();
        } finally {
            Quiet.leave(entered);
        }
    }

    /** Those that are to be counted; null if there are none, or they cannot be. */
    private Calls calls() {
        if (settings.per().isEmpty()) {
            return null;
        }
        boolean entered = Quiet.enter();
        try {
            return Calls.start(settings.per());
        } catch (IllegalStateException e) {
            fail(e);
            return null;
        } finally {
            Quiet.leave(entered);
        }
    }

    private void serve() {
        boolean toItsEnd = settings.port() < 0 && !settings.file().isEmpty();
        if (!toItsEnd || Written.isRecording(Path.of(settings.file()))) {
            // Listening makes the JVM allocate: a run that is counted to its end goes without.
            gc = Gc.start(capture, !(toItsEnd && settings.exact()));
        }
        if (!settings.file().isEmpty() && capture != null) {
            Agent.writeAtExit(capture, gc, Path.of(settings.file()));
        }
        if (!toItsEnd) {
            pages = new Pages(capture, gc, settings);
        }
        if (settings.port() >= 0) {
            try {
                endpoint = Endpoint.start(settings, pages);
            } catch (IllegalStateException e) {
                fail(e);
            }
        }
    }

    private void fail(IllegalStateException e) {
        problem = problem.isEmpty() ? e.getMessage() : problem + "; " + e.getMessage();
        Agent.note(e);
    }

    /** What could not be started, or empty. */
    public String problem() {
        return problem;
    }

    /** The endpoint's port, or -1 if there is none. */
    public int port() {
        return endpoint == null ? -1 : endpoint.port();
    }

    /**
     * Answers a request in a server of the application's own, which decides who may ask.
     *
     * @param path what follows {@code /debug/pprof/}, for example {@code heap}
     * @param query the query without its question mark, for example {@code seconds=5}, or null
     * @return the answer; blocks for as long as the query asks
     */
    public Response handle(String path, String query) {
        return pages == null
                ? Response.error(404, "this run only writes " + settings.file())
                : pages.handle(path, query);
    }

    Settings settings() {
        return settings;
    }

    Capture capture() {
        return capture;
    }

    /** Ends the endpoint and the sampler, and gives back all that they held. */
    @Override
    public void close() {
        synchronized (Edenscope.class) {
            if (running == this) {
                running = null;
            }
        }
        Quiet.run(() -> {
            if (pages != null) {
                pages.stop();
            }
            if (gc != null) {
                gc.stop();
            }
            if (endpoint != null) {
                endpoint.stop();
            }
            if (capture != null) {
                capture.stop();
            }
        });
    }
}
