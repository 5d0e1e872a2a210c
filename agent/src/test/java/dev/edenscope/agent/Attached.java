package dev.edenscope.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Speaks to the agent in a child as the command line does: commands by attach, the answer in a system property. */
final class Attached {
    private static final long LEASE_SECONDS = 300;

    private Attached() {}

    /** Opens a window. */
    static void begin(Child child, String key, String options) throws IOException {
        ok(child, "begin", key, LEASE_SECONDS, options);
    }

    /** Collects garbage. */
    static void collect(Child child, String key) throws IOException {
        ok(child, "collect", key, 0, "");
    }

    /** Closes a window and returns its profile. */
    static Seen end(Child child, String key) throws IOException {
        Path file = Path.of(ok(child, "end", key, 0, ""));
        try {
            return Seen.in(file);
        } finally {
            Files.delete(file);
        }
    }

    /** Closes a window, moves its recording to a file, and returns the profile. */
    static Seen endWithEvidence(Child child, String key, Path recording) throws IOException {
        Files.move(Path.of(ok(child, "end", key, 0, "why")), recording);
        return Seen.inRecording(recording);
    }

    private static String ok(Child child, String verb, String key, long lease, String options) throws IOException {
        String answer = command(child, verb, key, lease, options);
        assertThat(answer).startsWith("ok ");
        return answer.substring(3);
    }

    /** The agent's answer: {@code ok TEXT} or {@code error TEXT}. */
    static String command(Child child, String verb, String key, long lease, String options) throws IOException {
        VirtualMachine vm;
        try {
            vm = VirtualMachine.attach(Long.toString(child.pid()));
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
        try {
            load(vm, "eden:" + verb + ":" + key + ":" + lease + ":" + options);
            String reply = vm.getSystemProperties().getProperty(Command.REPLY, "");
            assertThat(reply).startsWith(key + " ");
            return reply.substring(key.length() + 1);
        } finally {
            vm.detach();
        }
    }

    private static void load(VirtualMachine vm, String options) throws IOException {
        try {
            // The jar the first time, then the library, which leaves nothing behind in the JVM.
            if (vm.getSystemProperties().getProperty(Agent.PROPERTY) == null) {
                vm.loadAgent(Jdk.agentJar().toString(), options);
            } else {
                vm.loadAgentPath(Jdk.library(), options);
            }
        } catch (AgentLoadException e) {
            if (!"0".equals(e.getMessage())) { // how JDK 17 sees the success of a newer one
                throw new IOException(e);
            }
        } catch (AgentInitializationException e) {
            throw new IOException(e);
        }
    }
}
