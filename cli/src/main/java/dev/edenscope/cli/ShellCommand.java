package dev.edenscope.cli;

import dev.edenscope.cli.Setting.Group;
import dev.edenscope.profile.Profile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code eden SOURCE}: the shell. */
final class ShellCommand implements Command {
    private final LiveSource live;

    ShellCommand(LiveSource live) {
        this.live = live;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = ReportOptions.command(
                "eden",
                "eden [options] SOURCE...",
                "Opens a profile and takes commands: top10 -cum, list REGEX, focus=REGEX ... `help` lists them.",
                "eden -alloc_space profile.pb.gz");
        ReportOptions.addSettings(spec, EnumSet.allOf(Group.class));
        ReportOptions.addInput(spec, 0);
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Terminal terminal) throws IOException {
        Settings settings = ReportOptions.settings(arguments, terminal);
        List<String> sources = arguments.matchedPositionalValue(0, List.of());
        Profile profile = new Input(arguments, live, terminal).profile(sources, settings);
        Shell shell = new Shell(profile, sources, settings, terminal);
        if (terminal.isTyped()) {
            try (Editor editor = new Editor(new Completion(profile))) {
                shell.run(editor);
            }
        } else {
            shell.run(piped(terminal));
        }
        return 0;
    }

    /** The prompt goes where pprof prints its own when nobody types: before each line that is read. */
    private static Lines piped(Terminal terminal) {
        BufferedReader reader = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
        return () -> {
            terminal.print(Shell.PROMPT);
            return reader.readLine();
        };
    }
}
