package dev.edenscope.readers;

import static dev.edenscope.readers.Readers.read;
import static dev.edenscope.readers.Readers.samples;
import static dev.edenscope.readers.Readers.testdata;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.profile.Profile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Go's {@code ?debug=1}: what the text says, beside the profile.proto of the same moment. */
final class GoTextTest {
    @Test
    void textAgreesWithTheProtoOfTheSameMoment() throws IOException {
        for (String name : List.of("heap", "allocs", "block", "mutex")) {
            Profile text = ProfileFile.read(testdata("go/" + name + ".txt"));
            Profile proto = ProfileFile.read(testdata("go/" + name + ".pb.gz"));
            assertThat(text.sampleTypes()).as(name).isEqualTo(proto.sampleTypes());
            assertThat(text.header().periodType()).isEqualTo(proto.header().periodType());
            assertThat(text.warnings()).isEmpty();
            assertThat(totals(text)).as(name).isEqualTo(totals(proto)).hasSizeGreaterThan(4);
        }
        assertThat(ProfileFile.read(testdata("go/heap.txt")).header().period()).isEqualTo(4096);
        assertThat(ProfileFile.read(testdata("go/mutex.txt")).header().period()).isEqualTo(3);
    }

    @Test
    void inlinedCallsOfTheTextAreThoseOfTheProto() throws IOException {
        assertThat(stacks(ProfileFile.read(testdata("go/heap.txt"))))
                .isEqualTo(stacks(ProfileFile.read(testdata("go/heap.pb.gz"))))
                .anyMatch(stack -> stack.contains("main.name edenscope.dev/testdata/main.go:84 < "));
    }

    /** The text leaves the runtime's frames at the leaf out, and in a goroutine's stack the proto has them. */
    @Test
    void goroutinesOfTheTextAreThoseOfTheProtoWithoutTheRuntimesLeaves() throws IOException {
        String text = samples(ProfileFile.read(testdata("go/goroutine.txt")));
        assertThat(text)
                .contains(
                        "2 größe=a\\b request=/orders?q=\"0\" @ main.wait edenscope.dev/testdata/main.go:61 < "
                                + "main.main.func1 edenscope.dev/testdata/main.go:38; runtime/pprof.Do runtime/pprof/runtime.go:57\n");
        assertThat(samples(ProfileFile.read(testdata("go/goroutine.pb.gz"))))
                .contains("2 größe=a\\b request=/orders?q=\"0\" @ runtime.gopark runtime/proc.go:462; ");
    }

    @Test
    void functionThatCallsItselfIsNotInlinedIntoItself() throws IOException {
        assertThat(samples(read("""
                heap profile: 1: 8 [1: 8] @ heap/2
                1: 8 [2: 16] @ 0x1012 0x1022 0x1023 0x1022 0x1023 0x2005 0x99
                #\t0x1011\tmain.leaf+0x11\t/src/a.go:3
                #\t0x1021\tmain.inner+0x21\t/src/a.go:7
                #\t0x1022\tmain.outer+0x22\t/src/a.go:9
                #\t0x1021\tmain.inner+0x21\t/src/a.go:7
                #\t0x1022\tmain.outer+0x22\t/src/a.go:9
                #\t0x2004\tmain.main+0x4\t/src/a b.go:12

                # runtime.MemStats
                # Alloc = 8
                """)))
                .isEqualTo("1 8 bytes=8 @ main.leaf /src/a.go:3 < main.inner /src/a.go:7 < main.outer /src/a.go:9;"
                        + " main.inner /src/a.go:7 < main.outer /src/a.go:9; main.main /src/a b.go:12\n");
    }

    /** Go 1.9 to 1.11 give calls inlined at one address one line each, all with that address. */
    @Test
    void callsInlinedAtOneAddressAreOneLocation() throws IOException {
        String sample = """
                1: 8 [2: 16] @ 0x1012 0x2005 0x99
                #\t0x1011\tmain.inner+0x11\t/src/a.go:3
                #\t0x1011\tmain.outer+0x11\t/src/a.go:9
                #\t0x2004\tmain.main+0x4\t/src/a.go:12
                """;
        assertThat(samples(read("heap profile: 2: 16 [4: 32] @ heap/2\n" + sample + sample)))
                .isEqualTo(
                        "4 32 2 16 bytes=8 @ main.inner /src/a.go:3 < main.outer /src/a.go:9; main.main /src/a.go:12\n");
    }

