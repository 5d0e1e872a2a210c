package dev.edenscope.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.edenscope.pprof.PprofReader;
import dev.edenscope.pprof.PprofWriter;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Our text against the reference tool's, byte for byte, on real profiles that are not part of the project. */
@Tag("go")
final class GoPprofTest {
    private static final Path GO_SOURCES = Path.of("/usr/local/go");
    private static final List<String> REPORTS = List.of("-top", "-tree", "-peek=main|http", "-dot", "-callgrind");

    /** Options that differ in what they do, each compared on profiles that differ in what they hold. */
    private static final List<List<String>> OPTIONS = List.of(
            List.of("-cum"),
            List.of("-nodecount=10", "-cum"),
            List.of("-nodefraction=0.1"),
            List.of("-edgefraction=0.1"),
            List.of("-trim=false", "-sample_index=0"),
            List.of("-unit=kb"),
            List.of("-unit=auto"),
            List.of("-lines"),
            List.of("-filefunctions"),
            List.of("-addresses"),
            List.of("-noinlines"),
            List.of("-lines", "-noinlines", "-nodecount=20"),
            List.of("-lines", "-showcolumns"),
            List.of("-addresses", "-noinlines", "-showcolumns"),
            List.of("-compact_labels"),
            List.of("-mean"),
            List.of("-mean", "-sample_index=0"),
            List.of("-divide_by=7"),
            List.of("-divide_by=0.001"),
            List.of("-divide_by=-2"),
            List.of("-divide_by=0"),
            List.of("-drop_negative"),
            List.of("-relative_percentages", "-focus=runtime"),
            List.of("-relative_percentages", "-tagfocus=.", "-mean"),
            List.of("-show_from=main"),
            List.of("-show_from=runtime", "-hide=main"),
            List.of("-show_from=matches nothing"),
            List.of("-prune_from=main"),
            List.of("-prune_from=runtime\\..*", "-noinlines"),
            List.of("-tagfocus=bytes=16:4kb"),
            List.of("-tagfocus=:64", "-tagignore=nothing"),
            List.of("-tagfocus=bytes=64b:"),
            List.of("-tagfocus=1kb"),
            List.of("-tagfocus=a,e"),
            List.of("-tagfocus=thread=.*"),
            List.of("-tagignore=bytes=1kb:"),
            List.of("-tagignore=.*"),
            List.of("-tagshow=bytes"),
            List.of("-taghide=bytes", "-tagshow=nothing"),
            List.of("-tagroot=bytes", "-lines"),
            List.of("-tagleaf=bytes", "-unit=kb", "-focus=bytes"),
            List.of("-tagroot=thread,bytes", "-tagleaf=nothing", "-filefunctions"),
            List.of("-sample_index=99"));

    @TempDir
    Path scratch;

    private record Case(Path file, Profile profile, GoPprof go) {
        /** Compares a report with options such as {@code -cum} or {@code -focus=x}. */
        void same(String report, String... options) throws IOException, InterruptedException {
            List<String> arguments = arguments(report, List.of(options));
            String ours = ours(arguments);
            String theirs = go.run(arguments.toArray(String[]::new));
            if (theirs.startsWith("error: no matches found")) {
                assertThat(ours).as(String.join(" ", arguments)).startsWith(theirs.stripTrailing()); // ours may say why
            } else if (!ours.equals(theirs) && hasTies(arguments)) {
                assertThat(sortedWithoutNumbers(ours))
                        .as(String.join(" ", arguments))
                        .isEqualTo(sortedWithoutNumbers(theirs));
            } else {
                assertThat(ours).as(String.join(" ", arguments)).isEqualTo(theirs);
            }
        }

        /**
         * Whether the tool's order may change from run to run: of nodes of one name and value in a call tree, of calls
         * whose values differ in nothing but the sign in a difference.
         */
        private boolean hasTies(List<String> arguments) {
            boolean negative = false;
            for (int sample = 0; sample < profile.sampleCount() && !negative; sample++) {
                for (int type = 0; type < profile.sampleTypes().size(); type++) {
                    negative |= profile.value(sample, type) < 0;
                }
            }
            return negative || arguments.stream().anyMatch(it -> it.contains("base=") || it.equals("-call_tree"));
        }

