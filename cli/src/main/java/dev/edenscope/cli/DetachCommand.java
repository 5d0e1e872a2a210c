package dev.edenscope.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code eden detach}: ends the sampler and the endpoint in a running JVM. */
final class DetachCommand implements Command {
    static final String SUMMARY = "end what attach began";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = ReportOptions.command(
                "detach",
                "eden detach PID|NAME",
                "Ends the sampler and the endpoint in a JVM, however they were started, and frees all that they held.",
                "eden detach orders");
        RecordCommand.addTarget(spec);
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Terminal terminal) throws IOException {
        Jvm jvm = Jvm.of(arguments.matchedPositionalValue(0, ""));
        jvm.command("stop", "detach", 0, "");
        terminal.print(jvm.title() + " is no longer sampled\n");
        return 0;
    }
}
