package dev.edenscope.cli;

import dev.edenscope.live.LiveJson;
import dev.edenscope.live.LiveText;
import dev.edenscope.live.Reading;
import dev.edenscope.report.Options;
import dev.edenscope.report.SourceText;
import dev.edenscope.report.UsageException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code eden live}: a running JVM in the terminal. */
final class LiveCommand implements Command {
    static final String SUMMARY = "watch a running JVM in the terminal";

    private static final Duration SHORTEST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int LINES = 10;

    @Override
    public CommandSpec spec() {
        CommandSpec spec = ReportOptions.command(
                "live",
                "eden live [options] PID|NAME",
                "Shows where a running JVM allocates, from one look to the next: ? lists the keys, q ends it.",
                "eden live orders");
        ReportOptions.value(spec, "every", "DURATION", "How long from one look to the next. Default: 2s.");
        ReportOptions.flag(spec, "once", "One look, as text; the default where the output is no terminal.");
        ReportOptions.flag(spec, "json", "A line of JSON for each look, until Ctrl-C; with -once for one.");
        ReportOptions.value(spec, "top", "N", "How many lines of the program -once and -json show. Default: 10.");
        ReportOptions.value(spec, "source_path", "PATH", "Where sources are. Default: the working directory.");
        CaptureOptions.addSampling(spec);
        RecordCommand.addTarget(spec);
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Terminal terminal) throws IOException {
        Duration every = every(ReportOptions.text(arguments, "every"));
        int most = most(ReportOptions.text(arguments, "top"));
        boolean json = ReportOptions.flag(arguments, "json");
        boolean once = ReportOptions.flag(arguments, "once");
        boolean drawn = !json && !once && terminal.isTyped() && terminal.interactive();
        Jvm jvm = Jvm.of(arguments.matchedPositionalValue(0, ""));
        if (!json && !once && !drawn) {
            terminal.note("this is no terminal that can be drawn on ("
                    + ("dumb".equals(System.getenv("TERM")) ? "TERM=dumb" : "input or output is a pipe or file")
                    + "), so here is one look, of " + every.toMillis() / 1e3 + " s; -json goes on");
        }
        Watch watch = new Watch(jvm, CaptureOptions.sampling(arguments), every);
        if (drawn) {
            String path = ReportOptions.text(arguments, "source_path");
            try (SourceText sources = new SourceText(new Options.Sources(path, ""))) {
                new LiveSession(jvm, watch, every, sources, terminal).run();
            }
            return 0;
        }
        try (watch;
                Interruption interruption = new Interruption(() -> {})) {
            boolean more = true;
            while (more) {
                more = !interruption.signal().await(every.toMillis(), TimeUnit.MILLISECONDS) && !once && json;
                Reading reading = watch.look();
                terminal.print(
                        json
                                ? LiveJson.of(jvm.pid(), reading, most)
                                : LiveText.of(LiveSession.title(jvm), reading, most));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static Duration every(String text) {
        Duration every = CaptureOptions.duration("every", text.isEmpty() ? "2s" : text);
        if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
            throw new UsageException("-every \"" + text + "\": expected 200ms to 10m");
        }
        return every;
    }

    private static int most(String text) {
        try {
            int most = Integer.parseInt(text.isEmpty() ? Integer.toString(LINES) : text);
            if (most > 0) {
                return most;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UsageException("-top \"" + text + "\" must be a number above 0");
    }
}
