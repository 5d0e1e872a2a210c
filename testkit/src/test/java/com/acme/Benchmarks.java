package com.acme;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Benchmarks whose objects and bytes are known. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(java.util.concurrent.TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 1, time = 1)
public class Benchmarks extends Inherited {
    record Point(int x, int y) {}

    @Param("3")
    public int n;

    private int at;

    /** A fixture, which counts for nobody. */
    @State(Scope.Thread)
    public static class Text {
        private byte[] bytes;

        @Setup(Level.Invocation)
        public void make() {
            bytes = new byte[100];
        }
    }

    @Benchmark
    public int nothing() {
        return at++;
    }

    @Benchmark
    public int removed() {
        Point point = new Point(at++, 2);
        return point.x + point.y;
    }

    @Benchmark
    public Point one() {
        return new Point(at++, 2);
    }

    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    public void points(Blackhole hole) {
        for (int i = 0; i < 23; i++) {
            hole.consume(new Point(i, at++));
        }
    }

    @Benchmark
    public byte[] array() {
        return new byte[n * 100];
    }

    @Benchmark
    public byte[] copied(Text text) {
        return text.bytes.clone();
    }

    @Benchmark
    public List<Integer> boxed() {
        List<Integer> list = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            list.add(1000 + i);
        }
        return list;
    }

    @Benchmark
    public IntSupplier lambda() {
        int now = at++;
        return () -> now;
    }

    @Benchmark
    @Threads(2)
    public Point inThreads() {
        return new Point(at++, 3);
    }

    @Benchmark
    @OperationsPerInvocation(10)
    public void tenAtOnce(Blackhole hole) {
        for (int i = 0; i < 10; i++) {
            hole.consume(new Point(i, at++));
        }
    }

    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Measurement(iterations = 1, batchSize = 50)
    public Point single() {
        return new Point(at++, 4);
    }

    @Benchmark
    public String text() {
        return "n" + at++ % 10;
    }

    @Benchmark
    public int[][] matrix() {
        return new int[n][n + 1];
    }

    /** Too large for a thread's buffer, and for a region of G1's. */
    @Benchmark
    public byte[] large() {
        return new byte[n << 20];
    }

    @Benchmark
    public List<Boolean> grown() {
        List<Boolean> list = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            list.add(true);
        }
        return list;
    }

    @Benchmark
    public Map<String, String> mapped() {
        Map<String, String> map = new HashMap<>();
        map.put("key", "value");
        return map;
    }

    /** An exception for control flow, without a stack. */
    static final class Signal extends RuntimeException {
        private static final long serialVersionUID = 1;

        Signal() {
            super(null, null, false, false);
        }
    }

    @Benchmark
    public RuntimeException thrown() {
        try {
            throw new Signal();
        } catch (Signal e) {
            return e;
        }
    }

    /** Nested, as JMH's users have it. */
    @State(Scope.Thread)
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(java.util.concurrent.TimeUnit.NANOSECONDS)
    @Fork(1)
    @Warmup(iterations = 1, time = 1)
    @Measurement(iterations = 1, time = 1)
    public static class Nested {
        private int at;

        @Benchmark
        public Point nested() {
            return new Point(at++, 5);
        }
    }

    /** Shared by the threads of a group. */
    @State(Scope.Group)
    public static class Shared {
        private int written;
    }

    @Benchmark
    @Group("group")
    @GroupThreads(1)
    public Point write(Shared shared) {
        shared.written++;
        return new Point(shared.written, 6);
    }

    @Benchmark
    @Group("group")
    @GroupThreads(1)
    public Point read(Shared shared) {
        return new Point(shared.written, 7);
    }
}
