package dev.edenscope.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.pprof.PprofReader;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.RandomProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stacks as flamegraph.pl and speedscope read them. */
final class StacksTest {
    private static final Set<String> UNITS =
            Set.of("none", "nanoseconds", "microseconds", "milliseconds", "seconds", "bytes");
    private static final Profile ORDERS = Collapsed.allocations("""
            main@Main.java:3;Orders.handle@Orders.java:8;Arrays.copyOf@Arrays.java:90 10 20480
            main@Main.java:3;Orders.handle@Orders.java:9 3 96
            main@Main.java:3;Orders.handle@Orders.java:10 1 16
            main@Main.java:4 0 8
            """);

    private static String collapsed(Profile profile, Options options) throws IOException {
        StringBuilder out = new StringBuilder();
        SampleText.write(Stacks.of(profile, options), options, out);
        return out.toString();
    }

    private static String collapsed(Profile profile, String... options) throws IOException {
        Options set = Options.defaults();
        for (int i = 0; i < options.length; i += 2) {
            set = set.with(options[i], options[i + 1]);
        }
        return collapsed(profile, set);
    }

    /** The sums of the values of a collapsed file by stack, as flamegraph.pl reads it: the value is the last word. */
    private static Map<String, Long> parsed(String text) {
        Map<String, Long> sums = new HashMap<>();
        for (String line : text.lines().toList()) {
            int space = line.lastIndexOf(' ');
            sums.merge(line.substring(0, space), Long.parseLong(line.substring(space + 1)), Long::sum);
        }
        return sums;
    }

    private static JsonNode speedscope(Profile profile, Options options) throws IOException {
        StringBuilder out = new StringBuilder();
        Speedscope.write(Stacks.of(profile, options), "orders.pb.gz", out);
        return new JsonMapper().readTree(out.toString());
    }

    @Test
    void stacksAreALineEachFromTheRoot() throws IOException {
        assertThat(collapsed(ORDERS)).isEqualTo("""
                        main;Orders.handle;Arrays.copyOf 20480
                        main;Orders.handle 112
                        main 8
                        """);
        assertThat(collapsed(ORDERS, "granularity", "lines", "sample_index", "alloc_objects"))
                .isEqualTo("""
                        main Main.java:3;Orders.handle Orders.java:8;Arrays.copyOf Arrays.java:90 10
                        main Main.java:3;Orders.handle Orders.java:9 3
                        main Main.java:3;Orders.handle Orders.java:10 1
                        """);
        assertThat(collapsed(ORDERS, "hide", "handle", "ignore", "copyOf")).isEqualTo("main 120\n");
    }

    @Test
    void valuesAreDividedOnRequest() throws IOException {
        assertThat(collapsed(ORDERS, "mean", "true", "show", "handle|copyOf"))
                .isEqualTo("Orders.handle;Arrays.copyOf 2048\nOrders.handle 28\n");
        assertThat(collapsed(ORDERS, "divide_by", "10", "focus", "handle"))
                .isEqualTo("main;Orders.handle;Arrays.copyOf 2048\nmain;Orders.handle 11\n");
    }

    @Test
    void namesCannotBreakLinesOrStacks() throws IOException {
        ProfileBuilder builder = new ProfileBuilder(ORDERS.header());
        int[] frames = new int[2];
        frames[0] = builder.location(builder.function(new Function("Ljava/lang/String;\nx", "", "", 0)), 0);
        frames[1] = builder.location(-1, 0, false, 0, new int[0], new long[0], new long[0]);
        builder.add(builder.stack(frames, 2), 0, 1, 2);
        builder.add(builder.stack(frames, 0), 0, 1, 3);
        assertThat(collapsed(builder.build())).isEqualTo("""
                        <unknown>;Ljava/lang/String: x 2
                        <unknown> 3
                        """);
    }

