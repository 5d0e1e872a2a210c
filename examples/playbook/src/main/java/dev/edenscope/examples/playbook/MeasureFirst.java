package dev.edenscope.examples.playbook;

import org.openjdk.jmh.annotations.Benchmark;

/** Looks as if it allocated, and does not: the JIT keeps the point in registers. A profile would have said so. */
public class MeasureFirst extends Example {
    private record Point(int x, int y) {
        Point plus(int dx, int dy) {
            return new Point(x + dx, y + dy);
        }
    }

    private static final class Reused {
        private int x;
        private int y;
    }

    private final Pool<Reused> pool = new Pool<>(16, Reused::new);
    private int at;

    @Benchmark
    public int before() {
        Point point = new Point(at++, 1);
        Point moved = point.plus(3, 4);
        return moved.x() * moved.y();
    }

    /** A pool for something small: the same, slower. */
    @Benchmark
    public int after() {
        Reused point = pool.take();
        point.x = at++;
        point.y = 1;
        point.x += 3;
        point.y += 4;
        int product = point.x * point.y;
        pool.give(point);
        return product;
    }
}
