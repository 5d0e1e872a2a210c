package dev.edenscope.agent;

import com.sun.management.ThreadMXBean;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingStream;

/**
 * Allocations as JFR samples them, where the sampler cannot run: bytes by place, and nothing else.
 *
 * <p>A sample's weight is the number of bytes that its thread allocated since its sample before, so that the sum is
 * right but for what threads allocated after their last sample. How many objects that were, and which of them are in
 * use, JFR does not say: the profile has one sample type, {@code alloc_space}.
 *
 * <p>A thread's first sample carries all that it allocated since it was born, or since its last sample in an earlier
 * recording; which, JFR does not say and JDKs differ. What the thread had allocated at the start is taken off it, so that
 * it can be too small and never too large. Virtual threads keep no count: what their carriers allocated before the start
 * stays in.
 *
 * <p>JFR hands samples over once a second, so a profile is up to a second under way.
 */
final class JfrAllocations implements Capture {
    private static final int SAMPLES_PER_SECOND = 300; // below 1 % of a CPU to read
    private static final int WAIT_SECONDS = 10;
    private static final int ENDED_PATIENCE = 15; // ticks that JFR has for what it still holds when it is ending
    private static final long ENDED_TICK_MILLIS = 100;
    private static final ValueType SPACE = new ValueType("space", "bytes");

    private final Settings settings;
    private final String reason;
    private final long beginMillis = System.currentTimeMillis();
    private final long beginNanos = System.nanoTime();
    private final RecordingStream stream;

    // Guarded by this
    private final Map<Long, Long> allocatedBefore = new HashMap<>(); // by thread, until its first sample
    private final Map<Site, Long> bytes = new HashMap<>();
    private long samples;
    private long folded;
    private long marked;
    private long seen;
    private boolean cut;
    private boolean stopped;

    private record Frame(Function function, int line) {}

    private record Site(String type, List<Frame> frames) {}

    /** Sent through JFR's own buffers: when it arrives, so has everything that was sampled before. */
    @Name("dev.edenscope.Mark")
    @StackTrace(false)
    static final class Mark extends Event {
        @Name("number")
        long number;
    }

    private JfrAllocations(Settings settings, String reason, RecordingStream stream) {
        this.settings = settings;
        this.reason = reason;
        this.stream = stream;
    }

    /**
     * Starts JFR's sampling.
     *
     * @param reason in one line why the sampler cannot run
     * @throws IllegalStateException saying in one line why JFR cannot either
     */
    static JfrAllocations start(Settings settings, String reason) {
        if (ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
            throw new IllegalStateException(
                    "this JVM runs without the module jdk.jfr (option --add-modules jdk.jfr, if its image has it)");
        }
        return Quiet.call(() -> {
            if (!FlightRecorder.isAvailable()) {
                throw new IllegalStateException("this JVM has no Flight Recorder");
            }
            RecordingStream stream = null;
            try {
                stream = new RecordingStream();
                JfrAllocations capture = new JfrAllocations(settings, reason, stream);
                capture.listen();
                capture.begin();
                capture.countBefore();
                return capture;
            } catch (RuntimeException e) {
                if (stream != null) {
                    stream.close();
                }
                throw new IllegalStateException("JFR could not be started: " + e.getMessage(), e);
            }
        });
    }

    /** In one line why this runs instead of the sampler. */
    String reason() {
        return reason;
    }

