package dev.edenscope.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.edenscope.pprof.PprofReader;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @TempDir
    Path scratch;

    private record Case(Path file, Profile profile, GoPprof go) {
        /** Compares top with options such as {@code -cum} or {@code -focus=x}. */
        void top(String... options) throws IOException, InterruptedException {
            Options ours = Options.defaults();
            for (String option : options) {
                ours = with(ours, option);
            }
            String theirs = run("-top", options);
            String text;
            try {
                text = Text.of(Top.of(profile, ours), ours);
            } catch (UsageException e) {
                text = "error: " + e.getMessage() + "\n";
            }
            assertThat(text).as("%s -top %s", file, List.of(options)).isEqualTo(theirs);
        }

        /**
         * Compares the rows of {@code -top -files} in any order and without sum%: a file has a row for every start line
         * of a function, and the tool prints rows of equal name and value in an order that changes from run to run.
         */
        void topFiles() throws IOException, InterruptedException {
            Options files = Options.defaults().with("granularity", "files");
            assertThat(sortedWithoutSum(Text.of(Top.of(profile, files), files)))
                    .as("%s -top -files", file)
                    .isEqualTo(sortedWithoutSum(run("-top", "-files")));
        }

        private static List<String> sortedWithoutSum(String text) {
            return text.lines()
                    .map(row -> row.replaceAll("^( *\\S+ +\\S+%) +\\S+%", "$1"))
                    .sorted()
                    .toList();
        }

        void list(String regex, String... options) throws IOException, InterruptedException {
            Options ours = Options.defaults();
            for (String option : options) {
                ours = with(ours, option);
            }
            String theirs = run("-list=" + regex, options);
            String text;
            try {
                text = Text.of(Listing.of(profile, regex, ours));
            } catch (UsageException e) {
                text = "error: " + e.getMessage() + "\n";
            }
            assertThat(text).as("%s -list=%s %s", file, regex, List.of(options)).isEqualTo(theirs);
        }

        private String run(String report, String... options) throws IOException, InterruptedException {
            List<String> arguments = new ArrayList<>(List.of(report));
            arguments.addAll(List.of(options));
            arguments.add(file.toString());
            return go.run(arguments.toArray(String[]::new));
        }

        private static Options with(Options options, String flag) {
            int equals = flag.indexOf('=');
            String name = flag.substring(1, equals < 0 ? flag.length() : equals);
            String value = equals < 0 ? "true" : flag.substring(equals + 1);
            return switch (name) {
                case "functions", "filefunctions", "files", "lines", "addresses" -> options.with("granularity", name);
                default -> options.with(name, value);
            };
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
    }

    private interface Comparison {
        void run(Case profile) throws IOException, InterruptedException;
    }

    private Stream<DynamicTest> everyProfile(Comparison comparison) throws IOException, InterruptedException {
        return profiles(List.of("pprof", "go-lab"), comparison);
    }

    /** For comparisons of lesser options: the varied half of the profiles. */
    private Stream<DynamicTest> variedProfiles(Comparison comparison) throws IOException, InterruptedException {
        return profiles(List.of("pprof", "go-lab/cpu"), comparison);
    }

    private Stream<DynamicTest> profiles(List<String> folders, Comparison comparison)
            throws IOException, InterruptedException {
        Path data = GoPprof.sharedData();
        GoPprof go = GoPprof.required(scratch);
        List<Path> files = new ArrayList<>();
        for (String folder : folders) {
            try (Stream<Path> found = Files.walk(data.resolve(folder))) {
                found.filter(GoPprofTest::isGzip).sorted().forEach(files::add);
            }
        }
        return files.stream()
                .map(file -> dynamicTest(
                        data.relativize(file).toString(),
                        () -> comparison.run(new Case(file, PprofReader.read(file), go))));
    }

    private static boolean isGzip(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            return in.read() == 0x1f && in.read() == 0x8b;
        } catch (IOException e) {
            return false;
        }
    }

    private static String quoted(String name) {
        return name.replaceAll("([^A-Za-z0-9_/])", "\\\\$1");
    }

    @TestFactory
    Stream<DynamicTest> topOfEverySampleTypeIsTheSame() throws Exception {
        return everyProfile(it -> {
            it.top();
            String shown = Top.of(it.profile(), Options.defaults()).heading().type();
            for (ValueType type : it.profile().sampleTypes()) {
                if (!type.type().equals(shown)) {
                    it.top("-sample_index=" + type.type());
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> topSortedAndCutIsTheSame() throws Exception {
        return everyProfile(it -> {
            it.top("-cum");
            it.top("-nodecount=10");
        });
    }

    @TestFactory
    Stream<DynamicTest> filteredTopIsTheSame() throws Exception {
        return everyProfile(it -> {
            String some = it.someName();
            for (String filter : List.of("-focus=", "-ignore=", "-hide=", "-show=")) {
                it.top(filter + some);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> listOfEveryFunctionIsTheSame() throws Exception {
        return everyProfile(it -> it.list(".", "-source_path=" + GO_SOURCES));
    }

    @TestFactory
    Stream<DynamicTest> topWithLesserOptionsIsTheSame() throws Exception {
        return variedProfiles(it -> {
            it.top("-nodecount=10", "-cum");
            it.top("-nodefraction=0.1");
            it.top("-trim=false", "-sample_index=0");
            it.top("-unit=kb");
            it.top("-lines");
            it.topFiles();
            it.top("-filefunctions");
            it.top("-addresses");
            it.top("-noinlines");
            it.top("-lines", "-noinlines", "-nodecount=20");
        });
    }

    @TestFactory
    Stream<DynamicTest> severalFiltersAtOnceAreTheSame() throws Exception {
        return variedProfiles(it -> {
            for (String filter : List.of("-focus=", "-ignore=", "-hide=", "-show=")) {
                it.top(filter + "runtime|\\.go$", "-nodecount=20");
            }
            String some = it.someName();
            it.top("-focus=" + some, "-hide=runtime\\..*", "-ignore=[[:upper:]]{3}", "-show=[a-z]+(?P<dot>\\.)");
            it.top("-focus=matches nothing at all");
        });
    }

    @TestFactory
    Stream<DynamicTest> listWithLesserOptionsIsTheSame() throws Exception {
        return variedProfiles(it -> {
            it.list(".");
            it.list(".", "-sample_index=0", "-unit=MB");
            it.list("matches nothing at all");
            String some = it.someName();
            it.list(some, "-source_path=" + GO_SOURCES + "/src:" + GO_SOURCES, "-focus=" + some);
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
            it.list(quoted(name), "-trim_path=/nowhere:" + path.getParent(), "-source_path=/nowhere:" + sources);
        });
    }

    @TestFactory
    Stream<DynamicTest> differencesAreTheSame() throws Exception {
        Path data = GoPprof.sharedData().resolve("go-lab/prof");
        GoPprof go = GoPprof.required(scratch);
        List<DynamicTest> tests = new ArrayList<>();
        for (String version : List.of("1.19", "1.26")) {
            Path folder = data.resolve(version);
            tests.add(difference(go, folder.resolve("growslice_presize.pb.gz"), folder.resolve("growslice.pb.gz")));
            tests.add(difference(go, folder.resolve("builder_nogrow.pb.gz"), folder.resolve("concat_loop.pb.gz")));
            tests.add(difference(go, folder.resolve("retain.pb.gz"), folder.resolve("retain.pb.gz")));
        }
        return tests.stream();
    }

    private static DynamicTest difference(GoPprof go, Path file, Path base) {
        return dynamicTest(
                file.getParent().getFileName() + "/" + file.getFileName() + " - " + base.getFileName(), () -> {
                    Profile after = PprofReader.read(file);
                    Profile before = PprofReader.read(base);
                    for (String type : List.of("alloc_space", "inuse_objects")) {
                        Options options = Options.defaults().with("sample_index", type);
                        String plain = Text.of(Top.of(after.minus(before), options), options);
                        assertThat(plain)
                                .isEqualTo(go.run("-top", "-sample_index=" + type, "-base=" + base, file.toString()));
                        String beside = Text.of(Top.of(Difference.of(after, before), options), options);
                        assertThat(beside)
                                .isEqualTo(
                                        go.run("-top", "-sample_index=" + type, "-diff_base=" + base, file.toString()));
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> mergedProfilesAreTheSame() throws Exception {
        Path data = GoPprof.sharedData().resolve("go-lab/prof/1.26");
        GoPprof go = GoPprof.required(scratch);
        Path one = data.resolve("split.pb.gz");
        Path two = data.resolve("sprintf.pb.gz");
        return Stream.of(dynamicTest("split + sprintf", () -> {
            Profile both = Profile.merge(List.of(PprofReader.read(one), PprofReader.read(two)));
            Options options = Options.defaults();
            assertThat(Text.of(Top.of(both, options), options))
                    .isEqualTo(go.run("-top", one.toString(), two.toString()));
        }));
    }
}
