package dev.edenscope.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("jvm")
final class AllocationsIT {
    private record Point(int x, int y) {}

    private int at;

    private Point point() {
        return new Point(at++, 1);
    }

    private List<Integer> list() {
        List<Integer> list = new ArrayList<>(3);
        for (int i = 0; i < 3; i++) {
            list.add(100_000 + i);
        }
        return list;
    }

    private void sum() {
        Point point = new Point(at, 2);
        at += point.x + point.y;
    }

    @Test
    void objectsAndBytesOfACall() throws Exception {
        Allocations each = Allocations.of(this::point);
        assertThat(each.objectsPerCall()).isEqualTo(1);
        assertThat(each.bytesPerCall()).isEqualTo(24);
        assertThat(each.sites()).singleElement().satisfies(site -> {
            assertThat(site.file()).endsWith("AllocationsIT.java");
            assertThat(site.line()).isEqualTo(19);
            assertThat(site.className()).isEqualTo(Point.class.getName());
        });
        assertThat(each.toString()).startsWith("1 allocs/op, 24 B/op (" + each.calls() + " calls counted; after ");
    }

    @Test
    void librariesAreBlamedOnTheLineThatCallsThem() throws Exception {
        Allocations each = Allocations.of(this::list);
        assertThat(each.objectsPerCall()).isEqualTo(5); // the list, its array, three Integers
        assertThat(each.bytesPerCall()).isEqualTo(24 + 32 + 3 * 16);
        assertThat(each.sites()).extracting(Site::line).containsOnly(23, 25);
    }

    @Test
    void whatTheJitRemovesIsNotThere() throws Exception {
        Allocations each = Allocations.of(this::sum);
        assertThat(each.objects()).isZero();
        assertThat(each.sites()).isEmpty();
    }

    /** A worker that is there before the measurement, as a pool of the application's is. */
    @Test
    void whatOtherThreadsDoCountsOnRequest() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            pool.submit(this::point).get();
            Allocations all =
                    Allocations.of(Threads.ALL, () -> pool.submit(this::point).get());
            assertThat(points(all)).singleElement().satisfies(site -> {
                assertThat(site.objects()).isEqualTo(all.calls());
                assertThat(site.bytes()).isEqualTo(24 * all.calls());
            });
            assertThat(all.state()).endsWith("; all threads");
            assertThat(points(Allocations.of(() -> pool.submit(this::point).get())))
                    .isEmpty();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void ofAllThreadsThoseThatRunBesideATestDoNotCount() throws Exception {
        assertThat(Allocations.of(Threads.ALL, this::sum).objects()).isZero();
    }

    private static List<Site> points(Allocations each) {
        return each.sites().stream()
                .filter(site -> site.className().equals(Point.class.getName()))
                .toList();
    }
}
