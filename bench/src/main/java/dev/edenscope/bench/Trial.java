package dev.edenscope.bench;

import dev.edenscope.profile.DataException;
import dev.edenscope.why.Shares;
import dev.edenscope.why.Verdict;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/** {@code eden why} on applications under load: how much of what they allocate it explains, and what it costs. */
final class Trial implements Figure {
    private static final int ROUNDS_IN_PROCESS = 5;
    private static final int METHODS = 3_000;

    /** A measurement of {@link AskWhy}. */
    private record Cost(double gapMillis, double cpuMillis, double megabytes, double written) {
        static Cost of(String[] word) {
            return new Cost(
                    Long.parseLong(word[1]) / 1e6,
                    Long.parseLong(word[2]) / 1e6,
                    Long.parseLong(word[3]) / 1e6,
                    Long.parseLong(word[4]) / 1e6);
        }
    }

    @Override
    public String name() {
        return "why";
    }

    @Override
    public List<String> options() {
        return List.of("--warmup", "--seconds", "--rounds", "--rate");
    }

    @Override
    public Report measure(Arguments arguments) throws IOException {
        int warmUp = arguments.number("--warmup", 90);
        int seconds = arguments.number("--seconds", 20);
        Report report = new Report(
                name(), "applications under load, recorded for " + seconds + " s after " + warmUp + " s: what is said");
        explain(report, warmUp, seconds);
        collect(report, warmUp);
        latency(report, arguments.number("--rounds", 4), arguments.number("--rate", 500));
        return report;
    }

    private static String eden() {
        return System.getProperty("eden.root") + "/eden";
    }

    // What is explained

    private static void explain(Report report, int warmUp, int seconds) throws IOException {
        Report.Table table = report.table(
                "share of the bytes allocated, by the verdict on each sample",
                "application",
                "stacks",
                "methods",
                "explained",
                "no cause",
                "removed",
                "not C2's",
                "why CPU s",
                "why MB");
        try (Jvm stock = Jvm.start(Setup.none(), List.of("-Xmx512m"), com.acme.stock.Stock.class, warmUp)) {
            stock.awaitLine("warm");
            row(report, table, "stock", stock, seconds);
        }
        try (Jvm orders = orders();
                Jvm load = Overhead.load(port(orders), "max", 1_000_000, 0)) {
            Jvm.pause(warmUp * 1000L);
            row(report, table, "orders", orders, seconds);
            load.checkAlive();
        }
        try (Jvm javac = Jvm.start(
                Setup.none(), List.of("-Xmx512m"), CompileSources.class, core(), Jvm.scratch("classes"), warmUp)) {
            javac.awaitLine("warm");
            row(report, table, "javac", javac, seconds);
        }
    }

    private static Path core() {
        return Path.of(System.getProperty("eden.root"), "core", "src", "main", "java");
    }

    private static void row(Report report, Report.Table table, String name, Jvm jvm, int seconds) throws IOException {
        Path file = record(jvm, seconds);
        Shares shares = Shares.of(file);
        Whole why = Whole.run(List.of(eden(), "why", file.toString()));
        double explained = shares.of(Verdict.ESCAPES, Verdict.NOT_SCALAR_REPLACED);
        double noCause = shares.of(Verdict.NO_CAUSE);
        double removed = shares.of(Verdict.DOES_NOT_ESCAPE);
        table.row(
                name,
                shares.stacks(),
                shares.compiled(),
                explained,
                noCause,
                removed,
                shares.of(Verdict.NOT_COMPILED, Verdict.NEVER_REACHED),
                why.cpuSeconds(),
                why.megabytes());
        report.goal(name + ": explained, at least 95 %", explained >= 0.95, "%.1f %%", 100 * explained);
        report.goal(name + ": no cause found, under 3 %", noCause < 0.03, "%.1f %%", 100 * noCause);
        report.goal(name + ": sampled, but called removed, under 1 %", removed < 0.01, "%.2f %%", 100 * removed);
        report.goal(
                name + ": analysed in under 5 s for 1,000 stacks",
                why.cpuSeconds() < 5 * Math.max(1, shares.stacks() / 1000.0),
                "%.1f s of CPU time for %d stacks, the start included",
                why.cpuSeconds(),
                shares.stacks());
    }

