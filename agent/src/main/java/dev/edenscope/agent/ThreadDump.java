package dev.edenscope.agent;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The stacks of all platform threads at one moment; virtual threads that no carrier runs are not among them. Taking
 * one stops the JVM for as long as it takes to walk the stacks, a few microseconds a thread.
 */
final class ThreadDump {
    private static final ValueType THREADS = new ValueType("threads", "count");

    private final long wallMillis = System.currentTimeMillis();
    private final List<Group> groups;

    /** Threads of one state that are at one place. */
    private record Group(Thread.State state, List<StackTraceElement> frames, List<String> names) {}

    private record Place(Thread.State state, List<StackTraceElement> frames) {}

    private ThreadDump(int depth) {
        Map<Place, List<String>> namesOf = new LinkedHashMap<>();
        for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(false, false, depth)) {
            Place place = new Place(thread.getThreadState(), List.of(thread.getStackTrace()));
            namesOf.computeIfAbsent(place, p -> new ArrayList<>()).add(thread.getThreadName());
        }
        groups = new ArrayList<>();
        namesOf.forEach((place, names) -> groups.add(new Group(place.state(), place.frames(), names)));
        groups.sort(Comparator.comparingInt(group -> -group.names().size()));
    }

    /** The dump, {@code depth} frames a thread at most. */
    static ThreadDump take(int depth) {
        return new ThreadDump(depth);
    }

    /** A sample a distinct stack and state, whose value is the number of threads there. */
    Profile profile() {
        ProfileBuilder builder = new ProfileBuilder(Profile.Header.of(List.of(THREADS))
                .withPeriod(THREADS, 1)
                .withTime(wallMillis * 1_000_000, 0)
                .withComments(List.of("threads: platform threads only")));
        for (Group group : groups) {
            int[] ids = new int[group.frames().size()];
            for (int i = 0; i < ids.length; i++) {
                StackTraceElement frame = group.frames().get(i);
                ids[i] = builder.location(builder.function(function(frame)), Math.max(frame.getLineNumber(), 0));
            }
            int stack = ids.length == 0
                    ? builder.stack(new int[] {builder.location(builder.function(JavaNames.NO_FRAMES), 0)}, 1)
                    : builder.stack(ids, ids.length);
            int labels = builder.labels(List.of(Label.of("state", group.state().name())));
            builder.add(stack, labels, group.names().size());
        }
        return builder.build();
    }

    /** The dump in Go's layout of goroutine profiles, with the threads' names and state. */
    String text() {
        Map<StackTraceElement, Integer> addresses = new HashMap<>();
        int total = groups.stream().mapToInt(group -> group.names().size()).sum();
        StringBuilder text = new StringBuilder(1 << 14);
        text.append("threads profile: total ").append(total).append('\n');
        for (Group group : groups) {
            text.append(group.names().size()).append(" @");
            for (StackTraceElement frame : group.frames()) {
                text.append(' ').append(HeapText.address(addresses.computeIfAbsent(frame, f -> addresses.size())));
            }
            text.append(group.frames().isEmpty() ? " 0x0\n" : "\n");
            text.append("# state: ").append(group.state()).append('\n');
            text.append("# threads: ")
                    .append(HeapText.oneLine(String.join(", ", group.names())))
                    .append('\n');
            for (StackTraceElement frame : group.frames()) {
                text.append("#\t").append(HeapText.address(addresses.get(frame)));
                Function function = function(frame);
                text.append('\t').append(function.name()).append("+0x0");
                text.append('\t').append(function.filename().isEmpty() ? "?" : function.filename());
                text.append(':').append(Math.max(frame.getLineNumber(), 0)).append('\n');
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static Function function(StackTraceElement frame) {
        return JavaNames.function(
                "L" + frame.getClassName().replace('.', '/') + ";",
                frame.getMethodName(),
                "",
                frame.getFileName() == null ? "" : frame.getFileName(),
                0);
    }
}
