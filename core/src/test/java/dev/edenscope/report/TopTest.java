package dev.edenscope.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edenscope.profile.Label;
import dev.edenscope.profile.Mapping;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TopTest {
    private static final Profile ORDERS = Collapsed.allocations("""
            main;com.acme.Orders.handle;com.acme.Json.write;java.util.Arrays.copyOf 1000 40000000
            main;com.acme.Orders.handle;com.acme.Json.write 500 12000000
            main;com.acme.Orders.handle;com.acme.Orders.lambda$handle$0 4000 64000
            main;com.acme.Orders.handle 10 320
            """);

    private static String top(Profile profile, String... options) {
        Options set = Options.defaults().withZone(ZoneId.of("UTC"));
        for (int i = 0; i < options.length; i += 2) {
            set = set.with(options[i], options[i + 1]);
        }
        return Text.of(Top.of(profile, set), set);
    }

    @Test
    void smallEntriesAreDroppedAndTheUnitIsTheOneOfTheSmallestThatIsLeft() {
        assertThat(top(ORDERS)).isEqualTo("""
                        Type: alloc_space
                        Showing nodes accounting for 50781.56kB, 99.88% of 50844.06kB total
                        Dropped 1 node (cum <= 254.22kB)
                              flat  flat%   sum%        cum   cum%
                        39062.50kB 76.83% 76.83% 39062.50kB 76.83%  java.util.Arrays.copyOf
                        11718.75kB 23.05% 99.88% 50781.25kB 99.88%  com.acme.Json.write
                            0.31kB 0.00061% 99.88% 50844.06kB   100%  com.acme.Orders.handle
                                 0     0% 99.88% 50844.06kB   100%  main
                        """);
    }

    @Test
    void countsHaveNoUnit() {
        assertThat(top(ORDERS, "sample_index", "alloc_objects", "trim", "false"))
                .isEqualTo("""
                        Type: alloc_objects
                        Showing nodes accounting for 5510, 100% of 5510 total
                              flat  flat%   sum%        cum   cum%
                              4000 72.60% 72.60%       4000 72.60%  com.acme.Orders.lambda$handle$0
                              1000 18.15% 90.74%       1000 18.15%  java.util.Arrays.copyOf
                               500  9.07% 99.82%       1500 27.22%  com.acme.Json.write
                                10  0.18%   100%       5510   100%  com.acme.Orders.handle
                                 0     0%   100%       5510   100%  main
                        """);
    }

    @Test
    void sortedByCumAndCutItSaysOutOfHowMany() {
        assertThat(top(ORDERS, "cum", "true", "nodecount", "2", "unit", "kb")).isEqualTo("""
                        Type: alloc_space
                        Showing nodes accounting for 0.31kB, 0.00061% of 50844.06kB total
                        Dropped 1 node (cum <= 254.22kB)
                        Showing top 2 nodes out of 4
                              flat  flat%   sum%        cum   cum%
                            0.31kB 0.00061% 0.00061% 50844.06kB   100%  com.acme.Orders.handle
                                 0     0% 0.00061% 50844.06kB   100%  main
                        """);
    }

    @Test
    void recursionIsCountedOnceInCum() {
        Profile profile = Collapsed.allocations("""
                main;a;b;a;b;a 1 10
                main;a 1 5
                """);
        assertThat(top(profile)).endsWith("""
                              flat  flat%   sum%        cum   cum%
                               15B   100%   100%        15B   100%  a
                                 0     0%   100%        10B 66.67%  b
                                 0     0%   100%        15B   100%  main
                        """);
    }

    @Test
    void inlinedCallsAreMarked() {
        Profile profile = Collapsed.allocations("""
                main+all;x 1 30
                main+some 1 20
                main;other;some 1 10
                """);
        assertThat(top(profile)).endsWith("""
                               30B 50.00% 50.00%        30B 50.00%  some (partial-inline)
                               30B 50.00%   100%        30B 50.00%  x
                                 0     0%   100%        30B 50.00%  all (inline)
                                 0     0%   100%        60B   100%  main
                                 0     0%   100%        10B 16.67%  other
                        """);
        assertThat(top(profile, "noinlines", "true")).endsWith("""
                               30B 50.00% 50.00%        30B 50.00%  x
                               20B 33.33% 83.33%        60B   100%  main
                               10B 16.67%   100%        10B 16.67%  some
                                 0     0%   100%        10B 16.67%  other
                        """);
    }

    @Test
    void linesAreEntriesOnRequest() {
        Profile profile = Collapsed.allocations("""
                main@Main.java:3;a@x/../A.java:7 1 30
                main@Main.java:3;a@x/../A.java:8 1 10
                """);
        assertThat(top(profile, "granularity", "lines")).endsWith("""
                               30B 75.00% 75.00%        30B 75.00%  a A.java:7
                               10B 25.00%   100%        10B 25.00%  a A.java:8
                                 0     0%   100%        40B   100%  main Main.java:3
                        """);
        assertThat(top(profile, "granularity", "files")).endsWith("""
                               40B   100%   100%        40B   100%  A.java
                                 0     0%   100%        40B   100%  Main.java
                        """);
    }

    @Test
    void filtersChooseStacksAndFramesAndPercentagesStayOfAll() {
        assertThat(top(ORDERS, "focus", "Json", "hide", "^main$", "ignore", "copyOf"))
                .isEqualTo("""
                        Type: alloc_space
                        Active filters:
                           focus=Json
                           ignore=copyOf
                           hide=^main$
                        Showing nodes accounting for 11.44MB, 23.05% of 49.65MB total
                              flat  flat%   sum%        cum   cum%
                           11.44MB 23.05% 23.05%    11.44MB 23.05%  com.acme.Json.write
                                 0     0% 23.05%    11.44MB 23.05%  com.acme.Orders.handle
                        """);
        assertThat(top(ORDERS, "show", "Orders", "trim", "false", "compact_labels", "true"))
                .isEqualTo("""
                        Active filters:
                           show=Orders
                        Showing nodes accounting for 49.65MB, 100% of 49.65MB total
                              flat  flat%   sum%        cum   cum%
                           49.59MB 99.88% 99.88%    49.65MB   100%  com.acme.Orders.handle
                            0.06MB  0.12%   100%     0.06MB  0.12%  com.acme.Orders.lambda$handle$0
                        """);
    }

    @Test
    void longFiltersAreCutInTheHeading() {
        assertThat(top(ORDERS, "ignore", "x".repeat(100)))
                .contains("\n   ignore=" + "x".repeat(80 - "ignore=".length()) + "\u2026\n");
    }

    @Test
    void filtersThatMatchNothingAreWarnedOf() {
        Top top = Top.of(ORDERS, Options.defaults().with("focus", "nowhere").with("hide", "nobody"));
        assertThat(top.heading().warnings())
                .containsExactly("Focus expression matched no samples", "Hide expression matched no samples");
        assertThat(top.rows()).isEmpty();
    }

    @Test
    void headingTellsAllThatTheProfileKnows() {
        Profile.Header header = new Profile.Header(
                List.of(new ValueType("cpu", "nanoseconds")),
                "",
                null,
                0,
                1_700_000_000_999_999_999L,
                10_000_000_000L,
                List.of("a comment", "#for programs"),
                "https://example.org/doc",
                "",
                "",
                List.of());
        ProfileBuilder builder = new ProfileBuilder(header);
        builder.mapping(new Mapping(0, 0, 0, "/usr/bin/service", "abc123", false, false, false, false));
        int location = builder.location(0, 0x1234, false, 0, new int[0], new long[0], new long[0]);
        builder.add(builder.stack(new int[] {location}, 1), 0, 1_120_000_000L);
        Profile profile = builder.build();
        assertThat(top(profile)).isEqualTo("""
                        File: service
                        Build ID: abc123
                        a comment
                        Type: cpu
                        Doc: https://example.org/doc
                        Time: 2023-11-14 22:13:20 UTC
                        Duration: 10s, Total samples = 1.12s (11.20%)
                        Showing nodes accounting for 1.12s, 100% of 1.12s total
                              flat  flat%   sum%        cum   cum%
                             1.12s   100%   100%      1.12s   100%  [service]
                        """);
        assertThat(top(profile, "granularity", "addresses")).endsWith("  0000000000001234 [service]\n");
    }

    @Test
    void durationOfOtherThanTimeEndsInASpace() {
        Profile profile = ORDERS.withHeader(ORDERS.header().withTime(0, 1_500_000_000L));
        assertThat(top(profile)).contains("\nDuration: 1.50s, Total samples = 50844.06kB \n");
    }

    @Test
    void emptyProfileHasAnEmptyTable() {
        assertThat(top(Collapsed.allocations(""))).isEqualTo("""
                        Type: alloc_space
                        Showing nodes accounting for 0, 0% of 0 total
                              flat  flat%   sum%        cum   cum%
                        """);
    }

    @Test
    void differenceShowsNegativeValuesAndCountsThemInTheTotal() {
        Profile before = Collapsed.allocations("main;a 3 300\nmain;b 1 100");
        Profile after = Collapsed.allocations("main;a 1 100\nmain;c 1 50");
        assertThat(top(after.minus(before))).isEqualTo("""
                        Type: alloc_space
                        Showing nodes accounting for -250B, 71.43% of 350B total
                              flat  flat%   sum%        cum   cum%
                             -200B 57.14% 57.14%      -200B 57.14%  a
                             -100B 28.57% 85.71%      -100B 28.57%  b
                               50B 14.29% 71.43%        50B 14.29%  c
                                 0     0% 71.43%      -250B 71.43%  main
                        """);
        assertThat(top(Difference.of(after, before))).startsWith("""
                        Type: alloc_space
                        Showing nodes accounting for -250B, 62.50% of 400B total
                        """);
        assertThat(top(before.minus(before)))
                .endsWith(
                        "Showing nodes accounting for 0, 0% of 0 total\n      flat  flat%   sum%        cum   cum%\n");
    }

    @Test
    void droppedFramesTakeWhatTheyCallWithThem() {
        Profile.Header header = new Profile.Header(
                List.of(ValueType.ALLOC_SPACE), "", null, 0, 0, 0, List.of(), "", "mall.*|new", "mallopt", List.of());
        Profile profile = Collapsed.of(header, """
                main;work;malloc(unsigned long);sbrk 10
                main;mallopt;page 5
                malloc;main 2
                """);
        assertThat(top(profile)).endsWith("""
                               10B 58.82% 58.82%        10B 58.82%  work
                                5B 29.41% 88.24%         5B 29.41%  page
                                2B 11.76%   100%        17B   100%  main
                                 0     0%   100%         2B 11.76%  malloc
                                 0     0%   100%         5B 29.41%  mallopt
                        """);
    }

    @Test
    void sampleTypeIsFoundByNameByNumberAndWithoutPrefix() {
        Profile.Header header =
                Profile.Header.of(List.of(new ValueType("objects", "count"), new ValueType("space", "bytes")));
        Profile profile = Collapsed.of(header, "main 1 2");
        assertThat(top(profile)).startsWith("Type: space\n");
        assertThat(top(profile, "sample_index", "0")).startsWith("Type: objects\n");
        assertThat(top(profile, "sample_index", "inuse_objects")).startsWith("Type: objects\n");
        assertThat(top(profile.withHeader(header.withDefaultSampleType("objects"))))
                .startsWith("Type: objects\n");
        assertThatThrownBy(() -> top(profile, "sample_index", "alloc_space"))
                .isInstanceOf(UsageException.class)
                .hasMessage("sample_index \"alloc_space\" must be one of: [objects space]");
        assertThatThrownBy(() -> top(profile, "sample_index", "2"))
                .isInstanceOf(UsageException.class)
                .hasMessage("sample_index 2 is outside the range [0..1]");
    }

    @Test
    void badOptionsAreNamedInOneLine() {
        assertThatThrownBy(() -> top(ORDERS, "focus", "a(b"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("parsing focus regexp: Unclosed group: `a(b`")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> top(ORDERS, "nodecount", "ten"))
                .hasMessage("nodecount \"ten\" must be a whole number");
        assertThatThrownBy(() -> top(ORDERS, "trim", "maybe")).hasMessage("trim \"maybe\" must be true or false");
        assertThatThrownBy(() -> top(ORDERS, "colour", "red")).hasMessage("unknown option \"colour\"");
    }

    @Test
    void labelsOfSamplesDoNotSplitEntries() {
        ProfileBuilder builder = new ProfileBuilder(Profile.Header.of(List.of(ValueType.ALLOC_SPACE)));
        int stack = builder.stack(new int[0], 0);
        builder.add(stack, builder.labels(List.of(Label.of("class", "byte[]"))), 1);
        builder.add(stack, builder.labels(List.of(Label.of("class", "int[]"))), 2);
        assertThat(top(builder.build())).contains("Showing nodes accounting for 0, 0% of 3B total\n");
    }
}
