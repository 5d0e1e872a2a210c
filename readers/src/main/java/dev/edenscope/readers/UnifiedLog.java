package dev.edenscope.readers;

import dev.edenscope.gc.Change;
import dev.edenscope.gc.Collection;
import dev.edenscope.gc.Collection.Kind;
import dev.edenscope.gc.Collector;
import dev.edenscope.gc.GcHistory;
import dev.edenscope.profile.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The GC log of a JVM, 9 and newer: {@code -Xlog:gc} or {@code -Xlog:gc*}, with whatever decorations.
 *
 * <pre>
 * [0.089s][info][gc,start] GC(5) Pause Young (Normal) (G1 Evacuation Pause)
 * [0.089s][info][gc,heap ] GC(5) Eden regions: 78->0(77)
 * [0.089s][info][gc      ] GC(5) Pause Young (Normal) (G1 Evacuation Pause) 79M->2M(133M) 1.410ms
 * [0.090s][info][gc,cpu  ] GC(5) User=0.01s Sys=0.00s Real=0.00s
 * </pre>
 *
 * <p>A log may begin or end in the middle of a collection (files that are rotated): what there is of it counts. Memory grows
 * with the collections, not with the lines. Collectors: G1, Parallel, Serial, CMS, ZGC and Shenandoah, generational or not.
 */
final class UnifiedLog {
    private static final int MOST_COLLECTIONS = 1 << 20;
    private static final double FEWEST_TICKS_SECONDS = 0.05; // User and Sys are counted in steps of 10 ms
    /** What G1 calls the kinds of a young collection; the cause comes behind. */
    private static final Set<String> YOUNG = Set.of("Normal", "Concurrent Start", "Prepare Mixed", "Mixed");

    private static final Change NO_CHANGE = Change.UNKNOWN;

    private final String name;
    private final Map<Long, OpenCollection> open = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private Collector collector = Collector.UNKNOWN;
    private double begin = Double.NaN;
    private double end = Double.NaN;
    private long regionBytes = -1;
    private long heapBytes = -1;
    private long youngBytes = -1;
    private int processors = -1;
    private int parallelWorkers = -1;
    private int concurrentWorkers = -1;
    private double userAndSystemSeconds;
    private String trigger = "";
    private int stalls;
    private double stallSeconds;
    private double longestStallSeconds;
    private long unread;

    private UnifiedLog(String name) {
        this.name = name;
    }

    /** Whether a line can only be one of a GC log. */
    static boolean recognises(String line) {
        String message = LogStamp.of(line).message();
        return isCollection(message) || (line.startsWith("[") && collector(message) != null);
    }

    private static boolean isCollection(String message) {
        int close = message.indexOf(") ");
        return message.startsWith("GC(") && close > 3 && number(message, close) >= 0;
    }

    private static long number(String message, int close) {
        double number = LogNumbers.number(message, 3, close);
        return Double.isNaN(number) ? -1 : (long) number;
    }

    /**
     * The history that a log tells.
     *
     * @param name what messages call it
     */
    static GcHistory read(InputStream in, String name) throws IOException {
        UnifiedLog log = new UnifiedLog(name);
        LogLines lines = new LogLines(in);
        for (String line; (line = lines.next()) != null; ) {
            log.line(LogStamp.of(line));
        }
        return log.history();
    }

    private void line(LogStamp stamp) throws DataException {
        double now = Double.isNaN(stamp.uptimeSeconds()) ? stamp.timeSeconds() : stamp.uptimeSeconds();
        String message = stamp.message();
        if (!Double.isNaN(now)) {
            begin = Double.isNaN(begin) ? now : begin;
            end = Double.isNaN(end) || now > end ? now : end;
        }
        if (isCollection(message)) {
            int close = message.indexOf(") ");
            OpenCollection gc = collection(number(message, close));
            if (gc != null) {
                part(gc, now, message.substring(close + 2).strip());
            }
        } else {
            other(message, now);
        }
    }

    private OpenCollection collection(long number) {
        OpenCollection gc = open.get(number);
        if (gc == null && open.size() < MOST_COLLECTIONS) {
            gc = new OpenCollection(number);
            gc.cause = trigger;
            trigger = "";
            open.put(number, gc);
        }
        unread += gc == null ? 1 : 0;
        return gc;
    }

    // Lines that are of no collection

