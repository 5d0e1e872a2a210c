package dev.edenscope.agent;

import dev.edenscope.profile.Function;
import java.util.List;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;

/** Functions and threads as the sampler names them, from those of JFR. */
final class JfrFrames {
    /** What profiles made of JFR events say about their file names. */
    static final String FILE_NAMES = "files: JFR keeps no file names; they are guessed from the names of classes";

    private JfrFrames() {}

    /** The frames of an event, leaf first; none where JFR took no stack. */
    static List<RecordedFrame> of(RecordedStackTrace stack) {
        return stack == null ? List.of() : stack.getFrames();
    }

    static Function function(RecordedFrame frame) {
        RecordedMethod method = frame.getMethod();
        if (method == null) {
            return JavaNames.NO_FRAMES;
        }
        String type = method.getType().getName();
        return JavaNames.function(
                "L" + type.replace('.', '/') + ";", method.getName(), method.getDescriptor(), sourceFile(type), 0);
    }

    /** Line of a frame, 0 where it is unknown. */
    static int line(RecordedFrame frame) {
        return Math.max(frame.getLineNumber(), 0);
    }

    /** {@code Orders.java} for {@code com.acme.Orders$Line}: right for Java's public classes. */
    static String sourceFile(String type) {
        String simple =
                type.substring(type.lastIndexOf('.', type.indexOf('/') < 0 ? type.length() : type.indexOf('/')) + 1);
        int end = simple.indexOf('$', 1);
        String outermost = end < 0 ? simple : simple.substring(0, end);
        return outermost.endsWith("Kt") ? outermost.substring(0, outermost.length() - 2) + ".kt" : outermost + ".java";
    }

    static String name(RecordedThread thread) {
        if (thread == null) {
            return "[unknown]";
        }
        String name = thread.getJavaName() == null ? thread.getOSName() : thread.getJavaName();
        return name == null || name.isEmpty() ? "[unnamed]" : name;
    }

    /** Whether a thread is the agent's or JFR's own. */
    static boolean own(RecordedThread thread) {
        String name = name(thread);
        return name.startsWith("edenscope-") || name.startsWith("JFR ");
    }
}
