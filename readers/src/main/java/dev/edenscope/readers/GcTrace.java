package dev.edenscope.readers;

import dev.edenscope.gc.Change;
import dev.edenscope.gc.Collection;
import dev.edenscope.gc.Collection.Kind;
import dev.edenscope.gc.Collector;
import dev.edenscope.gc.GcHistory;
import dev.edenscope.gc.Phase;
import dev.edenscope.profile.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Go program writes with {@code GODEBUG=gctrace=1}, from Go 1.6 on, among whatever else it writes.
 *
 * <pre>
 * gc 9 @0.079s 2%: 0.041+3.1+0.002 ms clock, 0.49+0.62/8.8/6.1+0.028 ms cpu, 19-&gt;20-&gt;17 MB, 19 MB goal, 0 MB stacks, 0 MB globals, 12 P
 * </pre>
 *
 * <p>Clock: a pause, marking beside the program, a pause. CPU: the first pause, help of goroutines that allocate / marking /
 * marking by processors that had nothing else to do, the last pause. Of marking by idle processors Go says that it is free,
 * and so is it here. Sizes are whole megabytes: heap at the beginning, at the end, of it live, and the goal, which is live
 * heap, stacks and globals before, more by GOGC percent. (Go runtime, {@code mgc.go}, {@code mgcpacer.go}.)
 */
final class GcTrace {
    private static final String NUMBER = "([0-9]{1,9}(?:\\.[0-9]{1,9})?)";
    private static final Pattern LINE = Pattern.compile("gc #?([0-9]{1,9}) @" + NUMBER + "s [0-9]{1,3}%"
            + "(?: \\(checking for goroutine leaks\\))?: "
            + NUMBER + "\\+" + NUMBER + "\\+" + NUMBER + " ms clock, "
            + NUMBER + "\\+" + NUMBER + "/" + NUMBER + "/" + NUMBER + "\\+" + NUMBER + " ms cpu, "
            + "([0-9]{1,9})->([0-9]{1,9})->([0-9]{1,9}) MB, ([0-9]{1,9}) MB goal,"
            + "(?: ([0-9]{1,9}) MB stacks, ([0-9]{1,9}) MB globals,)? ([0-9]{1,9}) P( \\(forced\\))?");
    private static final int MOST_COLLECTIONS = 1 << 20;
    private static final int FEWEST_MEGABYTES = 16; // live, for a goal to tell GOGC
    private static final int FEWEST_GOALS = 3;

    private final String name;
    private final List<Collection> collections = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Double> percents = new ArrayList<>();
    private double cpuSeconds;
    private double live; // of the collection before, megabytes
    private int processors;

    private GcTrace(String name) {
        this.name = name;
    }

    /** Whether a line has a collection in it. */
    static boolean recognises(String line) {
        return matcher(line) != null;
    }

    /** What the line has behind whatever the program has printed before. */
    private static Matcher matcher(String line) {
        for (int at = line.indexOf("gc "); at >= 0; at = line.indexOf("gc ", at + 1)) {
            Matcher matcher = LINE.matcher(line).region(at, line.length());
            if (matcher.lookingAt()) {
                return matcher;
            }
        }
        return null;
    }

    /**
     * The history that the lines tell.
     *
     * @param name what messages call the file
     */
    static GcHistory read(InputStream in, String name) throws IOException {
        GcTrace trace = new GcTrace(name);
        LogLines lines = new LogLines(in);
        for (String line; (line = lines.next()) != null; ) {
            Matcher found = matcher(line);
            if (found != null) {
                trace.add(found);
            }
        }
        return trace.history();
    }

    private void add(Matcher line) {
        long number = Long.parseLong(line.group(1));
        if (!collections.isEmpty()
                && number <= collections.get(collections.size() - 1).number()) {
            warnings.add(name + ": holds the lines of several runs; these are the last's");
            collections.clear();
            percents.clear();
            cpuSeconds = 0;
            live = 0;
        }
        if (collections.size() == MOST_COLLECTIONS) {
            return;
        }
        double start = value(line, 2);
        double first = value(line, 3) / 1e3;
        double mark = value(line, 4) / 1e3;
        double last = value(line, 5) / 1e3;
        double cpu = (value(line, 6) + value(line, 7) + value(line, 8) + value(line, 10)) / 1e3;
        cpuSeconds += cpu;
        processors = Integer.parseInt(line.group(17));
        long begin = megabytes(line, 11);
        long end = megabytes(line, 12);
        double all = first + mark + last;
        Change heap = Change.of(begin, megabytes(line, 13));
        collections.add(new Collection(
                number,
                Kind.CYCLE,
                "gc",
                line.group(18) == null ? "" : "forced",
                start,
                start + all,
                heap,
                List.of(
                        new Phase("gc", false, start, all, heap),
                        new Phase("sweep termination", true, start, first, Change.UNKNOWN),
                        new Phase("mark termination", true, start + first + mark, last, Change.UNKNOWN)),
                new Collection.Details(
                        Change.UNKNOWN,
                        OptionalLong.empty(),
                        OptionalLong.of(Math.max(0, end - begin)),
                        OptionalLong.of(megabytes(line, 13)),
                        OptionalDouble.of(cpu))));
        percent(line);
        live = value(line, 13);
    }

    /** What GOGC must be for the goal of this collection after what was live before. */
    private void percent(Matcher line) {
        double roots = line.group(15) == null ? 0 : value(line, 15) + value(line, 16);
        if (live >= FEWEST_MEGABYTES) {
            percents.add(100 * (value(line, 14) - live) / (live + roots));
        }
    }

    /** The one that most goals tell; they are too coarse for more than the nearest ten. */
    private OptionalDouble gogc() {
        if (percents.size() < FEWEST_GOALS) {
            return OptionalDouble.empty();
        }
        Collections.sort(percents);
        long tens = Math.round(percents.get(percents.size() / 2) / 10);
        return tens > 0 ? OptionalDouble.of(10.0 * tens) : OptionalDouble.empty();
    }

    private static double value(Matcher line, int group) {
        return Double.parseDouble(line.group(group));
    }

    /** Megabytes are cut off: the middle of what they may be is right on average. */
    private static long megabytes(Matcher line, int group) {
        return (Long.parseLong(line.group(group)) << 20) + (1 << 19);
    }

    private GcHistory history() throws DataException {
        if (collections.isEmpty()) {
            throw new DataException(name + ": no collection; run the program with GODEBUG=gctrace=1, which writes to"
                    + " standard error");
        }
        // Where the program did not write, it is not known to have run: from its start to the last collection's end.
        return new GcHistory(
                name,
                Collector.GO,
                0,
                collections.get(collections.size() - 1).endSeconds(),
                collections,
                new GcHistory.Cpu(
                        OptionalDouble.of(cpuSeconds), OptionalDouble.empty(), OptionalInt.of(processors), false),
                new GcHistory.Limits(OptionalLong.empty(), OptionalLong.empty(), gogc(), OptionalLong.empty()),
                OptionalLong.empty(),
                GcHistory.Stalls.NONE,
                0,
                warnings);
    }
}
