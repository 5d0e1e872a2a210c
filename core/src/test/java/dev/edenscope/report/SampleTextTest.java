package dev.edenscope.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Mapping;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SampleTextTest {
    private static final Profile ORDERS = orders();

    /** Three samples of allocations with labels, one below a call that was inlined. */
    private static Profile orders() {
        ProfileBuilder builder =
                new ProfileBuilder(Profile.Header.of(List.of(ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE))
                        .withComments(List.of("measured at noon", "#for programs")));
        int main = builder.function(new Function("main", "main()V", "Main.java", 1));
        int handle = builder.function(new Function("Orders.handle", "Orders.handle", "acme/../Orders.java", 7));
        int copy = builder.function(new Function("Arrays.copyOf", "Arrays.copyOf", "java/util/Arrays.java", 0));
        int root = builder.location(main, 3);
        int inlined = builder.location(-1, 0, false, 2, new int[] {copy, handle}, new long[] {90, 8}, new long[2]);
        int leaf = builder.location(handle, 9);
        int large = builder.labels(List.of(Label.of("class", "byte[]"), Label.of("bytes", 2048, "")));
        int small = builder.labels(
                List.of(Label.of("class", "Order"), Label.of("thread", "worker-1"), Label.of("bytes", 32, "bytes")));
        builder.add(builder.stack(new int[] {inlined, root}, 2), large, 10, 20480);
        builder.add(builder.stack(new int[] {leaf, root}, 2), small, 3, 96);
        builder.add(builder.stack(new int[] {root}, 1), 0, 1, 16);
        return builder.build();
    }

    private interface Written {
        void to(Options options, StringBuilder out) throws IOException;
    }

    private static String text(Written written, String... options) throws IOException {
        Options set = Options.defaults().withZone(ZoneId.of("UTC"));
        for (int i = 0; i < options.length; i += 2) {
            set = set.with(options[i], options[i + 1]);
        }
        StringBuilder out = new StringBuilder();
        written.to(set, out);
        return out.toString();
    }

    private static String traces(String... options) throws IOException {
        return text((set, out) -> SampleText.write(Traces.of(ORDERS, set), set, out), options);
    }

    private static String tags(String... options) throws IOException {
        return text((set, out) -> SampleText.write(TagSums.of(ORDERS, set), out), options);
    }

    private static String raw(Profile profile, String... options) throws IOException {
        return text((set, out) -> RawText.write(Raw.of(profile, set), set, out), options);
    }

    @Test
    void tracesShowEachSampleWithItsLabelsAndItsStack() throws IOException {
        assertThat(traces()).isEqualTo("""
                        measured at noon
                        Type: alloc_space
                        -----------+-------------------------------------------------------
                             class:  byte[]
                             bytes:  2kB
                              20kB   Arrays.copyOf (inline)
                                     Orders.handle
                                     main
                        -----------+-------------------------------------------------------
                             class:  Order
                            thread:  worker-1
                             bytes:  32B
                               96B   Orders.handle
                                     main
                        -----------+-------------------------------------------------------
                               16B   main
                        -----------+-------------------------------------------------------
                        """);
    }

    @Test
    void tracesGoAsDeepIntoFramesAsAskedAndOnlyIntoThoseThatAreLeft() throws IOException {
        assertThat(traces("granularity", "lines", "sample_index", "alloc_objects", "focus", "Orders", "hide", "copyOf"))
                .isEqualTo("""
                        measured at noon
                        Type: alloc_objects
                        -----------+-------------------------------------------------------
                             class:  byte[]
                             bytes:  2kB
                                10   Orders.handle Orders.java:8
                                     main Main.java:3
                        -----------+-------------------------------------------------------
                             class:  Order
                            thread:  worker-1
                             bytes:  32B
                                 3   Orders.handle Orders.java:9
                                     main Main.java:3
                        -----------+-------------------------------------------------------
                        """);
    }

    @Test
    void tracesShowTheMeanOfEachSampleOnRequest() throws IOException {
        assertThat(traces("mean", "true", "taghide", ".", "focus", "handle")).isEqualTo("""
                        measured at noon
                        Type: mean_alloc_space
                        -----------+-------------------------------------------------------
                               2kB   Arrays.copyOf (inline)
                                     Orders.handle
                                     main
                        -----------+-------------------------------------------------------
                               32B   Orders.handle
                                     main
                        -----------+-------------------------------------------------------
                        """);
    }

    @Test
    void tagsShowEachLabelsValuesLargestFirst() throws IOException {
        assertThat(tags()).isEqualTo("""
                         bytes: Total 20.09kB of 20.11kB (99.92%)
                                20kB (99.46%): 2kB
                                 96B ( 0.47%): 32B

                         class: Total 20.09kB of 20.11kB (99.92%)
                                20kB (99.46%): byte[]
                                 96B ( 0.47%): Order

                         thread: Total 96B of 20.11kB ( 0.47%)
                                 96B ( 0.47%): worker-1

                        """);
        assertThat(tags("tagshow", "thread", "unit", "B", "divide_by", "2")).isEqualTo("""
                         thread: Total 48B of 10296B ( 0.47%)
                                 48B ( 0.47%): worker-1

                        """);
    }

    @Test
    void commentsAreAllComments() throws IOException {
        assertThat(text((set, out) -> SampleText.write(Comments.of(ORDERS), out)))
                .isEqualTo("measured at noon\n#for programs\n");
    }

    @Test
    void rawShowsAllThatTheProfileHolds() throws IOException {
        String samples = """
                        Comment: measured at noon
                        Comment: #for programs
                        PeriodType: \s
                        Period: 0
                        Samples:
                        alloc_objects/count alloc_space/bytes
                                 10      20480: 2 1\s
                                        class:[byte[]]
                                        bytes:[2048]
                                  3         96: 3 1\s
                                        class:[Order] thread:[worker-1]
                                        bytes:[32 bytes]
                                  1         16: 1\s
                        """;
        assertThat(raw(ORDERS)).isEqualTo(samples + """
                        Locations
                             1: 0x0 M=1 main Main.java:3:0 s=1(main()V)
                             2: 0x0 M=1 Arrays.copyOf java/util/Arrays.java:90:0 s=0
                                     Orders.handle acme/../Orders.java:8:0 s=7
                             3: 0x0 M=1 Orders.handle acme/../Orders.java:9:0 s=7
                        Mappings
                        1: 0x0/0x0/0x0  \s
                        """);
        assertThat(raw(ORDERS, "granularity", "files", "hide", "Arrays"))
                .startsWith(samples)
                .contains("""
                             2: 0x0 M=1 Orders.handle acme/../Orders.java:8:0 s=7
                        """);
    }

    @Test
    void rawShowsTheHeaderAndTheBinariesOfNativeProfiles() throws IOException {
        ProfileBuilder builder = new ProfileBuilder(new Profile.Header(
                List.of(new ValueType("samples", "count"), new ValueType("cpu", "nanoseconds")),
                "cpu",
                new ValueType("cpu", "nanoseconds"),
                10_000_000,
                1_700_000_000_120_000_000L,
                90_500_000_000L,
                List.of(),
                "https://example.org/doc",
                "",
                "",
                List.of()));
        builder.mapping(new Mapping(0x400000, -1, 0x1000, "/usr/bin/service", "abc", true, true, true, true));
        int function = builder.function(new Function("f", "f", "f.c", 0));
        int location = builder.location(0, 0x400010, true, 1, new int[] {function}, new long[] {5}, new long[] {9});
        builder.add(builder.stack(new int[] {location}, 1), 0, 1, 10_000_000);
        Profile profile = builder.build();
        assertThat(raw(profile)).isEqualTo("""
                        Doc: https://example.org/doc
                        PeriodType: cpu nanoseconds
                        Period: 10000000
                        Time: 2023-11-14 22:13:20.12 +0000 UTC
                        Duration: 1m30
                        Samples:
                        samples/count cpu/nanoseconds[dflt]
                                  1   10000000: 1\s
                        Locations
                             1: 0x400010 M=1 [F] f f.c:5:9 s=0
                        Mappings
                        1: 0x400000/0xffffffffffffffff/0x1000 /usr/bin/service abc [FN][FL][LN][IN]
                        """);
        assertThat(raw(profile, "noinlines", "true"))
                .contains("f f.c:5:0 s=0\n")
                .endsWith("/usr/bin/service abc [FN][FL][LN]\n");
    }

    @Test
    void durationsAreCutFromGosForm() {
        assertThat(List.of(999L, 1_500L, 250_000_000L, 1_000_000_001L, 3_600_000_000_000L, -5_400_000_000_000L))
                .extracting(RawText::duration)
                .containsExactly("999ns", "1.5\u00b5s", "250ms", "1.000000001s", "1h0m0s", "-1h30m0s");
    }

    @Test
    void whatTheProfileDoesNotHaveIsSaid() {
        assertThatThrownBy(() -> traces("sample_index", "cpu"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("must be one of");
        assertThatThrownBy(() -> tags("focus", "(")).isInstanceOf(UsageException.class);
        assertThat(Traces.of(ORDERS, Options.defaults().with("focus", "nowhere"))
                        .heading()
                        .warnings())
                .containsExactly("Focus expression matched no samples");
        assertThat(Raw.of(ORDERS, Options.defaults().with("focus", "nowhere")).warnings())
                .containsExactly("Focus expression matched no samples");
    }
}
