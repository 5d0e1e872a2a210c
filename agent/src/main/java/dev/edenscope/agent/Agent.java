package dev.edenscope.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;

/**
 * What the JVM calls: {@code premain} for {@code -javaagent}, {@code agentmain} when the agent is attached.
 *
 * <p>Whatever goes wrong is one line on standard error, and the application goes on.
 */
public final class Agent {
    /** System property with the {@linkplain #version} of the agent that is in this JVM. */
    public static final String PROPERTY = "edenscope.agent";

    private static volatile Instrumentation instrumentation;

    private Agent() {}

    /** The version of this agent. */
    public static String version() {
        String version = Agent.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** The library that hands commands to an agent that is in a JVM already; null where there is none for this platform. */
    public static InputStream library() {
        return Agent.class.getResourceAsStream(Native.platform() + "/libedenscope.so");
    }

    /** Called before the application's main method, with the options behind the {@code =} of {@code -javaagent}. */
    public static void premain(String options, Instrumentation of) {
        keep(of);
        start(options);
    }

    private static void start(String options) {
        try {
            Edenscope.start(options == null ? "" : options);
        } catch (Throwable e) { // nothing may leave the agent
            note(e);
        }
    }

    /** Called by attach with the jar, which comes first: as {@link #agentmain(String)}. */
    public static void agentmain(String options, Instrumentation of) {
        keep(of);
        agentmain(options);
    }

    /** The first one: each that transforms classes is an environment of the JVM's of its own. */
    private static synchronized void keep(Instrumentation of) {
        instrumentation = instrumentation == null ? of : instrumentation;
    }

    /** What classes can be woven with; null in an application that has the agent as a library alone. */
    static Instrumentation instrumentation() {
        return instrumentation;
    }

    /**
     * Called by attach: with a {@link Command} of the command line's, or with the options of {@code -javaagent}, as
     * {@code jcmd PID JVMTI.agent_load edenscope-agent.jar port=6060} gives them.
     */
    public static void agentmain(String options) {
        String given = options == null ? "" : options;
        System.setProperty(PROPERTY, version());
        if (!Command.isOne(given)) {
            start(given);
            return;
        }
        Quiet.run(() -> {
            try {
                Command.run(given);
            } catch (Throwable e) { // nothing may leave the agent
                note(e);
            }
        });
    }

    /**
     * Writes the profile of a whole run when the JVM ends.
     *
     * @param gc its collections, for a recording; may be null
     */
    static void writeAtExit(Capture capture, Gc gc, Path file) {
        Runtime.getRuntime().addShutdownHook(AgentThread.of("edenscope-exit", () -> {
            try {
                Written.write(capture.profile(), gc == null ? "" : gc.json(), file);
            } catch (IOException | RuntimeException e) {
                note(e);
            }
        }));
    }

    static void note(Throwable problem) {
        String text = problem instanceof IllegalStateException || problem instanceof IllegalArgumentException
                ? problem.getMessage()
                : problem.toString();
        note(text);
    }

    @SuppressWarnings("SystemOut")
    static void note(String text) {
        System.err.println("edenscope: " + text);
    }
}
