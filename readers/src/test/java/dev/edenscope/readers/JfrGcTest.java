package dev.edenscope.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edenscope.gc.GcHistory;
import dev.edenscope.gc.GcPicture;
import dev.edenscope.profile.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against what the JDK's own reader tells of the same recording. The first has no events of the pauses within cycles. */
final class JfrGcTest {
    private static long count(Path file, String kind) throws IOException {
        long count = 0;
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                count += event.getEventType().getName().equals(kind) ? 1 : 0;
            }
        }
        return count;
    }

    @Tag("shared")
    @ParameterizedTest
    @CsvSource({
        "jmc/full_gc_g1.jfr, 108, 91",
        "jmc/flight_recording_17eaMonitoredVM10440_3.jfr, 3, 4",
        "jmc/hotmethods.jfr, 7, 7",
        "jmc/jdk21.jfr, 2, 2",
        "other/java-memoryleaks.jfr, 5, 5",
        "other/tck-test.jfr, 946, 946",
    })
    void countsAreThoseOfTheJdksReader(String name, int collections, int pauses) throws IOException {
        Path file = Shared.file("jfr").resolve(name);
        GcHistory history = GcFile.read(file);
        assertThat((long) collections).isEqualTo(count(file, "jdk.GarbageCollection"));
        assertThat(history.collections()).hasSize(collections);
        assertThat(GcPicture.of(history).pauses().count()).isEqualTo(pauses);
    }

    @Tag("shared")
    @Test
    void aRecordingHasHeapEdenAndTimes() throws IOException {
        GcPicture picture = GcPicture.of(GcFile.read(Shared.file("jfr/other/tck-test.jfr")));
        assertThat(picture.intervalSeconds().getAsDouble()).isBetween(0.06, 0.07);
        assertThat(picture.allocationBytesPerSecond()).isPresent();
        assertThat(picture.model().orElseThrow().error()).isBetween(-0.15, 0.15);
    }

    @Tag("shared")
    @Test
    void withoutEventsOfTheCollectorThereIsNoPicture() {
        assertThatThrownBy(() -> GcFile.read(Shared.file("jfr/jmc/autobox_allocation.jfr")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no events of the garbage collector in this recording");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tlab-17", "all-25"})
    void damagedRecordingsGiveAHistoryOrOneClearError(String name) {
        byte[] sound = Recordings.own(name);
        for (int seed = 0; seed < 150; seed++) {
            Random random = new Random(seed);
            byte[] bytes = sound.clone();
            for (int i = 0; i < 3; i++) {
                int at =
                        random.nextBoolean() ? random.nextInt(bytes.length) : bytes.length - 1 - random.nextInt(20_000);
                bytes[at] = (byte) random.nextInt(256);
            }
            try {
                GcPicture.of(JfrGc.read(JfrBytes.of(bytes, "x.jfr"))).model();
            } catch (IOException e) {
                assertThat(e).isInstanceOf(DataException.class).hasMessageStartingWith("x.jfr: ");
            }
        }
    }
}
