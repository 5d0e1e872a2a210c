package dev.edenscope.agent;

/** What the JVM calls: {@code premain} for {@code -javaagent}, {@code agentmain} when the agent is attached. */
public final class Agent {
    private Agent() {}

    /** Called before the application's main method. */
    public static void premain(String options) {
        System.err.println("eden: " + options);
    }

    /** Called by attach. */
    public static void agentmain(String options) {
        premain(options);
    }
}
