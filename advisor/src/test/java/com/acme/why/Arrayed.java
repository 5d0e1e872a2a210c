package com.acme.why;

import com.acme.why.Shared.Point;
import java.util.Arrays;
import java.util.Objects;

/** Arrays: of a length that C2 knows, and of others. */
@SuppressWarnings({"EnumOrdinal", "ArrayRecordComponent"}) // the cases are of what is written, not of what should be
final class Arrayed {
    private static final int[] TABLE = {1, 2, 3, 4, 5, 6, 7, 8};

    private Arrayed() {}

    static final class FewElements implements Case {
        @Override
        public int run(int i) {
            int[] a = new int[4]; // WHY: int[] removed
            a[0] = i;
            a[1] = 2;
            int r = Shared.opaque(3);
            return r + a[0] + a[1] + a[3];
        }
    }

    static final class TooLong implements Case {
        @Override
        public int run(int i) {
            int[] a = new int[65]; // WHY: int[] heap length
            a[0] = i;
            a[1] = 2;
            int r = Shared.opaque(3);
            return r + a[0] + a[1] + a[64];
        }
    }

    static final class LongButFolded implements Case {
        @Override
        public int run(int i) {
            int[] a = new int[65]; // WHY: int[] removed
            a[0] = i;
            a[1] = 2;
            return a[0] + a[1] + a[64];
        }
    }

    static final class UnknownLength implements Case {
        @Override
        public int run(int i) {
            int[] a = new int[(i & 3) + 2]; // WHY: int[] heap length
            a[0] = i;
            int r = Shared.opaque(3);
            return r + a[0] + a[1];
        }
    }

    static final class UnknownLengthButFolded implements Case {
        @Override
        public int run(int i) {
            int[] a = new int[(i & 3) + 2]; // WHY: int[] removed
            a[0] = i;
            return a[0] + a[1];
        }
    }

    static final class UnknownIndex implements Case {
        @Override
        public int run(int i) {
            int[] a = new int[4]; // WHY: int[] heap index
            a[i & 3] = i;
            return a[(i + 1) & 3];
        }
    }

    static final class OnlyItsLength implements Case {
        @Override
        public int run(int i) {
            Object[] a = new Object[(i & 7) + 1]; // WHY: Object[] removed
            return a.length;
        }
    }

    static final class Empty implements Case {
        @Override
        public int run(int i) {
            int[] a = new int[0]; // WHY: int[] removed
            return a.length + i;
        }
    }

    static final class TwoByTwo implements Case {
        @Override
        public int run(int i) {
            int[][] a = new int[2][2]; // WHY: int[][] removed
            a[1][1] = i;
            return a[1][1];
        }
    }

    static final class ManyByTwo implements Case {
        @Override
        public int run(int i) {
            int[][] a = new int[(i & 3) + 2][2]; // WHY: int[][] heap length
            a[1][1] = i;
            return a[1][1];
        }
    }

    static final class OfArrays implements Case {
        @Override
        public int run(int i) {
            int[] first = {i, 1}; // WHY: int[] removed
            int[] second = {i, 2}; // WHY: int[] removed
            int[][] both = {first, second}; // WHY: int[][] removed
            return both[0][1] + both[1][0];
        }
    }

    static final class OfObjects implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 1); // WHY: Point removed
            Point[] a = {p}; // WHY: Point[] removed
            return a[0].x;
        }
    }

    static final class OfObjectsReturned implements Case.Maker {
        @Override
        public Object make(int i) {
            Point p = new Point(i, 1); // WHY: Point heap held
            return new Point[] {p, null}; // WHY: Point[] heap returned
        }
    }

    static final class OfObjectsAtAnyIndex implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 1); // WHY: Point heap merge|part
            Point q = new Point(i, 2); // WHY: Point heap merge|part
            Point[] a = {p, q}; // WHY: Point[] heap index
            return a[i & 1].y;
        }
    }

    static final class Cloned implements Case {
        @Override
        public int run(int i) {
            int[] a = {i, 2, 3}; // WHY: int[] removed
            int[] b = a.clone(); // WHY: int[] removed
            return b[0] + b[2];
        }
    }

    static final class TableCloned implements Case {
        @Override
        public int run(int i) {
            int[] copy = TABLE.clone(); // WHY: int[] heap index
            copy[i & 7] = i;
            return copy[(i + 3) & 7];
        }
    }

    static final class LoopToUnknownBound implements Case {
        @Override
        public int run(int i) {
            int[] a = {i, 2, 3, 4, 5, 6, 7, 8}; // WHY: int[] heap index
            int r = 0;
            for (int k = 0, m = i & 7; k < m; k++) {
                r += a[k];
            }
            return r;
        }
    }

    static final class LoopUnrolled implements Case {
        @Override
        public int run(int i) {
            int[] a = {i, 2, 3, 4}; // WHY: int[] removed
            int r = 0;
            for (int k = 0; k < 4; k++) {
                r += a[k];
            }
            return r;
        }
    }

    static final class Kept implements Case {
        @Override
        public int run(int i) {
            byte[] bytes = new byte[24]; // WHY: byte[] heap static
            bytes[3] = (byte) i;
            Shared.sink = bytes;
            return bytes[4];
        }
    }

    static final class CopiedInto implements Case {
        @Override
        public int run(int i) {
            int[] a = new int[4]; // WHY: int[] removed
            System.arraycopy(TABLE, 0, a, 0, 4);
            return a[2] + i;
        }
    }

    static final class CopyOf implements Case {
        @Override
        public int run(int i) {
            int[] a = Arrays.copyOf(TABLE, 4); // WHY: int[] either returned
            return a[2] + i;
        }
    }

    static final class CopyOfUnknown implements Case {
        @Override
        public int run(int i) {
            int[] a = Arrays.copyOf(TABLE, 4 + (i & 3)); // WHY: int[] heap length|index
            int r = 0;
            for (int each : a) {
                r += each;
            }
            return r;
        }
    }

    static final class PassedOn implements Case {
        @Override
        public int run(int i) {
            int[] a = {i, i + 1}; // WHY: int[] heap call
            return sum(a, 1, i);
        }

        private static int sum(int[] a, int at, int i) {
            return at < 0 ? a[0] : a[1] + sum(a, at - 1, i) + sum(a, at - 2, i);
        }
    }

    static final class Hash implements Case {
        @Override
        public int run(int i) {
            return Objects.hash(i + 1000, "x", i + 2000); // WHY: Object[] heap index; Integer heap held|part|call
        }
    }

    static final class EnumValues implements Case {
        private enum Size { // WHY: Size[] removed
            SMALL,
            MEDIUM,
            LARGE
        }

        @Override
        public int run(int i) {
            return Size.values().length + i;
        }
    }

    static final class EnumValuesLoop implements Case {
        private enum Colour { // WHY: Colour[] removed
            RED,
            GREEN,
            BLUE
        }

        @Override
        public int run(int i) {
            int r = i;
            for (Colour each : Colour.values()) {
                r += each.ordinal() ^ i;
            }
            return r;
        }
    }

    static final class InARecord implements Case {
        private record Row(int[] cells) {}

        @Override
        public int run(int i) {
            int[] cells = {i, 1}; // WHY: int[] removed
            Row row = new Row(cells); // WHY: Row removed
            return row.cells[0] + row.cells[1];
        }
    }

    static final class Filled implements Case {
        @Override
        public int run(int i) {
            long[] a = new long[(i & 15) + 1]; // WHY: long[] heap length|index
            Arrays.fill(a, i);
            return (int) a[a.length - 1];
        }
    }
}
