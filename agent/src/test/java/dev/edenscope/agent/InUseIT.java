package dev.edenscope.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("jvm")
final class InUseIT {
    private static final int MEGABYTES = 100;
    private static final double INTERVAL = 64 * 1024;

    /** Shape to class and size of the objects that are kept. */
    private static final Map<String, String> TYPES =
            Map.of("points", "com.acme.Kept$Point", "small", "byte[]", "medium", "byte[]", "large", "byte[]");

    private static final Map<String, Integer> SIZES =
            Map.of("points", 24, "small", 104, "medium", 16384, "large", 1 << 20);

    /**
     * What is kept is known to 5 % and three standard deviations of the sampling, sqrt((1 - p) / (n p)) with n objects
     * hit with probability p = 1 - exp(-s/R) each.
     */
    private static double allowed(String shape, double interval) {
        double p = -Math.expm1(-SIZES.get(shape) / interval);
        return 0.05 + 3 * Math.sqrt((1 - p) / (objects(shape) * p));
    }

    private static long objects(String shape) {
        return ((long) MEGABYTES << 20) / SIZES.get(shape);
    }

    private static long bytes(String shape) {
        return objects(shape) * SIZES.get(shape);
    }

    private static double ratio(Seen seen, String shape) {
        return (double) seen.sum("inuse_space", TYPES.get(shape), "com.acme.Kept." + shape) / bytes(shape);
    }

    private static double ratioOfObjects(Seen seen, String shape) {
        return (double) seen.sum("inuse_objects", TYPES.get(shape), "com.acme.Kept." + shape) / objects(shape);
    }

    private static Child keeper(String collector, String options) throws InterruptedException {
        // Z's proactive collections would make the moment of the last one uncertain.
        Child child = Child.java(List.of(collector, "-Xms1500m", Jdk.agent(options)), "Kept");
        child.await("ready");
        return child;
    }

