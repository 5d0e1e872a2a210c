package dev.edenscope.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PerCallTest {
    private static final Options OPTIONS = Options.defaults().withZone(ZoneOffset.UTC);

    private static final Profile PROFILE = Collapsed.of(
            Profile.Header.of(List.of(
                            ValueType.ALLOC_OBJECTS,
                            ValueType.ALLOC_SPACE,
                            ValueType.INUSE_OBJECTS,
                            ValueType.INUSE_SPACE))
                    .withComments(List.of("calls: 2000 of com.acme.Api.handle", "calls: 0 of com.acme.Api.never")),
            """
                    main;handle@Api.java:3;three@Api.java:7 6000 96000 10 160
                    main;handle@Api.java:4 500 4096000 1 8192
                    main 1 16 1 16
                    """);

    private static Options per(String... more) {
        Options options = OPTIONS.with("per", "handle");
        for (int i = 0; i < more.length; i += 2) {
            options = options.with(more[i], more[i + 1]);
        }
        return options;
    }

    @Test
    void valuesAreDividedByCalls() {
        Options objects = per("sample_index", "alloc_objects", "trim", "false");
        assertThat(Text.of(Top.of(PROFILE, objects), objects)).isEqualTo("""
                calls: 2000 of com.acme.Api.handle
                calls: 0 of com.acme.Api.never
                Type: alloc_objects
                Values: per call of com.acme.Api.handle (2,000 calls)
                Showing nodes accounting for 3.25, 100% of 3.25 total
                      flat  flat%   sum%        cum   cum%
                         3 92.29% 92.29%          3 92.29%  three
                      0.25  7.69%   100%       3.25   100%  handle
                    0.0005 0.015%   100%       3.25   100%  main
                """);
    }

    /** What is in use is not of the calls: the default sample type gives way. */
    @Test
    void allocationsAreTheDefault() {
        Options options = per("compact_labels", "true");
        assertThat(Text.of(Top.of(PROFILE, options), options)).isEqualTo("""
                Showing nodes accounting for 2.05kB, 100% of 2.05kB total
                      flat  flat%   sum%        cum   cum%
                       2kB 97.71% 97.71%     2.05kB   100%  handle
                       48B  2.29%   100%        48B  2.29%  three
                    0.008B 0.00038%   100%     2.05kB   100%  main
                """);
        assertThatThrownBy(() -> Top.of(PROFILE, per("sample_index", "inuse_space")))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("-per: what is in use was not made by the calls that were counted alone");
    }

    @Test
    void bothColumnsAreDivided() {
        Options options = per();
        assertThat(Text.of(Quadrants.of(PROFILE, "", options), options)).isEqualTo("""
                calls: 2000 of com.acme.Api.handle
                calls: 0 of com.acme.Api.never
                Values: per call of com.acme.Api.handle (2,000 calls)
                Total: 3.25 objects and 2.05kB allocated (644B an object); ranked by the larger share
                alloc_objects        alloc_space         B/object  shape
                         0.25  7.69%         2kB 97.71%       8kB  few-big     handle
                            3 92.29%         48B  2.29%       16B  many-small  three
                """);
        assertThat(Text.of(ListingPair.of(PROFILE, "handle", options)).lines().limit(2))
                .containsExactly(
                        "Total: 3.25 alloc_objects, 2.05kB alloc_space per call of com.acme.Api.handle (2,000 calls)",
                        "ROUTINE ======================== handle in Api.java");
    }

    @Test
    void jsonHasTheProfilesOwnValuesAndTheCalls() {
        assertThat(JsonReport.of(Top.of(PROFILE, per("sample_index", "alloc_objects")), PROFILE))
                .startsWith("{\"type\":\"alloc_objects\",\"unit\":\"count\",\"total\":6501,"
                        + "\"per\":{\"method\":\"com.acme.Api.handle\",\"calls\":2000},");
    }

    @Test
    void tracesAndTagsSayWhatTheyAreDividedBy() throws IOException {
        StringBuilder traces = new StringBuilder();
        Options options = per("sample_index", "alloc_objects");
        SampleText.write(Traces.of(PROFILE, options), options, traces);
        assertThat(traces).contains("Values: per call of com.acme.Api.handle (2,000 calls)\n", "         3   three\n");
        StringBuilder tags = new StringBuilder();
        SampleText.write(TagSums.of(PROFILE, options), tags);
        assertThat(tags).startsWith("Values: per call of com.acme.Api.handle (2,000 calls)\n");
    }

    @Test
    void whatIsNotKnownIsRefused() {
        assertRefused(
                "find",
                "per \"find\": the profile does not have its calls, but those of com.acme.Api.handle,"
                        + " com.acme.Api.never");
        assertRefused("never", "per \"never\": com.acme.Api.never was not called while the profile was taken");
        assertRefused(
                "Api",
                "per \"Api\": several methods that were counted are called so: com.acme.Api.handle,"
                        + " com.acme.Api.never");
        Profile without = PROFILE.withHeader(PROFILE.header().withComments(List.of()));
        assertThatThrownBy(() -> Top.of(without, per()))
                .hasMessage("per \"handle\": the profile does not have its calls; count them with `eden record -per"
                        + " CLASS.METHOD`");
        Profile unknown = PROFILE.withHeader(
                PROFILE.header().withComments(List.of("calls of com.acme.Api.handle: not known: no class was loaded")));
        assertThatThrownBy(() -> Top.of(unknown, per()))
                .hasMessage(
                        "per \"handle\": the profile does not have its calls; calls of com.acme.Api.handle: not known:"
                                + " no class was loaded");
        assertThatThrownBy(() -> Top.of(PROFILE, per("mean", "true")))
                .hasMessage("conflicting options set: -per and -mean");
    }

    private static void assertRefused(String name, String message) {
        assertThatThrownBy(() -> Top.of(PROFILE, OPTIONS.with("per", name)))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    /** Formats of whole numbers would round. */
    @Test
    void formatsOfWholeNumbersAreNotDivided() {
        for (Runnable report : List.<Runnable>of(
                () -> Raw.of(PROFILE, per()),
                () -> Filtered.of(PROFILE, per()),
                () -> Callgrind.of(PROFILE, per()),
                () -> Stacks.of(PROFILE, per()),
                () -> Top.asProfile(PROFILE, per()))) {
            assertThatThrownBy(report::run)
                    .isInstanceOf(UsageException.class)
                    .hasMessageMatching("-per: [a-z ]+ has whole values only; divide by the calls in `eden comments`");
        }
    }
}
