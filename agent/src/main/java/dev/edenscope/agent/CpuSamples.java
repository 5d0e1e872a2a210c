package dev.edenscope.agent;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * The CPU profile of a window, from JFR's execution samples.
 *
 * <p>JFR looks at a few running threads every 10 ms, so that with many more of them the sum is too low; a comment in
 * the profile holds it against the CPU time that the process used. A thread in native code may be waiting there, which
 * JFR does not tell apart: a native sample is taken only if its place is not known to wait, and for a thread only as
 * many as fit into the CPU time that the thread used.
 */
final class CpuSamples {
    private static final String JAVA = "jdk.ExecutionSample";
    private static final String NATIVE = "jdk.NativeMethodSample";
    private static final long PERIOD_NANOS = 10_000_000;
    private static final ValueType SAMPLES = new ValueType("samples", "count");
    private static final ValueType CPU = new ValueType("cpu", "nanoseconds");
    private static final Set<String> WAITS = Set.of(
            "sun.nio.ch.EPoll.wait",
            "sun.nio.ch.KQueue.poll",
            "sun.nio.ch.WEPoll.wait",
            "sun.nio.ch.Net.accept",
            "sun.nio.ch.Net.poll",
            "sun.nio.ch.UnixDomainSockets.accept0",
            "sun.nio.fs.LinuxWatchService.poll",
            "java.lang.ProcessHandleImpl.waitForProcessExit0",
            "java.net.PlainSocketImpl.socketAccept",
            "java.net.SocketInputStream.socketRead0");

    private final Map<Long, Long> cpuBefore;
    private final Map<Long, Integer> javaSamples = new HashMap<>();
    private final Map<Long, List<RecordedEvent>> nativeSamples = new HashMap<>();
    private final List<RecordedEvent> taken = new ArrayList<>();
    private int waiting;

    private CpuSamples() {
        cpuBefore = cpuTimes();
    }

