package dev.edenscope.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.edenscope.gc.Collection;
import dev.edenscope.gc.Collector;
import dev.edenscope.gc.GcHistory;
import dev.edenscope.gc.GcPicture;
import dev.edenscope.profile.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AgentGcTest {
    private static String event(int id, String bean, String kind, String action, long start, int millis, long before) {
        return String.format(
                java.util.Locale.ROOT,
                "{\"id\":%d,\"name\":\"%s\",\"kind\":\"%s\",\"action\":\"%s\",\"cause\":\"G1 Evacuation Pause\","
                        + "\"startMillis\":%d,\"durationMillis\":%d,\"heapBeforeBytes\":%s,\"heapAfterBytes\":%s,"
                        + "\"edenCommittedBytes\":90000000,\"oldBeforeBytes\":5000000,\"oldAfterBytes\":6000000}",
                id,
                bean,
                kind,
                action,
                start,
                millis,
                before == 0 ? "null" : before,
                before == 0 ? "null" : 10_000_000);
    }

    private static String document(String collectors, String events) {
        return "{\"jvm\":\"x\",\"startMillis\":1000000,\"nowMillis\":1010000,\"collectors\":[" + collectors
                + "],\"allocation\":{\"sinceStartBytes\":300000000},\"heap\":{\"maxBytes\":500000000},"
                + "\"cpu\":{\"processors\":4,\"sinceStartProcessNanos\":2000000000,\"sinceStartGcNanos\":100000000},"
                + "\"pools\":[],\"events\":[" + events + "],\"eventsLost\":0}";
    }

    private static GcHistory read(String text) throws IOException {
        return GcFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "gc.json");
    }

    @Test
    void whatTheAgentHasSeenIsAHistory() throws IOException {
        String events = event(1, "G1 Young Generation", "pause", "end of minor GC", 1_001_000, 4, 100_000_000)
                + "," + event(2, "G1 Young Generation", "pause", "end of minor GC", 1_004_000, 0, 100_000_000)
                + "," + event(3, "G1 Young Generation", "pause", "end of minor GC", 1_007_000, 0, 100_000_000);
        GcHistory history = read(document(
                "{\"name\":\"G1 Young Generation\",\"seenCount\":3,\"sinceStartCount\":3,\"sinceStartMillis\":5}",
                events));
        GcPicture picture = GcPicture.of(history);
        assertThat(history.collector()).isEqualTo(Collector.G1);
        assertThat(picture.gcCpuShare().getAsDouble()).isEqualTo(0.05, within(1e-9));
        assertThat(picture.allocationBytesPerSecond().getAsDouble()).isEqualTo(30e6, within(1.0));
        assertThat(picture.intervalSeconds().getAsDouble()).isEqualTo(3, within(1e-9));
        assertThat(picture.promotionBytesPerSecond().getAsDouble()).isEqualTo(0.3e6, within(1.0));
        // Each was told of in whole milliseconds, all together were 5: what that lacks is shared out.
        assertThat(picture.pauses().totalSeconds()).isEqualTo(0.005, within(1e-9));
        assertThat(picture.model().orElseThrow().error()).isEqualTo(0, within(1e-2));
        assertThat(dev.edenscope.gc.GcText.summary(picture)).contains("pauses p50 <1ms, p99 4.33ms");
    }

    @Test
    void pausesOfACycleAreItsParts() throws IOException {
        String events = event(1, "ZGC Pauses", "pause", "end of GC pause", 1_001_000, 0, 0)
                + "," + event(2, "ZGC Pauses", "pause", "end of GC pause", 1_001_020, 0, 0)
                + "," + event(1, "ZGC Cycles", "cycle", "end of GC cycle", 1_001_000, 30, 100_000_000)
                + "," + event(3, "ZGC Pauses", "pause", "end of GC pause", 1_005_000, 0, 0)
                + "," + event(2, "ZGC Cycles", "cycle", "end of GC cycle", 1_005_000, 30, 100_000_000);
        GcHistory history = read(document(
                "{\"name\":\"ZGC Cycles\",\"seenCount\":2},{\"name\":\"ZGC Pauses\",\"seenCount\":3}", events));
        assertThat(history.collector()).isEqualTo(Collector.ZGC);
        assertThat(history.collections()).extracting(Collection::kind).containsOnly(Collection.Kind.CYCLE);
        assertThat(history.collections()).hasSize(2);
        assertThat(GcPicture.of(history).pauses().count()).isEqualTo(3);
    }

    @Test
    void whatWasNotToldOneByOneIsNoHistoryWithoutCollections() {
        assertThatThrownBy(() -> read(document("{\"name\":\"Copy\",\"seenCount\":null}", "")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("record without --exact");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"jvm\":", "{\"jvm\":1}", "{\"jvm\":1,}", "{\"jvm\":\"\\u12", "{\"jvm\":[[", "{\"jvm\":1e}"})
    void aBrokenDocumentIsOneClearError(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("gc.json: ")
                .hasMessageNotContaining("\n");
    }
}
