package dev.edenscope.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Budgets of methods, held against profiles whose truth is known. */
final class RecordedTest {
    private static final String HANDLE = "com.acme.Orders.handle";
    private static final ValueType SPACE = new ValueType("space", "bytes");
    private static final long SECOND = 1_000_000_000;
    private static final int INTERVAL = 512 << 10;
    private static final long[] SIZES = {16, 24, 400, 70_000, 3_000_000};
    private static final long[] COUNTS = {3_000_000, 900_000, 40_000, 300, 20};

    /** A recording of ten seconds; {@code handle} is called by the line 7 of main, and allocates what is given at its line 40 on. */
    private static Profile profile(long period, long[] objects, long[] sizes, String... comments) {
        ProfileBuilder builder =
                new ProfileBuilder(Profile.Header.of(List.of(ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE))
                        .withPeriod(SPACE, period)
                        .withTime(0, 10 * SECOND)
                        .withComments(List.of(comments)));
        int main =
                builder.location(builder.function(new Function("com.acme.Main.main", "", "com/acme/Main.java", 1)), 7);
        int handle = builder.function(new Function(HANDLE, "", "com/acme/Orders.java", 30));
        int map = builder.location(
                builder.function(new Function("java.util.HashMap.newNode", "", "java/util/HashMap.java", 1)), 1900);
        for (int i = 0; i < objects.length; i++) {
            int line = builder.location(handle, 40 + i);
            builder.add(
                    builder.stack(new int[] {map, line, main}, 3),
                    builder.labels(List.of(Label.of("class", "com.acme.Item" + i))),
                    objects[i],
                    objects[i] * sizes[i]);
        }
        builder.add(builder.stack(new int[] {main}, 1), 0, 1000, 16_000);
        return builder.build();
    }

    private static Budget budget(String method, Quantity quantity, double value) {
        Budget.Subject subject = new Budget.Subject(Budget.Kind.METHOD, method, "");
        return new Budget(subject, quantity, value, Budget.Tolerance.NONE, new Budget.Place(1, 1));
    }

    private static Measured measured(Profile profile, Quantity quantity) {
        return new Recorded("r.eden", profile).of(budget(HANDLE, quantity, 1)).get(0);
    }

    @Test
    void whatIsBelowAMethodIsDividedByItsCallsOrByTheTime() {
        Profile exact = profile(1, new long[] {2000, 1000}, new long[] {24, 100}, "calls: 1000 of " + HANDLE);
        assertThat(measured(exact, Quantity.OBJECTS_PER_CALL).value()).isEqualTo(3);
        assertThat(measured(exact, Quantity.BYTES_PER_CALL).value()).isEqualTo(148);
        assertThat(measured(exact, Quantity.OBJECTS_PER_SECOND).value()).isEqualTo(300);
        assertThat(measured(exact, Quantity.BYTES_PER_SECOND))
                .returns(14_800.0, Measured::value)
                .returns(0.0, Measured::error)
                .returns("exact", Measured::basis);
        assertThat(measured(exact, Quantity.BYTES_PER_CALL).sites())
                .containsExactly(
                        new Site("com/acme/Orders.java", 41, HANDLE, "com.acme.Item1", 1, 100),
                        new Site("com/acme/Orders.java", 40, HANDLE, "com.acme.Item0", 2, 48));
        Measured all = new Recorded("r.eden", exact)
                .of(budget("*", Quantity.OBJECTS_PER_SECOND, 1))
                .get(0);
        assertThat(all.value()).isEqualTo(400);
    }

