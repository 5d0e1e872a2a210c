package com.acme.why;

/** What the cases have in common. */
final class Shared {
    static final Point POINT = new Point(1, 2);
    static final Object[] SLOTS = new Object[16];
    static final Box HOLDER = new Box(null);
    static Object sink;

    private Shared() {}

    static final class Point {
        final int x;
        final int y;

        Point(int x, int y) {
            this.x = x;
            this.y = y;
        }

        int sum() {
            return x + y;
        }

        Point plus(int d) {
            return new Point(x + d, y);
        }
    }

    static final class Box {
        Object value;

        Box(Object value) {
            this.value = value;
        }
    }

    /** A call that C2 keeps. */
    static int opaque(int i) {
        return i <= 0 ? POINT.x : 1 + opaque(i - 1) / 2;
    }

    /** More than 325 bytes of bytecode: never inlined. */
    static int big(Point p, int i) {
        int r = p == null ? 3 : p.x;
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
        return r;
    }

    /** More than 35 bytes, less than 325: inlined where it is called often. */
    static int medium(Point p, int i) {
        int r = p.x;
        r += (i * 3) ^ (r >> 1);
        r += (i * 5) ^ (r >> 2);
        r += (i * 7) ^ (r >> 3);
        r += (i * 9) ^ (r >> 4);
        r += (i * 11) ^ (r >> 5);
        r += (i * 13) ^ (r >> 6);
        return r + p.y;
    }
}