    private void other(String message, double now) {
        Collector used = collector(message);
        if (used != null) {
            if (!open.isEmpty()) {
                warnings.add(name + ": holds the logs of several runs; this is the last of them");
                open.clear();
                stalls = 0;
                stallSeconds = 0;
                longestStallSeconds = 0;
                userAndSystemSeconds = 0;
                begin = now;
                end = now;
            }
            collector = used;
        } else if (message.startsWith("Trigger")) {
            trigger = cause(message.substring(message.indexOf(':') + 1).strip());
        } else if (message.startsWith("Allocation Stall (")) {
            double seconds = LogNumbers.seconds(lastWord(message));
            if (!Double.isNaN(seconds)) {
                stalls++;
                stallSeconds += seconds;
                longestStallSeconds = Math.max(longestStallSeconds, seconds);
            }
        } else {
            setting(message);
        }
    }

    private static Collector collector(String message) {
        return switch (message) {
            case "Using G1" -> Collector.G1;
            case "Using Parallel" -> Collector.PARALLEL;
            case "Using Serial" -> Collector.SERIAL;
            case "Using Concurrent Mark Sweep" -> Collector.CMS;
            case "Using The Z Garbage Collector" -> Collector.ZGC;
            case "Using Shenandoah" -> Collector.SHENANDOAH;
            default -> null;
        };
    }

