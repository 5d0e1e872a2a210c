package dev.edenscope.bench;

import dev.edenscope.profile.DataException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code eden top} over a large flight recording as a whole process, beside {@code jfr view allocation-by-site} and
 * jfrconv, in turn: wall time, CPU time and the largest resident memory.
 */
final class Recordings implements Figure {
    private static final int EVENTS = 6_000_000;

    @Override
    public String name() {
        return "jfr";
    }

    @Override
    public List<String> options() {
        return List.of("--rounds", "--events");
    }

    @Override
    public Report measure(Arguments arguments) throws IOException {
        int rounds = arguments.number("--rounds", 5);
        Path file = Jvm.scratch("jfr");
        Jvm.run(
                Setup.none(),
                List.of("-Xmx512m", "-XX:TLABSize=2k", "-XX:MinTLABSize=2k", "-XX:-ResizeTLAB"),
                RecordMany.class,
                file,
                arguments.number("--events", EVENTS));
        Map<String, List<String>> commands = commands(file);
        Map<String, List<Whole>> runs = new LinkedHashMap<>();
        commands.keySet().forEach(name -> runs.put(name, new ArrayList<>()));
        for (int round = -1; round < rounds; round++) {
            for (Map.Entry<String, List<String>> command : commands.entrySet()) {
                Whole run = Whole.run(command.getValue());
                if (round >= 0) { // the first has the file's pages read, and eden's archive of classes made
                    runs.get(command.getKey()).add(run);
                }
            }
        }
        Report report = new Report(
                name(),
                "a recording of " + Files.size(file) / 1_000_000 + " MB, whole processes, " + rounds + " rounds");
        Report.Table table =
                report.table("median", "command", "s", "eden's share", "CPU s", "eden's share", "MB", "eden's share");
        List<Whole> eden = runs.get("eden top");
        for (Map.Entry<String, List<Whole>> of : runs.entrySet()) {
            double time = ratio(eden, of.getValue(), Whole::seconds);
            table.row(
                    of.getKey(),
                    Numbers.of(of.getValue().stream().map(Whole::seconds).toList())
                            .median(),
                    Math.round(time * 1e3) / 1e3,
                    Numbers.of(of.getValue().stream().map(Whole::cpuSeconds).toList())
                            .median(),
                    Math.round(ratio(eden, of.getValue(), Whole::cpuSeconds) * 1e3) / 1e3,
                    Numbers.of(of.getValue().stream().map(Whole::megabytes).toList())
                            .median(),
                    Math.round(ratio(eden, of.getValue(), Whole::megabytes) * 1e3) / 1e3);
            if (!of.getKey().equals("eden top")) {
                report.goal("at most a third of the time of " + of.getKey(), time <= 1 / 3.0, "%.3f", time);
            }
        }
        if (!commands.containsKey("jfr view")) {
            report.note("this JDK's jfr has no view: use JDK 21 or newer");
        }
        return report;
    }

    private static Map<String, List<String>> commands(Path file) throws DataException {
        Path home = Path.of(System.getProperty("java.home"), "bin");
        Path root = Path.of(System.getProperty("eden.root", "."));
        Map<String, List<String>> commands = new LinkedHashMap<>();
        commands.put("eden top", List.of(root.resolve("eden").toString(), "top", file.toString()));
        if (Runtime.version().feature() >= 21) {
            commands.put(
                    "jfr view", List.of(home.resolve("jfr").toString(), "view", "allocation-by-site", file.toString()));
        }
        commands.put(
                "jfrconv",
                List.of(
                        home.resolve("java").toString(),
                        "-cp",
                        converter(),
                        "one.convert.Main",
                        "--alloc",
                        "--total",
                        "-o",
                        "collapsed",
                        file.toString(),
                        file + ".collapsed"));
        return commands;
    }

    private static String converter() throws DataException {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entry.contains("jfr-converter")) {
                return entry;
            }
        }
        throw new DataException("no jfr-converter on the class path: start this with bench/run");
    }

    private interface Value {
        double of(Whole run);
    }

    private static double ratio(List<Whole> runs, List<Whole> base, Value value) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            ratios.add(value.of(runs.get(i)) / value.of(base.get(i)));
        }
        return Numbers.of(ratios).median();
    }
}
