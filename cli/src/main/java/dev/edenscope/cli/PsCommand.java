package dev.edenscope.cli;

import dev.edenscope.report.Json;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code eden ps}: the JVMs that can be attached to. */
final class PsCommand implements Command {
    static final String SUMMARY = "JVMs that can be attached to";
    private static final int LONGEST = 100;

    @Override
    public CommandSpec spec() {
        CommandSpec spec = ReportOptions.command(
                "ps", "eden ps [options]", "The JVMs on this machine that this user can attach to.", "eden ps");
        ReportOptions.flag(spec, "json", "Print the list as JSON.");
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Terminal terminal) throws IOException {
        List<Jvm> jvms = Jvm.all();
        terminal.print(ReportOptions.flag(arguments, "json") ? json(jvms) : table(jvms));
        if (jvms.isEmpty()) {
            terminal.note("no JVM of this user runs here; those of others: sudo -u USER ./eden ps");
        }
        return 0;
    }

    private static String table(List<Jvm> jvms) {
        StringBuilder text = new StringBuilder(String.format("%8s  %-10s %s%n", "PID", "JDK", "MAIN"));
        for (Jvm jvm : jvms) {
            String name = jvm.name().length() > LONGEST ? jvm.name().substring(0, LONGEST) + "..." : jvm.name();
            String version = jvm.version().isEmpty() ? "?" : jvm.version();
            text.append(String.format("%8d  %-10s %s%n", jvm.pid(), version, name.isEmpty() ? "?" : name));
        }
        return text.toString();
    }

    private static String json(List<Jvm> jvms) {
        Json json = new Json().open('[');
        for (Jvm jvm : jvms) {
            json.open('{').name("pid").number(jvm.pid());
            json.name("jdk").textOrNull(jvm.version());
            json.name("main").textOrNull(jvm.name()).close('}');
        }
        return json.close(']').document();
    }
}
