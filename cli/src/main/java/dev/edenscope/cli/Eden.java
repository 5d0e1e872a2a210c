package dev.edenscope.cli;

import dev.edenscope.report.UsageException;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The program {@code eden}.
 *
 * <p>Exit codes: 0 done, 1 the data could not be had, 2 the command line was wrong; both come with one line that says
 * what to do. Others are what a command has found: 3 what was asked for is not so. An exception with its stack is a bug.
 */
public final class Eden {
    private static final int DATA = 1;
    private static final int USAGE = 2;
    private static final Pattern SOURCE = Pattern.compile("[./:]|^[0-9]+$");

    /** A sub-command before it is needed: the classes of the others are not even loaded. */
    private record Entry(String name, String summary, Function<Terminal, Command> command) {}

    private static final List<Entry> COMMANDS = List.of(
            new Entry("demo", DemoCommand.SUMMARY, terminal -> new DemoCommand()),
            new Entry("ps", PsCommand.SUMMARY, terminal -> new PsCommand()),
            new Entry("record", RecordCommand.SUMMARY, terminal -> new RecordCommand()),
            new Entry("live", LiveCommand.SUMMARY, terminal -> new LiveCommand()),
            new Entry("report", PageCommand.SUMMARY, terminal -> PageCommand.report(new AttachedSource(terminal))),
            new Entry("flame", PageCommand.FLAME_SUMMARY, terminal -> PageCommand.flame(new AttachedSource(terminal))),
            new Entry("web", WebCommand.SUMMARY, terminal -> new WebCommand(new AttachedSource(terminal))),
            new Entry("why", WhyCommand.SUMMARY, terminal -> new WhyCommand()),
            new Entry("advise", AdviseCommand.SUMMARY, terminal -> new AdviseCommand(new AttachedSource(terminal))),
            new Entry("verify", VerifyCommand.SUMMARY, terminal -> new VerifyCommand(new AttachedSource(terminal))),
            new Entry("explain", ExplainCommand.SUMMARY, terminal -> new ExplainCommand()),
            new Entry("check", CheckCommand.SUMMARY, terminal -> new CheckCommand()),
            new Entry("gc", GcCommand.SUMMARY, terminal -> new GcCommand()),
            new Entry("bench", BenchCommand.SUMMARY, terminal -> new BenchCommand()),
            new Entry("run", RunCommand.SUMMARY, terminal -> new RunCommand()),
            new Entry("attach", AttachCommand.SUMMARY, terminal -> new AttachCommand()),
            new Entry("detach", DetachCommand.SUMMARY, terminal -> new DetachCommand()));

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
                return run(terminal, name, arguments);
            }
        }
    }

    private static int run(Terminal terminal, String name, String[] arguments) {
        for (Entry entry : COMMANDS) {
            if (entry.name.equals(name)) {
                return run(terminal, entry.command.apply(terminal), " " + name, after(1, arguments));
            }
        }
        Report report = Reports.named(name);
        if (report != null) {
            return run(terminal, report, after(1, arguments));
        }
        if (name.startsWith("-") || isSource(name)) {
            return runWithoutCommand(terminal, arguments);
        }
        terminal.note("eden: no command and no file \"" + name + "\"; try: eden --help");
        return USAGE;
    }

    /** Whether a word cannot be a mistyped command: it is a file's name, or has what only addresses and numbers have. */
    private static boolean isSource(String word) {
        return new File(word).exists() || SOURCE.matcher(word).find();
    }

    private static String[] after(int count, String[] arguments) {
        return Arrays.copyOfRange(arguments, count, arguments.length);
    }

    /** A command line that begins with an option or a source, as pprof's do: {@code eden -list=Foo -cum FILE}. */
    private static int runWithoutCommand(Terminal terminal, String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            int equals = arguments[i].indexOf('=');
            String option = equals < 0 ? arguments[i] : arguments[i].substring(0, equals);
            Report report = option.startsWith("-") ? Reports.named(option.replaceFirst("^--?", "")) : null;
            if (report != null) {
                List<String> rest = new ArrayList<>(List.of(arguments));
                rest.remove(i);
                if (report.takesRegex() && (equals >= 0 || i < rest.size())) {
                    rest.add(0, equals < 0 ? rest.remove(i) : arguments[i].substring(equals + 1));
                }
                return run(terminal, report, rest.toArray(String[]::new));
            }
        }
        return run(terminal, new ShellCommand(new AttachedSource(terminal)), "", arguments);
    }

    private static int run(Terminal terminal, Report report, String[] arguments) {
        return run(terminal, new ReportCommand(report, new AttachedSource(terminal)), " " + report.name(), arguments);
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
            terminal.note("eden" + name + ": " + e.getMessage() + "; try: eden" + name + " --help");
            return USAGE;
        } catch (UsageException e) {
            terminal.note("eden" + name + ": " + e.getMessage());
            return USAGE;
        } catch (IOException e) {
            terminal.note("eden" + name + ": " + e.getMessage());
            return DATA;
        } catch (ArithmeticException e) {
            terminal.note("eden" + name + ": the profile's values add up to more than 64 bits hold; it is broken");
            return DATA;
        }
    }

    static String version() {
        String version = Eden.class.getPackage().getImplementationVersion();
        return version == null ? "(development build)" : version;
    }

    private static String help() {
        StringBuilder text = new StringBuilder("""
                Usage: eden COMMAND [options] SOURCE...
                       eden [options] SOURCE...            the shell: (eden) top10 -cum
                Where a program allocates, and which line does.

                Commands:
                """);
        for (Entry entry : COMMANDS) {
            row(text, entry.name, entry.summary);
        }
        text.append("\nReports:\n");
        for (Report report : Reports.ALL) {
            row(text, report.name(), report.summary());
        }
        return text.append("""

                A SOURCE is a profile's file or URL, a folder of files, or the process id of a JVM.
                `eden COMMAND --help` lists a command's options; `eden --version` says which eden this is.

                Examples:
                  eden top -cum http://localhost:6060/debug/pprof/allocs
                  eden profile.pb.gz
                """).toString();
    }

    private static void row(StringBuilder text, String name, String summary) {
        text.append("  ").append(name).append(" ".repeat(Math.max(1, 12 - name.length())));
        text.append(summary).append('\n');
    }
}
