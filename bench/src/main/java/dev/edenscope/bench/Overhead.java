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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The orders service under load, without a profiler, with Edenscope and with async-profiler, in turn: what each costs
 * it. The order of the three changes from round to round, so that none is always first.
 */
final class Overhead implements Figure {
    private static final String ORDERS = "dev.edenscope.examples.orders.";
    private static final Pattern LISTENING = Pattern.compile("listening on http://[^:]+:(\\d+)");
    private static final int WARM_UP_SECONDS = 10;

    /** What one fresh JVM did under load. */
    private record Run(double perSecond, double cpuMicrosPerRequest, double p99Millis) {}

    @Override
    public String name() {
        return "overhead";
    }

    @Override
    public List<String> options() {
        return List.of("--rounds", "--seconds", "--rate");
    }

    @Override
    public Report measure(Arguments arguments) throws IOException {
        int rounds = arguments.number("--rounds", 6);
        int seconds = arguments.number("--seconds", 10);
        int rate = arguments.number("--rate", 500);
        Map<String, List<Run>> runs = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            List<Setup> setups = List.of(
                    Setup.none(),
                    Setup.edenscope("interval=512k"),
                    Setup.asyncProfiler("event=alloc,alloc=512k", Jvm.scratch("jfr")));
            for (int i = 0; i < setups.size(); i++) {
                Setup setup = setups.get((i + round) % setups.size());
                runs.computeIfAbsent(setup.name(), name -> new ArrayList<>()).add(run(setup, seconds, rate));
            }
        }
        return report(runs, rounds, seconds, rate);
    }

    private Report report(Map<String, List<Run>> runs, int rounds, int seconds, int rate) {
        Report report = new Report(
                name(),
                "orders (before) under load, " + rounds + " rounds of " + seconds + " s at full rate, then at " + rate
                        + "/s");
        Report.Table table =
                report.table("medians", "set-up", "requests/s", "CPU us/request", "p99 ms at " + rate + "/s");
        Report.Table ratios = report.table(
                "over the run without a profiler in the same round", "set-up", "of", "median", "least", "most");
        List<Run> none = runs.get("none");
        for (String setup : List.of("none", "edenscope", "async-profiler")) {
            List<Run> own = runs.get(setup);
            table.row(
                    setup,
                    Numbers.of(own.stream().map(Run::perSecond).toList()).median(),
                    Numbers.of(own.stream().map(Run::cpuMicrosPerRequest).toList())
                            .median(),
                    Numbers.of(own.stream().map(Run::p99Millis).toList()).median());
            if (!setup.equals("none")) {
                ratio(ratios, setup, "throughput", throughput(own, none));
                ratio(ratios, setup, "CPU/request", cpu(own, none));
                ratio(ratios, setup, "p99", p99(own, none));
            }
        }
        List<Run> edenscope = runs.get("edenscope");
        List<Run> async = runs.get("async-profiler");
        ratio(ratios, "edenscope / async-profiler", "throughput", throughput(edenscope, async));
        ratio(ratios, "edenscope / async-profiler", "CPU/request", cpu(edenscope, async));
        double kept = throughput(edenscope, none).median();
        double peer = throughput(async, none).median();
        report.goal("at least 0.99 of the throughput without a profiler", kept >= 0.99, "%.4f", kept);
        report.goal("no worse than async-profiler", kept >= peer, "%.4f beside %.4f", kept, peer);
        return report;
    }

    private static void ratio(Report.Table table, String setup, String of, Numbers ratios) {
        table.row(setup, of, round(ratios.median()), round(ratios.least()), round(ratios.most()));
    }

    private static double round(double ratio) {
        return Math.round(ratio * 1e4) / 1e4;
    }

    private interface Value {
        double of(Run run);
    }

    private static Numbers throughput(List<Run> runs, List<Run> base) {
        return pairs(runs, base, Run::perSecond);
    }

    private static Numbers cpu(List<Run> runs, List<Run> base) {
        return pairs(runs, base, Run::cpuMicrosPerRequest);
    }

    private static Numbers p99(List<Run> runs, List<Run> base) {
        return pairs(runs, base, Run::p99Millis);
    }

    private static Numbers pairs(List<Run> runs, List<Run> base, Value value) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            ratios.add(value.of(runs.get(i)) / value.of(base.get(i)));
        }
        return Numbers.of(ratios);
    }

    /** A fresh service: warmed up, measured as fast as it goes, then at a fixed rate. */
    private static Run run(Setup setup, int seconds, int rate) throws IOException {
        try (Jvm service = Jvm.start(
                setup,
                List.of("-Xms256m", "-Xmx256m"),
                classPath(),
                ORDERS + "Orders",
                "before",
                "--port",
                0,
                "--parent",
                ProcessHandle.current().pid())) {
            Matcher port = LISTENING.matcher(service.awaitLine("listening on"));
            if (!port.find()) {
                throw new DataException("the orders service did not say its port");
            }
            load(port.group(1), "max", 1, WARM_UP_SECONDS - 1);
            double before = service.cpuSeconds();
            String full = load(port.group(1), "max", seconds, 0);
            double cpu = service.cpuSeconds() - before;
            String steady = load(port.group(1), Integer.toString(rate), seconds, 1);
            return new Run(
                    figure(full, "requestsPerSecond"),
                    cpu * 1e6 / figure(full, "requests"),
                    figure(steady, "p99Micros") / 1e3);
        }
    }

    private static String load(String port, String rate, int seconds, int warmUp) throws IOException {
        try (Jvm load = Jvm.start(
                Setup.none(),
                List.of("-Xmx64m", "-XX:+UseSerialGC"),
                classPath(),
                ORDERS + "Load",
                "--port",
                port,
                "--rate",
                rate,
                "--seconds",
                seconds,
                "--warmup",
                warmUp,
                "--json",
                "--parent",
                ProcessHandle.current().pid())) {
            load.await();
            String summary = load.printed();
            if (figure(summary, "errors") > 0) {
                throw new DataException("the load met errors: " + summary);
            }
            return summary;
        }
    }

    private static double figure(String json, String name) throws DataException {
        Matcher value = Pattern.compile("\"" + name + "\":([-0-9.eE]+)").matcher(json);
        if (!value.find()) {
            throw new DataException("no " + name + " in the load's summary: " + json);
        }
        return Double.parseDouble(value.group(1));
    }

    private static String classPath() throws DataException {
        Path target = Path.of(System.getProperty("eden.root", "."), "examples", "orders", "target");
        if (!Files.isDirectory(target.resolve("lib"))) {
            throw new DataException(target + ": the orders service is not built: start this with bench/run");
        }
        return target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*";
    }
}
