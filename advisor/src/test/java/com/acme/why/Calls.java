package com.acme.why;

import com.acme.why.Shared.Box;
import com.acme.why.Shared.Point;

/** Calls that C2 inlines, and calls that it does not. */
@SuppressWarnings({"SameNameButDifferent"}) // the cases are of what is written, not of what should be
final class Calls {
    private Calls() {}

    static final class TooBig implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 1); // WHY: Point heap call
            return Shared.big(p, i);
        }
    }

    static final class Medium implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 1); // WHY: Point removed
            return medium(p, i);
        }

        private static int medium(Point p, int i) {
            int r = p.x;
            r += (i * 3) ^ (r >> 1);
            r += (i * 5) ^ (r >> 2);
            r += (i * 7) ^ (r >> 3);
            r += (i * 9) ^ (r >> 4);
            return r + p.y;
        }
    }

    static final class Cold implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 2); // WHY: Point heap call
            int r = p.x;
            if ((i & 2047) == 0) {
                r += Shared.medium(p, i);
            }
            return r;
        }
    }

    static final class Megamorphic implements Case {
        interface Op {
            int of(Point p);
        }

        record A() implements Op {
            @Override
            public int of(Point p) {
                return p.x;
            }
        }

        record B() implements Op {
            @Override
            public int of(Point p) {
                return p.y;
            }
        }

        record C() implements Op {
            @Override
            public int of(Point p) {
                return p.x - p.y;
            }
        }

        record D() implements Op {
            @Override
            public int of(Point p) {
                return p.x * p.y;
            }
        }

        private static final Op[] OPS = {new A(), new B(), new C(), new D()};

        @Override
        public int run(int i) {
            Point p = new Point(i, 3); // WHY: Point heap call
            return OPS[i & 3].of(p);
        }
    }

    static final class Bimorphic implements Case {
        interface Op {
            int of(Point p);
        }

        record A() implements Op {
            @Override
            public int of(Point p) {
                return p.x;
            }
        }

        record B() implements Op {
            @Override
            public int of(Point p) {
                return p.y;
            }
        }

        private static final Op[] OPS = {new A(), new B()};

        @Override
        public int run(int i) {
            Point p = new Point(i, 4); // WHY: Point removed
            return OPS[i & 1].of(p);
        }
    }

    static final class Monomorphic implements Case {
        interface Op {
            int of(Point p);
        }

        record A() implements Op {
            @Override
            public int of(Point p) {
                return p.x;
            }
        }

        record B() implements Op {
            @Override
            public int of(Point p) {
                return p.y;
            }
        }

        private static final Op[] OPS = {new A(), new A(), new B()};

        @Override
        public int run(int i) {
            Point p = new Point(i, 5); // WHY: Point removed
            return OPS[i & 1].of(p);
        }
    }

    static final class VirtualReceiver implements Case {
        abstract static class Shape {
            final int side;

            Shape(int side) {
                this.side = side;
            }

            abstract int area();
        }

        static final class Square extends Shape {
            Square(int side) {
                super(side);
            }

            @Override
            int area() {
                return side * side;
            }
        }

        static final class Line extends Shape {
            Line(int side) {
                super(side);
            }

            @Override
            int area() {
                return side;
            }
        }

        @Override
        public int run(int i) {
            Shape square = new Square(i); // WHY: Square removed
            Shape line = new Line(i); // WHY: Line removed
            return square.area() + line.area();
        }
    }

    static final class Recursive implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 6); // WHY: Point heap call
            return down(p, i & 7);
        }

        private static int down(Point p, int n) {
            return n <= 0 ? p.x : p.y + down(p, n - 1);
        }
    }

    static final class MutuallyRecursive implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 6); // WHY: Point heap call
            return even(p, i & 15) ? 1 : 0;
        }

        private static boolean even(Point p, int n) {
            return n == 0 ? p.x > 0 : odd(p, n - 1);
        }

        private static boolean odd(Point p, int n) {
            return n == 0 ? p.y > 0 : even(p, n - 1);
        }
    }

    static final class TooDeep implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 7); // WHY: Point heap call
            return a(p);
        }

        private static int a(Point p) {
            return b(p) + 1;
        }

        private static int b(Point p) {
            return c(p) + 1;
        }

        private static int c(Point p) {
            return d(p) + 1;
        }

        private static int d(Point p) {
            return e(p) + 1;
        }

        private static int e(Point p) {
            return f(p) + 1;
        }

        private static int f(Point p) {
            return g(p) + 1;
        }

        private static int g(Point p) {
            return h(p) + 1;
        }

        private static int h(Point p) {
            return j(p) + 1;
        }

        private static int j(Point p) {
            return k(p) + 1;
        }

        private static int k(Point p) {
            return l(p) + 1;
        }

        private static int l(Point p) {
            return m(p) + 1;
        }

        private static int m(Point p) {
            return n(p) + 1;
        }

        private static int n(Point p) {
            return o(p) + 1;
        }

        private static int o(Point p) {
            return q(p) + 1;
        }

        private static int q(Point p) {
            return r(p) + 1;
        }

        private static int r(Point p) {
            return s(p) + 1;
        }

        private static int s(Point p) {
            return t(p) + 1;
        }

        private static int t(Point p) {
            return u(p) + 1;
        }

        private static int u(Point p) {
            return p.x;
        }
    }

    static final class BigReceiver implements Case {
        private static final class Account {
            int total;

            void add(int i) {
                total += Shared.big(null, i) * Shared.big(null, total);
                total += (i * 3) ^ (total >> 1);
                total += (i * 5) ^ (total >> 2);
                total += (i * 7) ^ (total >> 3);
                total += (i * 9) ^ (total >> 4);
                total += (i * 11) ^ (total >> 5);
                total += (i * 13) ^ (total >> 6);
                total += (i * 3) ^ (total >> 1);
                total += (i * 5) ^ (total >> 2);
                total += (i * 7) ^ (total >> 3);
                total += (i * 9) ^ (total >> 4);
                total += (i * 11) ^ (total >> 5);
                total += (i * 13) ^ (total >> 6);
                total += (i * 3) ^ (total >> 1);
                total += (i * 5) ^ (total >> 2);
                total += (i * 7) ^ (total >> 3);
                total += (i * 9) ^ (total >> 4);
                total += (i * 11) ^ (total >> 5);
                total += (i * 13) ^ (total >> 6);
            }
        }

        @Override
        public int run(int i) {
            Account a = new Account(); // WHY: Account heap call
            a.add(i);
            return a.total;
        }
    }

    static final class CalleeThatKeeps implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 8); // WHY: Point heap static
            return keep(p, i);
        }

        private static int keep(Point p, int i) {
            Shared.sink = p;
            return Shared.big(p, i) + Shared.big(p, i + 1);
        }
    }

    static final class Rare implements Case {
        @Override
        public int run(int i) {
            return i % 20_000 == 0 ? rare(i) : i;
        }

        private static int rare(int i) {
            Point p = new Point(i, 9); // WHY: Point uncompiled
            return p.sum();
        }
    }

    static final class DefaultMethod implements Case {
        interface Sized {
            int size();

            default int twice() {
                return 2 * size();
            }
        }

        record Three(int of) implements Sized {
            @Override
            public int size() {
                return of + 3;
            }
        }

        @Override
        public int run(int i) {
            Sized s = new Three(i); // WHY: Three removed
            return s.twice();
        }
    }

    static final class DefaultMethodMegamorphic implements Case {
        interface Sized {
            int size();

            default int twice(Box b) {
                return size() + (b.value == null ? 0 : 1);
            }
        }

        record A(int size) implements Sized {}

        record B(int size) implements Sized {
            @Override
            public int twice(Box b) {
                return b.value == null ? 7 : size;
            }
        }

        record C(int size) implements Sized {
            @Override
            public int twice(Box b) {
                return b.value == this ? 8 : size;
            }
        }

        record D(int size) implements Sized {
            @Override
            public int twice(Box b) {
                return b.value == null ? 9 : size;
            }
        }

        private static final Sized[] ALL = {new A(1), new B(2), new C(3), new D(4)};

        @Override
        public int run(int i) {
            Box b = new Box(null); // WHY: Box heap call
            return ALL[i & 3].twice(b);
        }
    }

    static final class Native implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 10); // WHY: Point heap call
            return Thread.holdsLock(p) ? 1 : p.x;
        }
    }

    static final class BigFactory implements Case {
        @Override
        public int run(int i) {
            return made(i).x;
        }

        private static Point made(int i) {
            int r = Shared.big(null, i);
            r += (i * 3) ^ (r >> 1);
            r += (i * 5) ^ (r >> 2);
            r += (i * 7) ^ (r >> 3);
            r += (i * 9) ^ (r >> 4);
            r += (i * 11) ^ (r >> 5);
            r += (i * 13) ^ (r >> 6);
            r += (i * 3) ^ (r >> 1);
            r += (i * 5) ^ (r >> 2);
            r += (i * 7) ^ (r >> 3);
            r += (i * 9) ^ (r >> 4);
            r += (i * 11) ^ (r >> 5);
            r += (i * 13) ^ (r >> 6);
            r += (i * 3) ^ (r >> 1);
            r += (i * 5) ^ (r >> 2);
            r += (i * 7) ^ (r >> 3);
            r += (i * 9) ^ (r >> 4);
            r += (i * 11) ^ (r >> 5);
            r += (i * 13) ^ (r >> 6);
            r += (i * 3) ^ (r >> 1);
            r += (i * 5) ^ (r >> 2);
            r += (i * 7) ^ (r >> 3);
            r += (i * 9) ^ (r >> 4);
            r += (i * 11) ^ (r >> 5);
            r += (i * 13) ^ (r >> 6);
            r += (i * 3) ^ (r >> 1);
            r += (i * 5) ^ (r >> 2);
            r += (i * 7) ^ (r >> 3);
            r += (i * 9) ^ (r >> 4);
            r += (i * 11) ^ (r >> 5);
            r += (i * 13) ^ (r >> 6);
            r += (i * 15) ^ (r >> 7);
            r += (i * 17) ^ (r >> 8);
            return new Point(r, i); // WHY: Point heap returned
        }
    }

    static final class ThreeReceiversOneOften implements Case {
        interface Op {
            int of(Box b);
        }

        record A() implements Op {
            @Override
            public int of(Box b) {
                return b.value == null ? 1 : 2;
            }
        }

        record B() implements Op {
            @Override
            public int of(Box b) {
                return b.value == null ? 3 : 4;
            }
        }

        record C() implements Op {
            @Override
            public int of(Box b) {
                return b.value == null ? 5 : 6;
            }
        }

        private static final Op[] OPS = {
            new A(), new A(), new A(), new A(), new A(), new A(), new A(), new A(),
            new A(), new A(), new A(), new A(), new A(), new A(), new B(), new C()
        };

        @Override
        public int run(int i) {
            Box b = new Box(null); // WHY: Box heap call
            return OPS[i & 15].of(b);
        }
    }

    static final class SynchronizedCallee implements Case {
        private static final class Counter {
            private int count;

            synchronized int next(int by) {
                count += by;
                return count;
            }
        }

        @Override
        public int run(int i) {
            Counter c = new Counter(); // WHY: Counter removed
            return c.next(i) + c.next(1);
        }
    }

    static final class Generic implements Case {
        private record Pair<A, B>(A first, B second) {
            <C> Pair<A, C> with(C other) {
                return new Pair<>(first, other); // WHY: Pair removed
            }
        }

        @Override
        public int run(int i) {
            Pair<Point, Point> both = new Pair<>(new Point(i, 1), Shared.POINT); // WHY: Pair removed; Point removed
            return both.with("x").first.x;
        }
    }

    static final class Fluent implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 3); // WHY: Point removed
            return plus(plus(plus(p))).sum();
        }

        private static Point plus(Point p) {
            return new Point(p.x + 1, p.y); // WHY: Point removed
        }
    }

    static final class ConstructorChain implements Case {
        private static class Base {
            final int a;

            Base(int a) {
                this.a = a;
            }
        }

        private static class Middle extends Base {
            final int b;

            Middle(int a, int b) {
                super(a);
                this.b = b;
            }
        }

        private static final class Leaf extends Middle {
            final int c;

            Leaf(int a, int b, int c) {
                super(a, b);
                this.c = c;
            }
        }

        @Override
        public int run(int i) {
            Leaf leaf = new Leaf(i, 1, 2); // WHY: Leaf removed
            return leaf.a + leaf.b + leaf.c;
        }
    }

    static final class TemplateMethod implements Case {
        private abstract static class Template {
            int all(int i) {
                return step(i) + step(i + 1);
            }

            abstract int step(int i);
        }

        private static final class Plain extends Template {
            private final int by;

            Plain(int by) {
                this.by = by;
            }

            @Override
            int step(int i) {
                return i * by;
            }
        }

        @Override
        public int run(int i) {
            Template t = new Plain(i); // WHY: Plain removed
            return t.all(3);
        }
    }

    static final class Varargs implements Case {
        @Override
        public int run(int i) {
            return sum(i, 2, 3); // WHY: int[] removed
        }

        private static int sum(int... numbers) {
            int r = 0;
            for (int each : numbers) {
                r += each;
            }
            return r;
        }
    }

    static final class VarargsTooBig implements Case {
        @Override
        public int run(int i) {
            return count(i, Shared.POINT, new Point(i, 1)); // WHY: Object[] heap call; Point heap held
        }

        private static int count(int i, Object... all) {
            int r = i;
            for (Object each : all) {
                r += each == null ? 1 : 2;
                r += Shared.big(null, r);
                r += (i * 3) ^ (r >> 1);
                r += (i * 5) ^ (r >> 2);
                r += (i * 7) ^ (r >> 3);
                r += (i * 9) ^ (r >> 4);
                r += (i * 11) ^ (r >> 5);
                r += (i * 13) ^ (r >> 6);
                r += (i * 3) ^ (r >> 1);
                r += (i * 5) ^ (r >> 2);
                r += (i * 7) ^ (r >> 3);
                r += (i * 9) ^ (r >> 4);
                r += (i * 11) ^ (r >> 5);
                r += (i * 13) ^ (r >> 6);
                r += (i * 3) ^ (r >> 1);
                r += (i * 5) ^ (r >> 2);
                r += (i * 7) ^ (r >> 3);
                r += (i * 9) ^ (r >> 4);
                r += (i * 11) ^ (r >> 5);
                r += (i * 13) ^ (r >> 6);
                r += (i * 3) ^ (r >> 1);
                r += (i * 5) ^ (r >> 2);
                r += (i * 7) ^ (r >> 3);
                r += (i * 9) ^ (r >> 4);
                r += (i * 11) ^ (r >> 5);
                r += (i * 13) ^ (r >> 6);
                r += (i * 15) ^ (r >> 7);
                r += (i * 9) ^ (r >> 4);
                r += (i * 11) ^ (r >> 5);
                r += (i * 13) ^ (r >> 6);
                r += (i * 15) ^ (r >> 7);
                r += (i * 17) ^ (r >> 8);
            }
            return r;
        }
    }
}