    @Test
    void speedscopeHasAProfileForEachSampleTypeOverOneTableOfFrames() throws IOException {
        JsonNode file = speedscope(ORDERS, Options.defaults());
        assertThat(file.get("$schema").asString()).isEqualTo("https://www.speedscope.app/file-format-schema.json");
        assertThat(file.get("name").asString()).isEqualTo("orders.pb.gz");
        assertThat(file.get("activeProfileIndex").asInt()).isEqualTo(1);
        assertThat(file.get("shared").toString()).isEqualTo("""
                        {"frames":[{"name":"Arrays.copyOf","file":"Arrays.java"},\
                        {"name":"Orders.handle","file":"Orders.java"},{"name":"main","file":"Main.java"}]}""");
        assertThat(file.get("profiles").toString()).isEqualTo("""
                        [{"type":"sampled","name":"alloc_objects","unit":"none","startValue":0,"endValue":14,\
                        "samples":[[2,1,0],[2,1]],"weights":[10,4]},\
                        {"type":"sampled","name":"alloc_space","unit":"bytes","startValue":0,"endValue":20600,\
                        "samples":[[2,1,0],[2,1],[2]],"weights":[20480,112,8]}]""");
        assertThat(speedscope(ORDERS, Options.defaults().with("granularity", "lines"))
                        .get("shared")
                        .get("frames")
                        .get(1)
                        .toString())
                .isEqualTo("{\"name\":\"Orders.handle\",\"file\":\"Orders.java\",\"line\":8}");
    }

    @Test
    void speedscopeShowsADifferenceAsWhatIsMoreAndWhatIsLess() throws IOException {
        Profile base = Collapsed.allocations("main;gone 5 500\nmain;stays 1 100");
        Profile after = Collapsed.allocations("main;stays 1 60\nmain;new 2 200");
        JsonNode file = speedscope(after.minus(base), Options.defaults().with("sample_index", "alloc_space"));
        assertThat(file.get("activeProfileIndex").asInt()).isEqualTo(2);
        List<String> profiles = file.get("profiles")
                .valueStream()
                .map(profile -> profile.get("name").asString() + " " + profile.get("weights"))
                .toList();
        assertThat(profiles)
                .containsExactly(
                        "alloc_objects, more [2]",
                        "alloc_objects, less [5]",
                        "alloc_space, more [200]",
                        "alloc_space, less [40,500]");
    }

    @Test
    void sumsOfRandomProfilesAreTheirTotals() throws IOException {
        for (long seed = 0; seed < 50; seed++) {
            Profile profile = RandomProfile.of(seed);
            Options options = Options.defaults()
                    .with(
                            "granularity",
                            List.of("functions", "files", "lines", "addresses").get((int) seed % 4));
            assertSums(profile, options, "seed " + seed);
        }
    }

    @Test
    @Tag("shared")
    void sumsOfRealProfilesAreTheirTotals() throws IOException {
        Path data = GoPprof.sharedData();
        for (String folder : List.of("pprof", "go-lab")) {
            try (Stream<Path> files = Files.walk(data.resolve(folder))) {
                for (Path file : files.filter(GoSamplesTest::isGzip).sorted().toList()) {
                    assertSums(PprofReader.read(file), Options.defaults(), file.toString());
                }
            }
        }
    }

    private static void assertSums(Profile profile, Options options, String what) throws IOException {
        JsonNode file = speedscope(profile, options);
        int frames = file.get("shared").get("frames").size();
        Map<String, Long> sums = new HashMap<>();
        for (JsonNode sampled : file.get("profiles")) {
            JsonNode samples = sampled.get("samples");
            JsonNode weights = sampled.get("weights");
            assertThat(samples.size()).as(what).isEqualTo(weights.size());
            long sum = 0;
            boolean inRange = true;
            for (int i = 0; i < samples.size(); i++) {
                inRange &= weights.get(i).asLong() > 0;
                sum += weights.get(i).asLong();
                for (JsonNode frame : samples.get(i)) {
                    inRange &= frame.asInt() >= 0 && frame.asInt() < frames;
                }
            }
            assertThat(inRange).as(what).isTrue();
            assertThat(sampled.get("type").asString()).isEqualTo("sampled");
            assertThat(UNITS).contains(sampled.get("unit").asString());
            assertThat(sampled.get("startValue").asLong()).isZero();
            assertThat(sampled.get("endValue").asLong()).as(what).isEqualTo(sum);
            String name = sampled.get("name").asString();
            sums.merge(name.replaceAll(", (more|less)$", ""), name.endsWith(", less") ? -sum : sum, Long::sum);
        }
        for (int type = 0; type < profile.sampleTypes().size(); type++) {
            long total = profile.total(type);
            Map<String, Long> stacks = parsed(collapsed(profile, options.with("sample_index", Integer.toString(type))));
            assertThat(stacks.values().stream().mapToLong(Long::longValue).sum())
                    .as("%s, type %d", what, type)
                    .isEqualTo(total);
            assertThat(sums.get(profile.sampleTypes().get(type).type()))
                    .as(what)
                    .isEqualTo(total);
        }
    }
}
