package dev.edenscope.agent;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Who may ask the endpoint, and what is told to the rest.
 *
 * <p>On loopback every user of this machine may. What may not is a web page in such a user's browser: a page whose
 * host name was made to mean 127.0.0.1 (DNS rebinding) is known by its {@code Host}, another site's request by
 * {@code Sec-Fetch-Site}. On any other address a token is asked for, unless the settings say {@code open}.
 */
final class Door {
    private final String token;
    private final int port;
    private final Set<String> names = new HashSet<>();

    /**
     * What of a request the decision needs; a header that was not sent is null.
     *
     * @param local the address at which the request arrived
     */
    record Knock(
            InetAddress local, String method, String host, String authorization, String fetchSite, String fetchMode) {}

    /** The door to a server that is bound to {@code address}. */
    Door(Settings settings, InetSocketAddress address) {
        this.token = settings.token();
        this.port = address.getPort();
        names.add("localhost");
        names.add(settings.bind().toLowerCase(Locale.ROOT));
        if (!address.getAddress().isLoopbackAddress()) {
            try {
                InetAddress machine = InetAddress.getLocalHost();
                names.add(machine.getHostName().toLowerCase(Locale.ROOT));
            } catch (UnknownHostException e) {
                // then it has no name to be called by
            }
        }
    }

    /**
     * Checks that an address may be served at all.
     *
     * @throws IllegalStateException saying what to do
     */
    static void requireSafe(Settings settings, InetAddress address) {
        if (!address.isLoopbackAddress() && settings.token().isEmpty() && !settings.open()) {
            throw new IllegalStateException("bind=" + settings.bind()
                    + " can be reached from other machines: set token=SECRET (clients send it as Authorization: Bearer"
                    + " SECRET), or open if everybody may see the profiles");
        }
    }

    /** The refusal that a request gets, or null if it may come in. */
    Response refusal(Knock knock) {
        if (!namesThisServer(knock.host(), knock.local())) {
            return Response.error(
                    403,
                    "the Host header is not an address of this endpoint: ask for localhost:" + port + " or "
                            + literal(knock.local()) + ":" + port + " (through a tunnel: from the same port number)");
        }
        if ("cross-site".equals(knock.fetchSite()) && !"navigate".equals(knock.fetchMode())) {
            return Response.error(403, "this endpoint does not answer to pages of other sites");
        }
        if (!token.isEmpty() && !tokenIn(knock.authorization())) {
            return Response.error(401, "this endpoint asks for a token: send Authorization: Bearer TOKEN")
                    .with("WWW-Authenticate", "Bearer realm=\"edenscope\"");
        }
        return switch (knock.method()) {
            case "GET", "HEAD" -> null;
            default ->
                Response.error(405, "method " + knock.method() + " is not allowed: there is GET and HEAD")
                        .with("Allow", "GET, HEAD");
        };
    }

    private boolean namesThisServer(String host, InetAddress local) {
        if (host == null) {
            return false;
        }
        int colon = host.lastIndexOf(':');
        boolean hasPort = colon > host.lastIndexOf(']');
        String name = (hasPort ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
        if (!(hasPort ? host.substring(colon + 1).equals(Integer.toString(port)) : port == 80)) {
            return false;
        }
        if (names.contains(name) || name.equals(literal(local))) {
            return true;
        }
        return local.isLoopbackAddress() && (name.equals("127.0.0.1") || name.equals("[::1]"));
    }

    /** An address as it stands in a URL. */
    static String literal(InetAddress address) {
        String text = address.getHostAddress();
        if (text.indexOf(':') < 0) {
            return text;
        }
        int scope = text.indexOf('%');
        String plain = scope < 0 ? text : text.substring(0, scope);
        return plain.equals("0:0:0:0:0:0:0:1") ? "[::1]" : "[" + plain + "]";
    }

    /** As a bearer's, or as the password that a URL can carry: {@code http://:TOKEN@host} is all pprof can send. */
    private boolean tokenIn(String authorization) {
        if (authorization == null) {
            return false;
        }
        String[] words = authorization.strip().split(" +", 2);
        if (words.length < 2) {
            return false;
        }
        return switch (words[0].toLowerCase(Locale.ROOT)) {
            case "bearer" -> isToken(words[1].getBytes(StandardCharsets.UTF_8));
            case "basic" -> {
                try {
                    String pair = new String(Base64.getDecoder().decode(words[1]), StandardCharsets.UTF_8);
                    yield isToken(pair.substring(pair.indexOf(':') + 1).getBytes(StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    yield false;
                }
            }
            default -> false;
        };
    }

    /** Takes as long wherever the first difference is. */
    private boolean isToken(byte[] sent) {
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), sent);
    }
}
