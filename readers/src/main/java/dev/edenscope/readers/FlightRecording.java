package dev.edenscope.readers;

import dev.edenscope.gc.GcHistory;
import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * The allocations in a flight recording: of the JDK (format 2, JDK 11 and newer), or of async-profiler.
 *
 * <p>What a recording can say differs, and so do the profile's sample types: async-profiler's samples and the JDK's TLAB
 * events give objects and bytes, the JDK's ObjectAllocationSample only bytes. Events that sample the same allocations are
 * not added: the profile is made of one source, and its comments say of which. All are estimates.
 *
 * <p>The file is read once, through windows of 256 KiB, up to four chunks at a time. Memory grows with the distinct
 * stacks, not with events or chunks. A damaged file gives the profile of what could be read, with {@linkplain
 * Profile#warnings() warnings}, or a {@link DataException}, and nothing else is thrown for whatever bytes.
 */
public final class FlightRecording {
    private static final ValueType SPACE = new ValueType("space", "bytes");
    private static final long MOST_COPIED = 4L << 30;
    private static final int MOST_THREADS = 1000;
    private static final int MOST_THREADS_READING = 4;
    private static final String OTHER_THREADS = "[other]";
    private static final int MOST_WARNINGS = 5;
    private static final int KINDS_NAMED = 5;
    private static final int MOST_LIVE = 1024; // objects that async-profiler tracks

    private final JfrBytes in;
    private JfrInterval interval = new JfrInterval(); // async-profiler's
    private final ProfileBuilder builder = new ProfileBuilder(Profile.Header.of(List.of(SPACE)));
    private final JfrSums sums = new JfrSums(); // by the builder's ids of stacks, and those of the following
    private final Texts classes = new Texts();
    private final Texts threads = new Texts();
    private final Map<String, Long> eventsByName = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private DataException damage;
    private int chunks;
    private long beginNanos = Long.MAX_VALUE;
    private long endNanos;
    private boolean oldSizes;
    private double bytesTruncated;
    private double bytesWithoutStack;
    private double bytesRead;

    private static final class Texts {
        private final Map<String, Integer> ids = new HashMap<>();
        private final List<String> texts = new ArrayList<>();

        Texts() {
            id("");
        }

        int id(String text) {
            Integer known = ids.putIfAbsent(text, texts.size());
            if (known != null) {
                return known;
            }
            texts.add(text);
            return texts.size() - 1;
        }

        boolean has(String text) {
            return ids.containsKey(text);
        }

        int size() {
            return texts.size();
        }

        String get(long id) {
            return texts.get((int) id);
        }
    }

    private FlightRecording(JfrBytes in) {
        this.in = in;
    }

    /** Whether a file that begins like this (four bytes suffice) is a flight recording. */
    static boolean recognises(byte[] head) {
        return JfrChunk.beginsWith(head);
    }

    /**
     * The profile in a file.
     *
     * @param name what messages call it
     */
    static Profile read(Path file, String name) throws IOException {
        return of(file, name, FlightRecording::read);
    }

    /**
     * The profile in a stream, which is first copied to a temporary file.
     *
     * @param in read to its end, not closed
     * @param name what messages call it
     */
    static Profile read(InputStream in, String name) throws IOException {
        return of(in, name, FlightRecording::read);
    }

    /**
     * The garbage collections in a file.
     *
     * @param name what messages call it
     */
    static GcHistory readGc(Path file, String name) throws IOException {
        return of(file, name, JfrGc::read);
    }

    /** Those in a stream, which is first copied to a temporary file. */
    static GcHistory readGc(InputStream in, String name) throws IOException {
        return of(in, name, JfrGc::read);
    }

    /** What is made of a recording's bytes. */
    private interface Making<T> {
        T of(JfrBytes bytes) throws IOException;
    }

    private static <T> T of(Path file, String name, Making<T> making) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return making.of(JfrBytes.of(channel, name));
        } catch (DataException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static <T> T of(InputStream in, String name, Making<T> making) throws IOException {
        Path file = Files.createTempFile("eden", ".jfr");
        try {
            copy(in, file, name);
            return of(file, name, making);
        } finally {
            Files.delete(file);
        }
    }

    private static void copy(InputStream in, Path file, String name) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long copied = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int n; (n = in.read(buffer)) >= 0; copied += n) {
                if (copied > MOST_COPIED) {
                    throw new DataException(name + ": more than " + (MOST_COPIED >> 30)
                            + " GiB; fetch or unpack it to a file, which has no such limit");
                }
                out.write(buffer, 0, n);
            }
        } catch (DataException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static DataException unreadable(String name, IOException e) {
        return new DataException(name + ": cannot be read: " + (e.getMessage() == null ? e : e.getMessage()), e);
    }

    /**
     * The profile in these bytes.
     *
     * @param name what messages call them
     */
    static Profile read(byte[] bytes, String name) throws IOException {
        return read(JfrBytes.of(bytes, name));
    }

    private static Profile read(JfrBytes in) throws IOException {
        try {
            FlightRecording recording = new FlightRecording(in);
            recording.readChunks();
            return recording.profile();
        } catch (ArithmeticException e) {
            throw new DataException(
                    in.name() + ": values that add up to more than 64 bits hold; the file is damaged", e);
        } catch (OutOfMemoryError e) {
            throw new DataException(
                    in.name() + ": does not fit the heap of "
                            + (Runtime.getRuntime().maxMemory() >> 20) + " MiB; run with a larger one (-Xmx)",
                    e);
        }
    }

    // Chunks

    private void readChunks() throws IOException {
        List<JfrChunk> headers = new ArrayList<>();
        DataException end = null;
        for (long at = 0; end == null && (at < in.length() || at == 0); ) {
            try {
                headers.add(JfrChunk.at(at, in));
                at = headers.get(headers.size() - 1).end();
            } catch (DataException e) {
                end = e;
            }
        }
        Iterator<JfrChunk> rest = headers.iterator();
        boolean ordered = true; // async-profiler's interval is known from chunk to chunk
        while (ordered && rest.hasNext()) {
            ordered = take(rest.next(), chunk -> JfrRead.of(in, chunk, interval)) || chunks == 0;
        }
        if (rest.hasNext()) {
            readTogether(rest);
        }
        if (end != null) {
            damaged(end);
        }
    }

    private interface Reading {
        JfrRead of(JfrChunk chunk) throws IOException;
    }

    /** Adds a chunk; returns whether it is async-profiler's. */
    private boolean take(JfrChunk chunk, Reading reading) throws IOException {
        try {
            JfrRead read = reading.of(chunk);
            if (read.damage() != null) {
                damaged(read.damage());
            }
            read.events().count(eventsByName);
            oldSizes |= read.events().hasOldSizes();
            add(read.events().sums(), read.pools());
            chunks++;
            beginNanos = Math.min(beginNanos, chunk.timeNanos());
            endNanos = Math.max(endNanos, chunk.timeNanos() + chunk.durationNanos());
            if (read.events().isAsync()) {
                interval = read.events().interval();
            }
            return read.events().isAsync();
        } catch (DataException e) {
            damaged(e);
            return false;
        }
    }

    /** Reads several chunks at a time, and adds them in their order. */
    private void readTogether(Iterator<JfrChunk> rest) throws IOException {
        int together = Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS_READING);
        ExecutorService threads = Executors.newFixedThreadPool(together);
        try {
            Queue<JfrChunk> waiting = new ArrayDeque<>();
            Queue<Future<JfrRead>> reading = new ArrayDeque<>();
            while (rest.hasNext() || !reading.isEmpty()) {
                while (rest.hasNext() && reading.size() <= together) {
                    JfrChunk chunk = rest.next();
                    waiting.add(chunk);
                    reading.add(threads.submit(() -> JfrRead.of(in.another(), chunk, new JfrInterval())));
                }
                Future<JfrRead> next = reading.remove();
                take(waiting.remove(), chunk -> result(next));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static JfrRead result(Future<JfrRead> read) throws IOException {
        try {
            return read.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private void damaged(DataException e) {
        damage = damage == null ? e : damage;
        if (warnings.size() < MOST_WARNINGS) {
            warnings.add(e.getMessage());
        }
    }

    private void add(JfrSums read, JfrPools pools) {
        JfrPools.Named named = pools.new Named(builder);
        for (JfrSource source : List.of(JfrSource.OLD, JfrSource.LIVE)) {
            // What was in use at the end of an earlier chunk is of no interest when there is news.
            if (read.events(source) > 0) {
                sums.forget(source);
            }
        }
        for (int row = 0; row < read.rows(); row++) {
            long stack = named.stack(read.stack(row));
            boolean truncated = pools.isTruncated(read.stack(row));
            long thread = thread(pools.threadName(read.thread(row)));
            long type = read.type(row);
            for (JfrSource source : JfrSource.ALL) {
                double events = read.events(row, source);
                if (events > 0) {
                    String name = source == JfrSource.OLD ? named.objectClassName(type) : named.className(type);
                    double bytes = read.bytes(row, source);
                    bytesRead += bytes;
                    bytesTruncated += truncated ? bytes : 0;
                    bytesWithoutStack += read.stack(row) == 0 ? bytes : 0;
                    sums.add(source, stack, classes.id(name), thread, events, read.objects(row, source), bytes);
                }
            }
        }
    }

    private int thread(String name) {
        return threads.id(threads.size() < MOST_THREADS || threads.has(name) ? name : OTHER_THREADS);
    }

    // The profile

    private Profile profile() throws DataException {
        if (chunks == 0) {
            throw damage;
        }
        Map<JfrSource, Long> events = new EnumMap<>(JfrSource.class);
        for (JfrSource source : JfrSource.ALL) {
            events.put(source, sums.events(source));
        }
        JfrSource alloc = allocated(events);
        JfrSource inUse = inUse(events);
        if (alloc == null && inUse == null) {
            throw nothing();
        }
        List<ValueType> types = types(alloc, inUse);
        builder.header(Profile.Header.of(types)
                .withDefaultSampleType(alloc == null ? "" : ValueType.ALLOC_SPACE.type())
                .withPeriod(SPACE, alloc == JfrSource.ASYNC || inUse == JfrSource.LIVE ? interval.bytes() : 0)
                .withTime(beginNanos, endNanos - beginNanos)
                .withComments(comments(alloc, inUse, events))
                .withWarnings(warnings));
        addSamples(alloc, inUse, types);
        Profile profile = builder.build();
        for (int type = 0; type < types.size(); type++) {
            profile.total(type);
        }
        return profile;
    }

    /**
     * The one source that allocations are taken from. TLAB events are the better estimate, but where there are fewer of
     * them than samples, they were on for a part of the recording only, or only one kind of them: each sample has one.
     */
    private static JfrSource allocated(Map<JfrSource, Long> events) {
        if (events.get(JfrSource.ASYNC) > 0) {
            return JfrSource.ASYNC;
        }
        long samples = events.get(JfrSource.SAMPLE);
        long tlabs = events.get(JfrSource.TLAB);
        return samples + tlabs == 0 ? null : tlabs >= samples ? JfrSource.TLAB : JfrSource.SAMPLE;
    }

    private static JfrSource inUse(Map<JfrSource, Long> events) {
        return events.get(JfrSource.LIVE) > 0 ? JfrSource.LIVE : events.get(JfrSource.OLD) > 0 ? JfrSource.OLD : null;
    }

    private List<ValueType> types(JfrSource alloc, JfrSource inUse) {
        List<ValueType> types = new ArrayList<>();
        if (alloc != null && alloc != JfrSource.SAMPLE) {
            types.add(ValueType.ALLOC_OBJECTS);
        }
        if (alloc != null) {
            types.add(ValueType.ALLOC_SPACE);
        }
        if (inUse != null) {
            types.add(ValueType.INUSE_OBJECTS);
        }
        if (inUse == JfrSource.LIVE || (inUse == JfrSource.OLD && oldSizes)) {
            types.add(ValueType.INUSE_SPACE);
        }
        return types;
    }

    private void addSamples(JfrSource alloc, JfrSource inUse, List<ValueType> types) {
        List<JfrSource> sources = types.stream()
                .map(type -> type.type().startsWith("alloc_") ? alloc : inUse)
                .toList();
        long[] values = new long[types.size()];
        for (int row = 0; row < sums.rows(); row++) {
            for (JfrSource source : JfrSource.ALL) {
                if ((source == alloc || source == inUse) && sums.events(row, source) > 0) {
                    for (int i = 0; i < values.length; i++) {
                        values[i] = sources.get(i) == source ? value(row, source, types.get(i)) : 0;
                    }
                    builder.add((int) sums.stack(row), builder.labels(labels(row, source)), values);
                }
            }
        }
    }

    private long value(int row, JfrSource source, ValueType type) {
        boolean bytes = type.equals(ValueType.ALLOC_SPACE) || type.equals(ValueType.INUSE_SPACE);
        return whole(bytes ? sums.bytes(row, source) : sums.objects(row, source));
    }

    private static long whole(double value) {
        if (value > 0x1p62) {
            throw new ArithmeticException();
        }
        return Math.round(value);
    }

    private List<Label> labels(int row, JfrSource source) {
        List<Label> labels = new ArrayList<>();
        String type = classes.get(sums.type(row));
        if (!type.isEmpty()) {
            labels.add(Label.of("class", type));
        }
        double objects = sums.objects(row, source);
        double bytes = sums.bytes(row, source);
        if (objects > 0 && bytes > 0) {
            labels.add(Label.of("bytes", Math.round(bytes / objects), "bytes"));
        }
        String thread = threads.get(sums.thread(row));
        if (!thread.isEmpty()) {
            labels.add(Label.of("thread", thread));
        }
        return labels;
    }

    private List<String> comments(JfrSource alloc, JfrSource inUse, Map<JfrSource, Long> events) {
        List<String> comments = new ArrayList<>();
        if (alloc == JfrSource.ASYNC) {
            comments.add("alloc: estimated from " + events.get(alloc) + " samples of async-profiler, one every "
                    + interval.bytes() + " bytes, weighed anew by 1/(1-exp(-size/"
                    + interval.bytes() + "))");
        } else if (alloc == JfrSource.TLAB) {
            comments.add("alloc: estimated from " + events.get(alloc)
                    + " JFR events: a new TLAB counts as full of the object that asked for it");
        } else if (alloc == JfrSource.SAMPLE) {
            comments.add(
                    "alloc: bytes only, estimated from " + events.get(alloc) + " JFR samples; objects are not known");
        }
        for (JfrSource other : List.of(JfrSource.TLAB, JfrSource.SAMPLE)) {
            if (alloc != other && events.get(other) > 0) {
                comments.add("not added: " + events.get(other) + " events of another kind ("
                        + (other == JfrSource.TLAB ? "TLABs" : "jdk.ObjectAllocationSample")
                        + ") that sample the same allocations");
            }
        }
        if (inUse == JfrSource.LIVE) {
            comments.add("inuse: estimated from " + events.get(inUse) + " objects that async-profiler tracked"
                    + (events.get(inUse) >= MOST_LIVE * 9 / 10
                            ? ", which is all that it can: the real values are higher"
                            : ""));
        } else if (inUse == JfrSource.OLD) {
            comments.add("inuse: the " + events.get(inUse)
                    + " objects that JFR picked and that were still there, no estimate of the heap"
                    + (oldSizes ? "" : "; their sizes are not recorded"));
        }
        if (bytesWithoutStack > 0) {
            comments.add(String.format(
                    Locale.ROOT,
                    "stacks: %.1f%% of the bytes have none (stackTrace=false, or allocated by the JVM itself)",
                    100 * bytesWithoutStack / bytesRead));
        }
        if (bytesTruncated > 0) {
            comments.add(String.format(
                    Locale.ROOT,
                    "stacks: those of %.1f%% of the bytes are cut off at their outer end (stackdepth)",
                    100 * bytesTruncated / bytesRead));
        }
        comments.add("files: JFR keeps no file names; they are guessed from the names of classes");
        return comments;
    }

    /** What to say about a recording without what is wanted. */
    private DataException nothing() {
        if (damage != null) {
            return damage;
        }
        List<Map.Entry<String, Long>> kinds = new ArrayList<>(eventsByName.entrySet());
        kinds.sort(Map.Entry.<String, Long>comparingByValue(Collections.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        String named = kinds.stream()
                .limit(KINDS_NAMED)
                .map(kind -> kind.getKey() + " (" + kind.getValue() + ")")
                .collect(Collectors.joining(", "));
        int others = kinds.size() - KINDS_NAMED;
        return new DataException(in.name() + ": no allocation events; it holds "
                + (named.isEmpty() ? "no event at all" : named)
                + (others > 0 ? " and " + others + " other kinds" : "")
                + "; record with `jcmd PID JFR.start settings=profile` or `java -XX:StartFlightRecording:settings=profile,filename=FILE`,"
                + " or with `eden record`");
    }
}