    /**
     * Samples for as long as {@code pause} takes.
     *
     * @param pause returns whether the window was waited out
     * @return the profile, or null if the pause was cut short
     * @throws IllegalStateException saying in one line why JFR cannot be used
     */
    static Profile take(BooleanSupplier pause) throws IOException {
        if (!FlightRecorder.isAvailable()) {
            throw new IllegalStateException("this JVM has no Flight Recorder");
        }
        Path file = Files.createTempFile("edenscope-cpu", ".jfr");
        try (Recording recording = new Recording()) {
            recording.setName("edenscope");
            for (String event : List.of(JAVA, NATIVE)) {
                recording
                        .enable(event)
                        .withPeriod(Duration.ofNanos(PERIOD_NANOS))
                        .withStackTrace();
            }
            CpuSamples samples = new CpuSamples();
            recording.start();
            long cpuBegin = processCpuNanos();
            boolean whole = pause.getAsBoolean();
            long cpuNanos = cpuBegin < 0 ? -1 : processCpuNanos() - cpuBegin;
            Map<Long, Long> cpuAfter = cpuTimes();
            long period = effectivePeriodNanos();
            recording.stop();
            if (!whole) {
                return null;
            }
            recording.dump(file);
            Instant begin = recording.getStartTime();
            samples.read(file, begin, recording.getStopTime());
            samples.takeNative(cpuAfter, period);
            return samples.profile(begin, Duration.between(begin, recording.getStopTime()), period, cpuNanos);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** The shortest period that any running recording asks for: JFR has one for all. */
    private static long effectivePeriodNanos() {
        long period = PERIOD_NANOS;
        for (Recording recording : FlightRecorder.getFlightRecorder().getRecordings()) {
            if (recording.getState() == RecordingState.RUNNING) {
                Map<String, String> settings = recording.getSettings();
                if ("true".equals(settings.get(JAVA + "#enabled"))) {
                    period = Math.min(period, nanos(settings.get(JAVA + "#period")));
                }
            }
        }
        return period;
    }

    /** {@code 10 ms} and the like; anything else counts as very long. */
    static long nanos(String period) {
        String text = period == null ? "" : period.strip();
        int end = 0;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        long unit = switch (text.substring(end).strip()) {
            case "ns" -> 1;
            case "us" -> 1_000;
            case "ms" -> 1_000_000;
            default -> 0;
        };
        return end == 0 || end > 9 || unit == 0 ? Long.MAX_VALUE : Long.parseLong(text.substring(0, end)) * unit;
    }

    private static Map<Long, Long> cpuTimes() {
        Map<Long, Long> times = new HashMap<>();
        if (ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                && threads.isThreadCpuTimeSupported()
                && threads.isThreadCpuTimeEnabled()) {
            long[] ids = threads.getAllThreadIds();
            long[] nanos = threads.getThreadCpuTime(ids);
            for (int i = 0; i < ids.length; i++) {
                if (nanos[i] >= 0) {
                    times.put(ids[i], nanos[i]);
                }
            }
        }
        return times;
    }

    private static long processCpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : -1;
    }

    private void read(Path file, Instant begin, Instant end) throws IOException {
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                String name = event.getEventType().getName();
                boolean inJava = name.equals(JAVA);
                if ((inJava || name.equals(NATIVE))
                        && !event.getStartTime().isBefore(begin)
                        && !event.getStartTime().isAfter(end)) {
                    add(event, inJava);
                }
            }
        }
    }

    private void add(RecordedEvent event, boolean inJava) {
        RecordedThread thread = event.getThread("sampledThread");
        if (thread == null || JfrFrames.own(thread)) {
            return;
        }
        if (inJava) {
            javaSamples.merge(thread.getJavaThreadId(), 1, Integer::sum);
            taken.add(event);
        } else if (waits(event)) {
            waiting++;
        } else {
            nativeSamples
                    .computeIfAbsent(thread.getJavaThreadId(), id -> new ArrayList<>())
                    .add(event);
        }
    }

    private static boolean waits(RecordedEvent event) {
        List<RecordedFrame> frames = JfrFrames.of(event.getStackTrace());
        return !frames.isEmpty()
                && WAITS.contains(JfrFrames.function(frames.get(0)).name());
    }

    /** Of each thread's native samples as many as its CPU time has room for, evenly over the window. */
    private void takeNative(Map<Long, Long> cpuAfter, long period) {
        nativeSamples.forEach((thread, events) -> {
            int count = events.size();
            long room = count;
            Long after = cpuAfter.get(thread);
            if (after != null) {
                long used = after - cpuBefore.getOrDefault(thread, 0L);
                room = (used + period / 2) / period - javaSamples.getOrDefault(thread, 0);
                room = Math.max(0, Math.min(count, room));
            }
            for (long i = 0; i < room; i++) {
                taken.add(events.get((int) (i * count / room)));
            }
            waiting += (int) (count - room);
        });
    }

    private Profile profile(Instant begin, Duration duration, long period, long cpuNanos) {
        List<String> comments = new ArrayList<>();
        comments.add(String.format(
                Locale.ROOT,
                "cpu: %d samples, one every %.0f ms of a few running threads%s",
                taken.size(),
                period / 1e6,
                cpuNanos <= 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ": %.2f s, of %.2f s of CPU time that the process used, JVM threads included",
                                taken.size() * period / 1e9,
                                cpuNanos / 1e9)));
        if (waiting > 0) {
            comments.add("native: " + waiting + " samples of threads that waited in native code are left out");
        }
        comments.add(JfrFrames.FILE_NAMES);
        ProfileBuilder builder = new ProfileBuilder(Profile.Header.of(List.of(SAMPLES, CPU))
                .withPeriod(CPU, period)
                .withTime(begin.getEpochSecond() * 1_000_000_000 + begin.getNano(), duration.toNanos())
                .withComments(comments));
        for (RecordedEvent event : taken) {
            List<RecordedFrame> frames = JfrFrames.of(event.getStackTrace());
            int[] ids = new int[frames.size()];
            for (int i = 0; i < ids.length; i++) {
                RecordedFrame frame = frames.get(i);
                ids[i] = builder.location(builder.function(JfrFrames.function(frame)), JfrFrames.line(frame));
            }
            String thread = JfrFrames.name(event.getThread("sampledThread"));
            builder.add(builder.stack(ids, ids.length), builder.labels(List.of(Label.of("thread", thread))), 1, period);
        }
        return builder.build();
    }
}
