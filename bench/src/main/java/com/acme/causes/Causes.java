package com.acme.causes;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;

/**
 * Cases in which an object is on the heap, each for another reason. Beside a case there is one {@code CaseChanged}, in which
 * that reason is gone; or the reason is a limit of the JIT's, which an option of the JVM moves.
 */
@SuppressWarnings({"UnusedVariable", "UnnecessaryAsync", "JdkObsolete", "NonAtomicVolatileUpdate"
}) // they are the point
final class Causes {
    private Causes() {}

    record Point(int x, int y) {
        int sum() {
            return x + y;
        }
    }

    // ---- limits of the JIT's, moved by an option

    /** More than 325 bytes of bytecode. */
    static int big(Point p, int i) {
        int s = p.x;
        s = s * 31 + (p.y ^ i) + (s >>> 3) + (s << 5) + (s ^ 0x5bd1e995) + i * 17 + (s >>> 7) + (i << 3);
        s = s * 31 + (p.y ^ i) + (s >>> 3) + (s << 5) + (s ^ 0x5bd1e995) + i * 17 + (s >>> 7) + (i << 3);
        s = s * 31 + (p.y ^ i) + (s >>> 3) + (s << 5) + (s ^ 0x5bd1e995) + i * 17 + (s >>> 7) + (i << 3);
        s = s * 31 + (p.y ^ i) + (s >>> 3) + (s << 5) + (s ^ 0x5bd1e995) + i * 17 + (s >>> 7) + (i << 3);
        s = s * 31 + (p.y ^ i) + (s >>> 3) + (s << 5) + (s ^ 0x5bd1e995) + i * 17 + (s >>> 7) + (i << 3);
        s = s * 31 + (p.y ^ i) + (s >>> 3) + (s << 5) + (s ^ 0x5bd1e995) + i * 17 + (s >>> 7) + (i << 3);
        s = s * 31 + (p.y ^ i) + (s >>> 3) + (s << 5) + (s ^ 0x5bd1e995) + i * 17 + (s >>> 7) + (i << 3);
        s = s * 31 + (p.y ^ i) + (s >>> 3) + (s << 5) + (s ^ 0x5bd1e995) + i * 17 + (s >>> 7) + (i << 3);
        s = s * 31 + (p.y ^ i) + (s >>> 3) + (s << 5) + (s ^ 0x5bd1e995) + i * 17 + (s >>> 7) + (i << 3);
        return s;
    }

    static final class PassedToBig implements Case {
        @Override
        public int run(int i) {
            return big(new Point(i, 1), i);
        }
    }

    static final class Mixer {
        private int s;

        void mix(int i) {
            s = s * 31 + (s ^ i) + (s >>> 3) + (s << 5) + (s ^ 0x5bd1e995) + i * 17 + (s >>> 7) + (i << 3);
            s = s * 31 + (s ^ i) + (s >>> 3) + (s << 5) + (s ^ 0x5bd1e995) + i * 17 + (s >>> 7) + (i << 3);
            s = s * 31 + (s ^ i) + (s >>> 3) + (s << 5) + (s ^ 0x5bd1e995) + i * 17 + (s >>> 7) + (i << 3);
            s = s * 31 + (s ^ i) + (s >>> 3) + (s << 5) + (s ^ 0x5bd1e995) + i * 17 + (s >>> 7) + (i << 3);
            s = s * 31 + (s ^ i) + (s >>> 3) + (s << 5) + (s ^ 0x5bd1e995) + i * 17 + (s >>> 7) + (i << 3);
            s = s * 31 + (s ^ i) + (s >>> 3) + (s << 5) + (s ^ 0x5bd1e995) + i * 17 + (s >>> 7) + (i << 3);
            s = s * 31 + (s ^ i) + (s >>> 3) + (s << 5) + (s ^ 0x5bd1e995) + i * 17 + (s >>> 7) + (i << 3);
        }
    }

    static final class ReceiverOfBig implements Case {
        @Override
        public int run(int i) {
            Mixer mixer = new Mixer();
            mixer.mix(i);
            return mixer.s;
        }
    }

