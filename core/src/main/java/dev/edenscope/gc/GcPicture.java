package dev.edenscope.gc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the garbage collections of a history add up to. What cannot be known is absent, never 0. A pure function of the
 * history; cost: linear, and a sort.
 */
public final class GcPicture {
    /** Below these garbage collection is not worth anybody's time. */
    private static final double CHEAP_SHARE = 0.02;

    private static final double SHORT_PAUSE_SECONDS = 0.005;

    /** Whether it pays to look at garbage collection. */
    public enum Verdict {
        /** It takes less than 2 % of CPU, and 99 of 100 pauses are shorter than 5 ms. */
        NO_PROBLEM,
        /** It takes more, or pauses are longer. */
        WORTH_A_LOOK,
        /** Too little is known. */
        UNKNOWN
    }

    /**
     * Collections of one kind and cause.
     *
     * @param freedBytes by all of them together; absent where one of them does not say
     */
    public record Row(
            String name, Collection.Kind kind, String cause, int collections, Pauses pauses, OptionalLong freedBytes) {
        static Row of(List<Collection> collections) {
            Collection first = collections.get(0);
            long freed = 0;
            boolean known = true;
            for (Collection each : collections) {
                Change heap = each.heap();
                known &= heap.isKnown();
                freed += heap.isKnown()
                        ? heap.beforeBytes().getAsLong() - heap.afterBytes().getAsLong()
                        : 0;
            }
            return new Row(
                    first.name(),
                    first.kind(),
                    first.cause(),
                    collections.size(),
                    Pauses.of(collections),
                    known ? OptionalLong.of(freed) : OptionalLong.empty());
        }
    }

    private final GcHistory history;
    private final Flow flow;
    private final Pauses pauses;
    private final List<Row> rows;

    private GcPicture(GcHistory history) {
        this.history = history;
        this.flow = Flow.of(history);
        this.pauses = Pauses.of(history.collections());
        Map<List<Object>, List<Collection>> groups = new LinkedHashMap<>();
        for (Collection each : history.collections()) {
            groups.computeIfAbsent(List.of(each.kind(), each.name(), each.cause()), key -> new ArrayList<>())
                    .add(each);
        }
        this.rows = groups.values().stream()
                .map(Row::of)
                .sorted(Comparator.comparing(Row::kind)
                        .thenComparing(Comparator.comparingInt(Row::collections).reversed())
                        .thenComparing(Row::name)
                        .thenComparing(Row::cause))
                .toList();
    }

    /** The picture of a history. */
    public static GcPicture of(GcHistory history) {
        return new GcPicture(history);
    }

    public GcHistory history() {
        return history;
    }

    Flow flow() {
        return flow;
    }

    /** The model that fits; absent where there are too few collections, or no times. */
    public Optional<GcModel> model() {
        return GcModel.of(this);
    }

    /** Collections by kind, name and cause; of a kind those that occur most come first. */
    public List<Row> rows() {
        return rows;
    }

    public Pauses pauses() {
        return pauses;
    }

    public int collections() {
        return history.collections().size();
    }

    /** Whether it pays to look at garbage collection. */
    public Verdict verdict() {
        Optional<Share> cost = cost();
        if (cost.isEmpty() && collections() == 0) {
            return history.seconds().isPresent() ? Verdict.NO_PROBLEM : Verdict.UNKNOWN;
        }
        if (pauses.p99Seconds() >= SHORT_PAUSE_SECONDS
                || (cost.isPresent() && cost.get().share() >= CHEAP_SHARE)
                || history.stalls().count() > 0) {
            return Verdict.WORTH_A_LOOK;
        }
        boolean known = cost.isPresent() && (cost.get().of() != Share.Of.TIME || isStopped());
        return known ? Verdict.NO_PROBLEM : Verdict.UNKNOWN;
    }

    /** Whether the collector works only while the application is stopped, so that pauses are all that it costs. */
    private boolean isStopped() {
        return history.collections().stream().allMatch(Collection::isPause);
    }

    // What it costs

    /** Share of the process's CPU time that the collector took, from 0 to 1; absent where either is not known. */
    public OptionalDouble gcCpuShare() {
        GcHistory.Cpu cpu = history.cpu();
        if (cpu.gcSeconds().isEmpty()
                || cpu.processSeconds().isEmpty()
                || cpu.processSeconds().getAsDouble() <= 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                Math.min(1, cpu.gcSeconds().getAsDouble() / cpu.processSeconds().getAsDouble()));
    }

    /** Share of the time of all processors that the collector took, from 0 to 1. */
    public OptionalDouble gcProcessorShare() {
        GcHistory.Cpu cpu = history.cpu();
        if (cpu.gcSeconds().isEmpty()
                || cpu.processors().isEmpty()
                || history.seconds().isEmpty()) {
            return OptionalDouble.empty();
        }
        double available = history.seconds().getAsDouble() * cpu.processors().getAsInt();
        return OptionalDouble.of(Math.min(1, cpu.gcSeconds().getAsDouble() / available));
    }

