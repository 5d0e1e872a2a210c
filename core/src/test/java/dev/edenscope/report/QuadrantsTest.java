package dev.edenscope.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import dev.edenscope.report.Quadrants.Shape;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QuadrantsTest {
    private static final Options OPTIONS = Options.defaults().withZone(ZoneOffset.UTC);

    /** Boxes that die, buffers of which one stays, and what is in between. */
    private static final Profile PROFILE = Collapsed.of(
            Profile.Header.of(List.of(
                    ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE, ValueType.INUSE_OBJECTS, ValueType.INUSE_SPACE)),
            """
                    main;box 900 14400 0 0
                    main;read 10 655360 1 65536
                    main;name 90 5760 0 0
                    """);

    @Test
    void objectsAndBytesAreSideBySideAndTheShapeIsNamed() {
        assertThat(Text.of(Quadrants.of(PROFILE, "", OPTIONS), OPTIONS)).isEqualTo("""
                Total: 1000 objects and 659.69kB allocated (675B an object); 1 objects and 64kB in use (64kB an object); \
                ranked by the larger share
                alloc_objects        alloc_space         B/object inuse_objects inuse_space  shape
                           10  1.00%       640kB 97.02%      64kB             1        64kB  few-big     read
                          900 90.00%     14.06kB  2.13%       16B             0           0  many-small  box
                           90  9.00%      5.62kB  0.85%       64B             0           0  many-small  name
                """);
    }

    @Test
    void aSampleTypeRanks() {
        assertThat(names(OPTIONS.with("sample_index", "alloc_objects"))).containsExactly("box", "name", "read");
        assertThat(names(OPTIONS.with("sample_index", "alloc_space"))).containsExactly("read", "box", "name");
        assertThat(names(OPTIONS.with("sample_index", "inuse_space"))).first().isEqualTo("read");
        assertThat(names(OPTIONS.with("nodecount", "1"))).containsExactly("read");
        assertThat(Quadrants.of(PROFILE, "", OPTIONS.with("cum", "true")).rows())
                .extracting(Quadrants.Row::name)
                .contains("main");
    }

    private static List<String> names(Options options) {
        return Quadrants.of(PROFILE, "", options).rows().stream()
                .map(Quadrants.Row::name)
                .toList();
    }

    @Test
    void aShapeNeedsAShareTwiceTheOther() {
        assertThat(Shape.of(0.2, 0.1)).isEqualTo(Shape.MANY_SMALL);
        assertThat(Shape.of(0.19, 0.1)).isEqualTo(Shape.BOTH);
        assertThat(Shape.of(0.1, 0.19)).isEqualTo(Shape.BOTH);
        assertThat(Shape.of(0.1, 0.2)).isEqualTo(Shape.FEW_BIG);
        assertThat(Shape.of(-0.3, 0.1)).hasToString("many-small");
        assertThat(Shape.of(0, -0.1)).hasToString("few-big");
    }

    @Test
    void whatAProfileDoesNotKnowIsNoColumn() {
        Profile allocated = Collapsed.allocations("main;f 1 16");
        assertThat(Quadrants.of(allocated, "", OPTIONS).inUse()).isNull();
        assertThat(Text.of(Quadrants.of(allocated, "", OPTIONS), OPTIONS)).isEqualTo("""
                Total: 1 objects and 16B allocated (16B an object); ranked by the larger share
                alloc_objects        alloc_space         B/object  shape
                            1   100%         16B   100%       16B  both        f
                """);
        Profile inUse = Collapsed.of(
                Profile.Header.of(List.of(new ValueType("objects", "count"), new ValueType("space", "bytes"))),
                "main;f 1 16");
        assertThat(Quadrants.of(inUse, "", OPTIONS).allocated()).isNull();
        Profile cpu = Collapsed.of(
                Profile.Header.of(List.of(new ValueType("samples", "count"), new ValueType("cpu", "nanoseconds"))),
                "main;f 1 16");
        assertThatThrownBy(() -> Quadrants.of(cpu, "", OPTIONS))
                .isInstanceOf(UsageException.class)
                .hasMessage("this profile does not count both objects and bytes; its sample types are: samples, cpu");
    }

    @Test
    void theTotalsAreThoseOfTop() {
        Quadrants quadrants = Quadrants.of(PROFILE, "", OPTIONS.with("trim", "false"));
        assertThat(quadrants.rows().stream()
                        .mapToLong(row -> row.allocated().objects())
                        .sum())
                .isEqualTo(quadrants.allocated().objects())
                .isEqualTo(Top.of(PROFILE, OPTIONS.with("sample_index", "alloc_objects"))
                        .heading()
                        .total());
    }
}
