package dev.edenscope.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.edenscope.pprof.PprofReader;
import dev.edenscope.pprof.PprofWriter;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.RandomProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Traces, tags, raw, comments and filtered profiles against the reference tool's, byte for byte. */
@Tag("go")
final class GoSamplesTest {
    private static final List<String> VIEWS = List.of("-raw", "-traces", "-tags");

    @TempDir
    Path scratch;

    static boolean isGzip(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            return in.read() == 0x1f && in.read() == 0x8b;
        } catch (IOException e) {
            return false;
        }
    }

    private interface Comparison {
        void run(Path file, Profile profile, GoPprof go) throws IOException, InterruptedException;
    }

    private Stream<DynamicTest> profiles(List<String> folders, Comparison comparison)
            throws IOException, InterruptedException {
        Path data = GoPprof.sharedData();
        GoPprof go = GoPprof.required(scratch);
        List<Path> files = new ArrayList<>();
        for (String folder : folders) {
            try (Stream<Path> found = Files.walk(data.resolve(folder))) {
                found.filter(GoSamplesTest::isGzip).sorted().forEach(files::add);
            }
        }
        return files.stream()
                .map(file -> dynamicTest(
                        data.relativize(file).toString(), () -> comparison.run(file, PprofReader.read(file), go)));
    }

    private static String ours(String view, Profile profile, List<String> flags) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(view));
        arguments.addAll(flags);
        arguments.add("profile");
        return new PprofCommand(file -> profile, ZoneId.systemDefault()).run(arguments);
    }

    /** Compares a view of what the tool reads from these files with ours of a profile. */
    private static void compare(GoPprof go, String view, Profile profile, List<String> flags, Path... files)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(view));
        arguments.addAll(flags);
        for (Path file : files) {
            arguments.add(file.toString());
        }
        assertThat(ours(view, profile, flags))
                .as(String.join(" ", arguments))
                .isEqualTo(go.run(arguments.toArray(String[]::new)));
    }

    /**
     * A file of the same kind without a sample. With it as a second source the tool does what we always do: it drops
     * samples of 0, adds up samples of one stack, and has equal entries of a table once.
     */
    private Path nothing(Profile like) throws IOException {
        Profile.Header header = like.header();
        Path file = scratch.resolve("nothing.pb.gz");
        PprofWriter.write(
                new ProfileBuilder(header.withTime(header.timeNanos(), 0).withWarnings(List.of())).build(), file);
        return file;
    }

    /** The tool's text without the samples whose values are all 0, and their labels. */
    private static String withoutZeros(String raw) {
        return raw.replaceAll("(?m)^(?: +0)+: [\\d ]*\n(?: {16}.*\n)*", "");
    }

    @TestFactory
    Stream<DynamicTest> viewsOfEveryProfileAreTheSame() throws Exception {
        return profiles(List.of("pprof", "go-lab"), (file, profile, go) -> {
            String raw = go.run("-raw", file.toString());
            String withoutZeros = withoutZeros(raw);
            String ours = ours("-raw", profile, List.of());
            boolean repeats = ours.lines().count() != withoutZeros.lines().count();
            if (!repeats) {
                assertThat(ours).as("-raw %s", file).isEqualTo(withoutZeros);
            }
            if (!repeats && withoutZeros.equals(raw)) {
                compare(go, "-traces", profile, List.of(), file);
                compare(go, "-tags", profile, List.of(), file);
            } else {
                Path nothing = nothing(profile);
                Profile merged = Profile.merge(List.of(profile, PprofReader.read(nothing)));
                for (String view : VIEWS) {
                    compare(go, view, merged, List.of(), file, nothing);
                }
            }
        });
    }

    /** For comparisons of options: the varied profiles. */
    private static final List<String> VARIED = List.of("pprof", "go-lab/cpu");

    private static final List<List<String>> FLAGS = List.of(
            List.of("-lines"),
            List.of("-addresses"),
            List.of("-files", "-unit=kb"),
            List.of("-filefunctions", "-noinlines"),
            List.of("-addresses", "-noinlines", "-sample_index=0"),
            List.of("-focus=SOME", "-sample_index=0"),
            List.of("-ignore=SOME", "-hide=runtime\\..*"),
            List.of("-show=SOME|main", "-noinlines"),
            List.of("-show_from=SOME"),
            List.of("-prune_from=SOME", "-lines", "-showcolumns"),
            List.of("-mean"),
            List.of("-divide_by=3", "-unit=auto"),
            List.of("-tagfocus=bytes=16:1kb"),
            List.of("-tagignore=64b:", "-relative_percentages"),
            List.of("-tagshow=^b", "-focus=SOME"),
            List.of("-taghide=^b"),
            List.of("-tagroot=bytes,thread", "-tagleaf=bytes"),
            List.of("-tagfocus=a,e", "-tagshow=e"),
            List.of("-focus=matches nothing at all"));

    /** An expression for a function in the middle of the report; one that matches all if there are no names. */
    private static String some(Profile profile) {
        List<String> names = Top.of(profile, Options.defaults().with("cum", "true")).rows().stream()
                .map(Top.Row::function)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        return names.isEmpty() ? "." : names.get(names.size() / 2).replaceAll("([^A-Za-z0-9_/])", "\\\\$1");
    }

    /** The flags for one of the files: one set in so many, so that each set meets different files. */
    private static List<List<String>> flags(Path file, Profile profile, int every) {
        String some = some(profile);
        List<List<String>> chosen = new ArrayList<>();
        for (int i = Math.floorMod(file.getFileName().toString().hashCode(), every); i < FLAGS.size(); i += every) {
            chosen.add(FLAGS.get(i).stream()
                    .map(flag -> flag.replace("SOME", some))
                    .toList());
        }
        return chosen;
    }

    @TestFactory
    Stream<DynamicTest> viewsWithOptionsAreTheSame() throws Exception {
        return profiles(VARIED, (file, profile, go) -> {
            Path nothing = nothing(profile);
            Profile merged = Profile.merge(List.of(profile, PprofReader.read(nothing)));
            compare(go, "-comments", profile, List.of(), file);
            List<List<String>> chosen = flags(file, profile, 3);
            for (int i = 0; i < chosen.size(); i++) {
                String view = VIEWS.get((i + file.hashCode() & 0xffff) % VIEWS.size());
                compare(go, view, merged, chosen.get(i), file, nothing);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> whatIsLeftOfAProfileIsTheSame() throws Exception {
        return profiles(VARIED, (file, profile, go) -> {
            for (List<String> flags : flags(file, profile, 6)) {
                Path theirs = scratch.resolve("theirs.pb.gz");
                List<String> arguments = new ArrayList<>(List.of("-proto", "-output=" + theirs));
                arguments.addAll(flags);
                arguments.add(file.toString());
                go.run(arguments.toArray(String[]::new));
                Path ours = scratch.resolve("ours.pb.gz");
                Options options = Options.defaults();
                for (String flag : flags) {
                    int equals = flag.indexOf('=');
                    options = equals < 0
                            ? options.with(flag.substring(1), "true")
                            : options.with(flag.substring(1, equals), flag.substring(equals + 1));
                }
                PprofWriter.write(Filtered.of(profile, options).profile(), ours);
                // Given twice, a file is merged with itself: the tool then drops what it leaves unused in its own.
                assertThat(go.run("-raw", ours.toString(), ours.toString()))
                        .as(String.join(" ", arguments))
                        .isEqualTo(go.run("-raw", theirs.toString(), theirs.toString()));
            }
        });
    }

    @Test
    void viewsOfRandomProfilesAreTheSame() throws Exception {
        GoPprof go = GoPprof.required(scratch);
        Path file = scratch.resolve("random.pb.gz");
        for (long seed = 0; seed < 8; seed++) {
            Profile profile = RandomProfile.of(seed);
            PprofWriter.write(profile, file);
            for (String view : VIEWS) {
                compare(go, view, profile, List.of(), file);
            }
        }
    }

    @Test
    void differencesAndSumsAreTheSame() throws Exception {
        Path data = GoPprof.sharedData().resolve("go-lab/prof/1.26");
        GoPprof go = GoPprof.required(scratch);
        Path one = data.resolve("growslice_presize.pb.gz");
        Path two = data.resolve("growslice.pb.gz");
        Profile after = PprofReader.read(one);
        Profile before = PprofReader.read(two);
        for (String view : VIEWS) {
            compare(go, view, Profile.merge(List.of(after, before)), List.of(), one, two);
            assertThat(ours(view, after.minus(before), List.of()))
                    .isEqualTo(go.run(view, "-base=" + two, one.toString()));
            assertThat(ours(view, Difference.of(after, before), List.of()))
                    .isEqualTo(go.run(view, "-diff_base=" + two, one.toString()));
        }
    }
}
