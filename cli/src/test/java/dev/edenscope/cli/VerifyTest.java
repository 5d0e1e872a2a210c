package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.pprof.PprofWriter;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is proved by results of benchmarks alone, and what is wrong with a command line. */
final class VerifyTest {
    @TempDir
    Path folder;

    private record Outcome(int exit, String out, String err) {}

    private static Outcome eden(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Eden.run(new Terminal(out, err, false), arguments);
        return new Outcome(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** What {@code go test -bench Format -benchmem -count 10} prints. */
    private String results(String name, int nanos, int bytes, int allocations) throws IOException {
        StringBuilder text = new StringBuilder("goos: linux\ngoarch: amd64\npkg: com.acme/format\n");
        for (int i = 0; i < 10; i++) {
            text.append("BenchmarkFormat-8\t50000\t")
                    .append(nanos + i)
                    .append(" ns/op\t")
                    .append(bytes)
                    .append(" B/op\t")
                    .append(allocations)
                    .append(" allocs/op\n");
        }
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void fewerAllocationsAnOperationAreProvenAndTheMissingProofIsSaid() throws IOException {
        String before = results("before.txt", 22_800, 9_848, 402);
        Outcome fell = eden("verify", before, results("after.txt", 5_400, 3_292, 101));
        assertThat(fell.exit()).as(fell.toString()).isZero();
        assertThat(fell.out())
                .startsWith("PROVEN: fewer objects are made per operation, exactly counted; the static proof is not"
                        + " known, as results of benchmarks do not hold it: give recordings as well\nruntime  fell")
                .contains("static   unknown")
                .containsPattern("402 +101 ");
        assertThat(eden("verify", "--json", before, before).out())
                .startsWith("{\"verdict\":\"not_proven\",\"reason\":\"as much is allocated as before\",")
                .contains("\"recordings\":null,\"benchmarks\":{\"comparisons\":[{\"name\":\"");
    }

    @Test
    void fasterWithTheSameAllocationsIsNoProof() throws IOException {
        Outcome faster =
                eden("verify", results("before.txt", 22_800, 9_848, 402), results("after.txt", 5_400, 9_848, 402));
        assertThat(faster.exit()).as(faster.toString()).isEqualTo(3);
        assertThat(faster.out())
                .startsWith(
                        "NOT PROVEN: faster, but with the same allocations: speed has many reasons and is no proof\n");
    }

    @Test
    void moreAllocationsAreWorseAndATradeIsNoProof() throws IOException {
        String before = results("before.txt", 22_800, 9_848, 402);
        assertThat(eden("verify", before, results("worse.txt", 5_400, 9_848, 403))
                        .exit())
                .isEqualTo(4);
        Outcome trade = eden("verify", before, results("trade.txt", 22_800, 20_000, 101));
        assertThat(trade.exit()).isEqualTo(3);
        assertThat(trade.out()).startsWith("NOT PROVEN: some of it fell and some rose; that is a trade, no saving\n");
    }

    /** A profile of ten seconds in which every object was counted: so many for a method, of 16 bytes, and its calls. */
    private Path profile(String name, long objects, long calls) throws IOException {
        Profile.Header header = Profile.Header.of(List.of(ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE))
                .withPeriod(ValueType.ALLOC_SPACE, 1)
                .withTime(0, 10_000_000_000L)
                .withComments(List.of("calls: " + calls + " of com.acme.Orders.handle"));
        ProfileBuilder builder = new ProfileBuilder(header);
        int handle = builder.location(
                builder.function(new Function("com.acme.Orders.handle", "", "com/acme/Orders.java", 2)), 3);
        builder.add(builder.stack(new int[] {handle}, 1), 0, objects, 16 * objects);
        Path file = folder.resolve(name);
        PprofWriter.write(builder.build(), file);
        return file;
    }

    @Test
    void recordingsThatCountedCallsAreComparedByTheCall() throws IOException {
        String before = profile("before.pb.gz", 30_000, 10_000).toString();
        String half = profile("half.pb.gz", 15_000, 5_000).toString();
        Outcome load = eden("verify", before, half);
        assertThat(load.exit()).isEqualTo(3);
        assertThat(load.out())
                .startsWith("NOT PROVEN: as much is allocated as before\n")
                .contains("objects/call 3 to 3 (+0.0 %); bytes/call 48B to 48B (+0.0 %)\n")
                .contains("per call of com.acme.Orders.handle: 10000 calls and 5000\n")
                .contains("another load: 1000 calls/s before, 500 after; so what is made per second would mislead\n");
        assertThat(eden("verify", "-per=second", before, half).out())
                .startsWith("NOT PROVEN: less is allocated; whether what made it is gone from the compiled code is not")
                .contains("per second: it holds if the load was the same\n");
        Outcome more = eden(
                "verify",
                "-per=Orders.handle",
                before,
                profile("more.pb.gz", 40_000, 10_000).toString());
        assertThat(more.exit()).isEqualTo(4);
        assertThat(more.out())
                .containsPattern("(?m)^ +3 +4 +\\+33\\.3 % .* rose +unknown +Orders\\.java:3 +Orders\\.handle$");
    }

    @Test
    void collectionsOfBothStandBesideEachOther() throws IOException {
        String before = recording("before.eden", profile("before.pb.gz", 30_000, 10_000), 20, 2_000);
        String after = recording("after.eden", profile("after.pb.gz", 10_000, 10_000), 8, 4_000);
        Outcome verify = eden("verify", before, after);
        assertThat(verify.out())
                .containsPattern("(?m)^ +before +after  garbage collection$")
                .containsPattern("(?m)^ +5 in 10s +3 in 10s  collections$")
                .containsPattern("(?m)^ +2s +4s  interval$")
                .containsPattern("(?m)^ +20ms +8ms  pause p99$")
                .containsPattern("(?m)^ +5 % +5 %  of CPU$");
        assertThat(verify.err()).contains("before.eden: has no code.txt");
    }

    /** A recording without what the JIT compiled; a young collection came every so often. */
    private String recording(String name, Path profile, int pauseMillis, int everyMillis) throws IOException {
        StringJoiner events = new StringJoiner(",");
        for (int at = 1_000; at < 10_000; at += everyMillis) {
            events.add("{\"id\":" + at
                    + ",\"name\":\"G1 Young Generation\",\"kind\":\"pause\",\"action\":\"end of minor GC\","
                    + "\"cause\":\"G1 Evacuation Pause\",\"startMillis\":" + (1_000_000 + at) + ",\"durationMillis\":"
                    + pauseMillis + ",\"heapBeforeBytes\":100000000,\"heapAfterBytes\":10000000,"
                    + "\"edenCommittedBytes\":90000000,\"oldBeforeBytes\":5000000,\"oldAfterBytes\":6000000}");
        }
        String gc = "{\"jvm\":\"x\",\"startMillis\":1000000,\"nowMillis\":1010000,\"collectors\":[],"
                + "\"allocation\":{\"sinceStartBytes\":300000000},\"heap\":{\"maxBytes\":500000000},"
                + "\"cpu\":{\"processors\":4,\"sinceStartProcessNanos\":2000000000,\"sinceStartGcNanos\":100000000},"
                + "\"pools\":[],\"events\":[" + events + "],\"eventsLost\":0}";
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("profile.pb.gz"));
            zip.write(Files.readAllBytes(profile));
            zip.putNextEntry(new ZipEntry("gc.json"));
            zip.write(gc.getBytes(StandardCharsets.UTF_8));
        }
        return file.toString();
    }

    @Test
    void whatIsWrongIsSaidInALine() throws IOException {
        String before = results("before.txt", 22_800, 9_848, 402);
        assertThat(eden("verify", before, before, "--results", before, before))
                .isEqualTo(new Outcome(
                        2, "", "eden verify: -results: BEFORE and AFTER are results of benchmarks already\n"));
        assertThat(eden("verify", before))
                .isEqualTo(new Outcome(
                        2, "", "eden verify: Missing required parameter: 'AFTER'; try: eden verify --help\n"));
        assertThat(eden("verify", "-top=all", before, before).err())
                .isEqualTo("eden verify: -top \"all\": expected a whole number from 0\n");
        assertThat(eden("verify", "-renamed=Till", "none.eden", "none.eden"))
                .isEqualTo(new Outcome(
                        2,
                        "",
                        "eden verify: -renamed \"Till\": expected OLD=NEW, parts of names such as"
                                + " com.acme.before.=com.acme.after.\n"));
        assertThat(eden("verify", "none.eden", "none.eden").err()).startsWith("eden verify: none.eden: no such file; ");
        assertThat(eden("verify", "--help").out())
                .contains("eden verify before.eden after.eden --results before.json after.json");
    }
}
