package dev.edenscope.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("jvm")
final class GcTest {
    @ParameterizedTest
    @CsvSource({
        "G1 Young Generation, pause",
        "G1 Old Generation, pause",
        "G1 Concurrent GC, pause",
        "PS Scavenge, pause",
        "Copy, pause",
        "ZGC Pauses, pause",
        "ZGC Cycles, cycle",
        "ZGC Minor Pauses, pause",
        "ZGC Major Cycles, cycle",
        "Shenandoah Pauses, pause",
        "Shenandoah Cycles, cycle",
        "Epsilon Heap,",
    })
    void aCyclesDurationIsNoPause(String collector, String kind) {
        assertThat(Gc.kind(collector)).isEqualTo(kind);
    }

    @Test
    void aCollectionIsListedWithItsCauseAndHeap() throws InterruptedException {
        Gc gc = Gc.start(true, true);
        try {
            Orders.take(1_000_000);
            System.gc();
            String json = gc.json();
            for (int i = 0; i < 100 && !json.contains("System.gc()"); i++) {
                Thread.sleep(20);
                json = gc.json();
            }
            assertThat(json)
                    .contains("\"cause\":\"System.gc()\"")
                    .containsPattern("\"heapBeforeBytes\":\\d{5,}")
                    .containsPattern("\"startMillis\":1\\d{12}")
                    .containsPattern("\"seenCount\":[1-9]")
                    .containsPattern("\"sinceStartBytes\":\\d{6,}")
                    .endsWith("\"eventsLost\":0}");
        } finally {
            gc.stop();
        }
    }

    @Test
    void onlyTheLatestCollectionsAreKept() throws InterruptedException {
        Gc gc = Gc.start(true, true);
        try {
            for (int i = 0; i < 3; i++) {
                System.gc();
            }
            Thread.sleep(300);
            String json = gc.json();
            assertThat(Pattern.compile("\"action\":").matcher(json).results().count())
                    .isBetween(3L, 2048L);
        } finally {
            gc.stop();
        }
    }

    @Test
    void cpuTimeAndPoolsAreThere() {
        Gc gc = Gc.start(true, true);
        try {
            for (int i = 0; i < 5; i++) {
                System.gc();
            }
            assertThat(gc.json())
                    .containsPattern("\"cpu\":\\{\"processors\":[1-9]\\d*,\"sinceStartProcessNanos\":\\d{6,},")
                    .containsPattern("\"sinceStartGcNanos\":\\d{5,}}") // Linux tells; five collections take longer
                    .containsPattern("\"pools\":\\[\\{\"name\":\"")
                    .containsPattern("\"sinceStartCount\":[5-9]");
        } finally {
            gc.stop();
        }
    }

    @Test
    void withoutListeningTheJvmHasNothingToTell() {
        Gc gc = Gc.start(true, false);
        System.gc();
        assertThat(gc.json()).contains("\"events\":[]").contains("\"seenCount\":null");
        gc.stop();
    }

    @Test
    void whatCannotBeReliedOnIsNull() {
        Gc gc = Gc.start(false, true);
        try {
            assertThat(gc.json())
                    .contains("\"sinceStartBytes\":null,\"sinceStartBytesPerSecond\":null")
                    .contains("\"intervalBytes\":null,\"intervalBytesPerSecond\":null");
        } finally {
            gc.stop();
        }
    }
}
