package dev.edenscope.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Estimated over true bytes in use, on several collectors, after each window and after release. */
final class InUse implements Figure {
    @Override
    public String name() {
        return "inuse";
    }

    @Override
    public List<String> options() {
        return List.of("--collectors");
    }

    @Override
    public Report measure(Arguments arguments) throws IOException {
        Report report = new Report(name(), "estimated over true bytes in use; 200 MB kept in five shapes and windows");
        int wide = 0;
        int narrow = 0;
        int left = 0;
        double widest = 0;
        double most = 0;
        for (String interval : List.of("512k", "64k")) {
            double bytes = interval.equals("64k") ? 64 << 10 : 512 << 10;
            List<String> columns = new ArrayList<>(List.of("collector"));
            for (int window = 1; window <= KeepShapes.SHAPES.size(); window++) {
                columns.add("window " + window);
            }
            columns.addAll(List.of("3/sqrt(n)", "byte[40]", "24 B", "entries", "64 KB", "1 MB", "after release"));
            Report.Table table = report.table(
                    "interval=" + interval + ": all that is kept at the end of each window, then each shape at the end",
                    columns.toArray(String[]::new));
            for (String collector : arguments.words("--collectors", "G1,Parallel,Serial,Z,Shenandoah")) {
                Path prefix = Jvm.scratch("heap");
                Map<String, String> truth = Jvm.run(
                        Setup.edenscope("cpu=0,interval=" + interval), jvm(collector), KeepShapes.class, prefix);
                List<Object> row = new ArrayList<>(List.of(collector));
                double ratio = Double.NaN;
                double samples = 0;
                for (int window = 0; window < KeepShapes.SHAPES.size(); window++) {
                    Seen seen = seen(prefix, window);
                    ratio = kept(seen) / truth(truth, window + 1);
                    samples = samples(seen, bytes);
                    row.add(ratio);
                }
                row.add(Numbers.threeSigma(samples));
                Seen last = seen(prefix, KeepShapes.SHAPES.size() - 1);
                for (String shape : KeepShapes.SHAPES) {
                    row.add(last.of(shape).inuseBytes() / Double.parseDouble(truth.get(shape)));
                }
                double rest = kept(seen(prefix, KeepShapes.SHAPES.size())) / truth(truth, KeepShapes.SHAPES.size());
                row.add(rest);
                table.row(row.toArray());
                double off = Math.abs(ratio - 1);
                if (interval.equals("64k")) {
                    narrow += off > 0.05 ? 1 : 0;
                    widest = Math.max(widest, off);
                } else {
                    wide += off > Numbers.threeSigma(samples) ? 1 : 0;
                }
                left += rest >= 0.02 ? 1 : 0;
                most = Math.max(most, rest);
            }
        }
        peer(report);
        report.goal("200 MB within 3/sqrt(samples) at 512k", wide == 0, "%d collectors outside", wide);
        report.goal(
                "200 MB within 5%% at 64k".replace("%%", "%"),
                narrow == 0,
                "%d collectors outside, furthest %.1f%% off",
                narrow,
                100 * widest);
        report.goal("after release and a collection under 2 %", left == 0, "at most %.2f %%", 100 * most);
        return report;
    }

    private static void peer(Report report) throws IOException {
        Report.Table table = report.table(
                "async-profiler live, G1, at the program's end with all kept: bytes as it reports them over true",
                "interval",
                "all",
                "byte[40]",
                "24 B",
                "entries",
                "64 KB",
                "1 MB",
                "objects");
        for (String interval : List.of("512k", "64k")) {
            Path file = Jvm.scratch("jfr");
            Map<String, String> truth = Jvm.run(
                    Setup.asyncProfiler("event=alloc,live,alloc=" + interval, file), jvm("G1"), KeepShapes.class);
            Seen seen = Seen.asyncProfiler(file, KeepShapes.class);
            List<Object> row = new ArrayList<>(List.of(interval, kept(seen) / truth(truth, KeepShapes.SHAPES.size())));
            double objects = 0;
            for (String shape : KeepShapes.SHAPES) {
                row.add(seen.of(shape).inuseBytes() / Double.parseDouble(truth.get(shape)));
                objects += seen.of(shape).inuseObjects();
            }
            row.add(Math.round(objects));
            table.row(row.toArray());
        }
    }

    private static List<String> jvm(String collector) {
        return List.of("-Xms1g", "-Xmx1g", "-XX:+Use" + collector + "GC");
    }

    private static Seen seen(Path prefix, int window) throws IOException {
        return Seen.edenscope(Path.of(prefix.toString() + window), KeepShapes.class);
    }

    /** What the first so many shapes took. */
    private static double truth(Map<String, String> said, int shapes) {
        return KeepShapes.SHAPES.subList(0, shapes).stream()
                .mapToDouble(shape -> Double.parseDouble(said.get(shape)))
                .sum();
    }

    private static double kept(Seen seen) {
        return KeepShapes.SHAPES.stream()
                .mapToDouble(shape -> seen.of(shape).inuseBytes())
                .sum();
    }

    /** How many tracked objects the estimate is from. */
    private static double samples(Seen seen, double interval) {
        double samples = 0;
        for (String shape : KeepShapes.SHAPES) {
            Seen.Amount amount = seen.of(shape);
            if (amount.inuseObjects() > 0) {
                double size = amount.inuseBytes() / amount.inuseObjects();
                samples += amount.inuseObjects() * -Math.expm1(-size / interval);
            }
        }
        return samples;
    }
}
