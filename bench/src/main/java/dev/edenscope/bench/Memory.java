package dev.edenscope.bench;

import dev.edenscope.profile.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the agent takes: memory at its full table of stacks, and time for a snapshot of 10,000. */
final class Memory implements Figure {
    private static final int FULL = 1 << 16;
    private static final int STACKS = 10_000;
    private static final int SMALL = 2048;
    private static final String EVERY = "cpu=0,interval=128"; // so that every object of 2,048 bytes is a sample
    // The same for larger ones: at a tiny interval what a snapshot itself allocates would slow it down.
    private static final int LARGE = 64 << 10;
    private static final String EVERY_LARGE = "port=0,cpu=0,interval=8k";

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<String> options() {
        return List.of("--rounds");
    }

    @Override
    public Report measure(Arguments arguments) throws IOException {
        Report report =
                new Report(name(), "the agent's memory at 64 Ki stacks and objects; a snapshot at 10,000 stacks");
        memory(report, arguments.number("--rounds", 3));
        snapshot(report);
        stall(report);
        return report;
    }

    // Memory

    private record Case(String name, Setup setup, String shape, boolean agent) {}

    private static void memory(Report report, int rounds) throws IOException {
        List<Case> cases = List.of(
                new Case("no agent", Setup.none(), "own", false),
                new Case("agent, 512k", Setup.edenscope("port=0"), "own", true),
                new Case("64 Ki stacks that share frames", Setup.edenscope("port=0," + EVERY), "shared", true),
                new Case("64 Ki stacks, 16 own frames each", Setup.edenscope("port=0," + EVERY), "own", true));
        List<List<Map<String, String>>> said = new ArrayList<>();
        cases.forEach(one -> said.add(new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < cases.size(); i++) {
                Case one = cases.get(i);
                said.get(i).add(one.agent() ? size(one, "agent") : size(one));
            }
        }
        Report.Table table = report.table(
                "memory of the process in MB, median of " + rounds + " (heap touched beforehand), and above no agent",
                "case",
                "stacks",
                "tracked",
                "RSS",
                "above",
                "anonymous",
                "above",
                "after 10 snapshots",
                "above");
        double rss = megabytes(said.get(0), "Rss");
        double anonymous = megabytes(said.get(0), "Anonymous");
        double after = megabytes(said.get(0), "AnonymousAfter");
        for (int i = 0; i < cases.size(); i++) {
            List<Map<String, String>> own = said.get(i);
            table.row(
                    cases.get(i).name(),
                    own.get(0).getOrDefault("stacks", "-"),
                    own.get(0).getOrDefault("tracked", "-"),
                    megabytes(own, "Rss"),
                    megabytes(own, "Rss") - rss,
                    megabytes(own, "Anonymous"),
                    megabytes(own, "Anonymous") - anonymous,
                    megabytes(own, "AnonymousAfter"),
                    megabytes(own, "AnonymousAfter") - after);
        }
    }

    private static Map<String, String> size(Case one, Object... more) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of(FULL, one.shape(), "memory", SMALL));
        arguments.addAll(List.of(more));
        return Jvm.run(
                one.setup(), List.of("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"), ManyStacks.class, arguments.toArray());
    }

    private static double megabytes(List<Map<String, String>> said, String name) {
        return Numbers.of(said.stream()
                        .map(one -> Double.parseDouble(one.get(name)) / 1024)
                        .toList())
                .median();
    }

    // Time

    private static void snapshot(Report report) throws IOException {
        Report.Table table = report.table(
                "/debug/pprof/heap at 10,000 stacks in ms, warm, median of 20; then its parts in process",
                "stacks",
                "HTTP",
                "least",
                "most",
                "KB",
                "in C",
                "read",
                "profile",
                "write");
        double slowest = 0;
        for (String shape : List.of("shared", "own")) {
            Setup setup = Setup.edenscope(EVERY_LARGE);
            double[] millis = new double[20];
            int bytes = 0;
            try (Jvm jvm = Jvm.start(setup, heap("2g"), ManyStacks.class, STACKS, shape, "serve", LARGE)) {
                String port = jvm.awaitLine("port=").substring("port=".length());
                for (int i = -100; i < millis.length; i++) {
                    long begin = System.nanoTime();
                    bytes = fetch("http://127.0.0.1:" + port + "/debug/pprof/heap");
                    if (i >= 0) {
                        millis[i] = (System.nanoTime() - begin) / 1e6;
                    }
                }
            }
            Map<String, String> parts = Jvm.run(setup, heap("2g"), ManyStacks.class, STACKS, shape, "parts", LARGE);
            Numbers http = new Numbers(millis);
            table.row(
                    shape.equals("own") ? "16 own frames each" : "share frames",
                    http.median(),
                    http.least(),
                    http.most(),
                    bytes / 1024,
                    Double.valueOf(parts.get("native")),
                    Double.valueOf(parts.get("read")),
                    Double.valueOf(parts.get("profile")),
                    Double.valueOf(parts.get("write")));
            slowest = Math.max(slowest, http.median());
        }
        report.goal("a snapshot at 10,000 stacks under 20 ms", slowest < 20, "%.1f ms", slowest);
    }

    private static List<String> heap(String size) {
        return List.of("-Xms" + size, "-Xmx" + size);
    }

    private static int fetch(String url) throws IOException {
        try (InputStream in = URI.create(url).toURL().openStream()) {
            return in.readAllBytes().length;
        } catch (IOException e) {
            throw new DataException("the agent's endpoint did not answer: " + e.getMessage(), e);
        }
    }

    // Stall

    private static void stall(Report report) throws IOException {
        Map<String, String> said = Jvm.run(
                Setup.edenscope(EVERY_LARGE),
                List.of("-Xms4g", "-Xmx4g", "-Xmn3g", "-XX:+AlwaysPreTouch"),
                ManyStacks.class,
                STACKS,
                "own",
                "stall",
                LARGE);
        Report.Table table = report.table(
                "how long a sampled allocation took another thread, us",
                "snapshots",
                "samples",
                "median",
                "p99.9",
                "most");
        for (String when : List.of("alone", "beside")) {
            table.row(
                    when.equals("alone") ? "none" : "40 in 2 s",
                    Math.round(Double.parseDouble(said.get(when + "Samples"))),
                    Double.valueOf(said.get(when + "Median")),
                    Double.valueOf(said.get(when + "P999")),
                    Double.valueOf(said.get(when + "Most")));
        }
    }
}