    @Test
    void frameWithoutANameKeepsItsAddress() throws IOException {
        assertThat(samples(read("""
                goroutine profile: total 3
                2 @ 0x1012 0x7f05 0x2005 0x99
                #\t0x1011\tmain.inner+0x11\t/src/a.go:3
                #\t0x7f04
                #\t0x2004\tmain.main+0x4\t/src/a.go:12

                1 @ 0x1012 0x5555 0x2005 0x99
                #\t0x1011\tmain.inner+0x11\t/src/a.go:3
                #\t0x2004\tmain.main+0x4\t/src/a.go:12
                """))).isEqualTo("""
                2 @ main.inner /src/a.go:3; 0x7f04; main.main /src/a.go:12
                1 @ main.inner /src/a.go:3; 0x5554; main.main /src/a.go:12
                """);
    }

    @Test
    void commentAboutAnotherAddressIsPassedOverAndSaid() throws IOException {
        Profile profile = read("""
                goroutine profile: total 1
                1 @ 0x1012 0x2005
                #\t0x1011\tmain.inner+0x11\t/src/a.go:3
                #\t0x3333\tmain.other+0x11\t/src/a.go:3
                #\t0x2004\tmain.main+0x4\t/src/a.go:12
                """);
        assertThat(samples(profile)).isEqualTo("1 @ main.inner /src/a.go:3; main.main /src/a.go:12\n");
        assertThat(profile.warnings())
                .containsExactly(
                        "x: 1 comment(s) name a frame that the sample above does not have; they are passed over");
    }

    /** Up to Go 1.16 the values of a mutex profile were those of the samples, as the tool has them to this day. */
    @Test
    void mutexProfileOfAnOldGoIsMultipliedByItsPeriodAndThatIsSaid() throws IOException {
        Profile profile =
                read("--- mutex:\ncycles/second=2000000000\nsampling period=10\n4000 3 @ 0x1\n2000 10 @ 0x2\n");
        assertThat(samples(profile)).isEqualTo("30 20000 @ 0x0\n100 10000 @ 0x1\n");
        assertThat(profile.warnings())
                .containsExactly("x: read as Go up to 1.16 wrote it, one event for 10 that there were; newer ones have"
                        + " them all in it already");
    }

    /** Of each function, by its name: own and cumulative values of every type. */
    private static Map<String, String> totals(Profile profile) {
        Map<String, long[]> totals = new TreeMap<>();
        int types = profile.sampleTypes().size();
        for (int i = 0; i < profile.sampleCount(); i++) {
            List<String> frames = frames(profile, i);
            Set<String> met = new HashSet<>();
            for (int f = 0; f < frames.size(); f++) {
                long[] sums = totals.computeIfAbsent(frames.get(f), name -> new long[2 * types]);
                for (int t = 0; t < types; t++) {
                    sums[t] += f == 0 ? profile.value(i, t) : 0;
                    sums[types + t] += met.contains(frames.get(f)) ? 0 : profile.value(i, t);
                }
                met.add(frames.get(f));
            }
        }
        Map<String, String> texts = new TreeMap<>();
        totals.forEach((name, sums) -> texts.put(name, Arrays.toString(sums)));
        return texts;
    }

    private static List<String> frames(Profile profile, int sample) {
        List<String> frames = new ArrayList<>();
        int stack = profile.stack(sample);
        for (int f = 0; f < profile.depth(stack); f++) {
            int location = profile.location(stack, f);
            for (int l = 0; l < profile.lineCount(location); l++) {
                frames.add(profile.function(location, l).name());
            }
        }
        return frames;
    }

    private static Set<String> stacks(Profile profile) {
        return new HashSet<>(List.of(samples(profile).split("\n", -1)));
    }
}
