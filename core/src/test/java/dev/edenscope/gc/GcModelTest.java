package dev.edenscope.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.edenscope.gc.Collection.Kind;
import dev.edenscope.report.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Histories whose numbers are known, since they are made so: a program that allocates 100 MB/s. */
final class GcModelTest {
    private static final long MB = 1 << 20;

    private static Collection young(int number, double start, double seconds, boolean sized) {
        Change heap = Change.of(110 * MB, 10 * MB, 400 * MB);
        Change eden = sized ? Change.of(100 * MB, 0, 100 * MB) : Change.UNKNOWN;
        return new Collection(
                number,
                Kind.YOUNG,
                "Pause Young",
                "Allocation Failure",
                start,
                start + seconds,
                heap,
                List.of(new Phase("Pause Young", true, start, seconds, heap)),
                new Collection.Details(
                        eden, OptionalLong.of(MB), OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.empty()));
    }

    /** A young collection each time that 100 MB are allocated, which takes a second; it takes 10 ms. */
    private static GcHistory serial(boolean sized) {
        List<Collection> collections = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            collections.add(young(i, 1 + 1.01 * i, 0.01, sized));
        }
        GcHistory bare = GcHistory.of("x.log", Collector.SERIAL, collections);
        return new GcHistory(
                bare.source(),
                bare.collector(),
                0,
                20.2,
                collections,
                new GcHistory.Cpu(OptionalDouble.of(0.2), OptionalDouble.of(2), OptionalInt.of(2), false),
                new GcHistory.Limits(
                        OptionalLong.of(400 * MB),
                        OptionalLong.of(125 * MB),
                        OptionalDouble.empty(),
                        OptionalLong.empty()),
                OptionalLong.empty(),
                GcHistory.Stalls.NONE,
                0,
                List.of());
    }

    /** Cycles that begin at 200 MB, leave 100 MB, and last a tenth of a second in which 10 MB are allocated. */
    private static GcHistory go(int cycles) {
        List<Collection> collections = new ArrayList<>();
        for (int i = 0; i < cycles; i++) {
            Change heap = Change.of(190 * MB, 100 * MB);
            collections.add(new Collection(
                    i,
                    Kind.CYCLE,
                    "gc",
                    "",
                    i,
                    i + 0.1,
                    heap,
                    List.of(new Phase("gc", false, i, 0.1, heap)),
                    new Collection.Details(
                            Change.UNKNOWN,
                            OptionalLong.empty(),
                            OptionalLong.of(10 * MB),
                            OptionalLong.of(100 * MB),
                            OptionalDouble.of(0.05))));
        }
        return GcHistory.of("x.txt", Collector.GO, collections);
    }

    @Test
    void thePictureHasWhatTheHistoryHas() {
        GcPicture picture = GcPicture.of(serial(true));
        assertThat(picture.gcCpuShare()).hasValue(0.1);
        assertThat(picture.gcProcessorShare().getAsDouble()).isEqualTo(0.2 / 40.4, within(1e-9));
        assertThat(picture.stoppedShare().getAsDouble()).isEqualTo(0.2 / 20.2, within(1e-9));
        assertThat(picture.intervalSeconds().getAsDouble()).isEqualTo(1.01, within(1e-9));
        assertThat(picture.allocationBytesPerSecond().getAsDouble()).isEqualTo(100 * MB / 1.01, within(1.0));
        assertThat(picture.promotionBytesPerSecond().getAsDouble()).isEqualTo(20 * MB / 20.2, within(1.0));
        assertThat(picture.pauses().count()).isEqualTo(20);
        assertThat(picture.pauses().p99Seconds()).isEqualTo(0.01);
        assertThat(picture.heapAfterBytes()).hasValue(10 * MB);
        assertThat(picture.verdict()).isEqualTo(GcPicture.Verdict.WORTH_A_LOOK);
    }

    @Test
    void whatIsNotKnownIsAbsent() {
        GcPicture picture = GcPicture.of(GcHistory.of("x.log", Collector.G1, List.of()));
        assertThat(picture.gcCpuShare()).isEmpty();
        assertThat(picture.cost()).isEmpty();
        assertThat(picture.intervalSeconds()).isEmpty();
        assertThat(picture.allocationBytesPerSecond()).isEmpty();
        assertThat(picture.promotionBytesPerSecond()).isEmpty();
        assertThat(picture.liveBytes()).isEmpty();
        assertThat(picture.model()).isEmpty();
        assertThat(picture.verdict()).isEqualTo(GcPicture.Verdict.UNKNOWN);
        assertThat(GcJson.of(picture, picture.model(), List.of()))
                .contains("\"gcCpuShare\":null", "\"intervalMillis\":null", "\"model\":null", "\"p99Millis\":null");
    }

    @Test
    void theIntervalIsEdenOverTheRate() {
        GcModel model = GcPicture.of(serial(true)).model().orElseThrow();
        assertThat(model.basis()).isEqualTo(GcModel.Basis.EDEN);
        assertThat(model.headroomBytes()).isEqualTo(100.0 * MB, within(1.0));
        assertThat(model.bytesPerSecond()).isEqualTo(100.0 * MB, within(1.0));
        assertThat(model.intervalSeconds()).isEqualTo(1.01, within(1e-6));
        assertThat(model.error()).isEqualTo(0, within(1e-6));
    }

    @Test
    void withoutSizesHeadroomIsFittedToHalfOfTheIntervals() {
        GcModel model = GcPicture.of(serial(false)).model().orElseThrow();
        assertThat(model.basis()).isEqualTo(GcModel.Basis.FITTED);
        assertThat(model.intervals()).isBetween(9, 10); // of 19
        assertThat(model.intervalSeconds()).isEqualTo(1.01, within(1e-6));
    }

    @Test
    void halfTheAllocationMakesIntervalsTwiceAsLong() {
        Expected half = GcPicture.of(serial(true)).model().orElseThrow().withAllocationCut(0.5);
        assertThat(half.intervalSeconds()).isEqualTo(2.01, within(1e-6));
        assertThat(half.collectionsPerMinute()).isEqualTo(60 / 2.01, within(1e-6));
        // 0.1 of CPU now; the collector's part falls with their number, the program's part stays.
        double work = 0.1 * 1.01 / 2.01;
        assertThat(half.gcCpuShare().getAsDouble()).isEqualTo(work / (work + 0.9), within(1e-6));
        assertThat(half.trade()).isFalse();
    }

    @Test
    void aLargerYoungGenerationIsATrade() {
        GcModel model = GcPicture.of(serial(true)).model().orElseThrow();
        Expected young = model.withYoung(250 * MB);
        assertThat(young.intervalSeconds()).isEqualTo(2.01, within(1e-6));
        assertThat(young.trade()).isTrue();
        assertThat(model.withHeap(800 * MB).intervalSeconds()).isEqualTo(2.01, within(1e-6));
        assertThat(model.withHeap(800 * MB).trade()).isTrue();
    }

    @Test
    void goCollectsWhenTheHeapHasGrownByGogc() {
        GcModel model = GcPicture.of(go(20)).model().orElseThrow();
        assertThat(model.basis()).isEqualTo(GcModel.Basis.GOGC);
        assertThat(model.headroomBytes()).isEqualTo(100.0 * MB, within(1.0));
        assertThat(model.intervalSeconds()).isEqualTo(1, within(1e-6));
        assertThat(model.withGogc(200).intervalSeconds()).isEqualTo(2, within(1e-6));
        assertThat(model.withMemoryLimit(150 * MB).intervalSeconds()).isEqualTo(0.5, within(1e-6));
        assertThat(model.withAllocationCut(-1).intervalSeconds()).isEqualTo(0.5, within(1e-6));
    }

    @Test
    void collectionsThatSomebodyAskedForStay() {
        List<Collection> collections = new ArrayList<>(serial(true).collections());
        double end = collections.get(19).endSeconds();
        for (int i = 0; i < 20; i++) {
            Change heap = Change.of(10 * MB, 10 * MB, 400 * MB);
            collections.add(new Collection(
                    20 + i,
                    Kind.FULL,
                    "Pause Full",
                    "System.gc()",
                    end + i,
                    end + i + 0.01,
                    heap,
                    List.of(new Phase("Pause Full", true, end + i, 0.01, heap)),
                    Collection.Details.NONE));
        }
        GcModel model = GcPicture.of(GcHistory.of("x.log", Collector.SERIAL, collections))
                .model()
                .orElseThrow();
        assertThat(model.intervals()).isEqualTo(19);
        double now = model.withAllocationCut(0).collectionsPerMinute();
        double half = model.withAllocationCut(0.5).collectionsPerMinute();
        assertThat(half / now).isEqualTo((20 + 20 * 1.01 / 2.01) / 40, within(1e-6));
    }

    @Test
    void tooFewCollectionsMakeNoModel() {
        assertThat(GcPicture.of(go(3)).model()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alloc=-40%       | 1.676667",
                "alloc=+100%      | 0.51",
                "young=250m       | 2.01",
                "young = 250MiB   | 2.01",
                "heap=0.78125g    | 2.01",
            })
    void questionsAreAskedAsPeopleWriteThem(String question, double seconds) {
        GcModel model = GcPicture.of(serial(true)).model().orElseThrow();
        assertThat(WhatIf.ask(model, question).intervalSeconds()).isEqualTo(seconds, within(1e-5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alloc=40%     | \"alloc=40%\": how much less or more, as in alloc=-40%",
                "alloc=-100%   | alloc=-100%: without any allocation there is no collection; give less than 100%",
                "alloc=-x%     | \"alloc=-x%\": expected alloc=-40%, young=2g, heap=8g, gogc=200 or gomemlimit=4g",
                "young=        | \"young=\": expected alloc=-40%, young=2g, heap=8g, gogc=200 or gomemlimit=4g",
                "young=-1g     | \"young=-1g\": a size such as 512m or 2g",
                "young=NaN     | \"young=NaN\": expected alloc=-40%, young=2g, heap=8g, gogc=200 or gomemlimit=4g",
                "young=1g      | young: larger than the heap of 400MB; try heap=SIZE with it",
                "faster        | \"faster\": expected alloc=-40%, young=2g, heap=8g, gogc=200 or gomemlimit=4g",
                "gogc=200      | gogc: is Go's, and this is Serial; try alloc=-PERCENT, young=SIZE or heap=SIZE",
            })
    void aQuestionThatHasNoAnswerSaysWhy(String question, String message) {
        GcModel model = GcPicture.of(serial(true)).model().orElseThrow();
        assertThatThrownBy(() -> WhatIf.ask(model, question))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    @Test
    void theFirstLineSaysWhetherItIsTheProblem() {
        GcPicture picture = GcPicture.of(serial(true));
        assertThat(GcText.summary(picture))
                .isEqualTo("GC is worth a look: 10% of CPU; pauses p50 10ms, p99 10ms, max 10ms;"
                        + " a collection every 1.01s; 99MB/s allocated");
    }
}