        private static List<String> sortedWithoutNumbers(String text) {
            return text.lines()
                    .map(line -> line.replaceAll("N+[0-9]+(_[0-9]+)*|node[0-9]+|\\([0-9]+\\)|\\[[0-9]+/[0-9]+]", "#"))
                    .map(line -> line.replaceAll("^(calls=0 )?([-+*]|0x)[0-9a-f]* ", "$1"))
                    .sorted()
                    .toList();
        }

        /**
         * Compares the rows of {@code -top -files} in any order and without sum%: a file has a row for every start line
         * of a function, and the tool prints rows of equal name and value in an order that changes from run to run.
         */
        void topFiles() throws IOException, InterruptedException {
            List<String> arguments = arguments("-top", List.of("-files"));
            assertThat(sortedWithoutSum(ours(arguments)))
                    .as("%s -top -files", file)
                    .isEqualTo(sortedWithoutSum(go.run(arguments.toArray(String[]::new))));
        }

        private static List<String> sortedWithoutSum(String text) {
            return text.lines()
                    .map(row -> row.replaceAll("^( *\\S+ +\\S+%) +\\S+%", "$1"))
                    .sorted()
                    .toList();
        }

        private List<String> arguments(String report, List<String> options) {
            List<String> arguments = new ArrayList<>(List.of(report));
            arguments.addAll(options);
            arguments.add(file.toString());
            return arguments;
        }

        private String ours(List<String> arguments) throws IOException {
            return new PprofCommand(path -> path.equals(file) ? profile : read(path), ZoneId.systemDefault())
                    .run(arguments);
        }

        /** An expression for a function in the middle of the report; one that matches all if there are no names. */
        String someName() {
            List<String> names = names();
            return names.isEmpty() ? "." : quoted(names.get(names.size() / 2));
        }

        /** Names of the first functions that hold a value, so that filters have something to match. */
        List<String> names() {
            Set<String> names = new LinkedHashSet<>();
            for (Top.Row row :
                    Top.of(profile, Options.defaults().with("cum", "true")).rows()) {
                if (!row.function().isEmpty()) {
                    names.add(row.function());
                }
            }
            return List.copyOf(names);
        }

        /** A profile with every call at another address: large graphs of it are compared with one report alone. */
        boolean isLarge() {
            return profile.locationCount() > 10_000;
        }
    }

    private interface Comparison {
        void run(Case profile) throws IOException, InterruptedException;
    }

    // Which files, and what reads them

    private static Profile read(Path file) throws IOException {
        return PprofReader.read(file);
    }

    private static boolean canBeRead(Path file) {
        try (var in = Files.newInputStream(file)) {
            return in.read() == 0x1f && in.read() == 0x8b;
        } catch (IOException e) {
            return false;
        }
    }

    private Stream<DynamicTest> everyProfile(Comparison comparison) throws IOException, InterruptedException {
        return profiles(List.of("pprof", "go-lab"), comparison);
    }

    /** For comparisons of lesser options: the varied half of the profiles. */
    private Stream<DynamicTest> variedProfiles(Comparison comparison) throws IOException, InterruptedException {
        return profiles(List.of("pprof", "go-lab/cpu"), comparison);
    }

    /** For comparisons of many options: one with inlining, one with texts as labels, one that is a difference. */
    private Stream<DynamicTest> fewProfiles(Comparison comparison) throws IOException, InterruptedException {
        return profiles(
                List.of(
                        "go-lab/prof/1.26/http_handler.pb.gz",
                        "pprof/parca/labels.pb.gz",
                        "pprof/parca/alloc_space_delta.pb.gz"),
                comparison);
    }

