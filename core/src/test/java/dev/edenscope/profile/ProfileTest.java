package dev.edenscope.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ProfileTest {
    private static final int SEEDS = 150;

    @Test
    void headerCanBeSetUntilTheFirstSample() {
        ProfileBuilder builder = new ProfileBuilder(Profile.Header.of(List.of(ValueType.ALLOC_SPACE)));
        int stack = builder.stack(new int[] {builder.location(builder.function(new Function("f", "", "", 0)), 1)}, 1);
        builder.header(Profile.Header.of(List.of(ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE)));
        builder.add(stack, 0, 1, 16);
        assertThatThrownBy(() -> builder.header(Profile.Header.of(List.of(ValueType.ALLOC_SPACE))))
                .isInstanceOf(IllegalStateException.class);
        Profile profile = builder.build();
        profile.check();
        assertThat(profile.total(1)).isEqualTo(16);
    }

    @Test
    void whatIsBuiltPassesItsCheck() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Profile p = RandomProfile.of(seed);
            p.check();
            Profile.merge(List.of(p, RandomProfile.of(seed + 1))).check();
            p.minus(RandomProfile.of(seed + 2)).check();
            p.filter(i -> i % 2 == 0).check();
            p.scaled(0.3).check();
        }
    }

    @Test
    void mergeIsAssociative() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Profile a = RandomProfile.of(seed);
            Profile b = RandomProfile.of(seed + 1000);
            Profile c = RandomProfile.of(seed + 2000);
            Profile all = Profile.merge(List.of(a, b, c));
            Profile left = Profile.merge(List.of(Profile.merge(List.of(a, b)), c));
            Profile right = Profile.merge(List.of(a, Profile.merge(List.of(b, c))));
            assertThat(Dump.samples(left)).isEqualTo(Dump.samples(all));
            assertThat(Dump.samples(right)).isEqualTo(Dump.samples(all));
            assertThat(left.header()).isEqualTo(all.header());
            assertThat(right.header()).isEqualTo(all.header());
        }
    }

    @Test
    void mergeIsCommutative() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Profile a = RandomProfile.of(seed);
            Profile b = RandomProfile.of(seed + 1000);
            assertThat(Dump.samples(Profile.merge(List.of(a, b))))
                    .isEqualTo(Dump.samples(Profile.merge(List.of(b, a))));
        }
    }

    @Test
    void mergeOfOneIsItself() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Profile p = RandomProfile.of(seed);
            assertThat(Dump.samples(Profile.merge(List.of(p)))).isEqualTo(Dump.samples(p));
        }
    }

    @Test
    void totalsOfAMergeAreTheSumsOfTotals() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Profile a = RandomProfile.of(seed);
            Profile b = RandomProfile.of(seed + 1000);
            Profile both = Profile.merge(List.of(a, b));
            for (int t = 0; t < 4; t++) {
                assertThat(both.total(t)).isEqualTo(a.total(t) + b.total(t));
            }
        }
    }

    @Test
    void differenceWithItselfIsEmpty() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Profile p = RandomProfile.of(seed);
            assertThat(p.minus(p).sampleCount()).isZero();
        }
    }

    @Test
    void whatIsGoneFromADifferenceLeavesNoLocationsButItsMainBinary() {
        ProfileBuilder builder = new ProfileBuilder(Profile.Header.of(List.of(ValueType.ALLOC_SPACE)));
        builder.mapping(new Mapping(0, 0, 0, "/usr/bin/main", "", false, false, false, false));
        int library = builder.mapping(new Mapping(0, 0, 0, "/usr/lib/library.so", "", false, false, false, false));
        int gone = builder.location(library, 1, false, 0, new int[0], new long[0], new long[0]);
        int left = builder.location(library, 2, false, 0, new int[0], new long[0], new long[0]);
        builder.add(builder.stack(new int[] {gone}, 1), 0, 10);
        builder.add(builder.stack(new int[] {left}, 1), 0, 7);
        Profile all = builder.build();
        Profile difference = all.minus(all.filter(sample -> sample == 0));
        assertThat(difference.locationCount()).isEqualTo(1);
        assertThat(difference.total(0)).isEqualTo(7);
        assertThat(difference.mappings())
                .extracting(Mapping::filename)
                .containsExactly("/usr/bin/main", "/usr/lib/library.so");
    }

    @Test
    void differencePlusItsBaseIsTheProfile() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Profile p = RandomProfile.of(seed);
            Profile q = RandomProfile.of(seed + 1000);
            assertThat(Dump.samples(Profile.merge(List.of(p.minus(q), q)))).isEqualTo(Dump.samples(p));
        }
    }

    @Test
    void filterAndItsOppositeMakeTheProfile() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Profile p = RandomProfile.of(seed);
            Profile with = p.filter(i -> p.depth(p.stack(i)) > 5);
            Profile without = p.filter(i -> p.depth(p.stack(i)) <= 5);
            assertThat(with.sampleCount() + without.sampleCount()).isEqualTo(p.sampleCount());
            assertThat(Dump.samples(Profile.merge(List.of(with, without)))).isEqualTo(Dump.samples(p));
        }
    }

    @Test
    void scalingByAWholeNumberIsExactBeyondTwoToThe53() {
        long large = (1L << 60) + 1;
        assertThat(one(large, 3).scaled(3).total(0)).isEqualTo(3 * large);
        assertThat(one(large, 3).scaled(-1).total(0)).isEqualTo(-large);
    }

    @Test
    void scalingRoundsToTheNearestAndDropsWhatBecomesNothing() {
        assertThat(one(10, 1).scaled(0.25).total(0)).isEqualTo(3);
        assertThat(one(1, 1).scaled(0.25).sampleCount()).isZero();
    }

    @Test
    void scalingBeyondALongIsAnErrorNotAWrongNumber() {
        assertThatThrownBy(() -> one(Long.MAX_VALUE, 0).scaled(2)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> one(Long.MAX_VALUE, 0).scaled(2.5)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void samplesOfOneStackAndLabelSetAreOne() {
        ProfileBuilder builder =
                new ProfileBuilder(Profile.Header.of(List.of(ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE)));
        int[] frames = {builder.location(builder.function(new Function("f", "", "", 0)), 7)};
        int ab = builder.labels(List.of(Label.of("a", "x"), Label.of("b", 1, "")));
        int ba = builder.labels(List.of(Label.of("b", 1, ""), Label.of("a", "x")));
        builder.add(builder.stack(frames, 1), ab, 1, 10);
        builder.add(builder.stack(frames, 1), ba, 2, 20);
        builder.add(builder.stack(frames, 1), 0, 4, 40);
        builder.add(builder.stack(frames, 0), 0, 0, 0);
        Profile p = builder.build();
        assertThat(p.sampleCount()).isEqualTo(2);
        assertThat(p.value(0, 1)).isEqualTo(30);
        assertThat(p.value(1, 1)).isEqualTo(40);
    }

    @Test
    void sumBeyondALongIsAnErrorNotAWrongNumber() {
        assertThatThrownBy(() -> Profile.merge(List.of(one(Long.MAX_VALUE, 0), one(1, 0))))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void typesThatHaveOneNameKeepTheirColumns() {
        ValueType unnamed = new ValueType("", "");
        ProfileBuilder builder = new ProfileBuilder(Profile.Header.of(List.of(unnamed, unnamed)));
        builder.add(builder.stack(new int[0], 0), 0, 1, 2);
        Profile p = builder.build();
        Profile twice = Profile.merge(List.of(p, p));
        assertThat(List.of(twice.total(0), twice.total(1))).containsExactly(2L, 4L);
        assertThat(p.minus(p).sampleCount()).isZero();
        Profile single = new ProfileBuilder(Profile.Header.of(List.of(unnamed))).build();
        assertThat(Profile.merge(List.of(p, single)).sampleTypes()).containsExactly(unnamed);
    }

    @Test
    void mergeKeepsTheTypesThatAllHave() {
        ProfileBuilder builder = new ProfileBuilder(Profile.Header.of(List.of(ValueType.ALLOC_SPACE)));
        builder.add(builder.stack(new int[0], 0), 0, 5);
        Profile merged = Profile.merge(List.of(one(1, 7), builder.build()));
        assertThat(merged.sampleTypes()).containsExactly(ValueType.ALLOC_SPACE);
        assertThat(merged.total(0)).isEqualTo(12);
    }

    @Test
    void profilesOfDifferentKindsDoNotMerge() {
        Profile space = one(1, 1);
        Profile cpu = space.withHeader(space.header().withPeriod(new ValueType("cpu", "nanoseconds"), 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Profile.merge(List.of(space, cpu)))
                .withMessageContaining("cpu/nanoseconds");
        assertThatIllegalArgumentException().isThrownBy(() -> Profile.merge(List.of()));
    }

    @Test
    void millionSamplesMergeInBoundedTimeAndMemory() {
        Profile a = million(1);
        Profile b = million(2);
        assertThat(a.sampleCount()).isGreaterThan(900_000);
        long before = usedBytes();
        long begin = System.nanoTime();
        Profile merged = Profile.merge(List.of(a, b));
        long millis = (System.nanoTime() - begin) / 1_000_000;
        long bytesPerSample = (usedBytes() - before) / merged.sampleCount();
        assertThat(merged.total(1)).isEqualTo(a.total(1) + b.total(1));
        // About 1 s; the rest is for a machine that does other things too.
        assertThat(millis).as("milliseconds").isLessThan(20_000);
        // 40 for four values and two ids, the rest for 100,000 stacks of 20 frames.
        assertThat(bytesPerSample).as("bytes a sample").isLessThan(80);
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** 1,000,000 additions over 50,000 stacks of 20 frames and 200 label sets: nearly all become samples. */
    private static Profile million(long seed) {
        Random random = new Random(seed);
        ProfileBuilder builder = new ProfileBuilder(RandomProfile.of(0).header());
        int[] locations = new int[5_000];
        for (int i = 0; i < locations.length; i++) {
            locations[i] = builder.location(builder.function(new Function("f" + i / 5, "", "", 0)), i % 5 + 1);
        }
        int[] stacks = new int[50_000];
        int[] frames = new int[20];
        for (int i = 0; i < stacks.length; i++) {
            for (int f = 0; f < frames.length; f++) {
                frames[f] = locations[random.nextInt(locations.length)];
            }
            stacks[i] = builder.stack(frames, frames.length);
        }
        int[] labels = new int[200];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = builder.labels(List.of(Label.of("bytes", i * 16L, "bytes")));
        }
        for (int i = 0; i < 1_000_000; i++) {
            builder.add(
                    stacks[random.nextInt(stacks.length)],
                    labels[random.nextInt(labels.length)],
                    1,
                    random.nextInt(1000),
                    0,
                    0);
        }
        return builder.build();
    }

    private static Profile one(long objects, long bytes) {
        ProfileBuilder builder =
                new ProfileBuilder(Profile.Header.of(List.of(ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE)));
        builder.add(builder.stack(new int[0], 0), 0, objects, bytes);
        return builder.build();
    }
}
