package dev.edenscope.why;

import dev.edenscope.profile.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedObject;
import jdk.jfr.consumer.RecordingFile;

/**
 * Why C2 did not inline calls, from the {@code jdk.CompilerInlining} events of a flight recording, which can be switched on
 * in a JVM that runs. They name the caller, not the whole inline chain, and say nothing of calls with many receivers, of
 * branches left out and of allocations removed.
 */
final class InliningEvents {
    private static final String INLINING = "jdk.CompilerInlining";
    private static final String COMPILATION = "jdk.Compilation";
    private static final int C2 = 4; // level
    private static final int MOST_CALLS = 3_000_000;

    /** A call that was not inlined. */
    private record Refusal(CompiledCode.Method caller, int bci, String reason) {}

    /** A call in a compiled method, by the method that it is written in. */
    private record Call(CompiledCode.Method compiled, CompiledCode.Method caller, int bci) {}

    private final Map<Integer, List<Refusal>> refusals = new HashMap<>(); // by compilation
    private final Map<CompiledCode.Method, Integer> last = new HashMap<>(); // compilation of a method
    private final Map<CompiledCode.Method, Instant> when = new HashMap<>();
    private final Map<Call, String> reasons = new HashMap<>();
    private final Predicate<CompiledCode.Method> wanted;
    private final String name;
    private int calls;

    private InliningEvents(String name, Predicate<CompiledCode.Method> wanted) {
        this.name = name;
        this.wanted = wanted;
    }

    /**
     * Reads a flight recording.
     *
     * @param wanted which methods' compilations are asked about
     * @param until compilations that ended after it are passed over: they made other code
     * @throws IOException in one line, if it is none or has no such event
     */
    static InliningEvents read(Path file, Predicate<CompiledCode.Method> wanted, Instant until) throws IOException {
        InliningEvents events = new InliningEvents(file.toString(), wanted);
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                String type = event.getEventType().getName();
                if (type.equals(INLINING)) {
                    events.inlining(event);
                } else if (type.equals(COMPILATION) && !event.getEndTime().isAfter(until)) {
                    events.compilation(event);
                }
            }
        } catch (OutOfMemoryError e) {
            throw DataException.heapTooSmall(file.toString(), e);
        } catch (IOException | RuntimeException e) { // the JDK's reader throws whatever comes up
            throw new DataException(
                    file + ": no flight recording that the JDK can read: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
        if (events.calls == 0) {
            throw new DataException(file + ": has no event " + INLINING + "; record with: jcmd PID JFR.start "
                    + INLINING + "#enabled=true " + COMPILATION + "#threshold=0ms");
        }
        events.join();
        return events;
    }

    private void inlining(RecordedEvent event) {
        calls++;
        RecordedMethod caller = event.getValue("caller");
        if (!event.getBoolean("succeeded") && caller != null && calls <= MOST_CALLS) {
            RecordedObject callee = event.getValue("callee");
            String message = String.valueOf(event.getString("message")).intern();
            if (callee != null) {
                refusals.computeIfAbsent(event.getInt("compileId"), id -> new ArrayList<>(2))
                        .add(new Refusal(method(caller), event.getInt("bci"), message));
            }
        }
    }

    private void compilation(RecordedEvent event) {
        RecordedMethod compiled = event.getValue("method");
        if (compiled == null
                || event.getShort("compileLevel") != C2
                || !event.getBoolean("succeded")
                || event.getBoolean("isOsr")) {
            return;
        }
        CompiledCode.Method method = method(compiled);
        Instant before = when.get(method);
        if (wanted.test(method) && (before == null || before.isBefore(event.getEndTime()))) {
            when.put(method, event.getEndTime());
            last.put(method, event.getInt("compileId"));
        }
    }

    private static CompiledCode.Method method(RecordedMethod method) {
        return new CompiledCode.Method(
                method.getType().getName().replace('.', '/'), method.getName(), method.getDescriptor());
    }

    /** A call that a method inlined in several places makes may have several reasons; then none is known. */
    private void join() {
        last.forEach((compiled, id) -> {
            for (Refusal each : refusals.getOrDefault(id, List.of())) {
                reasons.merge(
                        new Call(compiled, each.caller, each.bci),
                        each.reason,
                        (before, now) -> before.equals(now) ? now : "");
            }
        });
        refusals.clear();
    }

    /** What is amiss in the recording, each in a line. */
    List<String> warnings() {
        return calls <= MOST_CALLS
                ? List.of()
                : List.of(name + ": has more than " + MOST_CALLS + " events " + INLINING
                        + "; those after that were left out");
    }

    /** Whether any compilation that was asked about is in it. */
    boolean isEmpty() {
        return last.isEmpty();
    }

    /** Why a call is not inlined in the code of a method; null where that is not known. */
    String reason(CompiledCode.Method compiled, CompiledCode.Method caller, int bci) {
        String reason = reasons.getOrDefault(new Call(compiled, caller, bci), "");
        return reason.isEmpty() ? null : reason;
    }
}
