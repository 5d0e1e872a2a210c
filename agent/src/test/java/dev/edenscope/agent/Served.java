package dev.edenscope.agent;

import dev.edenscope.pprof.PprofReader;
import dev.edenscope.profile.Profile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A capture with its endpoint, on any free port, and a client. */
final class Served implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final Settings settings;
    final Capture capture;
    final Gc gc;
    final Pages pages;
    final Endpoint endpoint;

    Served(String options) {
        settings = Settings.parse("port=0,interval=16k,cpu=0," + options);
        capture = Capture.start(settings);
        boolean entered = Quiet.enter(); // as Edenscope does it
        try {
            gc = Gc.start(true, true);
            pages = new Pages(capture, gc, settings);
            endpoint = Endpoint.start(settings, pages);
        } finally {
            Quiet.leave(entered);
        }
    }

    String url(String page) {
        return "http://127.0.0.1:" + endpoint.port() + "/debug/pprof/" + page;
    }

    HttpResponse<byte[]> get(String page) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url(page))).build());
    }

    static HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    String text(String page) throws IOException, InterruptedException {
        return text(get(page));
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    Profile profile(String page) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = get(page);
        if (response.statusCode() != 200) {
            throw new IOException(response + ": " + text(response));
        }
        Profile profile = PprofReader.read(response.body(), page);
        profile.check();
        return profile;
    }

    @Override
    public void close() {
        pages.stop();
        endpoint.stop();
        gc.stop();
        capture.stop();
    }
}
