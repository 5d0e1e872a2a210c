package dev.edenscope.why;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** JVMs that run labelled code, and recordings of them. */
public final class Corpus {
    public static final Path ROOT =
            Path.of(System.getProperty("eden.root", "..")).toAbsolutePath().normalize();
    static final Path SOURCES = ROOT.resolve("advisor/src/test/java/com/acme/why");
    private static final Path JDK = Path.of(System.getProperty("eden.test.jdk", System.getProperty("java.home")));
    private static final Path AGENT =
            Path.of(System.getProperty("eden.test.agent", ROOT + "/agent/target/edenscope-agent.jar"));
    private static final Path CLASSES =
            Path.of(System.getProperty("eden.test.classes", ROOT + "/advisor/target/test-classes"));
    private static final String REPLY = "edenscope.reply";
    private static final String KEY = "corpus";

    private Corpus() {}

    /** Feature version of the JDK under test. */
    public static int jdk() throws IOException {
        for (String line : Files.readAllLines(JDK.resolve("release"))) {
            if (line.startsWith("JAVA_VERSION=\"")) {
                return Integer.parseInt(line.substring(14).split("[.\"]", -1)[0]);
            }
        }
        throw new IOException(JDK + "/release does not say which version it is");
    }

    /**
     * Starts a program of the tests on the JDK under test.
     *
     * @param libraries what it needs beside the tests' classes
     */
    public static Process start(List<String> flags, List<Path> libraries, String main) throws IOException {
        List<String> command = new ArrayList<>(List.of(JDK.resolve("bin/java").toString()));
        command.addAll(flags);
        StringBuilder path = new StringBuilder(CLASSES.toString());
        libraries.forEach(each -> path.append(File.pathSeparatorChar).append(each));
        command.addAll(List.of("-cp", path.toString(), main));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /**
     * Runs the cases, counts every object, and writes what was recorded into a file.
     *
     * @param flags of the JVM that runs them
     */
    static void record(Path file, String... flags) throws IOException {
        Process child = start(List.of(flags), List.of(), "com.acme.why.Rounds");
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("warm");
            command(child, "begin", "exact");
            child.getOutputStream().write('\n');
            child.getOutputStream().flush();
            assertThat(out.readLine()).isEqualTo("done");
            end(child, file);
            child.getOutputStream().close(); // it ends, and with it its log
            while (out.readLine() != null) {
                // its results
            }
        } finally {
            child.destroyForcibly();
        }
    }

    /** Ends a recording and writes it into a file. */
    public static void end(Process child, Path file) throws IOException {
        Files.move(Path.of(command(child, "end", "why")), file);
    }

    /** Has the agent in a JVM do something, as the command line would. */
    public static String command(Process child, String verb, String options) throws IOException {
        try {
            VirtualMachine vm = VirtualMachine.attach(Long.toString(child.pid()));
            try {
                load(vm, "eden:" + verb + ":" + KEY + ":300:" + options);
                String reply = vm.getSystemProperties().getProperty(REPLY, "");
                assertThat(reply).startsWith(KEY + " ok ");
                return reply.substring(KEY.length() + 4);
            } finally {
                vm.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }

    private static void load(VirtualMachine vm, String options) throws IOException {
        try {
            vm.loadAgent(AGENT.toString(), options);
        } catch (AgentLoadException e) {
            if (!List.of("0").contains(String.valueOf(e.getMessage()))) { // how JDK 17 sees the success of a newer one
                throw new IOException(e);
            }
        } catch (AgentInitializationException e) {
            throw new IOException(e);
        }
    }
}
