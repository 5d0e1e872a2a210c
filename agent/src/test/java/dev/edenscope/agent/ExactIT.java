package dev.edenscope.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("jvm")
final class ExactIT {
    @TempDir
    Path folder;

    /** What a run was found to be. */
    private record Run(long bytes, long jvmBytes, int kinds) {}

    /** No tolerance: every object of the program's is counted, on its line, with its size. */
    private Run run(String collector, String threads) throws IOException, InterruptedException {
        Path file = folder.resolve("exact.pb.gz");
        List<String> truths;
        try (Child child = Child.java(List.of(collector, Jdk.agent("exact,file=" + file)), "Counted", threads)) {
            assertThat(child.exit()).as(child.toString()).isZero();
            assertThat(child.err()).isEmpty();
            truths = child.out();
        }
        Seen seen = Seen.in(file);
        SoftAssertions softly = new SoftAssertions();
        for (String truth : truths) {
            String[] word = truth.split(" ", -1);
            softly.assertThat(word[0]).isEqualTo("TRUTH");
            softly.assertThat(seen.sum("alloc_objects", word[2], word[1]))
                    .as("objects of %s", truth)
                    .isEqualTo(Long.parseLong(word[3]));
            softly.assertThat(seen.sum("alloc_space", word[2], word[1]))
                    .as("bytes of %s", truth)
                    .isEqualTo(Long.parseLong(word[4]));
        }
        softly.assertAll();
        Run run = new Run(seen.fact("bytes"), seen.fact("jvm_bytes"), truths.size());
        assertThat(seen.profile().total(seen.profile().sampleType("alloc_space")))
                .isEqualTo(run.bytes);
        assertThat(seen.profile().total(seen.profile().sampleType("alloc_objects")))
                .isEqualTo(seen.fact("samples"));
        Jdk.report(
                "exact  ",
                String.format(
                        Locale.ROOT,
                        "%-12s %-8s %d kinds, %d objects, %d bytes, JVM counted %d: %+d, %.4f %%",
                        collector.substring(8),
                        threads,
                        run.kinds,
                        seen.fact("samples"),
                        run.bytes,
                        run.jvmBytes,
                        run.bytes - run.jvmBytes,
                        100.0 * run.bytes / run.jvmBytes));
        return run;
    }

    /**
     * In all, a hundred megabytes agree with the JVM's counter to 5,000 bytes, 100.00 %: the JVM's own threads (cleaners,
     * signals) run since before the agent, and what they allocate first is not seen.
     */
    @ParameterizedTest
    @MethodSource("dev.edenscope.agent.Jdk#collectors")
    void everyObjectIsCountedToTheByte(String collector) throws IOException, InterruptedException {
        Run run = run(collector, "platform");
        assertThat(run.kinds).isEqualTo(9);
        assertThat(run.bytes).isBetween(run.jvmBytes - 5000, run.jvmBytes + 5000);
    }

    /**
     * Every object of the program's is counted here too. What the JVM itself allocates while it parks a virtual thread
     * (its stack, on the heap) raises no event, but is in the JVM's counter: some kilobyte for a thread that parks.
     */
    @ParameterizedTest
    @MethodSource("dev.edenscope.agent.Jdk#collectors")
    void everyObjectOfVirtualThreadsIsCountedToTheByte(String collector) throws IOException, InterruptedException {
        if (Jdk.feature() < 21) {
            Jdk.report("exact  ", "has no virtual threads");
            return;
        }
        Run run = run(collector, "virtual");
        assertThat(run.kinds).isEqualTo(1);
        assertThat(run.jvmBytes - run.bytes).isBetween(0L, 500 * 5000L);
    }
}
