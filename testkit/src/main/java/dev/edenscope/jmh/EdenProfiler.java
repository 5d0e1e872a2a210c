package dev.edenscope.jmh;

import dev.edenscope.agent.Recording;
import dev.edenscope.testkit.Allocations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.profile.ProfilerException;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.TextResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * JMH's {@code -prof eden}: objects and bytes per operation, exactly, as Go's {@code -benchmem} gives them.
 *
 * <p>When the timed iterations of a fork are over, which are left as they are, the benchmark runs once more in it, counted: with
 * the code that the JIT made of it, in threads of its own. What counts is what the benchmark method and all that it calls
 * allocate, in all of its threads; JMH's own objects and fixtures do not. Where nothing can be counted the result is NaN.
 *
 * <p>Options: {@code sites=10} lists the lines that objects come from; {@code output=FOLDER} writes a recording of each
 * benchmark there, which {@code eden why} reads.
 */
public class EdenProfiler implements InternalProfiler {
    private static final String SITES = "sites";
    private static final String OUTPUT = "output";

    private final int sites;
    private final String output;
    private int measured;

    /** Reads options such as {@code sites=10;output=target/eden}. */
    public EdenProfiler(String options) throws ProfilerException {
        int asked = 0;
        String folder = "";
        for (String option : options.split(";", -1)) {
            String[] word = option.strip().split("=", 2);
            if (word.length == 2 && word[0].equals(SITES)) {
                asked = number(word[1]);
            } else if (word.length == 2 && word[0].equals(OUTPUT)) {
                folder = word[1];
            } else if (!option.isBlank()) {
                throw new ProfilerException("eden: unknown option " + option + "; there are sites=N and output=FOLDER");
            }
        }
        sites = asked;
        output = folder;
    }

    private static int number(String text) throws ProfilerException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new ProfilerException("eden: sites=" + text + ": expected a whole number");
        }
    }

    @Override
    public String getDescription() {
        return "Objects and bytes per operation, exact (Edenscope)";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        // the timed iterations are left alone
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        boolean last = iteration.getType() == IterationType.MEASUREMENT && ++measured == iteration.getCount();
        return last ? counted(benchmark) : List.of();
    }

    private List<Result<?>> counted(BenchmarkParams benchmark) {
        List<Result<?>> results = new ArrayList<>();
        try {
            Allocations each = run(benchmark);
            results.add(new Counted("eden.allocs", each.objectsPerCall(), "allocs/op"));
            results.add(new Counted("eden.bytes", each.bytesPerCall(), "B/op"));
            if (sites > 0) {
                results.add(new TextResult(each.toString(sites), "eden.sites"));
            }
        } catch (IOException | RunnerException | IllegalStateException e) {
            results.add(new Counted("eden.allocs", Double.NaN, "allocs/op"));
            results.add(new Counted("eden.bytes", Double.NaN, "B/op"));
            results.add(new TextResult("not counted: " + e.getMessage() + "\n", "eden.problem"));
        }
        return results;
    }

    private Allocations run(BenchmarkParams benchmark) throws IOException, RunnerException {
        // JMH lets one run at a time; this one is part of the one that holds the lock.
        System.setProperty("jmh.ignoreLock", "true");
        Recording recording = Recording.exact(); // before the threads that are to be counted start
        Counter counter;
        try {
            counter = Counter.of(() -> new Runner(options(benchmark).build()).run());
        } finally {
            recording.stop();
        }
        if (!output.isEmpty()) {
            Path folder = Files.createDirectories(Path.of(output));
            Recording.write(counter.profile(), folder.resolve(name(benchmark) + ".eden"));
        }
        return Allocations.below(
                counter.profile(),
                BenchmarkMethods.of(benchmark.getBenchmark())::contains,
                counter.operations(),
                "after the timed iterations");
    }

    /** The same benchmark in this process, for as short as it can be. */
    private static ChainedOptionsBuilder options(BenchmarkParams benchmark) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(benchmark.getBenchmark()) + "$")
                .forks(0)
                .mode(benchmark.getMode())
                .threads(benchmark.getThreads())
                .threadGroups(benchmark.getThreadGroups())
                .operationsPerInvocation(benchmark.getOpsPerInvocation())
                .timeUnit(benchmark.getTimeUnit())
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(300))
                .warmupBatchSize(benchmark.getMeasurement().getBatchSize())
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(100))
                .measurementBatchSize(benchmark.getMeasurement().getBatchSize())
                .timeout(benchmark.getTimeout())
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .addProfiler(Counter.class);
        for (String key : benchmark.getParamsKeys()) {
            options.param(key, benchmark.getParam(key));
        }
        return options;
    }

    private static String name(BenchmarkParams benchmark) {
        String values = benchmark.getParamsKeys().stream()
                .map(key -> "-" + key + "=" + benchmark.getParam(key))
                .collect(Collectors.joining());
        return (benchmark.getBenchmark() + values).replaceAll("[^\\w.=,-]", "_");
    }
}
