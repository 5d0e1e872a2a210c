package com.acme.why;

import com.acme.why.Shared.Point;

/** Records, sealed types, builders, inner classes and clones. */
@SuppressWarnings({"SameNameButDifferent"}) // the cases are of what is written, not of what should be
final class Types {
    private Types() {}

    static final class Equality implements Case {
        private record Pair(int a, int b) {}

        @Override
        public int run(int i) {
            Pair p = new Pair(i, 1); // WHY: Pair removed
            Pair q = new Pair(i, 2); // WHY: Pair removed
            return p.equals(q) ? 1 : 2;
        }
    }

    static final class HashOfARecord implements Case {
        private record Pair(int a, long b) {}

        @Override
        public int run(int i) {
            Pair p = new Pair(i, 1); // WHY: Pair removed
            return p.hashCode();
        }
    }

    static final class TextOfARecord implements Case.Maker {
        private record Pair(int a, long b) {} // WHY: 17: String heap returned|held; 25: String heap returned

        @Override
        public Object make(int i) {
            Pair p = new Pair(i, 1); // WHY: Pair removed
            return p.toString();
        }
    }

    static final class Compact implements Case {
        private record Range(int from, int to) {
            Range {
                if (from > to) {
                    throw new IllegalArgumentException("empty"); // WHY: IllegalArgumentException unreached
                }
            }

            Range widened(int by) {
                return new Range(from - by, to + by); // WHY: Range removed
            }
        }

        @Override
        public int run(int i) {
            Range r = new Range(0, i & 0xffff); // WHY: Range removed
            return r.widened(2).to;
        }
    }

    static final class Sealed implements Case {
        private sealed interface Expression permits Literal, Sum {}

        private record Literal(int value) implements Expression {}

        private record Sum(Expression left, Expression right) implements Expression {}

        @Override
        public int run(int i) {
            Expression one = new Literal(i); // WHY: Literal removed
            Expression two = new Literal(2); // WHY: Literal removed
            Expression sum = new Sum(one, two); // WHY: Sum removed
            return sum instanceof Sum s && s.left instanceof Literal a && s.right instanceof Literal b
                    ? a.value + b.value
                    : 0;
        }
    }

    static final class SealedRecursive implements Case {
        private sealed interface Expression permits Literal, Sum {}

        private record Literal(int value) implements Expression {}

        private record Sum(Expression left, Expression right) implements Expression {}

        @Override
        public int run(int i) {
            Expression one = new Literal(i); // WHY: Literal heap held|call
            Expression sum = new Sum(one, one); // WHY: Sum either held|call
            return value(new Sum(sum, one)); // WHY: Sum either call
        }

        private static int value(Expression e) {
            if (e instanceof Literal n) {
                return n.value;
            }
            Sum s = (Sum) e;
            return value(s.left) + value(s.right);
        }
    }

    static final class Built implements Case {
        private record Order(int id, int amount, int tax) {}

        private static final class Builder {
            private int id;
            private int amount;
            private int tax;

            Builder id(int value) {
                id = value;
                return this;
            }

            Builder amount(int value) {
                amount = value;
                return this;
            }

            Builder tax(int value) {
                tax = value;
                return this;
            }

            Order build() {
                return new Order(id, amount, tax); // WHY: Order removed
            }
        }

        @Override
        public int run(int i) {
            Builder b = new Builder(); // WHY: Builder removed
            Order o = b.id(i).amount(3).tax(4).build();
            return o.id + o.amount + o.tax;
        }
    }

    static final class BuiltAndKept implements Case.Maker {
        private record Order(int id, Point at) {}

        private static final class Builder {
            private int id;
            private Point at;

            Builder id(int value) {
                id = value;
                return this;
            }

            Builder at(Point value) {
                at = value;
                return this;
            }

            Order build() {
                return new Order(id, at); // WHY: Order heap returned
            }
        }

        @Override
        public Object make(int i) {
            Builder b = new Builder(); // WHY: Builder removed
            Point at = new Point(i, 1); // WHY: Point heap held
            return b.id(i).at(at).build();
        }
    }

    static final class Inner implements Case {
        private int base = 3;

        private final class Cursor {
            private int at;

            int next() {
                return base + at++;
            }
        }

        @Override
        public int run(int i) {
            Cursor c = new Cursor(); // WHY: Cursor removed
            base = i & 7;
            return c.next() + c.next();
        }
    }

    static final class Copied implements Case {
        private static final class State implements Cloneable {
            int a;

            State(int a) {
                this.a = a;
            }

            State copy() {
                try {
                    return (State) clone(); // WHY: State removed
                } catch (CloneNotSupportedException e) {
                    throw new AssertionError(e); // WHY: AssertionError unreached
                }
            }
        }

        @Override
        public int run(int i) {
            State s = new State(i); // WHY: State removed
            State t = s.copy();
            t.a++;
            return s.a + t.a;
        }
    }

    static final class Switched implements Case {
        private enum Kind {
            A,
            B,
            C
        }

        private static final Kind[] KINDS = {Kind.A, Kind.B, Kind.C, Kind.A};

        @Override
        public int run(int i) {
            Point p = new Point(i, 1); // WHY: Point removed
            return switch (KINDS[i & 3]) {
                case A -> p.x;
                case B -> p.y;
                case C -> p.x + p.y;
            };
        }
    }

    static final class Visitor implements Case {
        private interface Visits {
            int number(int value);
        }

        private record Leaf(int value) {
            int accept(Visits visits) {
                return visits.number(value);
            }
        }

        private static final class Adding implements Visits {
            private int sum;

            @Override
            public int number(int value) {
                sum += value;
                return sum;
            }
        }

        @Override
        public int run(int i) {
            Adding adding = new Adding(); // WHY: Adding removed
            new Leaf(i).accept(adding); // WHY: Leaf removed
            new Leaf(3).accept(adding); // WHY: Leaf removed
            return adding.sum;
        }
    }

    static final class Wrappers implements Case {
        private interface Source {
            int read();
        }

        private record Fixed(int value) implements Source {
            @Override
            public int read() {
                return value;
            }
        }

        private record Doubling(Fixed in) implements Source {
            @Override
            public int read() {
                return 2 * in.read();
            }
        }

        private record Counting(Doubling in) implements Source {
            @Override
            public int read() {
                return 1 + in.read();
            }
        }

        @Override
        public int run(int i) {
            Fixed fixed = new Fixed(i); // WHY: Fixed removed
            Doubling doubling = new Doubling(fixed); // WHY: Doubling removed
            Source all = new Counting(doubling); // WHY: Counting removed
            return all.read();
        }
    }

    static final class Sized implements Case {
        private static final class Matrix {
            private final double[] cells = new double[9]; // WHY: double[] removed

            double trace(double of) {
                cells[0] = of;
                cells[4] = 2;
                cells[8] = 3;
                return cells[0] + cells[4] + cells[8];
            }
        }

        @Override
        public int run(int i) {
            Matrix m = new Matrix(); // WHY: Matrix removed
            return (int) m.trace(i);
        }
    }
}
