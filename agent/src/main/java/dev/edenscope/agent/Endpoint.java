package dev.edenscope.agent;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** The pages at {@code http://address:port/debug/pprof/}, from {@link #start} to {@link #stop}. */
final class Endpoint {
    private final Server server;

    private Endpoint(Server server) {
        this.server = server;
    }

    /**
     * Serves the pages at the address and port of the settings.
     *
     * @throws IllegalStateException saying in one line why it cannot: the port is in use, the address is not this
     *     machine's or not a safe one, or the JVM has no HTTP server
     */
    static Endpoint start(Settings settings, Pages pages) {
        if (settings.port() < 0) {
            throw new IllegalStateException("no port is set: port=6060, or port=0 for any free one");
        }
        if (ModuleLayer.boot().findModule("jdk.httpserver").isEmpty()) {
            throw new IllegalStateException("the endpoint needs the module jdk.httpserver, which this JVM runs without"
                    + " (option --add-modules jdk.httpserver, if its image has it)");
        }
        return Quiet.call(() -> {
            InetAddress address;
            try {
                address = InetAddress.getByName(settings.bind());
            } catch (UnknownHostException e) {
                throw new IllegalStateException("bind=" + settings.bind() + ": there is no such address", e);
            }
            Door.requireSafe(settings, address);
            return new Endpoint(Server.start(settings, new InetSocketAddress(address, settings.port()), pages));
        });
    }

    /** The port that is served. */
    int port() {
        return server.address().getPort();
    }

    /** Where to point a browser or {@code go tool pprof}. */
    String url() {
        InetAddress address = server.address().getAddress();
        return "http://" + (address.isAnyLocalAddress() ? "localhost" : Door.literal(address)) + ":" + port()
                + "/debug/pprof/";
    }

    /** Gives the port and the threads back; requests under way end now. A second call does nothing. */
    void stop() {
        Quiet.run(server::stop);
    }
}
