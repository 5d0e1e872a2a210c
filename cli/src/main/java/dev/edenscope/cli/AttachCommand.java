package dev.edenscope.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code eden attach}: opens the endpoint in a running JVM, as {@code -javaagent} would have at its start. */
final class AttachCommand implements Command {
    static final String SUMMARY = "serve /debug/pprof/ from a running JVM";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = ReportOptions.command(
                "attach",
                "eden attach [options] PID|NAME",
                "Keeps the sampler running in a JVM and serves its profiles, until `eden detach` or the JVM's end.",
                "eden attach -port 6060 orders && go tool pprof http://localhost:6060/debug/pprof/heap");
        ReportOptions.value(spec, "port", "PORT", "TCP port, 0 for any free one. Default: 6060.");
        ReportOptions.value(spec, "bind", "ADDRESS", "Address to serve on. Default: 127.0.0.1.");
        ReportOptions.value(spec, "token", "TEXT", "What clients must send as Authorization: Bearer.");
        ReportOptions.flag(spec, "open", "Serve another address than loopback without a token.");
        CaptureOptions.addSampling(spec);
        RecordCommand.addTarget(spec);
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Terminal terminal) throws IOException {
        StringBuilder options = new StringBuilder(CaptureOptions.sampling(arguments));
        for (String name : new String[] {"bind", "token"}) {
            CaptureOptions.add(options, arguments, name);
        }
        String port = ReportOptions.text(arguments, "port");
        options.append("port=").append(port.isEmpty() ? "6060" : port);
        if (ReportOptions.flag(arguments, "open")) {
            options.append(",open");
        }
        Jvm jvm = Jvm.of(arguments.matchedPositionalValue(0, ""));
        String served = jvm.command("start", "attach", 0, options.toString()).strip();
        String bind = ReportOptions.text(arguments, "bind");
        String host = bind.isEmpty() ? "127.0.0.1" : bind.contains(":") ? "[" + bind + "]" : bind;
        terminal.print(jvm.title() + " serves http://" + host + ":" + served + "/debug/pprof/\n");
        return 0;
    }
}
