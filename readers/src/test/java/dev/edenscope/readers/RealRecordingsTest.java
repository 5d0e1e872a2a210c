package dev.edenscope.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real recordings, against the JDK's own reader. */
@Tag("shared")
final class RealRecordingsTest {
    @Test
    void bytesAreThoseOfTheJdkByClassAndStack() throws IOException {
        int read = 0;
        for (Path file : Recordings.shared()) {
            if (isReadable(file)) {
                Told told = Told.of(file, 0);
                long samples = told.events.getOrDefault("jdk.ObjectAllocationSample", 0L);
                long tlabs = told.events.getOrDefault("jdk.ObjectAllocationInNewTLAB", 0L)
                        + told.events.getOrDefault("jdk.ObjectAllocationOutsideTLAB", 0L);
                if (samples + tlabs == 0) {
                    assertThatThrownBy(() -> ProfileFile.read(file))
                            .as(file.toString())
                            .isExactlyInstanceOf(DataException.class)
                            .hasMessageStartingWith(file + ": no allocation events; it holds ")
                            .hasMessageContaining("JFR.start");
                } else {
                    Profile profile = ProfileFile.read(file);
                    profile.check();
                    assertThat(profile.warnings()).as(file.toString()).isEmpty();
                    Map<String, Long> bytes = told.bytes.get(tlabs >= samples ? "TLAB" : "SAMPLE");
                    assertThat(Told.difference(
                                    Told.withoutThreads(Told.of(profile, ValueType.ALLOC_SPACE)),
                                    Told.withoutThreads(bytes)))
                            .as(file.toString())
                            .isEmpty();
                    assertThat(profile.sampleType("alloc_objects") >= 0)
                            .as(file.toString())
                            .isEqualTo(tlabs >= samples);
                    read++;
                }
            }
        }
        assertThat(read).isGreaterThanOrEqualTo(8);
    }

    @Test
    void recordingWithoutStacksSaysSo() throws IOException {
        Path file = Recordings.shared().stream()
                .filter(path -> path.endsWith("jdk21.jfr"))
                .findFirst()
                .orElseThrow();
        assertThat(ProfileFile.read(file).comments())
                .anyMatch(text -> text.startsWith("stacks: 100.0% of the bytes have none"));
    }

    @Test
    void olderFormatsAreRefusedByTheirName() throws IOException {
        int refused = 0;
        for (Path file : Recordings.shared()) {
            if (!isReadable(file)) {
                assertThatThrownBy(() -> ProfileFile.read(file))
                        .isExactlyInstanceOf(DataException.class)
                        .hasMessageStartingWith(file + ": a flight recording of version ")
                        .hasMessageContaining("JDK 11 or newer");
                refused++;
            }
        }
        assertThat(refused).isEqualTo(1);
    }

    private static boolean isReadable(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return FlightRecording.recognises(bytes) && bytes[5] > 0;
    }
}
