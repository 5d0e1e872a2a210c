package dev.edenscope.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.profile.Dump;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.RandomProfile;
import dev.edenscope.profile.ValueType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PprofWriterTest {
    @TempDir
    private Path folder;

    private static byte[] raw(Profile profile) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PprofWriter.writeRaw(profile, out);
        return out.toByteArray();
    }

    private static byte[] gzip(Profile profile) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PprofWriter.write(profile, out);
        return out.toByteArray();
    }

    @Test
    void whatIsWrittenReadsAsTheProfileItWas() throws IOException {
        for (long seed = 0; seed < 150; seed++) {
            Profile profile = RandomProfile.of(seed);
            String expected = Dump.of(profile);
            assertThat(Dump.of(PprofReader.read(raw(profile), "x"))).isEqualTo(expected);
            assertThat(Dump.of(PprofReader.read(gzip(profile), "x"))).isEqualTo(expected);
        }
    }

    @Test
    void equalProfilesGiveEqualBytes() throws IOException {
        for (long seed = 0; seed < 100; seed++) {
            byte[] bytes = gzip(RandomProfile.of(seed));
            assertThat(gzip(RandomProfile.of(seed))).isEqualTo(bytes);
            assertThat(gzip(PprofReader.read(bytes, "x"))).isEqualTo(bytes);
        }
    }

    @Test
    void pathIsWrittenGzipped() throws IOException {
        Path file = folder.resolve("x.pb.gz");
        PprofWriter.write(RandomProfile.of(1), file);
        PprofWriter.write(RandomProfile.of(2), file);
        assertThat(file).hasBinaryContent(gzip(RandomProfile.of(2)));
    }

    @Test
    void profileWithNothingButATypeIsWritten() throws IOException {
        Profile profile = new ProfileBuilder(Profile.Header.of(List.of(new ValueType("", "")))).build();
        assertThat(Dump.of(PprofReader.read(raw(profile), "x"))).isEqualTo(Dump.of(profile));
    }

    @Test
    void emptyTextsAndZeroNumbersOfLabelsAreKept() throws IOException {
        ProfileBuilder builder = new ProfileBuilder(Profile.Header.of(List.of(ValueType.ALLOC_SPACE)));
        List<Label> labels = List.of(Label.of("", ""), Label.of("", 0, ""), Label.of("a", ""), Label.of("a", 0, "b"));
        builder.add(builder.stack(new int[0], 0), builder.labels(labels), -1);
        Profile profile = builder.build();
        assertThat(Dump.of(PprofReader.read(raw(profile), "x"))).isEqualTo(Dump.of(profile));
    }

    @Test
    void millionSamplesAreWrittenAndReadInBoundedTime() throws IOException {
        Profile profile = million();
        long begin = System.nanoTime();
        byte[] bytes = gzip(profile);
        long written = System.nanoTime();
        Profile again = PprofReader.read(bytes, "x");
        long read = System.nanoTime();
        assertThat(again.sampleCount()).isEqualTo(1_000_000);
        assertThat(again.total(0)).isEqualTo(profile.total(0));
        // Each takes about a second; the rest is for a machine that does other things too.
        assertThat((written - begin) / 1_000_000).as("milliseconds to write").isLessThan(20_000);
        assertThat((read - written) / 1_000_000).as("milliseconds to read").isLessThan(20_000);
    }

    /** 1,000,000 samples over 50,000 stacks of 20 frames, with a size as label. */
    private static Profile million() {
        Random random = new Random(1);
        ProfileBuilder builder =
                new ProfileBuilder(Profile.Header.of(List.of(ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE)));
        int[] locations = new int[5_000];
        for (int i = 0; i < locations.length; i++) {
            int function = builder.function(new Function("com.acme.C" + i / 5 + ".m", "", "", 0));
            locations[i] = builder.location(function, i % 5 + 1);
        }
        int[] stacks = new int[50_000];
        int[] frames = new int[20];
        for (int i = 0; i < stacks.length; i++) {
            for (int f = 0; f < frames.length; f++) {
                frames[f] = locations[random.nextInt(locations.length)];
            }
            stacks[i] = builder.stack(frames, frames.length);
        }
        for (int size = 0; size < 20; size++) {
            int labels = builder.labels(List.of(Label.of("bytes", size * 16L, "bytes")));
            for (int stack : stacks) {
                builder.add(stack, labels, 1 + random.nextInt(100), random.nextInt(1 << 20));
            }
        }
        return builder.build();
    }
}
