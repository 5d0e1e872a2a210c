package com.acme.why;

import com.acme.why.Shared.Box;
import com.acme.why.Shared.Point;

/** References that may be to one object or to another. */
@SuppressWarnings({"SameNameButDifferent"}) // the cases are of what is written, not of what should be
final class Merges {
    private Merges() {}

    static final class OfTwo implements Case {
        @Override
        public int run(int i) {
            Point p;
            if ((i & 1) == 0) {
                p = new Point(i, 13); // WHY: 17: Point heap merge; 25: Point removed
            } else {
                p = new Point(2, i); // WHY: 17: Point heap merge; 25: Point removed
            }
            return p.x + p.y;
        }
    }

    static final class WithAShared implements Case {
        @Override
        public int run(int i) {
            Point p = (i & 1) == 0
                    ? new Point(i, 14) // WHY: 17: Point heap merge; 25: Point removed
                    : Shared.POINT;
            return p.x + p.y;
        }
    }

    static final class WithNull implements Case {
        @Override
        public int run(int i) {
            Point p = null;
            if ((i & 1) == 0) {
                p = new Point(i, 45); // WHY: Point removed
            }
            int r = i;
            if (p != null) {
                r += p.x;
            }
            return r;
        }
    }

    static final class WithNullAcrossACall implements Case {
        @Override
        public int run(int i) {
            Point p = null;
            if ((i & 1) == 0) {
                p = new Point(i, 45); // WHY: Point heap merge
            }
            int r = Shared.opaque(3);
            if (p != null) {
                r += p.x;
            }
            return r;
        }
    }

    static final class OfTwoAcrossACall implements Case {
        @Override
        public int run(int i) {
            Point p = (i & 1) == 0
                    ? new Point(i, 45) // WHY: Point heap merge
                    : new Point(2, i); // WHY: Point heap merge
            int r = Shared.opaque(3);
            return r + p.x;
        }
    }

    static final class LoopCarried implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 0); // WHY: Point heap merge
            for (int k = 0; k < 10; k++) {
                p = new Point(p.x + k, p.y + 1); // WHY: Point heap merge
            }
            return p.sum();
        }
    }

    static final class BestOfALoop implements Case {
        @Override
        public int run(int i) {
            Point best = null;
            for (int k = 0; k < 4; k++) {
                Point c = new Point(i ^ k, k); // WHY: Point heap merge
                if (best == null || c.x > best.x) {
                    best = c;
                }
            }
            return best.y;
        }
    }

    static final class FromTwoReturns implements Case {
        @Override
        public int run(int i) {
            return chosen(i).y;
        }

        private static Point chosen(int i) {
            if ((i & 3) == 0) {
                return new Point(i, 1); // WHY: 17: Point heap merge; 25: Point removed
            }
            return new Point(i, 2); // WHY: 17: Point heap merge; 25: Point removed
        }
    }

    static final class OfASwitch implements Case {
        @Override
        public int run(int i) {
            Point p = switch (i & 3) {
                case 0 -> new Point(i, 1); // WHY: 17: Point heap merge; 25: Point removed
                case 1 -> new Point(1, i); // WHY: 17: Point heap merge; 25: Point removed
                default -> Shared.POINT;
            };
            return p.x - p.y;
        }
    }

    static final class ThenStored implements Case {
        @Override
        public int run(int i) {
            Object p = (i & 1) == 0
                    ? new Point(i, 1) // WHY: Point heap static
                    : new Box(null); // WHY: Box heap static
            Shared.sink = p;
            return i;
        }
    }

    static final class OfMutableOnes implements Case {
        @Override
        public int run(int i) {
            Box b = (i & 1) == 0
                    ? new Box(Shared.POINT) // WHY: Box heap merge
                    : new Box(Shared.HOLDER); // WHY: Box heap merge
            b.value = b.value == Shared.HOLDER ? null : b;
            return b.value == null ? 1 : i;
        }
    }

    static final class OfSealed implements Case {
        private sealed interface Shape permits Circle, Square {}

        private record Circle(int radius) implements Shape {}

        private record Square(int side) implements Shape {}

        @Override
        public int run(int i) {
            Shape s = (i & 1) == 0
                    ? new Circle(i) // WHY: 17: Circle removed; 25: Circle heap merge
                    : new Square(i); // WHY: 17: Square removed; 25: Square heap merge
            if (s instanceof Circle c) {
                return c.radius * 3;
            }
            return s instanceof Square q ? q.side : 0;
        }
    }

    static final class InOneFieldOfTwo implements Case {
        @Override
        public int run(int i) {
            Box b = new Box(null); // WHY: Box removed
            if ((i & 1) == 0) {
                b.value = new Point(i, 1); // WHY: Point heap merge
            } else {
                b.value = new Point(1, i); // WHY: Point heap merge
            }
            return ((Point) b.value).x;
        }
    }

    static final class Either implements Case {
        @Override
        public int run(int i) {
            Point a = new Point(i, 1); // WHY: Point removed
            Point b = new Point(1, i); // WHY: Point removed
            Point larger = a.x > 2 * b.y ? a : b;
            return larger.sum();
        }
    }

    static final class OnlyCompared implements Case {
        @Override
        public int run(int i) {
            Object o = (i & 1) == 0 ? new Box(null) : Shared.HOLDER; // WHY: 17: Box heap merge; 25: Box removed
            return o == Shared.HOLDER ? i : 1;
        }
    }

    static final class Carried implements Case {
        @Override
        public int run(int i) {
            Box at = new Box(Shared.POINT); // WHY: Box heap merge|held
            for (int k = 0, n = 2 + (i & 3); k < n; k++) {
                at = new Box(at); // WHY: Box heap merge|held
            }
            return at.value == null ? 0 : i;
        }
    }
}
