package dev.edenscope.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GrowthTest {
    /** Sizes of the arrays that a list of the JDK's makes while it is filled: by half from 10. */
    private static List<Long> arrays(int elements) {
        List<Long> slots = new ArrayList<>();
        for (long room = 10; ; room += room / 2) {
            slots.add(room);
            if (room >= elements) {
                return slots;
            }
        }
    }

    private static double mean(List<Long> slots) {
        return 16 + 4 * slots.stream().mapToLong(Long::longValue).average().orElseThrow();
    }

    @Test
    void theWasteIsWhatThePresizedListDoesNotMake() {
        for (int elements : new int[] {30, 100, 1_000, 30_000}) {
            List<Long> arrays = arrays(elements);
            double all = arrays.stream().mapToLong(Long::longValue).sum();
            Growth.Extent extent = Growth.LIST.extent(Math.round(mean(arrays)), 4);
            assertThat(extent.wasted()).as("%d elements", elements).isCloseTo(1 - elements / all, within(0.15));
            assertThat((double) extent.used()).isBetween(elements * 0.65, elements * 1.5);
        }
    }

    @Test
    void whatDoesNotGrowWastesNothing() {
        assertThat(Growth.LIST.extent(56, 4).wasted()).isZero(); // 10 slots
        assertThat(Growth.TABLE.extent(80, 4).wasted()).isZero(); // 16 slots
        assertThat(Growth.TABLE.extent(0, 4).wasted()).isZero(); // not known
    }
}
