package dev.edenscope.gc;

import dev.edenscope.report.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;

/**
 * How often a collector comes: <em>interval = headroom / allocation rate</em>, and the pause itself.
 *
 * <p>Headroom is what can be allocated from one collection to the next: for a young generation eden, for Go GOGC percent of
 * what is live, for other concurrent collectors the part of the heap between what a collection leaves and the level at which
 * they start the next. Where a source says how large the collector made it, it is that; else it is fitted: taken from one
 * half of the intervals, and held against the other. So the {@linkplain #error() error} is never that of a number against itself.
 *
 * <p>Only collections that allocation brings about are modelled. Those that somebody asked for, or a timer, stay as they are.
 */
public final class GcModel {
    private static final int FEWEST_FITTED = 4; // intervals, of which two are to fit and two to check
    private static final double EDEN_OF_YOUNG = 0.8; // SurvivorRatio=8
    private static final double MOSTLY = 0.8;
    private static final String NOT_EDEN = "G1 Humongous Allocation"; // comes before eden is full

    private static final double DEFAULT_GOGC = 100;
    private static final String FITTED_TO = "fitted to half of the intervals, held against the others";

    /** What headroom is, and where it is from. */
    public enum Basis {
        EDEN("eden / allocation rate", "eden, as the collector sized it"),
        GOGC("GOGC x live / allocation rate", FITTED_TO),
        FITTED("headroom / allocation rate", FITTED_TO);

        private final String formula;
        private final String source;

        Basis(String formula, String source) {
            this.formula = formula;
            this.source = source;
        }

        public String formula() {
            return formula;
        }

        /** Where headroom is from, in words. */
        public String source() {
            return source;
        }
    }

    /**
     * From the beginning of one collection to that of the next.
     *
     * @param counted seconds of it in which is known what was allocated
     * @param left bytes used after the one
     * @param sized headroom as the collector made it
     */
    private record Interval(double seconds, double counted, double allocated, double left, OptionalLong sized) {
        /** Level of the heap at which the next begins. */
        double level() {
            return left + allocated;
        }
    }

    private final GcPicture picture;
    private final Basis basis;
    private final double rate;
    private final double headroom;
    private final double fixed;
    private final double measured;
    private final int intervals;

    private GcModel(GcPicture picture, Basis basis, List<Interval> fit, List<Interval> check) {
        this.picture = picture;
        this.basis = basis;
        this.rate = mean(check.stream().mapToDouble(Interval::allocated))
                / mean(check.stream().mapToDouble(Interval::counted));
        this.headroom = headroom(fit, check);
        this.fixed = mean(fit.stream().mapToDouble(each -> each.seconds - each.counted));
        this.measured = mean(check.stream().mapToDouble(Interval::seconds));
        this.intervals = check.size();
    }

    /** What {@code fit} says that {@code check} has. */
    private double headroom(List<Interval> fit, List<Interval> check) {
        if (basis == Basis.EDEN) {
            return mean(
                    fit.stream().filter(each -> each.sized.isPresent()).mapToDouble(each -> each.sized.getAsLong()));
        }
        double level = mean(fit.stream().mapToDouble(Interval::level));
        double left = mean(check.stream().mapToDouble(Interval::left));
        if (basis == Basis.GOGC) {
            return left * (level / mean(fit.stream().mapToDouble(Interval::left)) - 1);
        }
        return picture.history().collector().hasEden()
                ? mean(fit.stream().mapToDouble(Interval::allocated))
                : Math.max(0, level - left);
    }

    private static double mean(DoubleStream values) {
        return values.average().orElse(Double.NaN);
    }

    static Optional<GcModel> of(GcPicture picture) {
        List<Interval> intervals = intervals(picture);
        long sized = intervals.stream().filter(each -> each.sized.isPresent()).count();
        if (intervals.isEmpty()) {
            return Optional.empty();
        }
        if (sized >= MOSTLY * intervals.size()) {
            return sane(new GcModel(picture, Basis.EDEN, intervals, intervals));
        }
        if (intervals.size() < FEWEST_FITTED) {
            return Optional.empty();
        }
        Basis basis = picture.history().collector() == Collector.GO ? Basis.GOGC : Basis.FITTED;
        List<Interval> fit = new ArrayList<>();
        List<Interval> check = new ArrayList<>();
        for (int i = 0; i < intervals.size(); i++) {
            // As Thue and Morse alternate: what recurs every so often does not come to lie on one side.
            (Integer.bitCount(i) % 2 == 0 ? fit : check).add(intervals.get(i));
        }
        return sane(new GcModel(picture, basis, fit, check));
    }

