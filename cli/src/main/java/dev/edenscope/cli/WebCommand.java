package dev.edenscope.cli;

import dev.edenscope.gc.GcPicture;
import dev.edenscope.live.Reading;
import dev.edenscope.report.SourceText;
import dev.edenscope.report.UsageException;
import dev.edenscope.ui.PageData;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code eden web}: the page of {@code eden report}, served and kept up to date. */
final class WebCommand implements Command {
    static final String SUMMARY = "serve that page, kept up to date, to a browser on this machine";

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration NEVER = Duration.ofDays(10_000);
    private static final long MOST_UPLOADED = 256L << 20;
    private static final PageData.View VIEW = PageData.View.QUADRANTS;
    /** For what is read again and again: what is said about it was said the first time. */
    private static final Terminal SILENT =
            new Terminal(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), false);

    private final LiveSource live;

    WebCommand(LiveSource live) {
        this.live = live;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = ReportOptions.command(
                "web",
                "eden web [options] SOURCE...",
                "Serves the page of `eden report` until Ctrl-C. A process id or a URL is looked at again and again.",
                "eden web -every 10s -source_path=src/main/java 4711");
        ReportOptions.value(spec, "port", "PORT", "TCP port on 127.0.0.1. Default: any free one.");
        ReportOptions.value(spec, "every", "DURATION", "How long from one look to the next. Default: 10s.");
        ReportOptions.flag(spec, "open", "Open the page in the browser (xdg-open).");
        ReportOptions.value(
                spec, "source", "WHOSE", "Whose source text the page gets: all, app or none. Default: app.");
        PageCommand.addShown(spec);
        return spec;
    }

    /** What is shown, as it is each time. */
    private interface Shown extends Closeable {
        PageData next() throws IOException;

        @Override
        default void close() throws IOException {}
    }

    @Override
    public int run(ParseResult arguments, Terminal terminal) throws IOException {
        Settings settings = ReportOptions.settings(arguments, terminal);
        Duration every = every(ReportOptions.text(arguments, "every"));
        int port = port(ReportOptions.text(arguments, "port"));
        if (settings.flag("normalize") && ReportOptions.list(arguments, "base").isEmpty()) {
            throw new UsageException("-normalize needs a -base to scale to");
        }
        List<String> sources = arguments.matchedPositionalValue(0, List.of());
        String first = sources.get(0);
        boolean alone = sources.size() == 1 && !new File(first).exists();
        boolean jvm = alone && Source.isPid(first);
        boolean renewed = jvm || (alone && Source.isUrl(first));
        Interruption interruption = new Interruption(() -> {});
        try (SourceText text = new SourceText(settings.options().sources());
                Shown shown = jvm
                        ? watched(Jvm.of(first), every, pictured(arguments, settings, terminal, true), text)
                        : read(arguments, settings, sources, terminal, text)) {
            if (jvm) {
                interruption.signal().await(FIRST.toMillis(), TimeUnit.MILLISECONDS);
            }
            Pictured dropped = pictured(arguments, settings, SILENT, false);
            Snapshots snapshots = new Snapshots(
                    renewed ? (int) every.toSeconds() : 0, (file, name) -> dropped.of(file, name, VIEW, text));
            snapshots.add(shown.next());
            try (WebServer server = new WebServer(port, MOST_UPLOADED, snapshots)) {
                terminal.print(server.url() + "\n");
                terminal.note("serves " + String.join(" ", sources) + " there until Ctrl-C");
                if (ReportOptions.flag(arguments, "open")) {
                    open(server.url(), terminal);
                }
                renew(shown, renewed ? every : NEVER, snapshots, terminal, interruption.signal());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            interruption.close();
        }
        return 0;
    }

    private Pictured pictured(ParseResult arguments, Settings settings, Terminal told, boolean given) {
        Source source = new Source(
                live, told, ReportOptions.seconds(arguments, "seconds"), ReportOptions.seconds(arguments, "timeout"));
        String gc = given ? ReportOptions.text(arguments, "gc") : "";
        Known known = new Known(source, told, ReportOptions.text(arguments, "app"), gc);
        return new Pictured(source, known, told, settings, PageCommand.kind(ReportOptions.text(arguments, "source")));
    }

    /** Files, or what a URL gives each time. */
    private Shown read(
            ParseResult arguments, Settings settings, List<String> sources, Terminal terminal, SourceText text) {
        Pictured once = pictured(arguments, settings, terminal, true);
        Pictured again = pictured(arguments, settings, SILENT, true);
        List<String> base = ReportOptions.list(arguments, "base");
        return new Shown() {
            private Pictured by = once;

            @Override
            public PageData next() throws IOException {
                PageData data = by.of(sources, base, VIEW, text);
                by = again;
                return data;
            }
        };
    }

    /** What a JVM has allocated since the look before. */
    private static Shown watched(Jvm jvm, Duration every, Pictured pictured, SourceText text) throws IOException {
        Watch watch = new Watch(jvm, "", every);
        return new Shown() {
            @Override
            public PageData next() throws IOException {
                Reading reading = watch.look();
                return pictured.of(
                        jvm.title(), reading.profile(), reading.collections().map(GcPicture::of), VIEW, text);
            }

            @Override
            public void close() throws IOException {
                watch.close();
            }
        };
    }

    /** Until a signal comes. What cannot be had is told on the page, and tried again. */
    private static void renew(
            Shown shown, Duration every, Snapshots snapshots, Terminal terminal, CountDownLatch signal)
            throws InterruptedException {
        while (!signal.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
            try {
                snapshots.add(shown.next());
            } catch (Watch.Ended e) {
                terminal.note(e.getMessage());
                snapshots.fail(e.getMessage());
                signal.await();
            } catch (IOException e) {
                snapshots.fail(e.getMessage());
            }
        }
    }

    private static void open(String url, Terminal terminal) {
        try {
            new ProcessBuilder("xdg-open", url)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            terminal.note("there is no xdg-open to open a browser with; open the address yourself");
        }
    }

    private static Duration every(String text) {
        Duration every = CaptureOptions.duration("every", text.isEmpty() ? "10s" : text);
        if (every.compareTo(SHORTEST) < 0) {
            throw new UsageException("-every \"" + text + "\": expected 1s or more");
        }
        return every;
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text.isEmpty() ? "0" : text);
            if (port >= 0 && port < 1 << 16) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UsageException("-port \"" + text + "\" must be a number from 0 to 65535");
    }
}