    static final class Table {
        final int a, b, c, d;

        Table(int i) {
            int s = i;
            s = s * 31 + (s ^ i) + (s >>> 3) + (s << 5) + (s ^ 0x5bd1e995) + i * 17 + (s >>> 7) + (i << 3);
            a = s;
            s = s * 31 + (s ^ i) + (s >>> 3) + (s << 5) + (s ^ 0x5bd1e995) + i * 17 + (s >>> 7) + (i << 3);
            s = s * 31 + (s ^ i) + (s >>> 3) + (s << 5) + (s ^ 0x5bd1e995) + i * 17 + (s >>> 7) + (i << 3);
            s = s * 31 + (s ^ i) + (s >>> 3) + (s << 5) + (s ^ 0x5bd1e995) + i * 17 + (s >>> 7) + (i << 3);
            b = s;
            s = s * 31 + (s ^ i) + (s >>> 3) + (s << 5) + (s ^ 0x5bd1e995) + i * 17 + (s >>> 7) + (i << 3);
            s = s * 31 + (s ^ i) + (s >>> 3) + (s << 5) + (s ^ 0x5bd1e995) + i * 17 + (s >>> 7) + (i << 3);
            c = s;
            s = s * 31 + (s ^ i) + (s >>> 3) + (s << 5) + (s ^ 0x5bd1e995) + i * 17 + (s >>> 7) + (i << 3);
            s = s * 31 + (s ^ i) + (s >>> 3) + (s << 5) + (s ^ 0x5bd1e995) + i * 17 + (s >>> 7) + (i << 3);
            s = s * 31 + (s ^ i) + (s >>> 3) + (s << 5) + (s ^ 0x5bd1e995) + i * 17 + (s >>> 7) + (i << 3);
            d = s;
        }
    }

    static final class BigConstructor implements Case {
        @Override
        public int run(int i) {
            Table table = new Table(i);
            return table.a + table.b + table.c + table.d;
        }
    }

    static int down(Point p, int n) {
        return n == 0 ? p.x : down(p, n - 1) + p.y;
    }

    static final class PassedToItself implements Case {
        @Override
        public int run(int i) {
            return down(new Point(i, 1), 4);
        }
    }

    static final class Deep implements Case {
        static int d1(Point p) {
            return d2(p) + 1;
        }

        static int d2(Point p) {
            return d3(p) + 1;
        }

        static int d3(Point p) {
            return d4(p) + 1;
        }

        static int d4(Point p) {
            return d5(p) + 1;
        }

        static int d5(Point p) {
            return d6(p) + 1;
        }

        static int d6(Point p) {
            return d7(p) + 1;
        }

        static int d7(Point p) {
            return d8(p) + 1;
        }

        static int d8(Point p) {
            return d9(p) + 1;
        }

        static int d9(Point p) {
            return d10(p) + 1;
        }

        static int d10(Point p) {
            return d11(p) + 1;
        }

        static int d11(Point p) {
            return d12(p) + 1;
        }

        static int d12(Point p) {
            return d13(p) + 1;
        }

        static int d13(Point p) {
            return d14(p) + 1;
        }

        static int d14(Point p) {
            return d15(p) + 1;
        }

        static int d15(Point p) {
            return d16(p) + 1;
        }

        static int d16(Point p) {
            return d17(p) + 1;
        }

        static int d17(Point p) {
            return p.x + p.y;
        }

        @Override
        public int run(int i) {
            return d1(new Point(i, 1));
        }
    }

    static final class LongArray implements Case {
        @Override
        public int run(int i) {
            int[] all = new int[65];
            all[3] = i;
            all[64] = i + 1;
            sink(i);
            return all[3] + all[64];
        }
    }

    // ---- what the source does

    static Object last;
    static volatile int count; // what is read after it is written was not just written

    static void sink(int i) {
        count += i;
    }

