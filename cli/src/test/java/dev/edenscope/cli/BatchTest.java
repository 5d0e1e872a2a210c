package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edenscope.pprof.PprofReader;
import dev.edenscope.pprof.PprofWriter;
import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BatchTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Profile read(List<String> sources) throws IOException {
        Terminal terminal = new Terminal(OutputStream.nullOutputStream(), err, false);
        return new Source(null, terminal, 0, 0).readAll(sources, "source");
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Profiles from a few samples to tens of thousands, which share some of their stacks. */
    private List<Path> files(int count) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Random random = new Random(i);
            ProfileBuilder builder =
                    new ProfileBuilder(Profile.Header.of(List.of(ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE)));
            int samples = i % 7 == 0 ? 20_000 : 1 + random.nextInt(300);
            for (int s = 0; s < samples; s++) {
                int[] frames = new int[1 + random.nextInt(4)];
                for (int f = 0; f < frames.length; f++) {
                    int line = random.nextInt(40);
                    frames[f] = builder.location(builder.function(new Function("f" + line / 4, "", "", 0)), line);
                }
                builder.add(builder.stack(frames, frames.length), 0, 1, random.nextInt(1000) - 100);
            }
            Path file = folder.resolve(String.format("%03d.pb.gz", i));
            PprofWriter.write(builder.build(), file);
            files.add(file);
        }
        return files;
    }

    private static byte[] bytes(Profile profile) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PprofWriter.writeRaw(profile, out);
        return out.toByteArray();
    }

    @Test
    void theResultIsThatOfReadingOneAfterTheOther() throws IOException {
        List<Profile> profiles = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Path file : files(40)) {
            profiles.add(PprofReader.read(file));
            names.add(file.toString());
        }
        byte[] expected = bytes(Profile.merge(profiles));
        for (int round = 0; round < 5; round++) {
            assertThat(bytes(read(names))).isEqualTo(expected);
        }
        assertThat(bytes(read(List.of(folder.toString())))).isEqualTo(expected);
        assertThat(told()).isEmpty();
    }

    @Test
    void aBadFileDoesNotHurtTheOthers() throws IOException {
        List<String> names = new ArrayList<>();
        for (Path file : files(12)) {
            names.add(file.toString());
        }
        byte[] expected = bytes(read(names));
        byte[] whole = Files.readAllBytes(folder.resolve("007.pb.gz"));
        Path cut = Files.write(folder.resolve("cut.pb.gz"), Arrays.copyOf(whole, whole.length / 2));
        names.add(3, cut.toString());
        names.add(9, folder.resolve("nothing").toString());
        assertThat(bytes(read(names))).isEqualTo(expected);
        assertThat(told().lines().toList())
                .hasSize(3)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(cut + ": truncated at offset "),
                        line -> assertThat(line).startsWith(folder.resolve("nothing") + ": no such file"),
                        line -> assertThat(line).isEqualTo("Fetched 12 source profiles out of 14"));
    }

    @Test
    void ofAFolderAllFilesAreReadButHiddenOnesAndFolders() throws IOException {
        files(3);
        byte[] expected = bytes(read(List.of(folder.toString())));
        Files.writeString(folder.resolve(".hidden"), "x");
        Files.createDirectory(folder.resolve("sub"));
        assertThat(bytes(read(List.of(folder.toString())))).isEqualTo(expected);
        assertThat(told()).isEmpty();
    }

    @Test
    void filesInAFolderThatAreNoProfilesAreNamedInOneLine() throws IOException {
        files(2);
        byte[] expected = bytes(read(List.of(folder.toString())));
        for (String name : List.of("README", "a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "f.txt")) {
            Files.writeString(folder.resolve(name), "This is no profile.");
        }
        assertThat(bytes(read(List.of(folder.toString())))).isEqualTo(expected);
        assertThat(told())
                .isEqualTo(folder + ": 7 of 9 files cannot be read as a profile: "
                        + "README, a.txt, b.txt, c.txt, d.txt and 2 more\n");
    }

    @Test
    void aFolderWithoutProfilesIsAnError() throws IOException {
        assertThatThrownBy(() -> read(List.of(folder.toString())))
                .isInstanceOf(DataException.class)
                .hasMessage(folder + ": no files in this folder, expected profiles");
        Files.writeString(folder.resolve("README"), "This is no profile.");
        assertThatThrownBy(() -> read(List.of(folder.toString())))
                .isInstanceOf(DataException.class)
                .hasMessage(folder + ": 1 of 1 files cannot be read as a profile: README");
        assertThat(told()).isEmpty();
    }

    @Test
    void profilesOfDifferentKindsAreAnError() throws IOException {
        files(2);
        Profile one = PprofReader.read(folder.resolve("000.pb.gz"));
        Profile other = one.withHeader(one.header().withPeriod(new ValueType("cpu", "nanoseconds"), 1));
        PprofWriter.write(other, folder.resolve("cpu.pb.gz"));
        assertThatThrownBy(() -> read(List.of(folder.toString())))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("profiles of different kinds");
    }

    @Test
    void standardInputIsASource() throws IOException {
        byte[] file = Files.readAllBytes(files(1).get(0));
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(file));
            Profile alone = read(List.of("-"));
            System.setIn(new ByteArrayInputStream(file));
            Profile twice = read(List.of("-", folder.toString()));
            assertThat(twice.total(1)).isEqualTo(2 * alone.total(1)).isNotZero();
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void aLineThatIsWrittenOverGivesWayToOthers() {
        Terminal terminal = new Terminal(OutputStream.nullOutputStream(), err, true);
        terminal.overwrite("reading  [###   ] 3 of 6");
        terminal.note("one line");
        terminal.note("another");
        assertThat(told()).isEqualTo("\r\u001b[Kreading  [###   ] 3 of 6\r\u001b[Kone line\nanother\n");
    }
}
