package dev.edenscope.readers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.pprof.Gunzip;
import dev.edenscope.pprof.PprofWriter;
import dev.edenscope.profile.Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** pprof's own legacy files: the tool sees the same in them and in what we make of them. */
@Tag("go")
@Tag("shared")
final class LegacyTest {
    private static final List<String> SYMBOLISED = List.of("java.contention", "java.cpu", "java.heap");

    @TempDir
    private Path folder;

    @Test
    void everyLegacyFileIsTheSameForPprof() throws IOException, InterruptedException {
        GoPprof pprof = GoPprof.required(folder);
        List<Path> files = Shared.legacy();
        assertThat(files).hasSizeGreaterThan(14);
        for (Path file : files) {
            Path theirs = gzip(file);
            Path ours = rewritten(file);
            assertThat(pprof.raw(ours)).as(file.toString()).isEqualTo(pprof.raw(theirs));
            assertThat(pprof.run("-top", ours.toString()))
                    .as(file.toString())
                    .isEqualTo(pprof.run("-top", theirs.toString()));
        }
    }

    @Test
    void linesOfJavaAreTheSameForPprof() throws IOException, InterruptedException {
        GoPprof pprof = GoPprof.required(folder);
        for (String name : SYMBOLISED) {
            Path file = Shared.file("pprof/google-pprof").resolve(name);
            assertThat(pprof.run("-top", "-lines", "-cum", rewritten(file).toString()))
                    .as(name)
                    .contains("com.example.function")
                    .isEqualTo(pprof.run("-top", "-lines", "-cum", file.toString()));
        }
    }

    @Test
    void gzipAroundALegacyFileMakesNoDifference() throws IOException {
        for (Path file : Shared.legacy()) {
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            PprofWriter.write(ProfileFile.read(file), plain);
            PprofWriter.write(ProfileFile.read(gzip(file)), packed);
            assertThat(packed.toByteArray()).as(file.toString()).isEqualTo(plain.toByteArray());
        }
    }

    /** Packed, because the tool takes the first of several binary files for the program that was profiled. */
    private Path gzip(Path file) throws IOException {
        if (Gunzip.accepts(Files.readAllBytes(file))) {
            return file;
        }
        Path gzip = folder.resolve("original.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            Files.copy(file, out);
        }
        return gzip;
    }

    private Path rewritten(Path file) throws IOException {
        Profile profile = ProfileFile.read(file);
        profile.check();
        assertThat(profile.warnings()).isEmpty();
        Path rewritten = folder.resolve("rewritten.pb.gz");
        PprofWriter.write(profile, rewritten);
        return rewritten;
    }
}
