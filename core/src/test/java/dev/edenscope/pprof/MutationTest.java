package dev.edenscope.pprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.RandomProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged files, the same at every run: whatever the bytes, a sound profile or a DataException of one line. */
final class MutationTest {
    private static final int CASES = 10_000;

    @Test
    void damagedFileGivesASoundProfileOrOneClearError() throws IOException {
        List<byte[]> raw = new ArrayList<>();
        for (long seed = 0; seed < 12; seed++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            PprofWriter.writeRaw(RandomProfile.of(seed), out);
            raw.add(out.toByteArray());
        }
        for (byte[] file : SharedData.smallProfiles()) {
            Gunzip content = Gunzip.content(file, "x", 1 << 24);
            raw.add(Arrays.copyOf(content.bytes(), content.length()));
        }
        List<byte[]> gzip = raw.stream().map(Proto::gzip).toList();
        int sound = 0;
        for (int i = 0; i < CASES; i++) {
            Random random = new Random(i);
            sound += readsOrRefuses(mutated(i % 4 == 0 ? gzip : raw, random), i) ? 1 : 0;
        }
        // A test that only ever sees refusals, or only sound files, would prove nothing.
        assertThat(sound).isBetween(CASES / 20, CASES - CASES / 20);
    }

    private static byte[] mutated(List<byte[]> files, Random random) {
        byte[] bytes = files.get(random.nextInt(files.size())).clone();
        for (int times = 1 + random.nextInt(3); times > 0 && bytes.length > 0; times--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                case 3 -> {
                    // Numbers of the largest kinds, over what is there.
                    int end = Math.min(bytes.length, at + 1 + random.nextInt(10));
                    Arrays.fill(bytes, at, end, (byte) (random.nextBoolean() ? 0xff : 0x80));
                }
                case 4 -> bytes = spliced(bytes, at, files.get(random.nextInt(files.size())), random);
                default -> bytes = spliced(bytes, at, bytes, random);
            }
        }
        return bytes;
    }

    /** The first {@code at} bytes, then a piece of the other file, then the rest, perhaps not all of it. */
    private static byte[] spliced(byte[] bytes, int at, byte[] other, Random random) {
        int from = random.nextInt(other.length);
        int to = from + random.nextInt(Math.min(other.length - from, 200) + 1);
        int rest = random.nextBoolean() ? at : at + random.nextInt(bytes.length - at);
        return new Proto()
                .raw(Arrays.copyOf(bytes, at))
                .raw(Arrays.copyOfRange(other, from, to))
                .raw(Arrays.copyOfRange(bytes, rest, bytes.length))
                .bytes();
    }

    private static boolean readsOrRefuses(byte[] bytes, int seed) {
        try {
            Profile profile = PprofReader.read(bytes, "x.pb", 1 << 26);
            profile.check();
            for (int t = 0; t < profile.sampleTypes().size(); t++) {
                profile.total(t);
            }
            return true;
        } catch (DataException e) {
            assertThat(e).hasMessageStartingWith("x.pb: ").hasMessageNotContaining("\n");
            return false;
        } catch (Throwable e) {
            return fail("case " + seed, e);
        }
    }
}
