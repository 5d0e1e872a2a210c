package com.acme.why;

import com.acme.why.Shared.Point;
import java.util.Comparator;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** Lambdas, method references and the classes that were written before there were any. */
@SuppressWarnings({"SameNameButDifferent", "UnnecessaryLambda"
}) // the cases are of what is written, not of what should be
final class Lambdas {
    private Lambdas() {}

    static final class Called implements Case {
        @Override
        public int run(int i) {
            IntUnaryOperator f = z -> z + i; // WHY: lambda removed
            return f.applyAsInt(3);
        }
    }

    static final class Kept implements Case {
        private static IntUnaryOperator last;

        @Override
        public int run(int i) {
            IntUnaryOperator f = z -> z + i; // WHY: lambda heap static
            last = f;
            return last == null ? 0 : i;
        }
    }

    static final class KeptWithItsCapture implements Case {
        private static Supplier<Object> last;

        @Override
        public int run(int i) {
            Point p = new Point(i, 24); // WHY: Point heap held
            last = () -> p.sum(); // WHY: lambda heap static
            return last == null ? 0 : p.x;
        }
    }

    static final class CaptureOfARemovedOne implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 24); // WHY: Point removed
            IntSupplier s = () -> p.sum(); // WHY: lambda removed
            return s.getAsInt() + 1;
        }
    }

    static final class Passed implements Case {
        @Override
        public int run(int i) {
            return twice(z -> z ^ i, 7); // WHY: lambda removed
        }

        private static int twice(IntUnaryOperator f, int z) {
            return f.applyAsInt(f.applyAsInt(z));
        }
    }

    static final class PassedTooFar implements Case {
        @Override
        public int run(int i) {
            return often(z -> z ^ i, 3); // WHY: lambda heap call
        }

        private static int often(IntUnaryOperator f, int n) {
            return n == 0 ? f.applyAsInt(n) : often(f, n - 1) + often(f, n - 1);
        }
    }

    static final class BoundReference implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 25); // WHY: Point removed
            IntSupplier s = p::sum; // WHY: lambda removed
            return s.getAsInt();
        }
    }

    static final class BoundReferenceReturned implements Case.Maker {
        @Override
        public Object make(int i) {
            Point p = new Point(i, 26); // WHY: Point heap held
            IntSupplier s = p::sum; // WHY: lambda heap returned
            return s;
        }
    }

    static final class ConstructorReference implements Case {
        private record Cell(int value) {}

        private static final IntFunction<Cell> MAKER = Cell::new;

        @Override
        public int run(int i) {
            return MAKER.apply(i).value; // WHY: Cell removed
        }
    }

    static final class ConstructorReferenceKept implements Case {
        private record Cell(int value) {}

        private static final IntFunction<Cell> MAKER = Cell::new;

        @Override
        public int run(int i) {
            Shared.sink = MAKER.apply(i); // WHY: Cell heap static
            return i;
        }
    }

    static final class MadeInALambda implements Case {
        private static final BiFunction<Point, Point, Point> ADD =
                (a, b) -> new Point(a.x + b.x, a.y + b.y); // WHY: Point removed

        @Override
        public int run(int i) {
            Point p = new Point(i, 1); // WHY: Point removed
            return ADD.apply(p, Shared.POINT).y;
        }
    }

    static final class Anonymous implements Case {
        @Override
        public int run(int i) {
            IntUnaryOperator f = new IntUnaryOperator() { // WHY: 1 removed
                        @Override
                        public int applyAsInt(int z) {
                            return z + i;
                        }
                    };
            return f.applyAsInt(2);
        }
    }

    static final class AnonymousReturned implements Case.Maker {
        @Override
        public Object make(int i) {
            return new IntUnaryOperator() { // WHY: 1 heap returned
                @Override
                public int applyAsInt(int z) {
                    return z + i;
                }
            };
        }
    }

    static final class LocalClass implements Case {
        @Override
        public int run(int i) {
            class Adder {
                int add(int z) {
                    return z + i;
                }
            }
            Adder a = new Adder(); // WHY: 1Adder removed
            return a.add(1) + a.add(2);
        }
    }

    static final class Composed implements Case {
        @Override
        public int run(int i) {
            IntUnaryOperator f = z -> z + i; // WHY: lambda removed
            IntUnaryOperator g = z -> z * i; // WHY: lambda removed
            return composed(f, g).applyAsInt(5);
        }

        private static IntUnaryOperator composed(IntUnaryOperator f, IntUnaryOperator g) {
            return z -> g.applyAsInt(f.applyAsInt(z)); // WHY: lambda removed
        }
    }

    static final class Curried implements Case {
        @Override
        public int run(int i) {
            return add(i).apply(3).applyAsInt(4);
        }

        private static IntFunction<IntUnaryOperator> add(int a) {
            return b -> c -> a + b + c; // WHY: lambda removed
        }
    }

    static final class Holder implements Case {
        @Override
        public int run(int i) {
            int[] holder = {i}; // WHY: int[] removed
            Runnable r = () -> holder[0]++; // WHY: lambda removed
            r.run();
            r.run();
            return holder[0];
        }
    }

    static final class Compared implements Case {
        @Override
        public int run(int i) {
            Comparator<Point> c = Comparator.comparingInt((Point p) -> p.x + i);
            return c.compare(Shared.POINT, new Point(i, 2)); // WHY: Point removed
        }
    }

    static final class Megamorphic implements Case {
        private static final IntBinaryOperator[] OPS = {
            (a, b) -> a + b, (a, b) -> a - b, (a, b) -> a * b, (a, b) -> a ^ b
        };

        @Override
        public int run(int i) {
            IntBinaryOperator own = (a, b) -> a + b + i; // WHY: lambda removed
            return OPS[i & 3].applyAsInt(i, 1) + own.applyAsInt(1, 2);
        }
    }

    static final class ArgumentOfMany implements Case {
        private static final ToIntFunctions[] ALL = {
            f -> f.applyAsInt(Shared.POINT),
            f -> 1 + f.applyAsInt(Shared.POINT),
            f -> 2 + f.applyAsInt(Shared.POINT),
            f -> 3
        };

        private interface ToIntFunctions {
            int of(ToIntFunction<Point> f);
        }

        @Override
        public int run(int i) {
            return ALL[i & 3].of(p -> p.x + i); // WHY: lambda heap call
        }
    }

    static final class Memo implements Case {
        private static final Function<Point, Object> BOXED = p -> p.x + 1000; // WHY: Integer heap static

        @Override
        public int run(int i) {
            Shared.sink = BOXED.apply(new Point(i, 1)); // WHY: Point removed
            return i;
        }
    }
}