    @Test
    void theTruthIsWithinTheErrorNineteenTimesOfTwenty() {
        Random random = new Random(7);
        int rounds = 400;
        int objectsWithin = 0;
        int bytesWithin = 0;
        double trueObjects = 0;
        double trueBytes = 0;
        for (int i = 0; i < SIZES.length; i++) {
            trueObjects += COUNTS[i] / 10.0;
            trueBytes += COUNTS[i] * SIZES[i] / 10.0;
        }
        for (int round = 0; round < rounds; round++) {
            long[] estimates = new long[SIZES.length];
            for (int i = 0; i < SIZES.length; i++) {
                double p = -Math.expm1(-(double) SIZES[i] / INTERVAL);
                estimates[i] = Math.round(sampled(COUNTS[i], p, random) / p);
            }
            Profile profile = profile(INTERVAL, estimates, SIZES);
            Measured objects = measured(profile, Quantity.OBJECTS_PER_SECOND);
            Measured bytes = measured(profile, Quantity.BYTES_PER_SECOND);
            objectsWithin += Math.abs(objects.value() - trueObjects) <= objects.error() ? 1 : 0;
            bytesWithin += Math.abs(bytes.value() - trueBytes) <= bytes.error() ? 1 : 0;
            assertThat(bytes.basis()).matches("estimate from \\d+ samples");
        }
        assertThat((double) objectsWithin / rounds).isCloseTo(0.95, within(0.04));
        assertThat((double) bytesWithin / rounds).isCloseTo(0.95, within(0.04));
    }

    /** How many of so many are sampled; those that are rare by the gaps between them. */
    private static long sampled(long count, double p, Random random) {
        long sampled = 0;
        for (double at = gap(p, random); at <= count; at += gap(p, random)) {
            sampled++;
        }
        return sampled;
    }

    private static double gap(double p, Random random) {
        return p > 0.999 ? 1 : 1 + Math.floor(Math.log(1 - random.nextDouble()) / Math.log1p(-p));
    }

    @Test
    void whatIsNotKnownIsNotMeasured() {
        Profile sampled = profile(INTERVAL, new long[] {1000}, new long[] {24});
        assertThat(measured(sampled, Quantity.OBJECTS_PER_CALL).problem())
                .isEqualTo("its calls were not counted; record with: eden record --per " + HANDLE + " PID");
        Profile uncalled = profile(INTERVAL, new long[] {}, new long[] {}, "calls: 0 of " + HANDLE);
        assertThat(measured(uncalled, Quantity.OBJECTS_PER_CALL).problem()).startsWith("was not called");
        Profile bytesOnly = new ProfileBuilder(Profile.Header.of(List.of(ValueType.ALLOC_SPACE))).build();
        assertThat(measured(bytesOnly, Quantity.OBJECTS_PER_SECOND).problem()).startsWith("does not count objects");
        Recorded recorded = new Recorded("r.eden", sampled);
        Budget mistyped = budget("com.acme.Orders.handel", Quantity.OBJECTS_PER_SECOND, 1);
        assertThat(recorded.of(mistyped)).isEmpty();
        assertThat(recorded.absence(mistyped)).endsWith("; the nearest is " + HANDLE);
        Measured unsure = measured(profile(0, new long[] {1000}, new long[] {24}), Quantity.OBJECTS_PER_SECOND);
        assertThat(unsure.value()).isEqualTo(100);
        assertThat(unsure.error()).isNaN();
        assertThat(unsure.basis()).isEqualTo("estimate, of unknown error");
    }

    @Test
    void noSampleIsNothingOnlyWhereLittleCouldHaveBeenMissed() {
        Profile sampled = profile(INTERVAL, new long[] {}, new long[] {}, "calls: 1000000 of " + HANDLE);
        Recorded recorded = new Recorded("r.eden", sampled);
        assertThat(recorded.of(budget(HANDLE, Quantity.BYTES_PER_CALL, 2)).get(0))
                .returns(0.0, Measured::value)
                .returns(3.0 * INTERVAL / 1_000_000, Measured::error)
                .returns("no sample", Measured::basis);
        assertThat(recorded.of(budget(HANDLE, Quantity.BYTES_PER_CALL, 1))
                        .get(0)
                        .problem())
                .startsWith("no sample has it");
        Profile exact = profile(1, new long[] {}, new long[] {}, "calls: 5 of " + HANDLE);
        assertThat(measured(exact, Quantity.OBJECTS_PER_CALL))
                .returns(0.0, Measured::value)
                .returns(0.0, Measured::error);
    }
}