    static final class InStatic implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 1);
            last = p;
            return p.sum();
        }
    }

    static final class InStaticChanged implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 1);
            count = p.x;
            return p.sum();
        }
    }

    static final class InField implements Case {
        private Point latest;

        @Override
        public int run(int i) {
            latest = new Point(i, 1);
            return latest.sum();
        }
    }

    static final class InFieldChanged implements Case {
        private int latestX;
        private int latestY;

        @Override
        public int run(int i) {
            Point latest = new Point(i, 1);
            latestX = latest.x;
            latestY = latest.y;
            return latest.sum();
        }
    }

    static final class InArray implements Case {
        private final Point[] recent = new Point[16];

        @Override
        public int run(int i) {
            recent[i & 15] = new Point(i, 1);
            return recent[(i + 3) & 15] == null ? 0 : 1;
        }
    }

    static final class InArrayChanged implements Case {
        private final int[] recent = new int[32];

        @Override
        public int run(int i) {
            Point p = new Point(i, 1);
            recent[2 * (i & 15)] = p.x;
            recent[2 * (i & 15) + 1] = p.y;
            return recent[(i + 3) & 15];
        }
    }

    static final class Held implements Case {
        record Line(Point from, Point to) {}

        private Line latest;

        @Override
        public int run(int i) {
            latest = new Line(new Point(i, 1), new Point(1, i));
            return latest.from.x;
        }
    }

    static final class HeldChanged implements Case {
        private int fromX, fromY, toX, toY;

        @Override
        public int run(int i) {
            Held.Line latest = new Held.Line(new Point(i, 1), new Point(1, i));
            fromX = latest.from.x;
            fromY = latest.from.y;
            toX = latest.to.x;
            toY = latest.to.y;
            return fromX;
        }
    }

    interface Shape {
        int area(Point p);
    }

    static final class A implements Shape {
        @Override
        public int area(Point p) {
            return p.x;
        }
    }

    static final class B implements Shape {
        @Override
        public int area(Point p) {
            return p.y;
        }
    }

    static final class C implements Shape {
        @Override
        public int area(Point p) {
            return p.x * p.y;
        }
    }

    static final class D implements Shape {
        @Override
        public int area(Point p) {
            return p.x - p.y;
        }
    }

    static final class ToManyReceivers implements Case {
        private final Shape[] shapes = {new A(), new B(), new C(), new D()};

        @Override
        public int run(int i) {
            return shapes[i & 3].area(new Point(i, 1));
        }
    }

    static final class ToManyReceiversChanged implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 1);
            return switch (i & 3) {
                case 0 -> p.x;
                case 1 -> p.y;
                case 2 -> p.x * p.y;
                default -> p.x - p.y;
            };
        }
    }

    static final class UnknownLength implements Case {
        private int length = 4;

        @Override
        public int run(int i) {
            int[] all = new int[length + (i & 1)];
            all[0] = i;
            sink(all.length);
            return all[0];
        }
    }

    static final class UnknownLengthChanged implements Case {
        @Override
        public int run(int i) {
            int[] all = new int[5];
            all[0] = i;
            sink(all.length);
            return all[0];
        }
    }

    static final class UnknownIndex implements Case {
        @Override
        public int run(int i) {
            int[] all = new int[4];
            all[i & 3] = i;
            sink(i);
            return all[1] + all[2];
        }
    }

    static final class UnknownIndexChanged implements Case {
        @Override
        public int run(int i) {
            int[] all = new int[4];
            switch (i & 3) {
                case 0 -> all[0] = i;
                case 1 -> all[1] = i;
                case 2 -> all[2] = i;
                default -> all[3] = i;
            }
            sink(i);
            return all[1] + all[2];
        }
    }

    static final class Merged implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 1);
            for (int k = 0; k < 3; k++) {
                if (((i >> k) & 1) == 0) {
                    p = new Point(p.y, k);
                }
            }
            return p.sum();
        }
    }

    static final class MergedChanged implements Case {
        @Override
        public int run(int i) {
            int x = i;
            int y = 1;
            for (int k = 0; k < 3; k++) {
                if (((i >> k) & 1) == 0) {
                    x = y;
                    y = k;
                }
            }
            return new Point(x, y).sum();
        }
    }

    static final class MaybeNull implements Case {
        @Override
        public int run(int i) {
            Point p = null;
            for (int k = 0; k < 4; k++) {
                if (p == null || ((i >> k) & 1) == 0) {
                    p = new Point(i, k);
                }
            }
            return p.sum();
        }
    }

    static final class MaybeNullChanged implements Case {
        @Override
        public int run(int i) {
            boolean found = false;
            int y = 0;
            for (int k = 0; k < 4; k++) {
                if (!found || ((i >> k) & 1) == 0) {
                    found = true;
                    y = k;
                }
            }
            return new Point(i, y).sum();
        }
    }

    static final class Boxed implements Case {
        private final Map<Integer, String> names = new HashMap<>();

        Boxed() {
            for (int i = 0; i < 1024; i++) {
                names.put(i * 7919, "");
            }
        }

        @Override
        public int run(int i) {
            return names.get((i & 1023) * 7919).length();
        }
    }

    static final class BoxedChanged implements Case {
        private final int[] keys = new int[4096];
        private final String[] values = new String[4096];

        BoxedChanged() {
            for (int i = 0; i < 1024; i++) {
                int at = slot(i * 7919 + 1);
                keys[at] = i * 7919 + 1;
                values[at] = "";
            }
        }

        private int slot(int key) {
            int at = (key * 0x9e3779b9) >>> 20;
            while (keys[at] != 0 && keys[at] != key) {
                at = (at + 1) & 4095;
            }
            return at;
        }

        @Override
        public int run(int i) {
            return values[slot((i & 1023) * 7919 + 1)].length();
        }
    }

    static class Plain {
        int value;
    }

    static final class Identity implements Case {
        @Override
        public int run(int i) {
            Plain plain = new Plain();
            plain.value = i;
            return System.identityHashCode(plain) ^ plain.value;
        }
    }

    static final class IdentityChanged implements Case {
        @Override
        public int run(int i) {
            Plain plain = new Plain();
            plain.value = i;
            return Integer.hashCode(plain.value) ^ plain.value;
        }
    }

    static final class Atomic implements Case {
        @Override
        public int run(int i) {
            AtomicInteger sum = new AtomicInteger();
            sum.addAndGet(i);
            sum.addAndGet(1);
            return sum.get();
        }
    }

    static final class AtomicChanged implements Case {
        @Override
        public int run(int i) {
            Plain sum = new Plain();
            sum.value += i;
            sum.value++;
            return sum.value;
        }
    }

    static class Finalized {
        int value;

        @Override
        @SuppressWarnings({"deprecation", "removal", "Finalize"})
        protected void finalize() {
            sink(value);
        }
    }

    static final class Finalizer implements Case {
        @Override
        public int run(int i) {
            Finalized made = new Finalized();
            made.value = i;
            return made.value;
        }
    }

    static final class FinalizerChanged implements Case {
        @Override
        public int run(int i) {
            Plain made = new Plain();
            made.value = i;
            return made.value;
        }
    }

    static final class Referred implements Case {
        private final Point kept = new Point(1, 1);

        @Override
        public int run(int i) {
            WeakReference<Point> reference = new WeakReference<>(kept);
            Point p = reference.get();
            return p == null ? 0 : p.x + i;
        }
    }

    static final class ReferredChanged implements Case {
        private final Point kept = new Point(1, 1);

        @Override
        public int run(int i) {
            Optional<Point> reference = Optional.of(kept);
            return reference.get().x + i;
        }
    }

    static IntSupplier task;

    static final class Captured implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 1);
            task = () -> p.x + p.y;
            return p.x;
        }
    }

    static IntUnaryOperator function;

    static final class CapturedChanged implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 1);
            function = x -> x + 1;
            return function.applyAsInt(p.x);
        }
    }

    static final class Returned implements Case {
        static Object made(int i) {
            Point p = new Point(i, 1);
            return i == -1 ? "" : p;
        }

        @Override
        public int run(int i) {
            last = made(i);
            return i;
        }
    }

    static final class ReturnedChanged implements Case {
        static long made(int i) {
            Point p = new Point(i, 1);
            return i == -1 ? 0 : (long) p.x << 32 | p.y;
        }

        private long latest;

        @Override
        public int run(int i) {
            latest = made(i);
            return i;
        }
    }

    static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1;
        final transient int what;

        Missing(int what) {
            super(null, null, false, false);
            this.what = what;
        }
    }

    static final class Thrown implements Case {
        private static int find(int i) {
            if ((i & 1) == 0) {
                throw new Missing(i);
            }
            return i;
        }

        @Override
        public int run(int i) {
            try {
                return find(i);
            } catch (Missing e) {
                return e.what;
            }
        }
    }

    static final class ThrownChanged implements Case {
        private static int find(int i) {
            return (i & 1) == 0 ? ~i : i;
        }

        @Override
        public int run(int i) {
            int found = find(i);
            return found < 0 ? ~found : found;
        }
    }

    static final class Iterated implements Case {
        private final List<List<Integer>> lists =
                List.of(new ArrayList<>(List.of(1, 2, 3)), new LinkedList<>(List.of(1, 2, 3)), List.of(1, 2));

        @Override
        public int run(int i) {
            int sum = 0;
            for (int each : lists.get(i % 3)) {
                sum += each;
            }
            return sum;
        }
    }

    static final class IteratedChanged implements Case {
        private final List<int[]> lists = List.of(new int[] {1, 2, 3}, new int[] {1, 2, 3}, new int[] {1, 2});

        @Override
        public int run(int i) {
            int sum = 0;
            for (int each : lists.get(i % 3)) {
                sum += each;
            }
            return sum;
        }
    }

    static final class Streamed implements Case {
        private final List<Integer> numbers = List.of(1, 2, 3, 4, 5);

        @Override
        public int run(int i) {
            return numbers.stream()
                            .filter(each -> each > 2)
                            .mapToInt(each -> each)
                            .sum()
                    + i;
        }
    }

    static final class StreamedChanged implements Case {
        private final List<Integer> numbers = List.of(1, 2, 3, 4, 5);

        @Override
        public int run(int i) {
            int sum = 0;
            for (int k = 0; k < numbers.size(); k++) {
                int each = numbers.get(k);
                sum += each > 2 ? each : 0;
            }
            return sum + i;
        }
    }

    // ---- where it is not so plain

    static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1;
        final transient int what;

        Full(int what) {
            super(null, null, false, false);
            this.what = what;
        }
    }

    static final class Constructed implements Case {
        @Override
        public int run(int i) {
            try {
                throw new Full(i);
            } catch (Full e) {
                return e.what;
            }
        }
    }

    record Key(int number) implements Comparable<Key> {
        @Override
        public int hashCode() {
            return number & 3;
        }

        @Override
        public int compareTo(Key other) {
            return Integer.compare(number, other.number);
        }
    }

    static final class InTree implements Case {
        private final Map<Key, String> names = new HashMap<>();

        InTree() {
            for (int i = 0; i < 256; i++) {
                names.put(new Key(i), "");
            }
        }

        @Override
        public int run(int i) {
            return names.get(new Key(i & 255)).length();
        }
    }

    static final class Twice implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 1);
            last = p;
            return big(p, i);
        }
    }

    static final class TwiceChanged implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 1);
            count = p.x;
            return big(p, i);
        }
    }

    static final class Chosen implements Case {
        @Override
        public int run(int i) {
            Point p = (i & 1) == 0 ? new Point(i, 1) : new Point(1, i);
            sink(i);
            return p.sum();
        }
    }

    static final class ChosenChanged implements Case {
        @Override
        public int run(int i) {
            Point p = (i & 1) == 0 ? new Point(i, 1) : null;
            sink(i);
            return p == null ? 1 + i : p.sum();
        }
    }
}
