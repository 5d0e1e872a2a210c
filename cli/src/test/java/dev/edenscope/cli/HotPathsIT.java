package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.agent.MadeSnapshot;
import dev.edenscope.budget.Results;
import dev.edenscope.budget.ResultsJson;
import dev.edenscope.budget.Series;
import dev.edenscope.pprof.PprofReader;
import dev.edenscope.pprof.PprofWriter;
import dev.edenscope.profile.Profile;
import dev.edenscope.testkit.Allocations;
import dev.edenscope.testkit.Threads;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What our own hot paths allocate, held against {@code allocation-budget.toml} by {@code eden check}: an allocation profiler
 * does not itself churn. The benchmarks are called by the methods that they measure, so that a breach has its lines. A number that changes for a reason is written down by {@code ./eden check --update}.
 */
@Tag("jvm")
final class HotPathsIT {
    private static final Path ROOT = Installed.root();
    private static final int CALLS = 10_000; // which C2 has done with, however busy the machine is

    @Test
    void theyKeepTheirBudgets() throws Exception {
        Files.writeString(ROOT.resolve("cli/target/hot-paths.json"), ResultsJson.of(measured()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Eden.run(
                new Terminal(out, err, false),
                "check",
                "-file",
                ROOT.resolve("allocation-budget.toml").toString(),
                "-junit",
                ROOT.resolve("cli/target/allocation-budget.xml").toString());
        String said = out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
        System.out.print(said);
        assertThat(exit).as(said).isZero();
    }

    private static Results measured() throws Exception {
        List<Series> series = new ArrayList<>();
        Path recordings = Files.createDirectories(ROOT.resolve("cli/target/hot-paths"));
        for (Map.Entry<String, Callable<?>> path : paths().entrySet()) {
            String method = path.getKey();
            for (int i = 0; i < CALLS; i++) {
                path.getValue().call();
            }
            Allocations each = Allocations.of(Threads.CURRENT, path.getValue(), method::equals);
            System.out.println(
                    method + ": " + each.toString(0).lines().findFirst().orElse(""));
            series.add(Series.of(method, Series.ALLOCS, List.of(each.objectsPerCall()), true));
            series.add(Series.of(method, Series.BYTES, List.of(each.bytesPerCall()), true));
            PprofWriter.write(each.profile(), recordings.resolve(method + ".pb.gz"));
        }
        return new Results("hot-paths.json", series, List.of("jdk: " + Runtime.version()), List.of());
    }

    /** What to call, by the name of the method that counts. */
    private static Map<String, Callable<?>> paths() throws IOException {
        byte[] file = Files.readAllBytes(ROOT.resolve("core/src/test/resources/golden/http_handler.pb.gz"));
        Profile profile = read(file);
        List<Profile> twice = List.of(profile, profile);
        ByteArrayOutputStream written = new ByteArrayOutputStream(1 << 20);
        MadeSnapshot snapshot = new MadeSnapshot(100);
        Map<String, Callable<?>> paths = new LinkedHashMap<>();
        paths.put("dev.edenscope.pprof.PprofReader.read", () -> read(file));
        paths.put("dev.edenscope.pprof.PprofWriter.write", () -> {
            written.reset();
            PprofWriter.write(profile, written);
            return null;
        });
        paths.put("dev.edenscope.profile.Profile.merge", () -> Profile.merge(twice));
        paths.put("dev.edenscope.agent.MadeSnapshot.profile", snapshot::profile);
        return paths;
    }

    private static Profile read(byte[] file) throws IOException {
        return PprofReader.read(new ByteArrayInputStream(file), "http_handler.pb.gz", PprofReader.defaultLimitBytes());
    }
}
