package dev.edenscope.pprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.edenscope.profile.Profile;
import dev.edenscope.profile.RandomProfile;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code go tool pprof} makes of our files, against what it makes of the originals. */
@Tag("go")
final class GoToolPprofTest {
    private static final Pattern TOTAL =
            Pattern.compile("Showing nodes accounting for .*, .* of (-?[0-9.]+)[a-zA-Z]* total");

    @TempDir
    private static Path folder;

    private static Path pprof;

    /** Asks go where the tool is: newer ones build it on first use, and starting it itself is quicker. */
    @BeforeAll
    static void findTool() throws IOException, InterruptedException {
        Optional<Path> go = Optional.ofNullable(System.getenv("PATH")).stream()
                .flatMap(path -> Stream.of(path.split(File.pathSeparator, -1)))
                .map(directory -> Path.of(directory, "go"))
                .filter(Files::isExecutable)
                .findFirst();
        if (go.isEmpty()) {
            String message = "NOT RUN: no go on the PATH, so nothing to compare with go tool pprof";
            System.out.println(message);
            assumeTrue(false, message);
        }
        run(go.orElseThrow().toString(), "tool", "pprof", "-h");
        pprof = Path.of(run(go.orElseThrow().toString(), "tool", "-n", "pprof").strip());
    }

    @Test
    void rewrittenRealProfilesAreTheSameForPprof() throws IOException, InterruptedException {
        for (Path file : SharedData.profiles()) {
            assertThat(raw(rewritten(PprofReader.read(file))))
                    .as(file.toString())
                    .isEqualTo(raw(file));
        }
    }

    @Test
    void totalsOfRealProfilesAreThoseOfPprof() throws IOException, InterruptedException {
        List<Path> files = SharedData.profiles();
        for (int i = 0; i < files.size(); i += 3) {
            assertTotals(PprofReader.read(files.get(i)), files.get(i));
        }
    }

    @Test
    void randomProfilesAreAcceptedWithOurTotals() throws IOException, InterruptedException {
        for (long seed = 0; seed < 5; seed++) {
            Profile profile = RandomProfile.of(seed);
            assertTotals(profile, rewritten(profile));
        }
    }

    private static void assertTotals(Profile profile, Path file) throws IOException, InterruptedException {
        for (int t = 0; t < profile.sampleTypes().size(); t++) {
            // pprof's total is the sum of what the samples have, whatever the sign.
            long total = 0;
            for (int i = 0; i < profile.sampleCount(); i++) {
                total += Math.abs(profile.value(i, t));
            }
            String unit = profile.sampleTypes().get(t).unit().equals("nanoseconds") ? "ns" : "B";
            String top = tool("-top", "-nodecount=1", "-sample_index=" + t, "-unit=" + unit, file.toString());
            Matcher shown = TOTAL.matcher(top);
            assertThat(shown.find()).as(top).isTrue();
            assertThat(shown.group(1)).as("%s, type %s", file, t).isEqualTo(Long.toString(total));
        }
    }

    private static Path rewritten(Profile profile) throws IOException {
        Path file = folder.resolve("rewritten.pb.gz");
        PprofWriter.write(profile, file);
        return file;
    }

    /** Given twice, a file is merged with itself: that is when pprof drops zeros and what nothing refers to. */
    private static String raw(Path file) throws IOException, InterruptedException {
        return tool("-raw", file.toString(), file.toString());
    }

    private static String tool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(pprof.toString(), "-symbolize=none"));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().put("PPROF_TMPDIR", folder.toString());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES))
                .as(String.join(" ", command))
                .isTrue();
        if (!List.of(command).contains("-h")) {
            assertThat(process.exitValue())
                    .as(String.join(" ", command) + ": " + Files.readString(err))
                    .isZero();
        }
        return out;
    }
}