    /** On a thread of ours: JFR's own for a stream is no daemon, so that the program would never end. */
    private void begin() {
        AgentThread.start("edenscope-jfr", stream::start);
        Mark mark = new Mark();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (!mark.shouldCommit() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void listen() {
        stream.setReuse(true);
        stream.setOrdered(true);
        stream.setMaxAge(Duration.ofMinutes(1));
        stream.enable("jdk.ObjectAllocationSample").withStackTrace().with("throttle", SAMPLES_PER_SECOND + "/s");
        stream.enable(Mark.class);
        stream.onEvent("jdk.ObjectAllocationSample", this::add);
        stream.onEvent("dev.edenscope.Mark", event -> arrived(event.getLong("number")));
        stream.onError(error -> {}); // a sample that cannot be read is missing, nothing more
    }

    private void countBefore() {
        if (ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                && threads.isThreadAllocatedMemorySupported()
                && threads.isThreadAllocatedMemoryEnabled()) {
            long[] ids = threads.getAllThreadIds();
            long[] allocated = threads.getThreadAllocatedBytes(ids);
            synchronized (this) {
                for (int i = 0; i < ids.length; i++) {
                    allocatedBefore.put(ids[i], Math.max(allocated[i], 0));
                }
            }
        }
    }

    private void add(RecordedEvent event) {
        if (JfrFrames.own(event.getThread())) {
            return;
        }
        RecordedClass type = event.getClass("objectClass");
        List<Frame> frames = new ArrayList<>();
        for (RecordedFrame frame : JfrFrames.of(event.getStackTrace())) {
            if (frames.size() < settings.depth()) {
                frames.add(new Frame(JfrFrames.function(frame), JfrFrames.line(frame)));
            }
        }
        if (frames.isEmpty()) {
            frames.add(new Frame(JavaNames.NO_FRAMES, 0));
        }
        add(
                event.getThread() == null ? -1 : event.getThread().getJavaThreadId(),
                new Site(typeName(type), List.copyOf(frames)),
                event.getLong("weight"));
    }

    private synchronized void add(long thread, Site site, long sampled) {
        Long before = allocatedBefore.remove(thread);
        long weight = before == null ? sampled : Math.max(sampled - before, 0);
        Site kept = site;
        if (bytes.size() >= settings.stacks() && !bytes.containsKey(site)) {
            kept = new Site("[other]", List.of(new Frame(new Function("[other]", "", "", 0), 0)));
            folded++;
        }
        bytes.merge(kept, weight, Long::sum);
        samples++;
    }

    private static String typeName(RecordedClass type) {
        if (type == null) {
            return "[unknown]";
        }
        String name = type.getName();
        return name.startsWith("[") ? JavaNames.type(name.replace('.', '/')) : name;
    }

    private synchronized void arrived(long number) {
        seen = Math.max(seen, number);
        notifyAll();
    }

    /** Waits until all that was sampled before this call is counted. */
    private void catchUp() {
        Mark mark = new Mark();
        synchronized (this) {
            if (stopped) {
                throw new IllegalStateException("the capture has been stopped");
            }
            mark.number = ++marked;
        }
        mark.commit();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        synchronized (this) {
            int patience = ENDED_PATIENCE;
            while (seen < mark.number && !stopped) {
                if (!mark.shouldCommit() && patience-- == 0) {
                    cut = true; // the JVM is ending, and JFR's own shutdown hook was first
                    return;
                }
                long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (millis <= 0) {
                    throw new IllegalStateException("JFR has not handed over its samples in " + WAIT_SECONDS + " s");
                }
                try {
                    wait(Math.min(millis, ENDED_TICK_MILLIS));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted while waiting for JFR's samples", e);
                }
            }
        }
    }

    @Override
    public Profile profile() {
        return Quiet.call(() -> since(new Moment(Map.of(), 0, 0, beginMillis, beginNanos), now()));
    }

    @Override
    public Supplier<Profile> window(boolean inUse) {
        return new Supplier<>() {
            private Moment from = Quiet.call(JfrAllocations.this::now);

            @Override
            public synchronized Profile get() {
                return Quiet.call(() -> {
                    Moment to = now();
                    Profile seen = since(from, to);
                    from = to;
                    return seen;
                });
            }
        };
    }

    /** What was known at a moment. */
    private record Moment(Map<Site, Long> bytes, long samples, long folded, long millis, long nanos) {}

    /** As of this call, though it takes JFR a while to tell. */
    private Moment now() {
        long millis = System.currentTimeMillis();
        long nanos = System.nanoTime();
        catchUp();
        synchronized (this) {
            return new Moment(Map.copyOf(bytes), samples, folded, millis, nanos);
        }
    }

    private Profile since(Moment from, Moment to) {
        Profile.Header header = Profile.Header.of(List.of(ValueType.ALLOC_SPACE))
                .withPeriod(SPACE, 0)
                .withTime(from.millis * 1_000_000, to.nanos - from.nanos)
                .withComments(comments(to.samples - from.samples, to.folded - from.folded));
        ProfileBuilder builder = new ProfileBuilder(header);
        to.bytes.forEach((site, sum) -> {
            long value = sum - from.bytes.getOrDefault(site, 0L);
            if (value != 0) {
                builder.add(stack(builder, site), builder.labels(List.of(Label.of("class", site.type()))), value);
            }
        });
        return builder.build();
    }

    private static int stack(ProfileBuilder builder, Site site) {
        int[] ids = new int[site.frames().size()];
        for (int i = 0; i < ids.length; i++) {
            Frame frame = site.frames().get(i);
            ids[i] = builder.location(builder.function(frame.function()), frame.line());
        }
        return builder.stack(ids, ids.length);
    }

    private List<String> comments(long samplesTaken, long samplesFolded) {
        List<String> comments = new ArrayList<>();
        comments.add("alloc: bytes only, estimated from " + samplesTaken + " JFR samples, at most " + SAMPLES_PER_SECOND
                + " a second; objects and in-use are not known");
        comments.add("the sampler could not be used: " + reason);
        if (settings.exact()) {
            comments.add("exact: JFR cannot count every object");
        }
        comments.add(JfrFrames.FILE_NAMES);
        if (cut) {
            comments.add("JFR ended before the profile was written: the last second or so is missing");
        }
        if (samplesFolded > 0) {
            comments.add("stacks: the table is full; " + samplesFolded + " samples are in [other] (option `stacks`)");
        }
        return comments;
    }

    @Override
    public void collect() {
        System.gc();
    }

    @Override
    public void stop() {
        synchronized (this) {
            if (stopped) {
                return;
            }
            stopped = true;
            notifyAll();
        }
        Quiet.run(stream::close);
    }
}
