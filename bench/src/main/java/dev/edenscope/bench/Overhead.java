package dev.edenscope.bench;

import dev.edenscope.profile.DataException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The orders service under load, while Edenscope, or in another JVM async-profiler, is switched on and off: what each
 * costs it. A window with the profiler is compared with the one without beside it.
 */
final class Overhead implements Figure {
    static final String ORDERS = "dev.edenscope.examples.orders.";
    static final Pattern LISTENING = Pattern.compile("listening on http://[^:]+:(\\d+)");
    private static final int WARM_UP_SECONDS = 20;
    private static final int PAIRS = 60;
    /** After which most of what a session meets for the first time has been met. */
    private static final long SETTLE_MILLIS = 500;

    /** Ratios of windows with the profiler to those without. */
    private record Ratios(List<Double> throughput, List<Double> cpuPerRequest, List<Double> p99) {
        Ratios() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /** What a service did in a while. */
    private record Window(double perSecond, double cpuPerRequest) {}

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
        int rounds = arguments.number("--rounds", 2);
        int seconds = arguments.number("--seconds", 1);
        int rate = arguments.number("--rate", 500);
        Map<String, Ratios> measured = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            measure("edenscope", measured, seconds, rate);
            measure(Jvm.asyncProfiler() + "=" + Jvm.scratch("jfr"), measured, seconds, rate);
        }
        return report(measured, rounds, seconds, rate);
    }

    private Report report(Map<String, Ratios> measured, int rounds, int seconds, int rate) {
        Report report = new Report(
                name(),
                "orders (before) under load, " + rounds + " JVMs each, " + PAIRS + " times " + seconds + " s with and "
                        + seconds + " s without the profiler at full rate, then at " + rate + "/s");
        Report.Table table = report.table(
                "with the profiler over without",
                "profiler",
                "of",
                "pairs",
                "median",
                "quartiles",
                "",
                "least",
                "most");
        measured.forEach((profiler, ratios) -> {
            row(table, profiler, "throughput", Numbers.of(ratios.throughput));
            row(table, profiler, "CPU/request", Numbers.of(ratios.cpuPerRequest));
            row(table, profiler, "p99 at " + rate + "/s", Numbers.of(ratios.p99));
        });
        double kept = Numbers.of(measured.get("edenscope").throughput).median();
        double peer = Numbers.of(measured.get("async-profiler").throughput).median();
        report.goal("at least 0.99 of the throughput without a profiler", kept >= 0.99, "%.4f", kept);
        report.goal("no worse than async-profiler", kept >= peer, "%.4f beside %.4f", kept, peer);
        return report;
    }

    private static void row(Report.Table table, String profiler, String of, Numbers ratios) {
        table.row(
                profiler,
                of,
                ratios.count(),
                round(ratios.median()),
                round(ratios.quantile(0.25)),
                round(ratios.quantile(0.75)),
                round(ratios.least()),
                round(ratios.most()));
    }

    private static double round(double ratio) {
        return Math.round(ratio * 1e4) / 1e4;
    }

    /** A fresh service: warmed up, then measured in pairs of windows. */
    private static void measure(String profiler, Map<String, Ratios> measured, int seconds, int rate)
            throws IOException {
        Ratios ratios = measured.computeIfAbsent(
                profiler.equals("edenscope") ? profiler : "async-profiler", name -> new Ratios());
        try (Jvm service = Jvm.start(
                Setup.none(),
                List.of("-Xms256m", "-Xmx256m"),
                classPath() + File.pathSeparator + System.getProperty("java.class.path"),
                Switched.class.getName(),
                profiler,
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
            Switch control = new Switch(service);
            try (Jvm load = load(port.group(1), "max", 1_000_000, 0)) {
                Jvm.pause(WARM_UP_SECONDS * 1000L);
                // off on, on off, off on ...: a drift of the machine is in as many pairs one way as the other.
                for (int pair = 0; pair < PAIRS; pair++) {
                    boolean offFirst = pair % 2 == 0;
                    Window first = window(service, control, !offFirst, port.group(1), seconds);
                    Window second = window(service, control, offFirst, port.group(1), seconds);
                    Window off = offFirst ? first : second;
                    Window on = offFirst ? second : first;
                    ratios.throughput.add(on.perSecond / off.perSecond);
                    ratios.cpuPerRequest.add(on.cpuPerRequest / off.cpuPerRequest);
                    load.checkAlive();
                }
            }
            control.set(false);
            double without = p99(port.group(1), rate, 10);
            control.set(true);
            ratios.p99.add(p99(port.group(1), rate, 10) / without);
        }
    }

    private static Window window(Jvm service, Switch control, boolean on, String port, int seconds) throws IOException {
        control.set(on);
        Jvm.pause(SETTLE_MILLIS);
        double requests = requests(port);
        double cpu = service.cpuSeconds();
        long begin = System.nanoTime();
        Jvm.pause(seconds * 1000L);
        double more = requests(port) - requests;
        return new Window(more / ((System.nanoTime() - begin) / 1e9), (service.cpuSeconds() - cpu) / more);
    }

    /** The profiler's switch in a service. */
    private static final class Switch {
        private final Jvm service;
        private boolean on;
        private int switched;

        Switch(Jvm service) {
            this.service = service;
        }

        void set(boolean wanted) throws IOException {
            if (wanted != on) {
                service.say(wanted ? "on" : "off");
                service.awaitLine("switched " + ++switched + ";");
                on = wanted;
            }
        }
    }

    private static double requests(String port) throws IOException {
        try (InputStream in =
                URI.create("http://127.0.0.1:" + port + "/stats").toURL().openStream()) {
            return figure(new String(in.readAllBytes(), StandardCharsets.UTF_8), "requests");
        }
    }

    /** p99 of the service at a rate, in microseconds from the intended start. */
    static double p99(String port, int rate, int seconds) throws IOException {
        try (Jvm load = load(port, Integer.toString(rate), seconds, 1)) {
            load.await();
            String summary = load.printed();
            if (figure(summary, "errors") > 0) {
                throw new DataException("the load met errors: " + summary);
            }
            return figure(summary, "p99Micros");
        }
    }

    static Jvm load(String port, String rate, int seconds, int warmUp) throws IOException {
        return Jvm.start(
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
                ProcessHandle.current().pid());
    }

    private static double figure(String json, String name) throws DataException {
        Matcher value = Pattern.compile("\"" + name + "\":([-0-9.eE]+)").matcher(json);
        if (!value.find()) {
            throw new DataException("no " + name + " in the load's summary: " + json);
        }
        return Double.parseDouble(value.group(1));
    }

    static String classPath() throws DataException {
        Path target = Path.of(System.getProperty("eden.root", "."), "examples", "orders", "target");
        if (!Files.isDirectory(target.resolve("lib"))) {
            throw new DataException(target + ": the orders service is not built: start this with bench/run");
        }
        return target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*";
    }
}
