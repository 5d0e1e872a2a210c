package dev.edenscope.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Estimated over true bytes by size of object, beside async-profiler's, each in a run of the same program. */
final class Accuracy implements Figure {
    private static final int THREADS = 4;
    private static final double INTERVAL = 512 * 1024;

    @Override
    public String name() {
        return "accuracy";
    }

    @Override
    public List<String> options() {
        return List.of("--gigabytes");
    }

    @Override
    public Report measure(Arguments arguments) throws IOException {
        int gigabytes = arguments.number("--gigabytes", 8);
        Report report = new Report(
                name(),
                "estimated over true bytes, " + gigabytes + " GB of each size on " + THREADS + " threads, 512k");
        int megabytes = gigabytes * 1024 / THREADS;

        Path plain = Jvm.scratch("pb.gz");
        Path governed = Jvm.scratch("pb.gz");
        Path peer = Jvm.scratch("jfr");
        Map<String, String> truth = run(Setup.edenscope("cpu=0,file=" + plain), megabytes);
        run(Setup.edenscope("file=" + governed), megabytes);
        run(Setup.asyncProfiler("event=alloc,alloc=512k", peer), megabytes);
        Seen sampled = Seen.edenscope(plain, AllocateSizes.class);
        Seen slowed = Seen.edenscope(governed, AllocateSizes.class);
        Seen async = Seen.asyncProfiler(peer, AllocateSizes.class);

        int misses = 0;
        int governedMisses = 0;
        double furthest = 0;
        for (String way : List.of("alone", "mixed")) {
            Report.Table table = report.table(
                    way,
                    "size",
                    "true MB",
                    "edenscope",
                    "samples",
                    "3/sqrt(n)",
                    "governed",
                    "samples",
                    "3/sqrt(n)",
                    "async-profiler",
                    "samples",
                    "3/sqrt(n)");
            for (String size : AllocateSizes.SIZES) {
                double bytes = Double.parseDouble(truth.get(way + size));
                Seen.Amount e = sampled.of(way + size);
                Seen.Amount g = slowed.of(way + size);
                Seen.Amount a = async.of(way + size);
                double samples = samples(e, sampled);
                double governedSamples = samples(g, slowed);
                table.row(
                        size,
                        bytes / 1e6,
                        e.bytes() / bytes,
                        Math.round(samples),
                        Numbers.threeSigma(samples),
                        g.bytes() / bytes,
                        Math.round(governedSamples),
                        Numbers.threeSigma(governedSamples),
                        a.bytes() / bytes,
                        Math.round(a.samples()),
                        Numbers.threeSigma(a.samples()));
                double off = Math.abs(e.bytes() / bytes - 1);
                furthest = Math.max(furthest, off);
                misses += off > Numbers.threeSigma(samples) ? 1 : 0;
                governedMisses += Math.abs(g.bytes() / bytes - 1) > Numbers.threeSigma(governedSamples) ? 1 : 0;
            }
        }
        report.note(
                "edenscope: %.2f%% of the bytes that the JVM counted, %.0f samples; governed: %.2f%%, %.0f samples, interval"
                        + " %.0f at the end",
                100 * sampled.fact("bytes") / sampled.fact("jvm_bytes"),
                sampled.fact("samples"),
                100 * slowed.fact("bytes") / slowed.fact("jvm_bytes"),
                slowed.fact("samples"),
                slowed.fact("interval"));
        report.goal(
                "each within 1 +/- 3/sqrt(samples), cpu=0",
                misses == 0,
                "%d of 12 outside, furthest %.1f%% off",
                misses,
                100 * furthest);
        report.goal(
                "each within 1 +/- 3/sqrt(samples), default governor",
                governedMisses == 0,
                "%d of 12 outside",
                governedMisses);
        return report;
    }

    private static Map<String, String> run(Setup setup, int megabytes) throws IOException {
        return Jvm.run(setup, List.of("-Xms1g", "-Xmx1g"), AllocateSizes.class, megabytes, THREADS);
    }

    /**
     * How many samples an estimate is from: the objects it stands for, times the probability of each to be sampled.
     * Where the governor has changed the interval on the way, all are corrected by the number of samples taken.
     */
    private static double samples(Seen.Amount amount, Seen seen) {
        return hits(amount)
                * seen.fact("samples")
                / seen.ofMethod().values().stream().mapToDouble(Accuracy::hits).sum();
    }

    private static double hits(Seen.Amount amount) {
        return amount.objects() == 0
                ? 0
                : amount.objects() * -Math.expm1(-amount.bytes() / amount.objects() / INTERVAL);
    }
}
