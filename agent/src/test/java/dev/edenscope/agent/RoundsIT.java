package dev.edenscope.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recordings of one JVM, over and over: nothing of them must stay behind. */
@Tag("jvm")
final class RoundsIT {
    private static final int WARM_UP = 10;

    /** What a JVM uses of the machine and of its own tables. */
    private record Use(long threads, long residentKilobytes, long weakReferences, long globalReferences) {
        static Use of(Child child) throws IOException, InterruptedException {
            String status = Files.readString(Path.of("/proc/" + child.pid() + "/status"));
            String references;
            try (Child jcmd = Child.of(List.of(Jdk.tool("jcmd"), Long.toString(child.pid()), "Thread.print"))) {
                assertThat(jcmd.exit()).as(jcmd.toString()).isZero();
                references = String.join("\n", jcmd.out());
            }
            return new Use(
                    number(status, "Threads:\\s+(\\d+)"),
                    number(status, "VmRSS:\\s+(\\d+)"),
                    number(references, "weak refs: (\\d+)"),
                    number(references, "JNI global refs: (\\d+)"));
        }

        private static long number(String text, String pattern) {
            Matcher matcher = Pattern.compile(pattern).matcher(text);
            assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
            return Long.parseLong(matcher.group(1));
        }
    }

    private static Child busy(String collector, int pauseMillis) throws InterruptedException {
        Child child = Child.java(
                List.of(
                        collector,
                        "-Xms200m",
                        "-Xmx200m",
                        "-XX:+AlwaysPreTouch", // so that what grows is not the heap
                        "-XX:ReservedCodeCacheSize=32m",
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "-XX:+EnableDynamicAgentLoading"),
                "Busy",
                Integer.toString(pauseMillis));
        child.await("ready");
        return child;
    }

    private static void round(Child child, int i) throws IOException {
        String key = "round" + i;
        Attached.begin(child, key, i % 3 == 0 ? "exact" : "interval=16k,cpu=0");
        if (i % 5 == 0) {
            Attached.collect(child, key);
        }
        Seen seen = Attached.end(child, key);
        assertThat(seen.functionNames()).doesNotContain("[other]");
    }

    private static void rounds(String collector, int rounds, long growthKilobytes)
            throws IOException, InterruptedException {
        try (Child child = busy(collector, 5)) {
            int done = 0;
            for (; done < WARM_UP; done++) {
                round(child, done);
            }
            Use before = Use.of(child);
            for (; done < WARM_UP + rounds; done++) {
                round(child, done);
            }
            Use after = Use.of(child);
            Jdk.report("rounds ", collector.substring(8) + " " + rounds + ": " + before + " -> " + after);
            // The worker's and the attach listener's come and go, the compiler's too.
            assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 4);
            assertThat(after.weakReferences()).isLessThanOrEqualTo(before.weakReferences() + 2);
            assertThat(after.globalReferences()).isLessThanOrEqualTo(before.globalReferences() + 10);
            assertThat(after.residentKilobytes()).isLessThan(before.residentKilobytes() + growthKilobytes);
            child.hangUp();
            assertThat(child.exit()).as(child.toString()).isZero();
            assertThat(child.err()).isEmpty();
        }
    }

    /** The sampler's tables come and go: 30 rounds that left a tenth of theirs behind would show as 24 MB and more. */
    @Test
    void thirtyRecordingsLeaveNothingBehind() throws IOException, InterruptedException {
        rounds("-XX:+UseG1GC", 30, 24 << 10);
    }

    @Test
    @Tag("soak")
    void aThousandRecordingsLeaveNothingBehind() throws IOException, InterruptedException {
        rounds("-XX:+UseG1GC", 1000, 32 << 10);
    }

    /** Ten minutes in all, with a snapshot every half second. */
    @ParameterizedTest
    @MethodSource("dev.edenscope.agent.Jdk#collectors")
    @Tag("soak")
    void samplingGoesOnForLongWhileClassesAndThreadsComeAndGo(String collector)
            throws IOException, InterruptedException {
        int minutes = Integer.getInteger("eden.soak.minutes", 10);
        long collectors = Jdk.collectors().count();
        try (Child child = busy(collector, 0)) {
            String options = "interval=16k,cpu=0"; // recordings of one process share them
            Attached.begin(child, "all", options);
            Use before = null;
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes) / collectors;
            for (int i = 0; System.nanoTime() < end; i++) {
                Attached.begin(child, "part", options);
                Attached.end(child, "part");
                if (i == 20) {
                    before = Use.of(child);
                }
                TimeUnit.MILLISECONDS.sleep(500); // the pace of the snapshots, not a condition
            }
            Use after = Use.of(child);
            Seen seen = Attached.end(child, "all");
            Jdk.report(
                    "soak   ",
                    collector.substring(8) + ": " + before + " -> " + after + ", " + seen.fact("samples") + " samples");
            assertThat(seen.functionNames()).doesNotContain("[other]");
            double share = (double) seen.fact("bytes") / seen.fact("jvm_bytes");
            assertThat(share).isBetween(0.95, 1.05);
            assertThat(after.residentKilobytes()).isLessThan(before.residentKilobytes() + (48 << 10));
            child.hangUp();
            assertThat(child.exit()).as(child.toString()).isZero();
        }
    }
}
