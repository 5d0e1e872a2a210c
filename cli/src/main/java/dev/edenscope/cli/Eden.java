package dev.edenscope.cli;

import dev.edenscope.report.UsageException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The program {@code eden}.
 *
 * <p>Exit codes: 0 done, 1 the data could not be had, 2 the command line was wrong. Both come with one line that says
 * what to do. An exception with its stack is a bug.
 */
public final class Eden {
    private static final int DATA = 1;
    private static final int USAGE = 2;

    /** A sub-command before it is needed: the classes of the others are not even loaded. */
    private record Entry(String name, String summary, Function<Terminal, Command> command) {}

    private static final List<Entry> COMMANDS = List.of(
            new Entry("demo", DemoCommand.SUMMARY, terminal -> new DemoCommand()),
            new Entry("ps", PsCommand.SUMMARY, terminal -> new PsCommand()),
            new Entry("record", RecordCommand.SUMMARY, terminal -> new RecordCommand()),
            new Entry("run", RunCommand.SUMMARY, terminal -> new RunCommand()),
            new Entry("attach", AttachCommand.SUMMARY, terminal -> new AttachCommand()),
            new Entry("detach", DetachCommand.SUMMARY, terminal -> new DetachCommand()),
            new Entry("top", TopCommand.SUMMARY, terminal -> new TopCommand(new AttachedSource(terminal))),
            new Entry("list", ListCommand.SUMMARY, terminal -> new ListCommand(new AttachedSource(terminal))));

    private Eden() {}

    /** Runs a sub-command and exits. */
    public static void main(String[] arguments) {
        int exit = run(Terminal.system(), arguments);
        Recording.commandDone();
        System.exit(exit);
    }

    /** Runs a sub-command. Returns the exit code. */
    static int run(Terminal terminal, String... arguments) {
        String name = arguments.length == 0 ? "help" : arguments[0];
        switch (name) {
            case "help", "-h", "-help", "--help" -> {
                terminal.print(help());
                return 0;
            }
            case "-version", "--version", "version" -> {
                terminal.print("eden " + version() + "\n");
                return 0;
            }
            default -> {
                return run(terminal, name, Arrays.copyOfRange(arguments, 1, arguments.length));
            }
        }
    }

    private static int run(Terminal terminal, String name, String[] arguments) {
        for (Entry entry : COMMANDS) {
            if (entry.name.equals(name)) {
                return run(terminal, entry.command.apply(terminal), name, arguments);
            }
        }
        terminal.note("eden: no command \"" + name + "\"; try: eden --help");
        return USAGE;
    }

    private static int run(Terminal terminal, Command command, String name, String[] arguments) {
        try {
            CommandLine line = new CommandLine(command.spec());
            ParseResult parsed = line.parseArgs(arguments);
            if (parsed.isUsageHelpRequested()) {
                terminal.print(Help.of(parsed.commandSpec()));
                return 0;
            }
            return command.run(parsed, terminal);
        } catch (ParameterException e) {
            terminal.note("eden " + name + ": " + e.getMessage() + "; try: eden " + name + " --help");
            return USAGE;
        } catch (UsageException e) {
            terminal.note("eden " + name + ": " + e.getMessage());
            return USAGE;
        } catch (IOException e) {
            terminal.note("eden " + name + ": " + e.getMessage());
            return DATA;
        } catch (ArithmeticException e) {
            terminal.note("eden " + name + ": the profile's values add up to more than 64 bits hold; it is broken");
            return DATA;
        }
    }

    private static String version() {
        String version = Eden.class.getPackage().getImplementationVersion();
        return version == null ? "(development build)" : version;
    }

    private static String help() {
        StringBuilder text = new StringBuilder("""
                Usage: eden COMMAND [options] SOURCE...
                Where a program allocates, and which line does.

                Commands:
                """);
        for (Entry entry : COMMANDS) {
            text.append("  ").append(entry.name).append(" ".repeat(Math.max(1, 10 - entry.name.length())));
            text.append(entry.summary).append('\n');
        }
        return text.append("""

                A SOURCE is a profile's file or URL, a folder of files, or the process id of a JVM.
                `eden COMMAND --help` lists a command's options; `eden --version` says which eden this is.

                Example:
                  eden top -cum http://localhost:6060/debug/pprof/allocs
                """).toString();
    }
}
