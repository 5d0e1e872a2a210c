package dev.edenscope.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import one.profiler.AsyncProfiler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("jvm")
final class MannersIT {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("manners.pb.gz");
    }

    private static void hasWhatEndsAllocates(Seen seen) {
        assertThat(seen.sum("alloc_objects", "byte[]", "com.acme.Ends.main")).isGreaterThanOrEqualTo(10_000);
    }

    @ParameterizedTest
    @CsvSource({"return,0", "exit 7,7", "throw,1", "thread,0"})
    void theProfileIsThereHoweverTheProgramEndsAndItsExitCodeIsItsOwn(String arguments, int exit)
            throws IOException, InterruptedException {
        try (Child child = Child.java(List.of(Jdk.agent("exact,file=" + file())), "Ends", arguments.split(" ", -1))) {
            assertThat(child.exit()).as(child.toString()).isEqualTo(exit);
            assertThat(child.err()).allSatisfy(line -> assertThat(line).doesNotContain("edenscope"));
        }
        hasWhatEndsAllocates(Seen.in(file()));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void theProfileIsThereWhenTheProgramIsTerminated() throws IOException, InterruptedException {
        try (Child child = Child.java(List.of(Jdk.agent("exact,file=" + file())), "Ends", "wait")) {
            child.await("ready");
            child.terminate();
            assertThat(child.exit()).isEqualTo(128 + 15);
        }
        hasWhatEndsAllocates(Seen.in(file()));
    }

    @Test
    void aSecondAgentInOneJvmChangesNothing() throws IOException, InterruptedException {
        try (Child child =
                Child.java(List.of(Jdk.agent("exact,file=" + file()), Jdk.agent("interval=64k")), "Ends", "return")) {
            assertThat(child.exit()).isZero();
            assertThat(child.err()).hasSizeLessThanOrEqualTo(1);
        }
        Seen seen = Seen.in(file());
        hasWhatEndsAllocates(seen);
        assertThat(seen.comments()).contains("alloc: exact, ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "intervall=64k",
                "interval=0",
                "interval=lots",
                "depth=0",
                "tracked=1",
                "port=99999",
                "exact=perhaps",
                "cpu=2",
                "=",
            })
    void aBadOptionIsOneLineAndTheProgramRunsOn(String options) throws InterruptedException {
        try (Child child = Child.java(List.of(Jdk.agent(options)), "Ends", "exit", "3")) {
            assertThat(child.exit()).isEqualTo(3);
            assertThat(child.err()).as(options).hasSize(1).first().asString().startsWith("edenscope: ");
            assertThat(child.out()).containsExactly("ready");
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsOneLine() throws InterruptedException {
        Path nowhere = folder.resolve("no/where.pb.gz");
        try (Child child = Child.java(List.of(Jdk.agent("file=" + nowhere)), "Ends", "exit", "3")) {
            assertThat(child.exit()).isEqualTo(3);
            assertThat(child.err())
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("edenscope: ")
                    .contains("" + nowhere);
        }
    }

    @Test
    void whereAnotherProfilerHoldsTheSamplingJfrIsUsedAndItSaysSo() throws IOException, InterruptedException {
        Path library = folder.resolve("libasyncProfiler.so");
        try (InputStream in = AsyncProfiler.class.getResourceAsStream("/linux-x64/libasyncProfiler.so")) {
            Files.copy(in, library);
        }
        Path theirs = folder.resolve("theirs.txt");
        try (Child child = Child.java(
                List.of(
                        "-agentpath:" + library + "=start,event=alloc,collapsed,file=" + theirs,
                        Jdk.agent("file=" + file())),
                "Sizes",
                "600")) {
            assertThat(child.exit()).as(child.toString()).isZero();
            assertThat(child.err())
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("edenscope: ")
                    .contains("another profiler", "JFR");
        }
        Seen seen = Seen.in(file());
        assertThat(seen.profile().sampleTypes()).hasSize(1);
        assertThat(seen.profile().sampleType("alloc_space")).isZero();
        assertThat(seen.comments())
                .contains("objects and in-use are not known", "another profiler holds", "stop that one first");
        // JFR takes 150 samples a second at most: a quick phase of the program may have none.
        assertThat(seen.sum("alloc_space", "byte[]", "com.acme.Sizes.alone")
                        + seen.sum("alloc_space", "byte[]", "com.acme.Sizes.mixed"))
                .isPositive();
        assertThat(theirs).isNotEmptyFile();
    }

    /** The numbers are exact: 100 objects from each loader. */
    @ParameterizedTest
    @MethodSource("dev.edenscope.agent.Jdk#collectors")
    void classesThatAreUnloadedAndLoadedAgainKeepTheirNames(String collector) throws IOException, InterruptedException {
        long truth;
        try (Child child = Child.java(List.of(collector, Jdk.agent("exact,file=" + file())), "Reloading", "3000")) {
            assertThat(child.exit()).as(child.toString()).isZero();
            truth = Long.parseLong(child.out().get(0).substring("TRUTH ".length()));
        }
        Seen seen = Seen.in(file());
        assertThat(seen.functionNames()).doesNotContain("[other]");
        assertThat(seen.comments()).doesNotContain("[other]");
        assertThat(seen.sum("alloc_objects", "byte[]", "com.acme.Reloading$Bytes.bytes"))
                .isEqualTo(truth);
        assertThat(seen.sum("alloc_objects", "long[]", "com.acme.Reloading$Longs.longs"))
                .isEqualTo(truth);
        assertThat(seen.sum("alloc_objects", "", "com.acme.Reloading$Bytes.bytes"))
                .isEqualTo(truth);
        assertThat(seen.sum("alloc_objects", "", "com.acme.Reloading$Longs.longs"))
                .isEqualTo(truth);
        assertThat(seen.samples())
                .filteredOn(sample -> sample.calls("com.acme.Reloading$Bytes.bytes"))
                .hasSize(1);
    }
}
