package dev.edenscope.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one sample costs, by the agent's own clock and by what the same work takes more of CPU time with it. */
final class Cost implements Figure {
    private static final int INTERVAL = 16 << 10; // so that samples can be seen in the CPU time

    /** @param ownNanos by the agent's clock, NaN where it has none */
    private record Run(double wall, double cpu, double bytes, double ownNanos) {
        double samples() {
            return bytes / INTERVAL;
        }
    }

    @Override
    public String name() {
        return "cost";
    }

    @Override
    public List<String> options() {
        return List.of("--rounds");
    }

    @Override
    public Report measure(Arguments arguments) throws IOException {
        int rounds = arguments.number("--rounds", 3);
        Report report = new Report(name(), "what one sample costs, a loop of 104-byte arrays sampled at 16k");
        Report.Table table = report.table(
                "ns of CPU a sample (medians of " + rounds + "), and throughput over that without a profiler",
                "depth",
                "threads",
                "own clock",
                "edenscope",
                "least",
                "most",
                "async-profiler",
                "least",
                "most",
                "throughput",
                "async-profiler's",
                "of a core at 1 GB/s, 512k");
        double dearest = 0;
        for (int threads : List.of(1, 4)) {
            for (int depth : List.of(5, 50, 100)) {
                Map<String, List<Run>> runs = new LinkedHashMap<>();
                for (int round = 0; round < rounds; round++) {
                    for (String name : List.of("none", "edenscope", "async-profiler")) {
                        runs.computeIfAbsent(name, key -> new ArrayList<>()).add(run(name, depth, threads));
                    }
                }
                List<Run> none = runs.get("none");
                List<Run> edenscope = runs.get("edenscope");
                List<Run> async = runs.get("async-profiler");
                double own = Numbers.of(edenscope.stream().map(Run::ownNanos).toList())
                        .median();
                Numbers nanos = more(edenscope, none);
                Numbers peer = more(async, none);
                table.row(
                        depth,
                        threads,
                        own,
                        nanos.median(),
                        nanos.least(),
                        nanos.most(),
                        peer.median(),
                        peer.least(),
                        peer.most(),
                        throughput(edenscope, none),
                        throughput(async, none),
                        String.format(Locale.ROOT, "%.2f%%", own * 1e9 / (512 << 10) / 1e9 * 100));
                dearest = Math.max(dearest, own);
            }
        }
        report.goal("a sample 0.4 to 4 us, as documented", dearest < 4000, "at most %.0f ns by its own clock", dearest);
        return report;
    }

    private static Numbers more(List<Run> with, List<Run> without) {
        List<Double> nanos = new ArrayList<>();
        for (int i = 0; i < with.size(); i++) {
            nanos.add((with.get(i).cpu() - without.get(i).cpu()) / with.get(i).samples());
        }
        return Numbers.of(nanos);
    }

    private static double throughput(List<Run> with, List<Run> without) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < with.size(); i++) {
            ratios.add(without.get(i).wall() / with.get(i).wall());
        }
        return Numbers.of(ratios).median();
    }

    private static Run run(String name, int depth, int threads) throws IOException {
        Path file = Jvm.scratch("profile");
        Setup setup = switch (name) {
            case "edenscope" -> Setup.edenscope("cpu=0,interval=16k,file=" + file);
            case "async-profiler" -> Setup.asyncProfiler("event=alloc,alloc=16k", file);
            default -> Setup.none();
        };
        Map<String, String> said = Jvm.run(
                setup,
                List.of("-Xms512m", "-Xmx512m", "-XX:+UseParallelGC"),
                DeepLoop.class,
                depth,
                threads,
                6 * 1024 / threads);
        double own = Double.NaN;
        if (name.equals("edenscope")) {
            Seen seen = Seen.edenscope(file, DeepLoop.class);
            own = seen.fact("spent_ns") / seen.fact("samples");
        }
        return new Run(
                Double.parseDouble(said.get("wall")),
                Double.parseDouble(said.get("cpu")),
                Double.parseDouble(said.get("bytes")),
                own);
    }
}
