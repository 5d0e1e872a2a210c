package dev.edenscope.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Profile;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Damaged recordings, the same at every run: whatever the bytes, a sound profile or a DataException of one line. */
final class JfrMutationTest {
    private static final int CASES = 3_000;

    @Test
    void damagedRecordingGivesASoundProfileOrOneClearError() {
        List<byte[]> files = Stream.of("tlab-17", "sample-17", "all-25", "async-25")
                .map(Recordings::own)
                .toList();
        int sound = 0;
        for (int i = 0; i < CASES; i++) {
            sound += readsOrRefuses(mutated(files, new Random(i)), i) ? 1 : 0;
        }
        // A test that only ever sees refusals, or only sound files, would prove nothing.
        assertThat(sound).isBetween(CASES / 20, CASES - CASES / 20);
    }

    private static byte[] mutated(List<byte[]> files, Random random) {
        byte[] bytes = files.get(random.nextInt(files.size())).clone();
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            int at = place(bytes, random);
            int end = Math.min(bytes.length, at + 1 + random.nextInt(12));
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = Arrays.copyOf(bytes, Math.max(at, 1));
                // Numbers of the largest kinds, over what is there.
                case 3 -> Arrays.fill(bytes, at, end, (byte) (random.nextBoolean() ? 0xff : 0x80));
                case 4 -> Arrays.fill(bytes, at, end, (byte) 0);
                default -> {
                    byte[] other = files.get(random.nextInt(files.size()));
                    int length = Math.min(random.nextInt(300), Math.min(other.length, bytes.length - at));
                    System.arraycopy(other, random.nextInt(other.length - length + 1), bytes, at, length);
                }
            }
        }
        return bytes;
    }

    /** Often in the header, the metadata or the checkpoints at the end: a flaw in an event tells little. */
    private static int place(byte[] bytes, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(Math.min(bytes.length, 200));
            case 1 -> Math.max(bytes.length - 1 - random.nextInt(20_000), 0);
            default -> random.nextInt(bytes.length);
        };
    }

    private static boolean readsOrRefuses(byte[] bytes, int seed) {
        try {
            Profile profile = FlightRecording.read(bytes, "x.jfr");
            profile.check();
            for (String warning : profile.warnings()) {
                assertThat(warning).startsWith("x.jfr: ").doesNotContain("\n");
            }
            return true;
        } catch (DataException e) {
            assertThat(e).hasMessageStartingWith("x.jfr: ").hasMessageNotContaining("\n");
            return false;
        } catch (Throwable e) {
            return fail("case " + seed, e);
        }
    }
}
