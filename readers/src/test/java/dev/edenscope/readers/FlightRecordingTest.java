package dev.edenscope.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.acme.Recorded;
import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FlightRecordingTest {
    private static final int CHUNK_HEADER = 68;

    @TempDir
    Path folder;

    private static Profile read(byte[] bytes) throws IOException {
        Profile profile = FlightRecording.read(bytes, "x.jfr");
        profile.check();
        return profile;
    }

    private static Profile own(String name) throws IOException {
        return read(Recordings.own(name));
    }

    private static List<String> types(Profile profile) {
        return profile.sampleTypes().stream().map(ValueType::toString).collect(Collectors.toList());
    }

    /** Sum of a type over the samples whose innermost frame is this function of the recorded program. */
    private static long sum(Profile profile, ValueType type, String function) {
        long sum = 0;
        for (int i = 0; i < profile.sampleCount(); i++) {
            int leaf = profile.location(profile.stack(i), 0);
            if (profile.function(leaf, 0).name().equals("com.acme.Recorded" + function)) {
                sum += profile.value(i, profile.sampleType(type.type()));
            }
        }
        return sum;
    }

    private static void assertNear(long measured, long truth, int percent) {
        assertThat(measured).isCloseTo(truth, within(truth * percent / 100));
    }

    // What each source says

    @Test
    void tlabEventsGiveObjectsAndBytes() throws IOException {
        Profile profile = own("tlab-17");
        assertThat(types(profile)).containsExactly("alloc_objects/count", "alloc_space/bytes");
        assertThat(profile.comments().get(0)).startsWith("alloc: estimated from ");
        assertNear(sum(profile, ValueType.ALLOC_SPACE, "$Small.make"), Recorded.ALL_BYTES, 3);
        assertNear(sum(profile, ValueType.ALLOC_OBJECTS, "$Small.make"), Recorded.ALL_BYTES / 32, 3);
        assertNear(sum(profile, ValueType.ALLOC_SPACE, ".middle"), Recorded.ALL_BYTES, 5);
        assertNear(sum(profile, ValueType.ALLOC_OBJECTS, ".middle"), Recorded.ALL_BYTES / 1024, 5);
        // Of those that are larger than a TLAB each has an event.
        assertNear(sum(profile, ValueType.ALLOC_OBJECTS, ".large"), 19, 6);
        assertNear(sum(profile, ValueType.ALLOC_SPACE, ".large"), 19 * 2_000_016L, 1);
        assertNear(sum(profile, ValueType.ALLOC_OBJECTS, ".keep"), Recorded.KEPT, 3);
    }

    @Test
    void samplesGiveBytesAndNoObjects() throws IOException {
        Profile profile = own("sample-17");
        assertThat(types(profile)).containsExactly("alloc_space/bytes", "inuse_objects/count");
        assertThat(profile.header().defaultSampleType()).isEqualTo("alloc_space");
        assertThat(profile.comments()).anyMatch(text -> text.startsWith("alloc: bytes only, estimated from "));
        assertNear(sum(profile, ValueType.ALLOC_SPACE, "$Small.make"), Recorded.ALL_BYTES, 3);
        assertNear(sum(profile, ValueType.ALLOC_SPACE, ".interval"), Recorded.ALL_BYTES, 3);
    }

    @Test
    void ofTwoKindsOfEventsOneIsTakenAndTheCommentsSayWhich() throws IOException {
        Profile profile = own("all-25");
        assertThat(types(profile))
                .containsExactly(
                        "alloc_objects/count", "alloc_space/bytes", "inuse_objects/count", "inuse_space/bytes");
        assertNear(sum(profile, ValueType.ALLOC_SPACE, "$Small.make"), Recorded.ALL_BYTES, 3);
        assertThat(profile.comments())
                .anyMatch(text -> text.matches("not added: \\d+ events of another kind .*AllocationSample.*"));
    }

    @Test
    void oldObjectsAreInUseAndSaidToBeNoEstimate() throws IOException {
        Profile profile = own("all-25");
        long objects = sum(profile, ValueType.INUSE_OBJECTS, ".keep");
        assertThat(objects).isBetween(50L, (long) Recorded.KEPT);
        assertThat(sum(profile, ValueType.INUSE_SPACE, ".keep")).isEqualTo(objects * 65536);
        assertThat(profile.comments())
                .anyMatch(text -> text.matches("inuse: the \\d+ objects .* no estimate of the heap"));
        assertThat(own("sample-17").comments())
                .anyMatch(text -> text.matches("inuse: .* no estimate of the heap; their sizes are not recorded"));
    }

    @Test
    void asyncProfilersSamplesAreWeighedAnew() throws IOException {
        Profile profile = own("async-25");
        assertThat(types(profile))
                .containsExactly(
                        "alloc_objects/count", "alloc_space/bytes", "inuse_objects/count", "inuse_space/bytes");
        assertThat(profile.header().periodType()).isEqualTo(new ValueType("space", "bytes"));
        assertThat(profile.header().period()).isEqualTo(65536);
        // As async-profiler weighs it, objects of the interval's size come to 0.63 of the truth.
        assertNear(sum(profile, ValueType.ALLOC_SPACE, ".interval"), Recorded.ALL_BYTES, 10);
        assertNear(sum(profile, ValueType.ALLOC_OBJECTS, ".interval"), Recorded.ALL_BYTES / 65536, 10);
        assertNear(sum(profile, ValueType.ALLOC_SPACE, "$Small.make"), Recorded.ALL_BYTES, 12);
        assertNear(sum(profile, ValueType.INUSE_OBJECTS, ".keep"), Recorded.KEPT, 25);
        assertNear(sum(profile, ValueType.INUSE_SPACE, ".keep"), Recorded.KEPT * 65536L, 25);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tlab-17", "sample-17", "all-25", "async-25"})
    void sumsAreThoseOfTheJdksOwnReader(String name) throws IOException {
        Path file = folder.resolve("raw.jfr");
        Files.write(file, Recordings.own(name));
        Told told = Told.of(file, 65536);
        Map<String, Long> bytes = Told.of(own(name), ValueType.ALLOC_SPACE);
        if (name.startsWith("async")) {
            Map<String, Long> rounded = new HashMap<>();
            told.asyncBytes.forEach((key, value) -> rounded.put(key, Math.round(value)));
            assertThat(Told.difference(bytes, rounded)).isEmpty();
        } else {
            assertThat(Told.difference(bytes, told.bytes.get(name.startsWith("sample") ? "SAMPLE" : "TLAB")))
                    .isEmpty();
        }
    }

    // Names

    @Test
    void samplesAreNamedAsTheAgentNamesThem() throws IOException {
        Profile profile = own("tlab-17");
        Function function = null;
        List<Label> labels = List.of();
        for (int i = 0; i < profile.sampleCount(); i++) {
            Function leaf = profile.function(profile.location(profile.stack(i), 0), 0);
            if (leaf.name().endsWith("Small.make")) {
                function = leaf;
                labels = profile.labels(i);
                assertThat(profile.lineNumber(profile.location(profile.stack(i), 0), 0))
                        .isBetween(30L, 33L);
            }
        }
        assertThat(function)
                .isEqualTo(new Function(
                        "com.acme.Recorded$Small.make",
                        "com.acme.Recorded$Small.make()V",
                        "com/acme/Recorded.java",
                        0));
        assertThat(labels)
                .containsExactly(
                        Label.of("bytes", 32, "bytes"),
                        Label.of("class", "com.acme.Recorded$Small"),
                        Label.of("thread", "worker"));
        assertThat(profile.functions()).extracting(Function::name).contains("com.acme.Recorded$$Lambda.get");
    }

    @Test
    void timeAndDurationAreTheRecordings() throws IOException {
        Profile.Header header = own("tlab-17").header();
        assertThat(header.timeNanos()).isBetween(1_700_000_000_000_000_000L, 1_900_000_000_000_000_000L);
        assertThat(header.durationNanos()).isBetween(100_000_000L, 5_000_000_000L);
    }

    // Several chunks, other ways to the bytes

    @Test
    void chunksAddUp() throws IOException {
        byte[] one = Recordings.own("tlab-17");
        byte[] two = Recordings.own("all-25");
        Profile both = read(concatenated(one, two, one));
        assertThat(both.warnings()).isEmpty();
        assertThat(both.total(both.sampleType("alloc_space")))
                .isEqualTo(2 * read(one).total(1) + read(two).total(1));
        // In use is what the last one says.
        Profile again = read(concatenated(two, two));
        assertThat(again.total(again.sampleType("inuse_objects")))
                .isEqualTo(read(two).total(read(two).sampleType("inuse_objects")));
    }

    @Test
    void settingsOfAsyncProfilerHoldForLaterChunks() throws IOException {
        byte[] async = Recordings.own("async-25");
        Profile both = read(concatenated(async, async));
        assertThat(both.total(both.sampleType("alloc_space")))
                .isCloseTo(2 * read(async).total(1), within((long) both.sampleCount()));
    }

    @Test
    void fileIsKnownByItsContentGzippedOrNot() throws IOException {
        byte[] raw = Recordings.own("tlab-17");
        Path file = folder.resolve("profile");
        Files.write(file, raw);
        String expected = ProfileFile.read(file).toString();
        assertThat(ProfileFile.read(Recordings.file("tlab-17"))).hasToString(expected);
        assertThat(ProfileFile.read(new ByteArrayInputStream(raw), "x")).hasToString(expected);
        assertThat(ProfileFile.read(Files.newInputStream(Recordings.file("tlab-17")), "x"))
                .hasToString(expected);
    }

    // Damage

    @Test
    void recordingWithoutAllocationsSaysWhatItHoldsAndWhatToDo() {
        byte[] bytes = Recordings.own("sample-17");
        replace(bytes, "jdk.ObjectAllocationSample", "jdk.ObjectAllocationSimple");
        replace(bytes, "jdk.OldObjectSample", "jdk.OldObjectSimple");
        assertThatThrownBy(() -> read(bytes))
                .isExactlyInstanceOf(DataException.class)
                .hasMessageMatching("x.jfr: no allocation events; it holds jdk.ObjectAllocationSimple \\(\\d+\\), "
                        + "jdk.OldObjectSimple \\(\\d+\\); record with `jcmd PID JFR.start settings=profile` .*");
    }

    @Test
    void fileThatEndsTooEarlyGivesWhatCameBefore() throws IOException {
        byte[] one = Recordings.own("tlab-17");
        byte[] cut = Arrays.copyOf(concatenated(one, one), one.length + one.length / 2);
        Profile profile = read(cut);
        assertThat(profile.total(1)).isEqualTo(read(one).total(1));
        assertThat(profile.warnings())
                .singleElement()
                .asString()
                .startsWith("x.jfr: truncated at offset " + cut.length);
    }

    @Test
    void fileThatEndsWithinItsOnlyChunkIsRefused() {
        byte[] one = Recordings.own("async-25");
        for (int length : List.of(4, CHUNK_HEADER - 1, CHUNK_HEADER, 1000, one.length / 2)) {
            assertThatThrownBy(() -> read(Arrays.copyOf(one, length)))
                    .isExactlyInstanceOf(DataException.class)
                    .hasMessageStartingWith("x.jfr: ")
                    .hasMessageContaining("again");
        }
    }

    @Test
    void chunkThatWasNeverFinishedIsLeftOut() throws IOException {
        byte[] one = Recordings.own("tlab-17");
        byte[] unfinished = Recordings.own("async-25");
        Arrays.fill(unfinished, 16, 32, (byte) 0);
        assertThatThrownBy(() -> read(unfinished)).hasMessageContaining("never finished");
        Profile profile = read(concatenated(one, unfinished));
        assertThat(profile.total(1)).isEqualTo(read(one).total(1));
        assertThat(profile.warnings())
                .singleElement()
                .asString()
                .startsWith("x.jfr: at offset " + one.length + ": a chunk that was never finished");
    }

    @Test
    void olderVersionsAreNamed() {
        byte[] bytes = Recordings.own("tlab-17");
        bytes[5] = 0;
        bytes[7] = 9;
        assertThatThrownBy(() -> read(bytes))
                .hasMessageContaining("version 0.9")
                .hasMessageContaining("JDK 7 and 8");
        bytes[5] = 3;
        assertThatThrownBy(() -> read(bytes)).hasMessageContaining("version 3.9, expected 2");
    }

    private static void replace(byte[] bytes, String text, String other) {
        String content = new String(bytes, StandardCharsets.ISO_8859_1);
        byte[] replaced = content.replace(text, other).getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(replaced, 0, bytes, 0, bytes.length);
    }

    private static byte[] concatenated(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
