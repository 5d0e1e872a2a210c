package dev.edenscope.cli;

import dev.edenscope.pprof.PprofReader;
import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Profile;
import dev.edenscope.report.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code eden run}: profiles a JVM from its start to its end. */
final class RunCommand implements Command {
    static final String SUMMARY = "profile a JVM from its start to its end";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = ReportOptions.command(
                "run",
                "eden run [options] -- java ...",
                "Starts a program with the agent and writes its profile when it ends. Exits as the program does.",
                "eden run -exact -o hello.pb.gz -- java -cp classes com.acme.Hello");
        ReportOptions.value(spec, "o", "FILE", "The profile to write. Default: NAME-PID-TIME.pb.gz.");
        CaptureOptions.addSampling(spec);
        ReportOptions.value(spec, "port", "PORT", "Serve /debug/pprof/ on this port of loopback meanwhile.");
        spec.addPositional(PositionalParamSpec.builder()
                .index("0..*")
                .arity("1..*")
                .required(true)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel("COMMAND")
                .description("The command line behind `--`, which starts a java.")
                .build());
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Terminal terminal) throws IOException {
        List<String> command = new ArrayList<>(arguments.matchedPositionalValue(0, List.of()));
        Path temporary = Files.createTempDirectory("eden");
        try {
            Path profile = temporary.resolve("run.pb.gz");
            StringBuilder options = new StringBuilder(CaptureOptions.sampling(arguments));
            CaptureOptions.add(options, arguments, "port");
            options.append("file=").append(profile);
            String agent = "-javaagent:" + Jvm.agentJar() + "=" + options;
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            if (isJava(command.get(0))) {
                command.add(1, agent);
            } else {
                terminal.note(
                        "eden run: " + command.get(0) + " is not a java: handing the agent on in JAVA_TOOL_OPTIONS");
                builder.environment().merge("JAVA_TOOL_OPTIONS", agent, (before, ours) -> before + " " + ours);
            }
            RecordCommand.file(ReportOptions.text(arguments, "o"), new Jvm(0, "run"), RecordCommand.PROFILE_SUFFIX);
            Process process = start(builder);
            int exit = await(process);
            return finish(arguments, terminal, profile, process.pid(), command, exit);
        } finally {
            Files.deleteIfExists(temporary.resolve("run.pb.gz"));
            Files.deleteIfExists(temporary.resolve("run.pb.gz.part"));
            Files.deleteIfExists(temporary);
        }
    }

    private static boolean isJava(String command) {
        String name = command.substring(command.lastIndexOf('/') + 1);
        return name.equals("java") || name.equals("java.exe");
    }

    private static Process start(ProcessBuilder builder) throws DataException {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new DataException(builder.command().get(0) + " cannot be started: " + e.getMessage(), e);
        }
    }

    /** Waits for the program. Ctrl-C reaches it too: it ends, its profile is written, and only then do we. */
    private static int await(Process process) {
        CountDownLatch done = DONE;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            process.destroy();
            try {
                done.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final CountDownLatch DONE = new CountDownLatch(1);

    private static int finish(
            ParseResult arguments, Terminal terminal, Path profile, long pid, List<String> command, int exit)
            throws IOException {
        try {
            if (!Files.exists(profile)) {
                throw new DataException(
                        "the program ended (exit code " + exit + ") without a profile: it was killed, it"
                                + " started no JVM, or its JVM could not load the agent; its standard error may say why");
            }
            Jvm jvm = new Jvm(pid, mainClass(command));
            Path file = RecordCommand.file(ReportOptions.text(arguments, "o"), jvm, RecordCommand.PROFILE_SUFFIX);
            Profile read = PprofReader.read(profile);
            Files.move(profile, file, StandardCopyOption.REPLACE_EXISTING);
            terminal.note((new Summary(read).text(jvm.title()) + RecordCommand.next(file)).stripTrailing());
            return exit;
        } finally {
            DONE.countDown();
        }
    }

    /** The main class or jar of a java command line, as far as it can be told. */
    private static String mainClass(List<String> command) {
        for (int i = 1; i < command.size(); i++) {
            String argument = command.get(i);
            if (List.of("-cp", "-classpath", "--class-path", "-p", "--module-path", "--add-modules", "-m")
                    .contains(argument)) {
                i++;
            } else if (!argument.startsWith("-")) {
                return argument;
            }
        }
        throw new UsageException("no program to run behind `--`");
    }
}
