package com.acme.why;

import com.acme.why.Shared.Point;

/** Exceptions, and objects around them. */
@SuppressWarnings({"UnusedVariable"}) // the cases are of what is written, not of what should be
final class Throwing {
    private Throwing() {}

    private static final class Light extends RuntimeException {
        private static final long serialVersionUID = 1;
        final int value;

        Light(int value) {
            super(null, null, false, false);
            this.value = value;
        }
    }

    static final class CaughtHere implements Case {
        @Override
        public int run(int i) {
            try {
                if (i != -1) {
                    throw new Light(i); // WHY: Light heap call
                }
                return 0;
            } catch (Light e) {
                return e.value;
            }
        }
    }

    static final class WithStack implements Case {
        @Override
        public int run(int i) {
            try {
                if (i != -1) {
                    throw new IllegalStateException(); // WHY: IllegalStateException heap call
                }
                return 0;
            } catch (IllegalStateException e) {
                return i;
            }
        }
    }

    static final class CaughtByTheCaller implements Case {
        @Override
        public int run(int i) {
            try {
                return thrower(i);
            } catch (Light e) {
                return e.value;
            }
        }

        private static int thrower(int i) {
            if ((i & 3) == 0) {
                throw new Light(i); // WHY: Light heap call|thrown
            }
            return 1;
        }
    }

    static final class NotThrown implements Case {
        @Override
        public int run(int i) {
            Light l = new Light(i); // WHY: Light heap call
            return l.value;
        }
    }

    static final class NeverThrown implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 1); // WHY: Point removed
            if (p.x < -7) {
                throw new IllegalArgumentException("negative"); // WHY: IllegalArgumentException unreached
            }
            return p.sum();
        }
    }

    static final class Finally implements Case {
        private int depth;

        @Override
        public int run(int i) {
            Point p = new Point(i, 2); // WHY: Point removed
            depth++;
            try {
                return p.sum();
            } finally {
                depth--;
            }
        }
    }

    static final class FinallyAroundACall implements Case {
        private int depth;

        @Override
        public int run(int i) {
            Point p = new Point(i, 2); // WHY: Point removed
            depth++;
            try {
                return Shared.opaque(3) + p.x;
            } finally {
                depth -= p.y;
            }
        }
    }

    static final class Resource implements Case {
        private static int open;

        private record Scope(int id) implements AutoCloseable {
            Scope {
                open += id;
            }

            @Override
            public void close() {
                open -= id;
            }
        }

        @Override
        public int run(int i) {
            try (Scope s = new Scope(i)) { // WHY: Scope removed
                return s.id + 1;
            }
        }
    }

    static final class CarriesAnObject implements Case {
        private static final class Found extends RuntimeException {
            private static final long serialVersionUID = 1;
            final transient Point what;

            Found(Point what) {
                super(null, null, false, false);
                this.what = what;
            }
        }

        @Override
        public int run(int i) {
            try {
                find(i);
                return 0;
            } catch (Found e) {
                return e.what.x;
            }
        }

        private static void find(int i) {
            Point p = new Point(i, 3); // WHY: Point heap call|held
            throw new Found(p); // WHY: Found heap call|thrown
        }
    }
}