    /** Why Shenandoah begins: the reason without its numbers, so that equal ones are equal. */
    private static String cause(String text) {
        if (text.contains("System.gc()")) {
            return "System.gc()";
        }
        StringBuilder cause = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < text.length() && text.charAt(i) != ';'; i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : 0;
            if (depth == 0) {
                cause.append(c);
            }
            depth -= c == ')' && depth > 0 ? 1 : 0;
        }
        String words = cause.toString()
                .replaceAll("[0-9.]+[A-Za-z%]*( of [0-9]+)?", "")
                .replaceAll("\\s+", " ");
        return words.replace(" .", "").strip();
    }

    private void setting(String message) {
        int colon = message.indexOf(": ");
        if (colon < 0) {
            return;
        }
        String value = message.substring(colon + 2).strip();
        int space = value.indexOf(' ');
        String first = space < 0 ? value : value.substring(0, space);
        switch (message.substring(0, colon)) {
            case "Heap Region Size", "Heap region size" -> regionBytes = LogNumbers.bytes(first);
            case "Heap Max Capacity", "Max Capacity" -> heapBytes = LogNumbers.bytes(first);
            case "Heap address" -> {
                int size = value.indexOf("size: ");
                String megabytes = size < 0 ? "" : value.substring(size + 6).replaceFirst(" MB.*", "M");
                heapBytes = heapBytes < 0 ? LogNumbers.bytes(megabytes) : heapBytes;
            }
            case "CPUs" -> {
                int comma = value.indexOf(", ");
                processors =
                        count(comma < 0 ? first : value.substring(comma + 2).replaceFirst(" .*", ""));
            }
            case "Parallel Workers" -> parallelWorkers = count(first);
            case "Concurrent Workers" -> concurrentWorkers = count(first);
            case "GC Workers" -> concurrentWorkers = count(first);
            case "GC Workers for Old Generation", "GC Workers for Young Generation" -> {
                collector = Collector.GENERATIONAL_ZGC;
                concurrentWorkers = Math.max(concurrentWorkers, count(first));
            }
            case "Runtime Workers" -> parallelWorkers = count(first);
            case "Mode" -> collector = value.startsWith("Generational") ? Collector.GENERATIONAL_SHENANDOAH : collector;
            default -> {}
        }
    }

    private static int count(String digits) {
        double number = LogNumbers.number(digits, 0, digits.length());
        return number >= 0 && number < 1e6 ? (int) number : -1;
    }

    // Lines of a collection

    private void part(OpenCollection gc, double now, String line) {
        boolean ofGeneration = line.length() > 3 && line.charAt(1) == ':' && "YyOo".indexOf(line.charAt(0)) >= 0;
        String text = ofGeneration ? line.substring(3).strip() : line;
        if (text.startsWith("Pause ")) {
            pause(gc, now, new LogPart(text));
        } else if (text.startsWith("Concurrent ")) {
            concurrent(gc, now, new LogPart(text));
        } else if (text.startsWith("Garbage Collection (")
                || text.startsWith("Minor Collection (")
                || text.startsWith("Major Collection (")) {
            cycle(gc, now, new LogPart(text));
        } else if (text.startsWith("Young Generation ")) {
            generation(gc, now, new LogPart(text));
        } else {
            detail(gc, text);
        }
    }

    /** Parts of a cycle that stop the application, as opposed to a collection that is one pause. */
    private static boolean isWhole(String pause) {
        return pause.equals("Pause Young")
                || pause.equals("Pause Full")
                || pause.equals("Pause Mixed")
                || pause.equals("Pause Initial Mark")
                || pause.equals("Pause Initial-Mark")
                || pause.startsWith("Pause Degenerated");
    }

    private void pause(OpenCollection gc, double now, LogPart part) {
        if (Double.isNaN(part.seconds())) {
            gc.start = Double.isNaN(gc.start) ? now : gc.start;
            return;
        }
        if (isWhole(part.title()) && !part.title().equals("Pause Initial-Mark")) {
            whole(gc, part);
        } else {
            gc.called(Kind.CYCLE, "Concurrent cycle");
        }
        gc.add(part.title(), true, now, part.seconds(), part.change());
    }

    private void whole(OpenCollection gc, LogPart part) {
        List<String> groups = part.groups();
        if (part.title().startsWith("Pause Degenerated")) {
            gc.kind = Kind.FULL;
            gc.name = groups.isEmpty() ? part.title() : part.title() + " (" + groups.get(0) + ")";
            return;
        }
        boolean named = !groups.isEmpty() && part.title().equals("Pause Young") && YOUNG.contains(groups.get(0));
        int cause = named ? 1 : 0;
        StringBuilder called = new StringBuilder(part.title());
        for (int i = 0; i < groups.size(); i++) {
            called.append(i == cause ? "" : " (" + groups.get(i) + ")");
        }
        gc.name = called.toString();
        gc.cause = groups.size() > cause ? groups.get(cause) : gc.cause;
        boolean mixed =
                part.title().equals("Pause Mixed") || (named && groups.get(0).equals("Mixed"));
        gc.kind = part.title().equals("Pause Full") ? Kind.FULL : mixed ? Kind.MIXED : Kind.YOUNG;
    }

    /** A cycle of ZGC's, as a whole. */
    private void cycle(OpenCollection gc, double now, LogPart part) {
        boolean minor = part.title().startsWith("Minor");
        if (minor || part.title().startsWith("Major")) {
            collector = Collector.GENERATIONAL_ZGC;
        }
        gc.kind = minor ? Kind.YOUNG : Kind.CYCLE;
        gc.name = part.title();
        gc.cause = part.groups().isEmpty() ? "" : part.groups().get(0);
        if (!part.change().isKnown()) {
            gc.start = now;
            return;
        }
        double from = Double.isNaN(part.seconds()) ? gc.start : now - part.seconds();
        gc.start = Double.isNaN(gc.start) ? from : gc.start;
        gc.whole = part.change();
        gc.end = now;
        gc.done = true;
        if (gc.phases.stream().noneMatch(phase -> phase.heap().isKnown())) {
            gc.add(part.title(), false, now, now - gc.start, part.change());
        }
    }

    /** A generation of a cycle of generational ZGC's. That over the old one goes on beside further young ones. */
    private static void generation(OpenCollection gc, double now, LogPart part) {
        if (part.change().isKnown() && !Double.isNaN(part.seconds())) {
            gc.add(part.title(), false, now, part.seconds(), part.change());
        }
    }

    private void concurrent(OpenCollection gc, double now, LogPart part) {
        if (Double.isNaN(part.seconds())) {
            gc.start = Double.isNaN(gc.start) ? now : gc.start;
            return;
        }
        boolean all = part.title().endsWith(" Cycle");
        if (all) {
            gc.kind = Kind.CYCLE;
            gc.name = part.title();
            gc.concurrentSeconds = part.seconds();
        } else {
            boolean young = part.groups().contains("Young");
            gc.called(young ? Kind.YOUNG : Kind.CYCLE, young ? "Young cycle" : "Concurrent cycle");
            gc.concurrentSeconds += collector == Collector.G1 ? 0 : part.seconds();
        }
        if (part.change().isKnown()) {
            gc.add(part.title(), false, now, part.seconds(), part.change());
        } else {
            gc.span(now - part.seconds(), now);
        }
    }

    private void detail(OpenCollection gc, String text) {
        int colon = text.indexOf(": ");
        if (text.startsWith("User=")) {
            userAndSystemSeconds += named(text, "User=") + named(text, "Sys=");
            return;
        }
        if (colon < 0) {
            return;
        }
        String[] words = text.substring(colon + 2).strip().split("\\s+", -1);
        long[] change = LogNumbers.change(words[0]);
        switch (text.substring(0, colon)) {
            case "Eden regions" -> gc.eden = regions(change);
            case "Old regions" -> gc.promoted = promoted(regions(change));
            case "PSYoungGen", "DefNew", "ParNew" -> {
                youngBytes = change == null ? youngBytes : change[2];
                long[] eden = words.length > 2 && words[1].equals("Eden:") ? LogNumbers.change(words[2]) : null;
                gc.eden = eden == null ? NO_CHANGE : OpenCollection.change(eden[0], eden[1], eden[2]);
            }
            case "ParOldGen", "Tenured" -> gc.promoted = change == null ? -1 : Math.max(0, change[1] - change[0]);
            case "Live" -> gc.live = sum(gc.live, column(words, 0));
            case "Allocated" -> gc.allocated = sum(gc.allocated, column(words, 2));
            case "Promoted" -> gc.promoted = sum(gc.promoted, column(words, 1));
            default -> {}
        }
    }

    private static double named(String text, String name) {
        int from = text.indexOf(name);
        int to = text.indexOf('s', from + name.length());
        double seconds = from < 0 || to < 0 ? Double.NaN : LogNumbers.number(text, from + name.length(), to);
        return Double.isNaN(seconds) ? 0 : seconds;
    }

    private static long sum(long known, long more) {
        return more < 0 ? known : Math.max(0, known) + more;
    }

    /** The size in a row of ZGC's tables: {@code - 3M (1%) 3M (1%)}; columns that have none are not counted. */
    private static long column(String[] words, int column) {
        int at = 0;
        for (String word : words) {
            long bytes = word.startsWith("(") || word.equals("-") ? -1 : LogNumbers.bytes(word);
            if (bytes >= 0 && at++ == column) {
                return bytes;
            }
        }
        return -1;
    }

    private Change regions(long[] change) {
        return change == null || regionBytes < 0
                ? NO_CHANGE
                : OpenCollection.change(
                        change[0] * regionBytes, change[1] * regionBytes, change[2] < 0 ? -1 : change[2] * regionBytes);
    }

    private static long promoted(Change old) {
        return old.isKnown()
                ? Math.max(0, old.afterBytes().getAsLong() - old.beforeBytes().getAsLong())
                : -1;
    }

    private static String lastWord(String text) {
        return text.substring(text.lastIndexOf(' ') + 1);
    }

    // The history

    private GcHistory history() throws DataException {
        List<Collection> collections = new ArrayList<>();
        for (OpenCollection gc : open.values()) {
            if (gc.done && gc.kind != null) {
                collections.add(gc.close());
            }
        }
        if (collections.isEmpty() && collector == Collector.UNKNOWN) {
            throw new DataException(name + ": no collection in this log; write one with -Xlog:gc*:file=gc.log");
        }
        if (unread > 0) {
            warnings.add(name + ": more than " + MOST_COLLECTIONS + " collections; those after them are left out");
        }
        if (collector == Collector.UNKNOWN) {
            collector = guessed(collections);
        }
        return new GcHistory(
                name,
                collector,
                begin,
                end,
                collections,
                cpu(),
                new GcHistory.Limits(
                        OpenCollection.known(heapBytes),
                        OpenCollection.known(youngBytes),
                        OptionalDouble.empty(),
                        OptionalLong.empty()),
                OptionalLong.empty(),
                new GcHistory.Stalls(stalls, stallSeconds, longestStallSeconds),
                0,
                warnings);
    }

    /** The collector of a log that begins after the line that names it. */
    private static Collector guessed(List<Collection> collections) {
        for (Collection each : collections) {
            if (each.cause().startsWith("G1 ") || each.name().contains("(Normal)")) {
                return Collector.G1;
            }
            if (each.name().equals("Garbage Collection")) {
                return Collector.ZGC;
            }
            if (each.name().equals("Concurrent cycle")) {
                return Collector.SHENANDOAH;
            }
        }
        return Collector.UNKNOWN;
    }

    /** What the collector's threads spent: as counted where that is fine enough, else threads times their time at work. */
    private GcHistory.Cpu cpu() {
        OptionalInt available = processors > 0 ? OptionalInt.of(processors) : OptionalInt.empty();
        double stopped = 0;
        double concurrent = 0;
        for (OpenCollection gc : open.values()) {
            concurrent += gc.concurrentSeconds;
            for (var phase : gc.phases) {
                stopped += phase.stopped() ? phase.seconds() : 0;
            }
        }
        boolean counted = userAndSystemSeconds >= FEWEST_TICKS_SECONDS;
        int workers = collector == Collector.SERIAL ? 1 : parallelWorkers;
        boolean known = (counted || workers > 0) && (concurrent == 0 || concurrentWorkers > 0);
        if (!known) {
            return new GcHistory.Cpu(OptionalDouble.empty(), OptionalDouble.empty(), available, false);
        }
        double seconds = (counted ? userAndSystemSeconds : stopped * workers) + concurrent * concurrentWorkers;
        return new GcHistory.Cpu(
                OptionalDouble.of(seconds), OptionalDouble.empty(), available, !counted || concurrent > 0);
    }
}