    private Stream<DynamicTest> profiles(List<String> folders, Comparison comparison)
            throws IOException, InterruptedException {
        Path data = GoPprof.sharedData();
        GoPprof go = GoPprof.required(scratch);
        List<Path> files = new ArrayList<>();
        for (String folder : folders) {
            try (Stream<Path> found = Files.walk(data.resolve(folder))) {
                found.filter(Files::isRegularFile)
                        .filter(GoPprofTest::canBeRead)
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files.stream()
                .map(file -> dynamicTest(
                        data.relativize(file).toString(), () -> comparison.run(new Case(file, read(file), go))));
    }

    private static String quoted(String name) {
        return name.replaceAll("([^A-Za-z0-9_/])", "\\\\$1");
    }

    @TestFactory
    Stream<DynamicTest> plainReportsAreTheSame() throws Exception {
        return everyProfile(it -> {
            for (String report : List.of("-top", "-tree", "-dot")) {
                it.same(report);
            }
            if (!it.isLarge()) {
                it.same("-peek=.");
                it.same("-callgrind");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> topOfEverySampleTypeIsTheSame() throws Exception {
        return everyProfile(it -> {
            String shown = Top.of(it.profile(), Options.defaults()).heading().type();
            for (ValueType type : it.profile().sampleTypes()) {
                if (!type.type().equals(shown)) {
                    it.same("-top", "-sample_index=" + type.type());
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> everyOptionOfEveryReportIsTheSame() throws Exception {
        return fewProfiles(it -> {
            for (int i = 0; i < OPTIONS.size(); i++) {
                String[] options = OPTIONS.get(i).toArray(String[]::new);
                it.same("-dot", options);
                it.same(REPORTS.get(i % REPORTS.size()), options);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> lesserOptionsAreTheSame() throws Exception {
        return variedProfiles(it -> {
            it.same("-top", "-cum");
            it.same("-tree", "-nodecount=10");
            it.same("-tree", "-lines", "-nodecount=20");
            it.same("-dot", "-mean", "-sample_index=0", "-nodecount=30");
            it.same("-top", "-divide_by=3", "-noinlines");
            it.same("-top", "-addresses");
            it.same("-tree", "-filefunctions");
            it.topFiles();
            String some = it.someName();
            it.same("-dot", "-show_from=" + some, "-edgefraction=0.05");
            it.same("-top", "-prune_from=" + some, "-relative_percentages", "-ignore=runtime");
        });
    }

    @TestFactory
    Stream<DynamicTest> callTreesAreTheSame() throws Exception {
        return fewProfiles(it -> {
            it.same("-dot", "-call_tree", "-trim=false");
            it.same("-dot", "-call_tree", "-nodefraction=0.05");
            it.same("-callgrind", "-call_tree");
            it.same("-top", "-call_tree");
        });
    }

    @TestFactory
    Stream<DynamicTest> filteredTopIsTheSame() throws Exception {
        return everyProfile(it -> {
            String some = it.someName();
            for (String filter : List.of("-focus=", "-ignore=", "-hide=", "-show=")) {
                it.same("-top", filter + some);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> severalFiltersAtOnceAreTheSame() throws Exception {
        return variedProfiles(it -> {
            for (String filter : List.of("-focus=", "-ignore=", "-hide=", "-show=")) {
                it.same("-top", filter + "runtime|\\.go$", "-nodecount=20");
            }
            String some = it.someName();
            it.same(
                    "-top",
                    "-focus=" + some,
                    "-hide=runtime\\..*",
                    "-ignore=[[:upper:]]{3}",
                    "-show=[a-z]+(?P<dot>\\.)");
            it.same("-top", "-focus=matches nothing at all");
        });
    }

    @TestFactory
    Stream<DynamicTest> listOfEveryFunctionIsTheSame() throws Exception {
        return everyProfile(it -> it.same("-list=.", "-source_path=" + GO_SOURCES));
    }

    @TestFactory
    Stream<DynamicTest> listWithLesserOptionsIsTheSame() throws Exception {
        return variedProfiles(it -> {
            it.same("-list=.");
            it.same("-list=.", "-sample_index=0", "-unit=MB", "-mean");
            it.same("-list=matches nothing at all");
            String some = it.someName();
            String path = "-source_path=" + GO_SOURCES + "/src:" + GO_SOURCES;
            it.same("-list=" + some, path, "-focus=" + some, "-divide_by=2");
            it.same("-list=" + some, path, "-show_from=" + some, "-tagfocus=bytes=1b:");
        });
    }

    @TestFactory
    Stream<DynamicTest> listWithSourcesFoundByTrimPathIsTheSame() throws Exception {
        Path sources = Files.createDirectories(scratch.resolve("sources/below/here"));
        return everyProfile(it -> {
            List<String> names = it.names();
            String name = names.isEmpty() ? "" : names.get(0);
            String file = it.profile().functions().stream()
                    .filter(function -> function.name().equals(name))
                    .map(function -> function.filename())
                    .filter(filename -> filename.startsWith("/"))
                    .findFirst()
                    .orElse("");
            if (file.isEmpty()) {
                return;
            }
            StringBuilder text = new StringBuilder();
            for (int line = 1; line < 2000; line++) {
                text.append("\tline\t").append(line).append(" \u00e9 {\r\n");
            }
            Path path = Path.of(file);
            Files.writeString(sources.getParent().resolve(path.getFileName().toString()), text + "the end");
            it.same(
                    "-list=" + quoted(name),
                    "-trim_path=/nowhere:" + path.getParent(),
                    "-source_path=/nowhere:" + sources);
        });
    }

    @TestFactory
    Stream<DynamicTest> differencesAreTheSame() throws Exception {
        Path data = GoPprof.sharedData();
        return profiles(
                List.of(
                        "go-lab/prof/1.26/growslice_presize.pb.gz",
                        "go-lab/prof/1.19/builder_nogrow.pb.gz",
                        "go-lab/prof/1.26/http_handler.pb.gz",
                        "pprof/parca/alloc_objects.pb.gz"),
                it -> {
                    Path folder = it.file().getParent();
                    Path base = folder.startsWith(data.resolve("pprof"))
                            ? folder.resolve("alloc_space_delta.pb.gz")
                            : folder.resolve("json_map.pb.gz");
                    for (String compared : List.of("-base=" + base, "-diff_base=" + base, "-base=" + it.file())) {
                        for (String report : REPORTS) {
                            it.same(report, compared);
                        }
                        it.same("-top", compared, "-sample_index=0");
                        it.same("-list=main", compared, "-source_path=" + GO_SOURCES);
                        it.same("-tree", compared, "-normalize");
                        it.same("-dot", compared, "-normalize", "-drop_negative");
                        it.same("-tree", compared, "-drop_negative", "-nodecount=10");
                        it.same("-top", compared, "-relative_percentages", "-focus=main", "-divide_by=10");
                        it.same("-top", compared, "-tagfocus=pprof::base:true", "-relative_percentages");
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> mergedProfilesAreTheSame() throws Exception {
        Path other = GoPprof.sharedData().resolve("go-lab/prof/1.26/sprintf.pb.gz");
        return profiles(List.of("go-lab/prof/1.26/split.pb.gz"), it -> {
            it.same("-top", other.toString());
            it.same("-dot", other.toString());
        });
    }

    @TestFactory
    Stream<DynamicTest> topprotoIsTheSame() throws Exception {
        return fewProfiles(it -> {
            for (String type : List.of("0", "1")) {
                String theirs = scratch.resolve("theirs.pb.gz").toString();
                Path ours = scratch.resolve("ours.pb.gz");
                it.go()
                        .run(
                                "-topproto",
                                "-sample_index=" + type,
                                "-output=" + theirs,
                                it.file().toString());
                PprofWriter.write(Top.asProfile(it.profile(), Options.defaults().with("sample_index", type)), ours);
                // Given twice, a file is merged with itself, which drops samples of zeros.
                assertThat(it.go().run("-raw", ours.toString(), ours.toString()))
                        .isEqualTo(it.go().run("-raw", theirs, theirs));
            }
        });
    }
}