    /** Nothing, where nothing was allocated or the heap's levels make no sense. */
    private static Optional<GcModel> sane(GcModel model) {
        return model.rate > 0 && model.headroom > 0 && model.measured > 0 ? Optional.of(model) : Optional.empty();
    }

    private static List<Interval> intervals(GcPicture picture) {
        boolean eden = picture.history().collector().hasEden();
        List<Interval> intervals = new ArrayList<>();
        Flow.Mark before = null;
        for (Flow.Mark mark : picture.flow().marks()) {
            if (!picture.isMain(mark.collection())) {
                continue;
            }
            if (before != null && isDriven(mark.collection(), eden) && mark.counted() > before.counted()) {
                intervals.add(new Interval(
                        mark.from() - before.from(),
                        mark.counted() - before.counted(),
                        mark.allocated() - before.allocated(),
                        before.collection().heap().afterBytes().orElse(0),
                        before.collection().details().eden().capacityBytes()));
            }
            before = mark;
        }
        return intervals;
    }

    /** Whether it came because so much had been allocated: because eden was full, where there is one. */
    private static boolean isDriven(Collection collection, boolean eden) {
        boolean young = collection.kind() == Collection.Kind.YOUNG || collection.kind() == Collection.Kind.MIXED;
        return !collection.isForced() && (!eden || (young && !collection.cause().equals(NOT_EDEN)));
    }

    // What it says

    public Basis basis() {
        return basis;
    }

    /** Bytes that can be allocated from one collection to the next. */
    public double headroomBytes() {
        return headroom;
    }

    /** Bytes allocated a second of the time in which the application ran. */
    public double bytesPerSecond() {
        return rate;
    }

    /** Seconds of an interval in which nothing is allocated: those of the collection itself. */
    double fixedSeconds() {
        return fixed;
    }

    /** From the beginning of one collection that allocation brings about to that of the next, as the model has it. */
    public double intervalSeconds() {
        return interval(headroom, rate);
    }

    /** The same as it was measured. */
    public double measuredSeconds() {
        return measured;
    }

    /** How many intervals it was measured in. */
    public int intervals() {
        return intervals;
    }

    /** How far the model is off: 0.1 where its interval is 10 % longer than the measured one. */
    public double error() {
        return intervalSeconds() / measured - 1;
    }

    private double interval(double bytes, double bytesPerSecond) {
        return bytes / bytesPerSecond + fixed;
    }

    // What if

    /**
     * What to expect if so much less is allocated.
     *
     * @param share of the bytes that is no longer allocated, below 1: 0.4 for 40 % less; negative for more
     */
    public Expected withAllocationCut(double share) {
        if (!(share < 1)) {
            throw new UsageException("alloc=-" + Math.round(share * 100)
                    + "%: without any allocation there is no collection; give less than 100%");
        }
        String change = "alloc=" + (share > 0 ? "-" : "+") + GcText.number(Math.abs(share) * 100) + "%";
        return expected(
                change,
                interval(headroom, rate * (1 - share)) / intervalSeconds(),
                1 / (1 - share),
                false,
                "a collection costs what it costs now, and the rest of the program uses as much CPU as now");
    }

    /** What everybody may want to know: first less allocation, last a trade. */
    public List<String> questions() {
        List<String> questions = new ArrayList<>(List.of("alloc=-20%", "alloc=-50%"));
        OptionalLong limit = picture.heapLimitBytes();
        if (picture.history().collector() == Collector.GO) {
            questions.add("gogc=" + Math.round(2 * gogcPercent()));
        } else if (limit.isPresent()) {
            questions.add("heap=" + 2 * limit.getAsLong());
        }
        return questions;
    }

    /** What to expect of a young generation of so many bytes. */
    public Expected withYoung(long bytes) {
        if (!picture.history().collector().hasEden()) {
            throw new UsageException("young: " + picture.history().collector().title()
                    + " has no young generation that can be sized; try heap=SIZE");
        }
        OptionalLong limit = picture.heapLimitBytes();
        if (limit.isPresent() && bytes >= limit.getAsLong()) {
            throw new UsageException(
                    "young: larger than the heap of " + GcText.bytes(limit.getAsLong()) + "; try heap=SIZE with it");
        }
        double young = picture.history().limits().youngBytes().orElse(Math.round(headroom / EDEN_OF_YOUNG));
        return expected(
                "young=" + GcText.bytes(bytes),
                interval(headroom * bytes / young, rate) / intervalSeconds(),
                1,
                true,
                "eden stays the same part of the young generation, as much survives a collection as now, and the old"
                        + " generation can spare the memory");
    }

