package dev.edenscope.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Filters that ask about labels or cut stacks, as `top` shows what they leave. */
final class FiltersTest {
    private static final Profile OBJECTS = objects();

    /** Three samples of main calling make, each of another class and size, and one of main without labels. */
    private static Profile objects() {
        ProfileBuilder builder = new ProfileBuilder(Profile.Header.of(List.of(ValueType.ALLOC_SPACE)));
        int main = builder.location(builder.function(new Function("main", "", "Main.java", 1)), 2);
        int make = builder.location(builder.function(new Function("make", "", "Make.java", 1)), 3);
        int stack = builder.stack(new int[] {make, main}, 2);
        builder.add(stack, builder.labels(List.of(Label.of("class", "byte[]"), Label.of("bytes", 4096, "bytes"))), 400);
        builder.add(stack, builder.labels(List.of(Label.of("class", "Integer"), Label.of("bytes", 16, "bytes"))), 20);
        builder.add(
                stack,
                builder.labels(List.of(
                        Label.of("class", "String"), Label.of("thread", "http-1"), Label.of("bytes", 24, "bytes"))),
                3);
        builder.add(builder.stack(new int[] {main}, 1), 0, 1000);
        return builder.build();
    }

    private static Top top(String... options) {
        return Top.of(OBJECTS, options(options));
    }

    private static Options options(String... options) {
        Options set = Options.defaults().withZone(ZoneId.of("UTC")).with("trim", "false");
        for (int i = 0; i < options.length; i += 2) {
            set = set.with(options[i], options[i + 1]);
        }
        return set;
    }

    private static long shown(String... options) {
        return top(options).extent().shown();
    }

    @Test
    void tagsAreMatchedByTextByKeyAndByRange() {
        assertThat(shown("tagfocus", "byte")).isEqualTo(400);
        assertThat(shown("tagfocus", "class:String,thread:http")).isEqualTo(3);
        assertThat(shown("tagfocus", "class=String,Integer")).isEqualTo(23);
        assertThat(shown("tagfocus", "class=http")).isZero();
        assertThat(shown("tagfocus", "bytes=16b:1kb")).isEqualTo(23);
        assertThat(shown("tagfocus", "4kb")).isEqualTo(400);
        assertThat(shown("tagfocus", "17b:")).isEqualTo(403);
        assertThat(shown("tagfocus", ":16b")).isEqualTo(20);
        assertThat(shown("tagignore", "class=.")).isEqualTo(1000);
        assertThat(shown("tagignore", "bytes=1kb:", "focus", "make")).isEqualTo(23);
    }

    @Test
    void percentagesAreOfAllUnlessTheyAreToBeRelative() {
        assertThat(top("tagfocus", "class").heading().total()).isEqualTo(1423);
        assertThat(top("tagfocus", "class", "relative_percentages", "true")
                        .heading()
                        .total())
                .isEqualTo(423);
    }

    @Test
    void filtersSayHowTheyWereUnderstoodAndWhatTheyDidNotFind() {
        Options options =
                options("tagfocus", "bytes=1gb", "taghide", "colour", "show_from", "nobody", "tagroot", "none");
        assertThat(Top.of(OBJECTS, options).heading().warnings())
                .containsExactly(
                        "TagRoot expression matched no samples",
                        "tagfocus:Interpreted '1gb' as range, not regexp",
                        "ShowFrom expression matched no samples",
                        "TagFocus expression matched no samples",
                        "TagHide expression matched no samples");
        assertThatThrownBy(() -> top("tagfocus", "99999999999999999999b"))
                .isInstanceOf(UsageException.class)
                .hasMessage("tagfocus \"99999999999999999999\" is a number beyond 64 bits; give it in a larger unit");
    }

    @Test
    void labelsBecomeFrames() {
        assertThat(Text.of(top("tagroot", "class", "tagleaf", "thread,bytes"), options()))
                .isEqualTo("""
                        Type: alloc_space
                        Showing nodes accounting for 1423B, 100% of 1423B total
                              flat  flat%   sum%        cum   cum%
                             1000B 70.27% 70.27%      1420B 99.79%  <unknown>
                              400B 28.11% 98.38%       400B 28.11%  4kB
                               20B  1.41% 99.79%        20B  1.41%  16B
                                3B  0.21%   100%         3B  0.21%  24B
                                 0     0%   100%        20B  1.41%  Integer
                                 0     0%   100%         3B  0.21%  String
                                 0     0%   100%       400B 28.11%  byte[]
                                 0     0%   100%         3B  0.21%  http-1
                                 0     0%   100%      1423B   100%  main
                                 0     0%   100%       423B 29.73%  make
                        """);
    }

    @Test
    void stacksAreCutAtBothEnds() {
        Profile profile = Collapsed.allocations("""
                main;serve;parse;copy 1 10
                main;serve;parse(int);parse;grow 1 5
                idle;copy 1 2
                """);
        assertThat(Text.of(Top.of(profile, options("prune_from", "^parse$", "show_from", "serve")), options()))
                .endsWith("""
                        Showing nodes accounting for 15B, 88.24% of 17B total
                              flat  flat%   sum%        cum   cum%
                               15B 88.24% 88.24%        15B 88.24%  parse
                                 0     0% 88.24%         5B 29.41%  parse(int)
                                 0     0% 88.24%        15B 88.24%  serve
                        """);
    }

    @Test
    void valuesAreDividedAndAveraged() {
        Profile profile = Collapsed.allocations("""
                main;a 10 1000
                main;b 5 -40
                """);
        assertThat(Text.of(Top.of(profile, options("mean", "true")), options())).isEqualTo("""
                        Type: mean_alloc_space
                        Showing nodes accounting for 92B, 133.33% of 69B total
                              flat  flat%   sum%        cum   cum%
                              100B 144.93% 144.93%       100B 144.93%  a
                               -8B 11.59% 133.33%        -8B 11.59%  b
                                 0     0% 133.33%        64B 92.75%  main
                        """);
        assertThat(Text.of(Top.of(profile, options("divide_by", "4", "drop_negative", "true")), options()))
                .isEqualTo("""
                        Type: alloc_space
                        Showing nodes accounting for 250B, 96.15% of 260B total
                              flat  flat%   sum%        cum   cum%
                              250B 96.15% 96.15%       250B 96.15%  a
                                 0     0% 96.15%       240B 92.31%  main
                        """);
        assertThatThrownBy(() -> Top.of(profile, options("divide_by", "0")))
                .isInstanceOf(UsageException.class)
                .hasMessage("zero divisor specified");
    }

    @Test
    void aNormalizedProfileHasItsBasesTotals() {
        Profile before = Collapsed.allocations("main;a 4 100\nmain;b 6 300");
        Profile after = Collapsed.allocations("main;a 10 1000\nmain;b 10 1000");
        Profile normalized = Difference.normalized(after, before);
        assertThat(normalized.total(0)).isEqualTo(10);
        assertThat(normalized.total(1)).isEqualTo(400);
        assertThat(Text.of(Top.of(normalized.minus(before), options()), options()))
                .endsWith("""
                              flat  flat%   sum%        cum   cum%
                              100B 50.00% 50.00%       100B 50.00%  a
                             -100B 50.00%     0%      -100B 50.00%  b
                        """);
        assertThatThrownBy(() -> Difference.normalized(after, OBJECTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "incompatible sample types [alloc_objects/count, alloc_space/bytes] and [alloc_space/bytes]");
    }
}
