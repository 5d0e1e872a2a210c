package dev.edenscope.cli;

import dev.edenscope.profile.DataException;
import dev.edenscope.report.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A program that is started with the agent, from its start to its end, and the file that the agent wrote. Closing removes that.
 *
 * @param exit the program's exit code
 * @param jvm its process, which has ended
 * @param file the profile or the recording
 */
record Launch(int exit, Jvm jvm, Path file) implements AutoCloseable {
    /**
     * Runs a program to its end.
     *
     * @param command its command line, which starts a java
     * @param jvmOptions options of the JVM's beside the agent
     * @param agentOptions each with a comma behind it
     * @param suffix ending of the file to be written: with {@code .eden} a recording, else the profile alone
     * @param printed takes what it prints to its standard output, line by line; null where that is to be ours
     * @throws DataException in one line, if it cannot be started or leaves no file
     */
    static Launch of(
            List<String> command,
            List<String> jvmOptions,
            String agentOptions,
            String suffix,
            Consumer<String> printed,
            Terminal terminal)
            throws IOException {
        Path folder = Files.createTempDirectory("eden");
        Path file = folder.resolve("run" + suffix);
        List<String> options = new ArrayList<>(jvmOptions);
        options.add("-javaagent:" + Jvm.agentJar() + "=" + agentOptions + "file=" + file);
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).inheritIO();
        if (printed != null) {
            builder.redirectOutput(Redirect.PIPE);
        }
        if (isJava(command.get(0))) {
            builder.command().addAll(1, options);
        } else {
            terminal.note(command.get(0) + " is not a java: handing the agent on in JAVA_TOOL_OPTIONS");
            builder.environment()
                    .merge("JAVA_TOOL_OPTIONS", String.join(" ", options), (before, ours) -> before + " " + ours);
        }
        try {
            String name = mainClass(command);
            Process process = start(builder);
            int exit = await(process, printed);
            if (!Files.exists(file)) {
                throw new DataException(
                        "the program ended (exit code " + exit + ") without a profile: it was killed, it"
                                + " started no JVM, or its JVM could not load the agent; its standard error may say why");
            }
            return new Launch(exit, new Jvm(process.pid(), name), file);
        } catch (IOException | RuntimeException e) {
            remove(file);
            throw e;
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
    private static int await(Process process, Consumer<String> printed) throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            process.destroy();
            Recording.awaitCommandDone();
        }));
        if (printed != null) {
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    printed.accept(line);
                }
            }
        }
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The main class or jar of a java command line, as far as it can be told; the script that starts it. */
    private static String mainClass(List<String> command) {
        if (!isJava(command.get(0))) {
            return command.get(0);
        }
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

    @Override
    public void close() throws IOException {
        remove(file);
    }

    private static void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".part"));
        Files.deleteIfExists(file.getParent());
    }
}