    /** Share of the time in which the application stood still, from 0 to 1; absent where no pause was recorded. */
    public OptionalDouble stoppedShare() {
        OptionalDouble seconds = history.seconds();
        boolean recorded = pauses.count() > 0 || collections() == 0;
        return seconds.isPresent() && recorded
                ? OptionalDouble.of(Math.min(1, pauses.totalSeconds() / seconds.getAsDouble()))
                : OptionalDouble.empty();
    }

    /** What it costs, as a share of the first that is known of: CPU time, all processors' time, time. */
    public Optional<Share> cost() {
        boolean estimated = history.cpu().estimated();
        OptionalDouble cpu = gcCpuShare();
        if (cpu.isPresent()) {
            return Optional.of(new Share(cpu.getAsDouble(), Share.Of.CPU, estimated));
        }
        OptionalDouble processors = gcProcessorShare();
        if (processors.isPresent()) {
            return Optional.of(new Share(processors.getAsDouble(), Share.Of.PROCESSORS, estimated));
        }
        OptionalDouble stopped = stoppedShare();
        return stopped.isPresent()
                ? Optional.of(new Share(stopped.getAsDouble(), Share.Of.TIME, false))
                : Optional.empty();
    }

    // How often

    /** Whether it is one of those that intervals lie between: not a cycle over the old generation beside young ones. */
    boolean isMain(Collection collection) {
        return collection.kind() != Collection.Kind.CYCLE
                || !history.collector().hasEden();
    }

    /** Seconds from the beginning of one collection to that of the next, on average. */
    public OptionalDouble intervalSeconds() {
        double[] times = history.collections().stream()
                .filter(this::isMain)
                .mapToDouble(each -> Double.isNaN(each.startSeconds()) ? each.endSeconds() : each.startSeconds())
                .filter(time -> !Double.isNaN(time))
                .sorted()
                .toArray();
        return times.length < 2 || times[times.length - 1] <= times[0]
                ? OptionalDouble.empty()
                : OptionalDouble.of((times[times.length - 1] - times[0]) / (times.length - 1));
    }

    /** How many of them there are a minute. */
    public OptionalDouble collectionsPerMinute() {
        OptionalDouble interval = intervalSeconds();
        return interval.isPresent() ? OptionalDouble.of(60 / interval.getAsDouble()) : interval;
    }

    // What is allocated

    /**
     * Bytes that the application allocated a second: by the process's own count where its source has it, else by how the
     * heap grew between collections.
     */
    public OptionalDouble allocationBytesPerSecond() {
        OptionalDouble seconds = history.seconds();
        if (history.allocatedBytes().isPresent() && seconds.isPresent()) {
            return OptionalDouble.of(history.allocatedBytes().getAsLong() / seconds.getAsDouble());
        }
        double span = flow.end() - flow.begin();
        return span > 0 && flow.allocated() > 0 ? OptionalDouble.of(flow.allocated() / span) : OptionalDouble.empty();
    }

    /** Whether the true allocation rate is higher, as the source does not say what is allocated while collections run. */
    public boolean isAllocationAtLeast() {
        return history.allocatedBytes().isEmpty() && !flow.isComplete();
    }

    /** Bytes that became old a second. */
    public OptionalDouble promotionBytesPerSecond() {
        OptionalDouble seconds = history.seconds();
        long sum = 0;
        boolean known = false;
        for (Collection each : history.collections()) {
            known |= each.details().promotedBytes().isPresent();
            sum += each.details().promotedBytes().orElse(0);
        }
        return known && seconds.isPresent() ? OptionalDouble.of(sum / seconds.getAsDouble()) : OptionalDouble.empty();
    }

    // What is kept

    /**
     * Bytes that are reachable, as of the last collection that looked at the whole heap: what it marked where its source says
     * so, else what was used after it, which is more if anything.
     */
    public OptionalLong liveBytes() {
        for (int i = collections() - 1; i >= 0; i--) {
            Collection each = history.collections().get(i);
            if (each.kind() == Collection.Kind.FULL || each.kind() == Collection.Kind.CYCLE) {
                OptionalLong marked = each.details().liveBytes();
                OptionalLong live = marked.isPresent() ? marked : each.heap().afterBytes();
                if (live.isPresent()) {
                    return live;
                }
            }
        }
        return OptionalLong.empty();
    }

    /** Bytes used after a collection: of all collections the median. */
    public OptionalLong heapAfterBytes() {
        long[] after = history.collections().stream()
                .filter(this::isMain)
                .map(each -> each.heap().afterBytes())
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .toArray();
        Arrays.sort(after);
        return after.length == 0 ? OptionalLong.empty() : OptionalLong.of(after[after.length / 2]);
    }

    /** Bytes left by a collection, on average; NaN where unknown. */
    double leftBytes() {
        return history.collections().stream()
                .map(each -> each.heap().afterBytes())
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .average()
                .orElse(Double.NaN);
    }

    /** Bytes that the heap may have: its limit where known, else the most that it was seen to have. */
    public OptionalLong heapLimitBytes() {
        if (history.limits().heapBytes().isPresent()) {
            return history.limits().heapBytes();
        }
        return history.collections().stream()
                .map(each -> each.heap().capacityBytes())
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .max();
    }
}