    private static Path record(Jvm jvm, int seconds) throws IOException {
        Path file = Jvm.scratch("eden");
        Whole.run(List.of(eden(), "record", "-d", seconds + "s", "-o", file.toString(), Long.toString(jvm.pid())));
        return file;
    }

    // What collecting costs

    private static void collect(Report report, int warmUp) throws IOException {
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        int methods = 0;
        try (Jvm jvm = Jvm.start(Setup.none(), List.of("-Xmx512m"), AskWhy.class, warmUp, ROUNDS_IN_PROCESS)) {
            jvm.await();
            for (String line : jvm.printed().split("\n", -1)) {
                String[] word = line.split(" ", -1);
                if (word.length == 5) {
                    costs.computeIfAbsent(word[0], what -> new ArrayList<>()).add(Cost.of(word));
                } else if (line.startsWith("methods=")) {
                    methods = Integer.parseInt(line.substring("methods=".length()));
                }
            }
        }
        Report.Table table = report.table(
                "collecting in stock's process, " + methods + " compiled methods (medians of " + ROUNDS_IN_PROCESS
                        + ")",
                "what",
                "CPU ms",
                "allocated MB",
                "written MB",
                "longest gap ms");
        costs.forEach((what, all) -> table.row(
                switch (what) {
                    case "none" -> "nothing, for a second";
                    case "code" -> "what was compiled";
                    default -> "all, with class files";
                },
                Numbers.of(all.stream().map(Cost::cpuMillis).toList()).median(),
                Numbers.of(all.stream().map(Cost::megabytes).toList()).median(),
                Numbers.of(all.stream().map(Cost::written).toList()).median(),
                Numbers.of(all.stream().map(Cost::gapMillis).toList()).median()));
        double millis =
                Numbers.of(costs.get("code").stream().map(Cost::cpuMillis).toList())
                                .median()
                        * METHODS
                        / methods;
        report.goal("what was compiled, for 3,000 methods under 150 ms", millis < 150, "%.0f ms of CPU time", millis);
    }

    // What a recording does to latency

    private static Jvm orders() throws IOException {
        return Jvm.start(
                Setup.none(),
                List.of("-Xms256m", "-Xmx256m"),
                Overhead.classPath() + File.pathSeparator + System.getProperty("java.class.path"),
                Overhead.ORDERS + "Orders",
                "before",
                "--port",
                0,
                "--parent",
                ProcessHandle.current().pid());
    }

    private static String port(Jvm orders) throws IOException {
        Matcher port = Overhead.LISTENING.matcher(orders.awaitLine("listening on"));
        if (!port.find()) {
            throw new DataException("the orders service did not say its port");
        }
        return port.group(1);
    }

    private static void latency(Report report, int rounds, int rate) throws IOException {
        List<Double> none = new ArrayList<>();
        List<Double> profile = new ArrayList<>();
        List<Double> why = new ArrayList<>();
        try (Jvm orders = orders()) {
            String port = port(orders);
            Overhead.p99(port, rate, 15); // warms up
            for (int round = 0; round < rounds; round++) {
                none.add(Overhead.p99(port, rate, 10) / 1e3);
                profile.add(during(orders, port, rate, "pb.gz"));
                why.add(during(orders, port, rate, "eden"));
            }
        }
        Report.Table table = report.table(
                "p99 of orders (before) at " + rate + "/s, ms, 10 s each, " + rounds + " rounds in turn",
                "recording",
                "median",
                "least",
                "most");
        for (var each : List.of(
                Map.entry("none", none), Map.entry("6 s, profile alone", profile), Map.entry("6 s, with why", why))) {
            Numbers numbers = Numbers.of(each.getValue());
            table.row(each.getKey(), numbers.median(), numbers.least(), numbers.most());
        }
        report.note("the command line that records runs on the same processors, and is in the p99");
    }

    /** p99 in ms of 10 s in which a recording begins and ends. */
    private static double during(Jvm orders, String port, int rate, String suffix) throws IOException {
        Path file = Jvm.scratch(suffix);
        Process recording = new ProcessBuilder(
                        eden(), "record", "-d", "6s", "-o", file.toString(), Long.toString(orders.pid()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        double p99 = Overhead.p99(port, rate, 10) / 1e3;
        try {
            if (recording.waitFor() != 0) {
                throw new DataException("eden record failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException("interrupted", e);
        }
        return p99;
    }
}
