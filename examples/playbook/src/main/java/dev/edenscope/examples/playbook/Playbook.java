package dev.edenscope.examples.playbook;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the examples, and prints what each brings as a table. */
public final class Playbook {
    private static final String BEFORE = "before";
    private static final int WARNS_OF_UNSAFE = 24; // the first JDK that does

    private final boolean timed;
    private final String java =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /**
     * A run, in JVMs such as this one.
     *
     * @param timed whether times are wanted too, which takes longer than objects alone
     */
    Playbook(boolean timed) {
        this.timed = timed;
    }

    /** Options: {@code --quick}, {@code --only NAME}, {@code --json FILE}. */
    public static void main(String[] arguments) throws RunnerException, IOException {
        boolean quick = false;
        String only = "";
        String json = "";
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--quick" -> quick = true;
                case "--only" -> only = arguments[++i];
                case "--json" -> json = arguments[++i];
                default -> throw new IllegalArgumentException(arguments[i]);
            }
        }
        Playbook playbook = new Playbook(!quick);
        List<RunResult> results = new ArrayList<>();
        System.out.println(Row.heading(!quick));
        for (Technique each : Technique.ALL) {
            if (each.name().contains(only)) {
                Collection<RunResult> measured = playbook.run(List.of(each));
                for (Row row : playbook.rows(each, measured)) {
                    System.out.println(row.text(!quick));
                }
                results.addAll(measured);
            }
        }
        if (!json.isEmpty()) {
            try (PrintStream out =
                    new PrintStream(Files.newOutputStream(Path.of(json)), false, StandardCharsets.UTF_8)) {
                ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
            }
        }
    }

    /** What JMH measured of some techniques. */
    Collection<RunResult> run(List<Technique> techniques) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .jvm(java)
                .jvmArgs(jvmArguments())
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .warmupIterations(timed ? 2 : 1)
                .warmupTime(TimeValue.milliseconds(timed ? 1000 : 200))
                .measurementIterations(timed ? 5 : 1)
                .measurementTime(TimeValue.milliseconds(timed ? 500 : 20))
                .addProfiler("eden");
        techniques.forEach(
                each -> options.include("^" + Pattern.quote(each.code().getName()) + "\\."));
        return new Runner(options.build()).run();
    }

    /** A heap that is the same everywhere, one thread to collect it, and no warnings about what JMH and the profiler need. */
    private static String[] jvmArguments() {
        List<String> arguments = new ArrayList<>(
                List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        if (Runtime.version().feature() >= WARNS_OF_UNSAFE) {
            arguments.add("--sun-misc-unsafe-memory-access=allow");
        }
        return arguments.toArray(new String[0]);
    }

    /** The rows of a technique: each of its benchmarks but the first, by name. */
    List<Row> rows(Technique technique, Collection<RunResult> results) {
        Map<String, Cost> costs = new TreeMap<>();
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            if (name.startsWith(technique.code().getName() + ".")) {
                costs.put(name.substring(name.lastIndexOf('.') + 1), Cost.of(result));
            }
        }
        Cost before = costs.remove(BEFORE);
        List<Row> rows = new ArrayList<>();
        costs.forEach((name, after) -> rows.add(new Row(technique.name() + "." + name, technique, before, after)));
        return rows;
    }
}