    @ParameterizedTest
    @MethodSource("dev.edenscope.agent.Jdk#collectors")
    void whatIsKeptIsSeenOverSeveralWindowsAndGoneWhenReleased(String collector)
            throws IOException, InterruptedException {
        SoftAssertions softly = new SoftAssertions();
        StringBuilder figures = new StringBuilder();
        List<String> shapes = List.of("points", "small", "medium", "large");
        try (Child child = keeper(collector, "interval=64k,cpu=0")) {
            for (int i = 0; i < shapes.size(); i++) {
                String key = "window" + i;
                Attached.begin(child, key, "");
                child.tell("keep " + shapes.get(i) + " " + MEGABYTES);
                Attached.collect(child, key);
                Seen seen = Attached.end(child, key);
                for (int j = 0; j <= i; j++) {
                    String shape = shapes.get(j);
                    double ratio = ratio(seen, shape);
                    figures.append(String.format(Locale.ROOT, " %s %.3f", shape, ratio));
                    softly.assertThat(ratio)
                            .as("%s, kept in window %d, at the end of window %d", shape, j, i)
                            .isBetween(1 - allowed(shape, INTERVAL), 1 + allowed(shape, INTERVAL));
                    softly.assertThat(ratioOfObjects(seen, shape))
                            .as("objects of %s", shape)
                            .isBetween(1 - allowed(shape, INTERVAL), 1 + allowed(shape, INTERVAL));
                    // Allocated in its own window only.
                    softly.assertThat(seen.sum("alloc_objects", TYPES.get(shape), "com.acme.Kept." + shape)
                                    > objects(shape) / 2)
                            .as("%s allocated in window %d", shape, i)
                            .isEqualTo(i == j);
                }
                // Beside each object kept one was made that is garbage.
                softly.assertThat(seen.sum("inuse_space", "byte[]", "com.acme.Kept.garbage"))
                        .as("garbage in use after window %d", i)
                        .isLessThan(MEGABYTES * 20_000L);
                figures.append(';');
            }
            for (int i = 0; i < shapes.size(); i++) {
                String key = "release" + i;
                Attached.begin(child, key, "");
                child.tell("drop " + shapes.get(i));
                Attached.collect(child, key);
                Seen seen = Attached.end(child, key);
                double ratio = ratio(seen, shapes.get(i));
                figures.append(String.format(Locale.ROOT, " %s released %.3f", shapes.get(i), ratio));
                softly.assertThat(ratio).as("%s released", shapes.get(i)).isLessThan(0.02);
                for (int j = i + 1; j < shapes.size(); j++) {
                    softly.assertThat(ratio(seen, shapes.get(j)))
                            .as("%s, still kept", shapes.get(j))
                            .isBetween(1 - allowed(shapes.get(j), INTERVAL), 1 + allowed(shapes.get(j), INTERVAL));
                }
            }
            Jdk.report("in use ", String.format("%-12s%s", collector.substring(8), figures));
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @MethodSource("dev.edenscope.agent.Jdk#collectors")
    void beforeAnyCollectionAllIsInUseAfterItOnlyWhatItHasLookedAt(String collector)
            throws IOException, InterruptedException {
        try (Child child = keeper(collector, "interval=16k,cpu=0")) {
            Attached.begin(child, "a", "");
            child.tell("keep small 10");
            Seen seen = Attached.end(child, "a");
            assertThat(seen.comments())
                    .contains("inuse: no garbage collection has completed since the start, so it holds all that was"
                            + " allocated");
            assertThat(seen.sum("inuse_space", "byte[]", "com.acme.Kept.garbage"))
                    .isPositive()
                    .isEqualTo(seen.sum("alloc_space", "byte[]", "com.acme.Kept.garbage"));
            assertThat(seen.sum("inuse_objects", "byte[]", "com.acme.Kept.small"))
                    .isPositive()
                    .isEqualTo(seen.sum("alloc_objects", "byte[]", "com.acme.Kept.small"));

            Attached.begin(child, "b", "");
            Attached.collect(child, "b");
            long collections = collections(child);
            child.tell("keep fresh 5");
            seen = Attached.end(child, "b");
            assertThat(seen.comments()).doesNotContain("no garbage collection");
            assertThat(seen.sum("inuse_space", "byte[]", "com.acme.Kept.garbage"))
                    .isZero();
            assertThat(seen.sum("inuse_objects", "byte[]", "com.acme.Kept.small"))
                    .isPositive();
            assertThat(seen.sum("alloc_space", "byte[]", "com.acme.Kept.fresh")).isPositive();
            // A concurrent collector may have found it time for another collection in between.
            if (collections(child) == collections) {
                assertThat(seen.sum("inuse_space", "byte[]", "com.acme.Kept.fresh"))
                        .isZero();
            }

            Attached.begin(child, "c", "");
            child.tell("gc");
            seen = Attached.end(child, "c");
            assertThat(seen.sum("inuse_space", "byte[]", "com.acme.Kept.fresh")).isPositive();
        }
    }

    private static long collections(Child child) throws IOException, InterruptedException {
        child.send("collections");
        long collections = Long.parseLong(child.await("collections"));
        child.await("done");
        return collections;
    }

    /**
     * 100 MB at 64k are 1,600 tracked objects where 1,000 may be: halved once, at least 500 are left when the next is
     * dropped, so three standard deviations are 3/sqrt(500). With the garbage beside them that is not yet collected
     * they are halved again, twice at most between two collections: 3/sqrt(125) would be useless, so the garbage is
     * collected on the way.
     */
    @ParameterizedTest
    @MethodSource("dev.edenscope.agent.Jdk#collectors")
    void aFullTableOfTrackedObjectsIsThinnedOutAndStaysUnbiased(String collector)
            throws IOException, InterruptedException {
        try (Child child = keeper(collector, "interval=64k,cpu=0,tracked=1000")) {
            Attached.begin(child, "thin", "");
            child.tell("keep fresh " + MEGABYTES);
            Attached.collect(child, "thin");
            Seen seen = Attached.end(child, "thin");
            double ratio = (double) seen.sum("inuse_space", "byte[]", "com.acme.Kept.fresh") / bytes("small");
            Jdk.report(
                    "thinned",
                    String.format(
                            Locale.ROOT,
                            "%-12s %.3f with %d tracked",
                            collector.substring(8),
                            ratio,
                            seen.fact("tracked")));
            assertThat(seen.comments()).contains("inuse: more objects than are tracked; thinned out ");
            assertThat(seen.fact("tracked")).isBetween(200L, 1000L);
            double allowed = 0.05 + 3 / Math.sqrt(500);
            assertThat(ratio).isBetween(1 - allowed, 1 + allowed);

            Attached.begin(child, "released", "");
            child.tell("drop fresh");
            Attached.collect(child, "released");
            seen = Attached.end(child, "released");
            assertThat(seen.sum("inuse_space", "byte[]", "com.acme.Kept.fresh")).isLessThan(bytes("small") / 50);
        }
    }
}