    /** What to expect of a heap of at most so many bytes. */
    public Expected withHeap(long bytes) {
        if (picture.history().collector() == Collector.GO) {
            throw new UsageException("heap: Go's is sized by gogc=PERCENT and gomemlimit=SIZE");
        }
        long limit = picture.heapLimitBytes()
                .orElseThrow(() -> new UsageException("heap: how large it is now is not known from this source"));
        long live = picture.liveBytes().orElse(0);
        if (bytes <= live) {
            throw new UsageException("heap: " + GcText.bytes(live) + " are live, which has to fit");
        }
        boolean eden = picture.history().collector().hasEden();
        double room = eden ? headroom * bytes / limit : headroom + (bytes - limit);
        if (room <= 0) {
            throw new UsageException("heap: too small; collections now need " + GcText.bytes(limit - headroom)
                    + " beside what is allocated between them");
        }
        double young = interval(room, rate) / intervalSeconds();
        return expected(
                "heap=" + GcText.bytes(bytes),
                young,
                eden && live < limit ? (double) (bytes - live) / (limit - live) : young,
                true,
                eden
                        ? "the young generation stays the same part of the heap, and as much survives a collection as now"
                        : "all that is added is headroom, and a collection costs what it costs now");
    }

    /** What to expect of Go's GOGC at so many percent. */
    public Expected withGogc(double percent) {
        requireGo("gogc");
        if (!(percent > 0)) {
            throw new UsageException("gogc: give percent above 0");
        }
        double now = gogcPercent();
        double longer = interval(headroom * percent / now, rate) / intervalSeconds();
        return expected(
                "gogc=" + GcText.number(percent),
                longer,
                longer,
                true,
                "GOGC is " + GcText.number(now) + " now, and as much is live as now, so that the heap grows to "
                        + GcText.bytes(picture.leftBytes() + headroom * percent / now)
                        + " between collections");
    }

    /** What to expect of Go's GOMEMLIMIT at so many bytes. */
    public Expected withMemoryLimit(long bytes) {
        requireGo("gomemlimit");
        double room = Math.min(headroom, bytes - picture.leftBytes());
        if (room <= 0) {
            throw new UsageException(
                    "gomemlimit: " + GcText.bytes(picture.leftBytes()) + " are live, which has to fit");
        }
        double longer = interval(room, rate) / intervalSeconds();
        return expected(
                "gomemlimit=" + GcText.bytes(bytes),
                longer,
                longer,
                true,
                "GOGC stays as it is, and nothing but the heap counts towards the limit");
    }

    /** Percent by which Go lets the heap grow over what is live: Go's default, where its source does not say. */
    private double gogcPercent() {
        return picture.history().limits().gogcPercent().orElse(DEFAULT_GOGC);
    }

    private void requireGo(String what) {
        if (picture.history().collector() != Collector.GO) {
            throw new UsageException(what + ": is Go's, and this is "
                    + picture.history().collector().title() + "; try alloc=-PERCENT, young=SIZE or heap=SIZE");
        }
    }

    /**
     * What to expect where the intervals of collections that allocation brings about become longer by these factors: of
     * young ones, and of those that look at more.
     */
    private Expected expected(String change, double young, double other, boolean trade, String assumption) {
        double count = 0;
        double countThen = 0;
        double cost = 0;
        double costThen = 0;
        for (Collection each : picture.history().collections()) {
            boolean isYoung = each.kind() == Collection.Kind.YOUNG || each.kind() == Collection.Kind.MIXED;
            double factor = each.isForced() ? 1 : isYoung ? 1 / young : 1 / other;
            if (picture.isMain(each)) {
                count++;
                countThen += factor;
            }
            double work = cost(each);
            cost += work;
            costThen += work * factor;
        }
        double interval = picture.intervalSeconds().orElse(measured) * count / countThen;
        double costs = cost > 0 ? costThen / cost : countThen / count;
        return new Expected(
                change, interval, 60 / interval, picture.cost().map(share -> share.times(costs)), trade, assumption);
    }

    /** CPU time of a collection; where that is not known how long it was at work, which stands for what it cost. */
    static double cost(Collection collection) {
        double seconds = collection.endSeconds() - collection.startSeconds();
        double work = Double.isNaN(seconds) ? collection.stoppedSeconds() : seconds;
        return collection.details().cpuSeconds().orElse(work);
    }
}
