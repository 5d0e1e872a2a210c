package dev.edenscope.agent;

import dev.edenscope.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What the command line asks of a JVM that it attaches to: to open a window, to look through it, to close it and hand over
 * its profile, to end the endpoint.
 *
 * <p>A command is {@code eden:VERB:KEY:LEASE:OPTIONS}. Attach carries no answer back, so it is put into the system
 * property {@value #REPLY}, which attach can read: {@code KEY ok TEXT}, {@code KEY usage TEXT} or {@code KEY error TEXT}. The profile itself goes
 * into a temporary file that the command line takes away.
 *
 * <p>A window has a lease: if the command line dies, the agent closes the window by itself, and a sampler that was started
 * for it is gone.
 */
final class Command {
    static final String REPLY = "edenscope.reply";
    private static final String PREFIX = "eden:";
    private static final Map<String, Window> WINDOWS = new HashMap<>();

    private Command() {}

    static boolean isOne(String options) {
        return options.startsWith(PREFIX);
    }

    static void run(String command) {
        String[] part = command.split(":", 5);
        String key = part[2];
        String reply;
        try {
            reply = "ok "
                    + switch (part[1]) {
                        case "begin" -> begin(key, Long.parseLong(part[3]), Settings.parse(part[4]));
                        case "collect" -> collect(key);
                        case "end" -> end(key, part[4]);
                        case "look" -> look(key, Long.parseLong(part[3]));
                        case "leave" -> leave(key);
                        case "start" -> start(part[4]);
                        case "stop" -> stop();
                        default ->
                            throw new IllegalStateException("the agent in this process knows no command " + part[1]
                                    + ": it is of another version; restart the process");
                    };
        } catch (IllegalArgumentException e) {
            reply = "usage " + e.getMessage();
        } catch (IOException | RuntimeException e) {
            reply = "error " + (e.getMessage() == null ? e.toString() : e.getMessage());
        }
        System.setProperty(REPLY, key + " " + reply);
    }

    private static synchronized String begin(String key, long leaseSeconds, Settings settings) {
        Window window = Window.open(settings);
        window.lease(leaseSeconds);
        WINDOWS.put(key, window);
        AgentThread.start("edenscope-lease", () -> {
            if (window.expires()) {
                drop(key);
            }
        });
        return "";
    }

    private static synchronized void drop(String key) {
        WINDOWS.remove(key);
    }

    private static Window window(String key) {
        Window window = WINDOWS.get(key);
        if (window == null) {
            throw new IllegalStateException("the recording has run out or was never begun");
        }
        return window;
    }

    private static synchronized String collect(String key) {
        window(key).collect();
        return "";
    }

    /**
     * Hands over the profile; with the option {@code why} a recording, as {@link Evidence} has it; with the option {@code gc} what
     * is known of garbage collections.
     */
    private static synchronized String end(String key, String options) throws IOException {
        Window window = window(key);
        WINDOWS.remove(key);
        try {
            return handOver(window, options);
        } finally {
            window.end(); // last: it discards compiled code that has counters
        }
    }

    private static String handOver(Window window, String options) throws IOException {
        String gc = options.isEmpty() ? "" : window.gc();
        Profile profile = window.profile();
        String ending = switch (options) {
            case "gc" -> ".json";
            case "why" -> ".eden";
            default -> ".pb.gz";
        };
        Path file = Files.createTempFile("edenscope", ending).toAbsolutePath();
        try {
            if (options.equals("gc")) {
                Files.writeString(file, gc);
            } else {
                Written.write(profile, gc, file);
            }
            return file.toString();
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /**
     * Hands over what was allocated since the look before, and behind a line feed what is known of garbage collections since
     * then. The window stays open, with a new lease.
     */
    private static synchronized String look(String key, long leaseSeconds) throws IOException {
        Window window = window(key);
        window.lease(leaseSeconds);
        Path file = Files.createTempFile("edenscope", ".pb.gz");
        Path gc = Files.createTempFile("edenscope", ".json");
        try {
            Written.write(window.profile(), "", file);
            Files.writeString(gc, window.nextGc());
            return file.toAbsolutePath() + "\n" + gc.toAbsolutePath();
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            Files.deleteIfExists(gc);
            throw e;
        }
    }

    /** Closes a window, and hands over nothing. */
    private static synchronized String leave(String key) {
        window(key).end();
        WINDOWS.remove(key);
        return "";
    }

    private static synchronized String start(String options) {
        Edenscope before = Edenscope.running();
        if (before != null) {
            throw new IllegalStateException(
                    before.port() >= 0
                            ? "this process serves its profiles already, on port " + before.port()
                            : "Edenscope runs in this process already, without an endpoint; end it first: eden detach");
        }
        Edenscope started = Edenscope.start(options);
        if (!started.problem().isEmpty()) {
            started.close();
            throw new IllegalStateException(started.problem());
        }
        return Integer.toString(started.port());
    }

    private static synchronized String stop() {
        Edenscope running = Edenscope.running();
        if (running == null) {
            throw new IllegalStateException("no endpoint runs in this process");
        }
        running.close();
        return "";
    }
}
