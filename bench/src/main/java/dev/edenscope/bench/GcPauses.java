package dev.edenscope.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Young pauses with 64 Ki tracked objects beside none, with the same objects alive, in turn. */
final class GcPauses implements Figure {
    private static final Pattern PAUSE = Pattern.compile("^\\[([0-9.]+)s\\].*Pause Young.* ([0-9.]+)ms$");
    private static final Pattern WEAK = Pattern.compile("^\\[([0-9.]+)s\\].* JNI Weak .* Max: +([0-9.]+),");

    /** Pauses of one run, in ms, and the part of them that the collector says went into JNI's weak references. */
    private record Run(Numbers pauses, Numbers weak, String tracked) {}

    private record Case(String name, Setup setup, String garbage) {}

    @Override
    public String name() {
        return "gc";
    }

    @Override
    public List<String> options() {
        return List.of("--rounds", "--seconds");
    }

    @Override
    public Report measure(Arguments arguments) throws IOException {
        int rounds = arguments.number("--rounds", 4);
        int seconds = arguments.number("--seconds", 6);
        Report report = new Report(name(), "young pauses with 64 Ki tracked objects beside none");
        for (String collector : List.of("G1", "Parallel")) {
            double more = measure(report, collector, rounds, seconds);
            if (collector.equals("G1")) {
                report.goal("under 0.5 ms more for a G1 young pause", more < 0.5, "%.3f ms", more);
            }
        }
        return report;
    }

    private static double measure(Report report, String collector, int rounds, int seconds) throws IOException {
        String options = "interval=4k,cpu=0,tracked=65536";
        List<Case> cases = List.of(
                new Case("none", Setup.none(), "none"),
                new Case("64 Ki tracked, alive", Setup.edenscope(options), "quiet"),
                new Case("and garbage sampled at 4k", Setup.edenscope(options), "sampled"));
        Map<Case, List<Run>> runs = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Case one : cases) {
                runs.computeIfAbsent(one, key -> new ArrayList<>()).add(run(one, collector, seconds));
            }
        }
        Report.Table table = report.table(
                collector + ": young pauses in ms, medians of " + rounds + " runs of " + seconds + " s",
                "case",
                "pauses",
                "tracked",
                "median",
                "mean",
                "p99",
                "more (median)",
                "least",
                "most",
                "of it JNI weak");
        List<Run> none = runs.get(cases.get(0));
        double more = Double.NaN;
        for (Case one : cases) {
            List<Run> own = runs.get(one);
            List<Double> differences = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                differences.add(
                        own.get(i).pauses().median() - none.get(i).pauses().median());
            }
            Numbers difference = Numbers.of(differences);
            table.row(
                    one.name(),
                    own.stream().mapToInt(run -> run.pauses().count()).sum(),
                    own.get(0).tracked(),
                    median(own.stream().map(run -> run.pauses().median()).toList()),
                    median(own.stream().map(run -> run.pauses().mean()).toList()),
                    median(own.stream().map(run -> run.pauses().quantile(0.99)).toList()),
                    difference.median(),
                    difference.least(),
                    difference.most(),
                    median(own.stream().map(run -> run.weak().median()).toList()));
            if (one.garbage().equals("quiet")) {
                more = difference.median();
            }
        }
        return more;
    }

    private static double median(List<Double> values) {
        return Numbers.of(values).median();
    }

    private static Run run(Case one, String collector, int seconds) throws IOException {
        Path log = Jvm.scratch("log");
        Map<String, String> said = Jvm.run(
                one.setup(),
                List.of(
                        "-Xms2g",
                        "-Xmx2g",
                        "-Xmn64m",
                        "-XX:+AlwaysPreTouch",
                        "-XX:+Use" + collector + "GC",
                        "-XX:InitiatingHeapOccupancyPercent=95",
                        "-Xlog:gc,gc+phases=debug:file=" + log + ":uptime"),
                HoldTracked.class,
                seconds,
                one.garbage());
        double from = Double.parseDouble(said.get("from"));
        List<String> lines = Files.readAllLines(log);
        Files.delete(log);
        return new Run(values(lines, PAUSE, from), values(lines, WEAK, from), said.getOrDefault("tracked", "-"));
    }

    private static Numbers values(List<String> lines, Pattern pattern, double from) {
        List<Double> values = new ArrayList<>();
        for (String line : lines) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find() && Double.parseDouble(matcher.group(1)) >= from) {
                values.add(Double.valueOf(matcher.group(2)));
            }
        }
        return Numbers.of(values);
    }
}
