package dev.edenscope.cli;

import dev.edenscope.gc.GcHistory;
import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Profile;
import dev.edenscope.readers.GcFile;
import dev.edenscope.readers.ProfileFile;
import dev.edenscope.report.UsageException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Profiles by what a command line calls them: a file ({@code -} is standard input), a folder of files, an address of a
 * pprof endpoint ({@code http://host:port/path} or {@code host:port/path}), or the process id of a JVM.
 */
final class Source {
    private static final int ERROR_BODY_BYTES = 8 << 10;
    private static final long DEFAULT_TIMEOUT_SECONDS = 60;
    private static final long EXTRA_TIMEOUT_SECONDS = 5;
    private static final String DEFAULT_PATH = "/debug/pprof/allocs";
    private static final String GC_PATH = "/debug/pprof/gc";

    /** What is made of what a URL gives. */
    private interface Reader<T> {
        T read(InputStream in, String name) throws IOException;
    }

    private final LiveSource live;
    private final Terminal terminal;
    private final long seconds;
    private final long timeoutSeconds;

    /**
     * Sources.
     *
     * @param seconds how long live profiles are to take; 0 for the default
     * @param timeoutSeconds how long to wait for an endpoint; 0 for one and a half times the duration, or a minute
     */
    Source(LiveSource live, Terminal terminal, long seconds, long timeoutSeconds) {
        this.live = live;
        this.terminal = terminal;
        this.seconds = seconds;
        this.timeoutSeconds = timeoutSeconds;
    }

    /**
     * The profile that a source has, which is not a folder.
     *
     * @throws IOException in one line, if it has none
     */
    Profile read(String source) throws IOException {
        if (source.equals("-")) {
            return ProfileFile.read(System.in, "standard input");
        }
        File file = new File(source);
        if (file.exists()) {
            return ProfileFile.read(file.toPath());
        }
        if (isPid(source)) {
            return live.capture(Long.parseLong(source), Duration.ofSeconds(seconds));
        }
        if (isUrl(source)) {
            return fetch(source, DEFAULT_PATH, "profile", ProfileFile::read);
        }
        throw new DataException(
                source + ": no such file; a source is a profile's file, a folder of such, a URL such as "
                        + "http://localhost:6060/debug/pprof/allocs, or the process id of a JVM");
    }

    /**
     * The profiles of several sources in one. If some cannot be read the others are used, and the user is told.
     *
     * @param kind what messages call them: source or base
     */
    Profile readAll(List<String> sources, String kind) throws IOException {
        if (sources.size() == 1 && !new File(sources.get(0)).isDirectory()) {
            Profile profile = read(sources.get(0));
            profile.warnings().forEach(terminal::note);
            return profile;
        }
        try {
            return new Batch(this, terminal).read(sources, kind);
        } catch (IllegalArgumentException e) {
            throw new DataException(e.getMessage(), e);
        }
    }

    /**
     * What a source knows of garbage collections.
     *
     * @throws IOException in one line, if it knows nothing of them
     */
    GcHistory readGc(String source) throws IOException {
        if (source.equals("-")) {
            return GcFile.read(System.in, "standard input");
        }
        File file = new File(source);
        if (file.exists()) {
            return GcFile.read(file.toPath());
        }
        if (isPid(source)) {
            return live.watchGc(Long.parseLong(source), Duration.ofSeconds(seconds));
        }
        if (isUrl(source)) {
            return fetch(source, GC_PATH, "garbage collections", GcFile::read);
        }
        throw new DataException(
                source + ": no such file; a source is a GC log, GODEBUG=gctrace=1 lines, a recording, a URL such as"
                        + " http://localhost:6060" + GC_PATH + ", or the process id of a JVM");
    }

    /** Whether a word means a program that runs: no file, but a process id or an address. */
    static boolean isLive(String source) {
        return isPid(source) || (isUrl(source) && !new File(source).exists());
    }

    /** Whether a source is a process id, and no file. */
    static boolean isPid(String source) {
        for (int i = 0; i < source.length(); i++) {
            if (source.charAt(i) < '0' || source.charAt(i) > '9') {
                return false;
            }
        }
        return !source.isEmpty() && source.length() <= 10 && !new File(source).exists();
    }

    static boolean isUrl(String source) {
        return source.startsWith("http://") || source.startsWith("https://") || hasPort(source);
    }

    /** Whether a text begins with {@code host:port}. */
    private static boolean hasPort(String source) {
        int slash = source.indexOf('/');
        String host = slash < 0 ? source : source.substring(0, slash);
        int colon = host.lastIndexOf(':');
        return colon > 0 && colon < host.length() - 1 && isPid(host.substring(colon + 1));
    }

    // Endpoints

    private <T> T fetch(String source, String path, String what, Reader<T> reader) throws IOException {
        URI url = address(source, path);
        terminal.note("Fetching " + what + " over HTTP from " + url);
        if (seconds > 0) {
            terminal.note("Please wait... (" + seconds + "s)");
        }
        try {
            return fetch(url, reader);
        } catch (DataException e) {
            throw e;
        } catch (UnknownHostException e) {
            throw new DataException(url + ": no such host " + url.getHost(), e);
        } catch (ConnectException e) {
            throw new DataException(url + ": nothing listens there (" + e.getMessage() + ")", e);
        } catch (SocketTimeoutException e) {
            throw new DataException(
                    url + ": no answer in " + timeoutSeconds(url) + " s; -timeout=SECONDS waits longer", e);
        } catch (IOException e) {
            throw new DataException(url + ": " + e.getMessage(), e);
        }
    }

    private <T> T fetch(URI url, Reader<T> reader) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
        int timeoutMillis = (int) Math.min(Integer.MAX_VALUE, timeoutSeconds(url) * 1000);
        connection.setConnectTimeout(timeoutMillis);
        connection.setReadTimeout(timeoutMillis);
        try {
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                throw new DataException(url + ": server response: " + response(connection, status));
            }
            try (InputStream in = connection.getInputStream()) {
                return reader.read(in, url.toString());
            }
        } finally {
            connection.disconnect();
        }
    }

    /** The status, and what a pprof endpoint says about it. */
    private static String response(HttpURLConnection connection, int status) throws IOException {
        String message = connection.getResponseMessage();
        String response = message == null ? Integer.toString(status) : status + " " + message;
        String type = connection.getContentType();
        if (connection.getHeaderField("X-Go-Pprof") == null || type == null || !type.contains("text/plain")) {
            return response;
        }
        try (InputStream in = connection.getErrorStream()) {
            return in == null
                    ? response
                    : response + " - "
                            + new String(in.readNBytes(ERROR_BODY_BYTES), StandardCharsets.UTF_8)
                                    .strip()
                                    .replace('\n', ' ');
        }
    }

    private URI address(String source, String defaultPath) {
        try {
            URI url = URI.create(source.contains("://") ? source : "http://" + source);
            String path = url.getRawPath() == null || url.getRawPath().length() <= 1 ? defaultPath : url.getRawPath();
            String query = query(url);
            return URI.create(
                    url.getScheme() + "://" + url.getRawAuthority() + path + (query.isEmpty() ? "" : "?" + query));
        } catch (IllegalArgumentException e) {
            throw new UsageException(source + ": not a URL");
        }
    }

    private String query(URI url) {
        String query = url.getRawQuery() == null ? "" : url.getRawQuery();
        if (seconds == 0) {
            return query;
        }
        StringBuilder kept = new StringBuilder();
        for (String field : query.split("&", -1)) {
            if (!field.isEmpty() && !field.startsWith("seconds=")) {
                kept.append(field).append('&');
            }
        }
        return kept.append("seconds=").append(seconds).toString();
    }

    private long timeoutSeconds(URI url) {
        if (timeoutSeconds > 0) {
            return timeoutSeconds + EXTRA_TIMEOUT_SECONDS;
        }
        long asked = secondsOf(url.getRawQuery());
        return (asked > 0 ? asked + asked / 2 : DEFAULT_TIMEOUT_SECONDS) + EXTRA_TIMEOUT_SECONDS;
    }

    private static long secondsOf(String query) {
        if (query != null) {
            for (String field : query.split("&", -1)) {
                String value = field.startsWith("seconds=") ? field.substring("seconds=".length()) : "";
                if (isPid(value)) {
                    return Long.parseLong(value);
                }
            }
        }
        return 0;
    }
}
