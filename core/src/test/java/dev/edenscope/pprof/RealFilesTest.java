package dev.edenscope.pprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Dump;
import dev.edenscope.profile.Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("shared")
final class RealFilesTest {
    @Test
    void everyRealProfileIsReadWithoutAWarning() throws IOException {
        List<Path> files = SharedData.profiles();
        assertThat(files).hasSizeGreaterThan(70);
        for (Path file : files) {
            Profile profile = PprofReader.read(file);
            profile.check();
            assertThat(profile.sampleCount()).as(file.toString()).isPositive();
            assertThat(profile.warnings()).as(file.toString()).isEmpty();
        }
    }

    @Test
    void everyRealProfileIsTheSameAfterWriting() throws IOException {
        for (Path file : SharedData.profiles()) {
            Profile profile = PprofReader.read(file);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            PprofWriter.write(profile, out);
            Profile again = PprofReader.read(out.toByteArray(), "again");
            assertThat(Dump.of(again)).as(file.toString()).isEqualTo(Dump.of(profile));
        }
    }

    @Test
    void everyOtherFileIsRefused() throws IOException {
        for (Path file : SharedData.others()) {
            assertThatThrownBy(() -> PprofReader.read(file))
                    .as(file.toString())
                    .isExactlyInstanceOf(DataException.class)
                    .hasMessageStartingWith(file + ": ");
        }
    }

    @Test
    void differenceOfARealProfileWithItselfIsEmpty() throws IOException {
        for (Path file : SharedData.profiles()) {
            Profile profile = PprofReader.read(file);
            assertThat(profile.minus(profile).sampleCount()).as(file.toString()).isZero();
        }
    }

    @Test
    void deltaProfileHasItsNegativeSamples() throws IOException {
        Path file = SharedData.profiles().stream()
                .filter(f -> f.endsWith("alloc_space_delta.pb.gz"))
                .findFirst()
                .orElseThrow();
        Profile profile = PprofReader.read(file);
        int inuseSpace = profile.sampleType("inuse_space");
        int negative = 0;
        for (int i = 0; i < profile.sampleCount(); i++) {
            negative += profile.value(i, inuseSpace) < 0 ? 1 : 0;
        }
        assertThat(negative).isEqualTo(144);
    }
}
