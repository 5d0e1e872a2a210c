package com.acme.why;

import com.acme.why.Shared.Box;
import com.acme.why.Shared.Point;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/** Locks, atomics, identity, finalizers, references. */
@SuppressWarnings({"SameNameButDifferent", "UnnecessaryAsync", "Finalize"
}) // the cases are of what is written, not of what should be
final class Sharing {
    private Sharing() {}

    static final class Locked implements Case {
        @Override
        public int run(int i) {
            Box b = new Box(null); // WHY: Box removed
            synchronized (b) {
                b.value = Shared.POINT;
            }
            return b.value == null ? 0 : i;
        }
    }

    static final class LockOnly implements Case {
        @Override
        public int run(int i) {
            Object lock = new Object(); // WHY: Object removed
            synchronized (lock) {
                return i + 1;
            }
        }
    }

    static final class IdentityHash implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 10); // WHY: Point heap identity
            return System.identityHashCode(p) + p.x;
        }
    }

    static final class HashOfAPlainObject implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 11); // WHY: Point heap identity|call
            return p.hashCode();
        }
    }

    static final class Counter implements Case {
        @Override
        public int run(int i) {
            AtomicInteger a = new AtomicInteger(i); // WHY: AtomicInteger heap atomic
            a.incrementAndGet();
            return a.get();
        }
    }

    static final class CounterOnlySet implements Case {
        @Override
        public int run(int i) {
            AtomicLong a = new AtomicLong(i); // WHY: AtomicLong removed
            a.set(a.get() + 1);
            return (int) a.get();
        }
    }

    static final class Swapped implements Case {
        @Override
        public int run(int i) {
            AtomicReference<Point> a = new AtomicReference<>(Shared.POINT); // WHY: AtomicReference heap atomic
            return a.getAndSet(null).x + i;
        }
    }

    static final class Published implements Case {
        private static final AtomicReference<Point> LAST = new AtomicReference<>();

        @Override
        public int run(int i) {
            Point p = new Point(i, 12); // WHY: Point heap field
            LAST.set(p);
            return p.x;
        }
    }

    static final class PublishedBySwap implements Case {
        private static final AtomicReference<Point> LAST = new AtomicReference<>();

        @Override
        public int run(int i) {
            Point p = new Point(i, 12); // WHY: Point heap field|call
            Point old = LAST.getAndSet(p);
            return old == null ? 0 : old.x;
        }
    }

    static final class Volatile implements Case {
        private volatile Point last;

        @Override
        public int run(int i) {
            last = new Point(i, 13); // WHY: Point heap field
            return last.x;
        }
    }

    static final class Finalized implements Case {
        private static final class Handle {
            final int id;

            Handle(int id) {
                this.id = id;
            }

            @Override
            @SuppressWarnings({"deprecation", "removal"})
            protected void finalize() {
                if (id == -1) {
                    Shared.sink = null;
                }
            }
        }

        @Override
        public int run(int i) {
            if ((i & 63) != 0) {
                return i;
            }
            Handle h = new Handle(i); // WHY: Handle heap finalizer
            return h.id;
        }
    }

    static final class EmptyFinalizer implements Case {
        private static final class Handle {
            final int id;

            Handle(int id) {
                this.id = id;
            }

            @Override
            @SuppressWarnings({"deprecation", "removal"})
            protected void finalize() {}
        }

        @Override
        public int run(int i) {
            Handle h = new Handle(i); // WHY: Handle removed
            return h.id + 1;
        }
    }

    static final class PerThread implements Case {
        private static final ThreadLocal<Box> LOCAL = ThreadLocal.withInitial(() -> new Box(null));

        @Override
        public int run(int i) {
            Point p = new Point(i, 14); // WHY: Point heap field
            LOCAL.get().value = p;
            return p.x;
        }
    }

    static final class Weak implements Case {
        @Override
        public int run(int i) {
            WeakReference<Point> w = new WeakReference<>(Shared.POINT); // WHY: WeakReference heap class
            Point p = w.get();
            return p == null ? 0 : p.x + i;
        }
    }

    static final class OwnLock implements Case {
        @Override
        public int run(int i) {
            ReentrantLock own = new ReentrantLock(); // WHY: ReentrantLock removed; NonfairSync heap atomic
            own.lock();
            try {
                return i + 1;
            } finally {
                own.unlock();
            }
        }
    }

    static final class InAThreadsName implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 15); // WHY: Point removed
            return Thread.currentThread().getPriority() + p.sum();
        }
    }
}
