package dev.edenscope.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("jvm")
final class SampledIT {
    private static final int MEGABYTES = 768;

    @TempDir
    Path folder;

    /** What the profile estimates beside what the program allocated. */
    private record Estimate(String phase, String method, double ratio, double ratioOfObjects, double allowed) {
        boolean good() {
            return Math.abs(ratio - 1) <= allowed && Math.abs(ratioOfObjects - 1) <= allowed;
        }
    }

    /**
     * The number of samples of n objects of s bytes is binomial with p = 1 - exp(-s/R), so the estimate's relative
     * standard deviation is sqrt((1 - p) / (n p)), at most 1/sqrt(samples). Tolerated are 3.5 of those: exceeded by
     * chance once in 2,000 estimates. There are 24 here, so a run with one outside is repeated, and an outsider by
     * chance stays so once in a million runs.
     *
     * <p>Before JDK 25 the JVM loses count of the bytes between two samples when an object does not fit into its TLAB
     * (JDK-8356372). The sampler has it sample more densely there and thins that out, which leaves some 2 %.
     */
    @ParameterizedTest
    @ValueSource(strings = {"512k", "64k"})
    void estimatesAreUnbiasedAtEverySize(String interval) throws IOException, InterruptedException {
        List<Estimate> estimates = estimates(interval);
        if (!estimates.stream().allMatch(Estimate::good)) {
            List<Estimate> again = estimates(interval);
            for (int i = 0; i < estimates.size(); i++) {
                assertThat(estimates.get(i).good() || again.get(i).good())
                        .as("%s, and again %s", estimates.get(i), again.get(i))
                        .isTrue();
            }
        }
    }

    private List<Estimate> estimates(String interval) throws IOException, InterruptedException {
        Path file = folder.resolve("sampled.pb.gz");
        List<String> truths;
        try (Child child = Child.java(
                List.of(Jdk.agent("interval=" + interval + ",cpu=0,file=" + file)),
                "Sizes",
                Integer.toString(MEGABYTES))) {
            assertThat(child.exit()).as(child.toString()).isZero();
            truths = child.out();
        }
        Seen seen = Seen.in(file);
        double meanDistance = Integer.parseInt(interval.replace("k", "")) * 1024.0;
        List<Estimate> estimates = new ArrayList<>();
        for (String truth : truths) {
            String[] word = truth.split(" ", -1);
            double objects = Long.parseLong(word[3]);
            double bytes = Long.parseLong(word[4]);
            String type = word[2].endsWith(".b16") ? "java.lang.Object" : "byte[]";
            double samples = objects * -Math.expm1(-bytes / objects / meanDistance);
            Estimate estimate = new Estimate(
                    word[1].substring(word[1].lastIndexOf('.') + 1),
                    word[2].substring(word[2].lastIndexOf('.') + 1),
                    seen.sum("alloc_space", type, word[1], word[2]) / bytes,
                    seen.sum("alloc_objects", type, word[1], word[2]) / objects,
                    3.5 / Math.sqrt(samples) + (Jdk.feature() < 25 ? 0.02 : 0));
            Jdk.report(
                    "sampled",
                    String.format(
                            Locale.ROOT,
                            "%4s %s %-5s %.4f of the bytes, %.4f of the objects; %.0f samples, allowed 1 +- %.4f",
                            interval,
                            estimate.phase,
                            estimate.method,
                            estimate.ratio,
                            estimate.ratioOfObjects,
                            samples,
                            estimate.allowed));
            estimates.add(estimate);
        }
        assertThat(estimates).hasSize(12);
        // The program's alone: the share of the JVM's own count covers what the JDK allocates as well.
        double share = (double) seen.fact("bytes") / seen.fact("jvm_bytes");
        Jdk.report("sampled", String.format(Locale.ROOT, "%4s in all %.4f of the JVM's count", interval, share));
        assertThat(share).isBetween(0.95, 1.05);
        return estimates;
    }

    /**
     * What a thread had allocated before the sampler came is not counted, and what it allocates in one recording after
     * the other is, 30 MB in three of them. A thread's first sample was drawn with the JVM's own interval of 512 KiB, of
     * which 30 MB have 58: 3.5 standard deviations are 3.5/sqrt(58). Below JDK 25 the unused rest of a TLAB counts towards
     * it, which is much for threads that allocate little: 1.26 of the truth on average, 1.5 seen.
     */
    @Test
    void whatThreadsAllocatedBeforeTheSamplerCameIsNotCounted() throws IOException, InterruptedException {
        long sum = 0;
        long truth = 0;
        try (Child child = Child.java(List.of(), "Pool")) {
            child.await("ready");
            for (int i = 0; i < 3; i++) {
                String key = "pool" + i;
                Attached.begin(child, key, "interval=64k,cpu=0");
                Attached.collect(child, key); // whereupon every thread gets a new TLAB
                child.tell("");
                sum += Attached.end(child, key).sum("alloc_space", "byte[]", "com.acme.Pool.more");
                truth += 200L * 50 * 1016;
            }
        }
        double ratio = (double) sum / truth;
        Jdk.report("sampled", String.format(Locale.ROOT, "threads with a past: %.3f", ratio));
        double allowed = 3.5 / Math.sqrt(truth / 524288.0) + (Jdk.feature() < 25 ? 0.7 : 0);
        assertThat(ratio).isBetween(1 - allowed, 1 + allowed);
    }
}
