package com.acme.why;

import com.acme.why.Shared.Box;
import com.acme.why.Shared.Point;

/** Where a reference goes. */
@SuppressWarnings({"SameNameButDifferent"}) // the cases are of what is written, not of what should be
final class Places {
    private Places() {}

    static final class Local implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 1); // WHY: Point removed
            return p.x + p.y;
        }
    }

    static final class Returned implements Case.Maker {
        @Override
        public Object make(int i) {
            return new Point(i, 2); // WHY: Point heap returned
        }
    }

    static final class ReturnedSometimes implements Case.Maker {
        @Override
        public Object make(int i) {
            Point p = new Point(i, 2); // WHY: Point heap returned
            return (i & 1) == 0 ? p : null;
        }
    }

    static final class InField implements Case {
        private Point last;

        @Override
        public int run(int i) {
            Point p = new Point(i, 3); // WHY: Point heap field
            last = p;
            return last.x;
        }
    }

    static final class InStatic implements Case {
        private static Point last;

        @Override
        public int run(int i) {
            Point p = new Point(i, 4); // WHY: Point heap static
            last = p;
            return last.x;
        }
    }

    static final class InArray implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 5); // WHY: Point heap array
            Shared.SLOTS[i & 15] = p;
            return p.x;
        }
    }

    static final class InFieldOfAnother implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 5); // WHY: Point heap field
            put(Shared.HOLDER, p);
            return p.x;
        }

        private static void put(Box box, Point p) {
            box.value = p;
        }
    }

    static final class NeverOnThatBranch implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 6); // WHY: Point removed
            if (p.x == -77) {
                Shared.sink = p;
            }
            return p.sum();
        }
    }

    static final class OnRareBranch implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 7); // WHY: Point heap static
            if ((i & 255) == 0) {
                Shared.sink = p;
            }
            return p.sum();
        }
    }

    static final class BornOnRareBranch implements Case {
        @Override
        public int run(int i) {
            if ((i & 255) == 0) {
                Shared.sink = new Point(i, 7); // WHY: Point heap static
            }
            return i;
        }
    }

    static final class Nested implements Case {
        @Override
        public int run(int i) {
            Point in = new Point(i, 8); // WHY: Point removed
            Box b = new Box(in); // WHY: Box removed
            return ((Point) b.value).x;
        }
    }

    static final class NestedReturned implements Case.Maker {
        @Override
        public Object make(int i) {
            Point in = new Point(i, 9); // WHY: Point heap held
            return new Box(in); // WHY: Box heap returned
        }
    }

    static final class NestedThrice implements Case {
        @Override
        public int run(int i) {
            Point in = new Point(i, 9); // WHY: Point removed
            Box inner = new Box(in); // WHY: Box removed
            Box outer = new Box(inner); // WHY: Box removed
            return ((Point) ((Box) outer.value).value).y;
        }
    }

    static final class NestedOnlyOuterKept implements Case {
        @Override
        public int run(int i) {
            Point in = new Point(i, 9); // WHY: Point removed
            Shared.sink = new Box(Shared.POINT); // WHY: Box heap static
            return in.y + in.x;
        }
    }

    static final class Factory implements Case {
        @Override
        public int run(int i) {
            return made(i).sum();
        }

        private static Point made(int i) {
            return new Point(i, 10); // WHY: Point removed
        }
    }

    static final class ThroughACallee implements Case {
        @Override
        public int run(int i) {
            Shared.sink = same(new Point(i, 11)); // WHY: Point heap static
            return i;
        }

        private static Point same(Point p) {
            return p.x == -5 ? Shared.POINT : p;
        }
    }

    static final class LeakingConstructor implements Case {
        private static final class Leaky {
            final int x;

            Leaky(int x) {
                this.x = x;
                Shared.sink = this;
            }
        }

        @Override
        public int run(int i) {
            Leaky l = new Leaky(i); // WHY: Leaky heap static
            return l.x;
        }
    }

    static final class Compared implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 12); // WHY: Point removed
            Point q = new Point(i, 13); // WHY: Point removed
            return p == q ? 1 : p.x + q.y;
        }
    }

    static final class Asked implements Case {
        @Override
        public int run(int i) {
            Object p = new Point(i, 14); // WHY: Point removed
            return p instanceof Point point ? point.y : i;
        }
    }

    static final class StoredAndTakenBack implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 15); // WHY: 17: Point heap static; 25: Point removed
            Shared.sink = p;
            Shared.sink = null;
            return p.x;
        }
    }

    static final class Exchanged implements Case {
        @Override
        public int run(int i) {
            Box a = new Box(Shared.POINT); // WHY: Box removed
            Box b = new Box(Shared.HOLDER); // WHY: Box removed
            Object was = a.value;
            a.value = b.value;
            b.value = was;
            return a.value == b.value ? 1 : i;
        }
    }

    static final class Links implements Case {
        private record Node(int value, Node next) {}

        @Override
        public int run(int i) {
            Node last = new Node(i, null); // WHY: Node removed
            Node middle = new Node(i + 1, last); // WHY: Node removed
            Node first = new Node(i + 2, middle); // WHY: Node removed
            return first.value + first.next.value + first.next.next.value;
        }
    }

    static final class Pushed implements Case {
        private record Node(int value, Node next) {}

        private Node top;

        @Override
        public int run(int i) {
            top = new Node(i, (i & 15) == 0 ? null : top); // WHY: Node heap field
            return top.value;
        }
    }

    static final class InALoop implements Case {
        @Override
        public int run(int i) {
            int r = i;
            for (int k = 0; k < 6; k++) {
                Point p = new Point(i, k); // WHY: Point removed
                r += p.x ^ p.y;
            }
            return r;
        }
    }

    static final class InALongLoop implements Case {
        @Override
        public int run(int i) {
            int r = i;
            for (int k = 0; k < 50 + (i & 7); k++) {
                Point p = new Point(r, k); // WHY: Point removed
                r += p.x ^ p.y;
            }
            return r;
        }
    }

    static final class LastOfALoop implements Case {
        private Object last;

        @Override
        public int run(int i) {
            for (int k = 0; k < 3; k++) {
                last = new Point(i, k); // WHY: Point heap field
            }
            return last == null ? 0 : i;
        }
    }

    static final class UsedAcrossACall implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 16); // WHY: Point removed
            int r = Shared.opaque(3);
            return r + p.sum();
        }
    }

    static final class HeldByAHeldOne implements Case {
        @Override
        public int run(int i) {
            Point in = new Point(i, 17); // WHY: Point heap held
            Box b = new Box(in); // WHY: Box heap held
            Shared.sink = new Object[] {b}; // WHY: Object[] heap static
            return in.x;
        }
    }
}
