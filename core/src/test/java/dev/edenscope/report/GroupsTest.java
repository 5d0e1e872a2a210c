package dev.edenscope.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GroupsTest {
    private static final Options OPTIONS = Options.defaults().withZone(ZoneOffset.UTC);

    /** Two handlers that put into maps; one sample knows neither class nor size. */
    private static Profile profile() {
        ProfileBuilder builder =
                new ProfileBuilder(Profile.Header.of(List.of(ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE)));
        int put = location(builder, "java.util.HashMap.put", "java/util/HashMap.java", 30);
        int resize = location(builder, "java.util.HashMap.resize", "java/util/HashMap.java", 40);
        int handle = location(builder, "com.acme.Orders.handle", "com/acme/Orders.java", 7);
        List<Label> nodes = List.of(Label.of("class", "HashMap$Node"), Label.of("bytes", 32, ""));
        List<Label> tables = List.of(Label.of("class", "HashMap$Node[]"), Label.of("bytes", 4096, ""));
        builder.add(builder.stack(new int[] {put, handle}, 2), builder.labels(nodes), 100, 3200);
        builder.add(builder.stack(new int[] {resize, put, handle}, 3), builder.labels(tables), 2, 8192);
        builder.add(builder.stack(new int[] {handle}, 1), 0, 10, 160);
        return builder.build();
    }

    private static int location(ProfileBuilder builder, String function, String file, long line) {
        return builder.location(builder.function(new Function(function, function, file, 0)), line);
    }

    private static String text(String by, Options options) {
        return Text.of(Groups.of(profile(), by, options), options);
    }

    @Test
    void samplesAreGroupedByALabel() {
        assertThat(text("class", OPTIONS)).isEqualTo("""
                        Type: alloc_space
                        Showing nodes accounting for 11552B, 100% of 11552B total
                              flat  flat%   sum%        cum   cum%
                             8192B 70.91% 70.91%      8192B 70.91%  HashMap$Node[]
                             3200B 27.70% 98.61%      3200B 27.70%  HashMap$Node
                              160B  1.39%   100%       160B  1.39%  (no class)
                        """);
        assertThat(text("bytes", OPTIONS.with("sample_index", "alloc_objects"))).endsWith("""
                               100 89.29% 89.29%        100 89.29%  32B
                                10  8.93% 98.21%         10  8.93%  (no bytes)
                                 2  1.79%   100%          2  1.79%  4kB
                        """);
    }

    @Test
    void samplesAreGroupedByPackageOnceAStack() {
        assertThat(text("package", OPTIONS)).endsWith("""
                            11392B 98.61% 98.61%     11392B 98.61%  java.util
                              160B  1.39%   100%     11552B   100%  com.acme
                        """);
        assertThat(text("package", OPTIONS.with("cum", "true").with("nodecount", "1")))
                .endsWith("""
                        Showing top 1 nodes out of 2
                              flat  flat%   sum%        cum   cum%
                              160B  1.39%  1.39%     11552B   100%  com.acme
                        """);
    }

    @Test
    void linesAreThoseOfTop() {
        assertThat(text("line", OPTIONS)).isEqualTo(Text.of(Top.of(profile(), OPTIONS.with("lines", "true")), OPTIONS));
    }

    @Test
    void filtersAndLimitsHold() {
        assertThat(text("class", OPTIONS.with("tagfocus", "class=Node\\[")))
                .contains("Showing nodes accounting for 8kB, 70.91% of 11.28kB total")
                .doesNotContain("(no class)");
        assertThat(text("class", OPTIONS.with("nodefraction", "0.1"))).contains("Dropped 1 node (cum <= 1.13kB)");
        assertThat(text("class", OPTIONS.with("focus", "nothing"))).endsWith("cum   cum%\n");
    }

    @Test
    void aLabelThatNoSampleHasIsAnErrorThatNamesThoseThereAre() {
        assertThatThrownBy(() -> text("thread", OPTIONS))
                .isInstanceOf(UsageException.class)
                .hasMessage("no sample has a label \"thread\"; its labels are: bytes, class");
        Profile plain = Collapsed.allocations("main;f 1 16");
        assertThatThrownBy(() -> Groups.of(plain, "class", OPTIONS))
                .hasMessage("no sample has a label \"class\"; this profile has no labels");
    }
}
