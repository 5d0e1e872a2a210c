package com.acme.why;

import com.acme.why.Shared.Point;
import java.util.Locale;

/** Strings and what makes them. */
@SuppressWarnings({"LoopOverCharArray"}) // the cases are of what is written, not of what should be
final class Texts {
    private Texts() {}

    static final class Returned implements Case.Maker {
        @Override
        public Object make(int i) {
            return "abc" + i; // WHY: String heap returned; byte[] heap held
        }
    }

    static final class Builder implements Case {
        @Override
        public int run(int i) {
            StringBuilder b = new StringBuilder(); // WHY: StringBuilder removed
            String s = b.append("ab").append(i).toString();
            return s.length();
        }
    }

    static final class BuilderInALoop implements Case {
        @Override
        public int run(int i) {
            StringBuilder b = new StringBuilder(); // WHY: StringBuilder either call
            for (int k = 0; k < 40; k++) {
                b.append(i);
            }
            return b.length();
        }
    }

    static final class BuilderPassed implements Case {
        @Override
        public int run(int i) {
            StringBuilder b = new StringBuilder(16); // WHY: StringBuilder heap call
            digits(b, i & 1023);
            return b.length();
        }

        private static void digits(StringBuilder b, int n) {
            if (n > 9) {
                digits(b, n / 10);
            }
            b.append((char) ('0' + n % 10));
        }
    }

    static final class Joined implements Case {
        private static final String[] NAMES = {"a", "bc", "def", "ghij"};

        @Override
        public int run(int i) {
            String s = NAMES[i & 3] + ":" + NAMES[(i + 1) & 3]; // WHY: byte[] heap call|length
            return s.length();
        }
    }

    static final class Key implements Case.Maker {
        @Override
        public Object make(int i) {
            return i + "/" + (i & 7); // WHY: String heap returned; byte[] heap held
        }
    }

    static final class Formatted implements Case.Maker {
        @Override
        public Object make(int i) {
            Locale root = Locale.ROOT;
            return String.format(root, "%d:%s", i, "x"); // WHY: String heap returned|call; Formatter heap call
        }
    }

    static final class Part implements Case.Maker {
        private static final String TEXT = "the quick brown fox jumps";

        @Override
        public Object make(int i) {
            return TEXT.substring(i & 7, 12); // WHY: String heap returned
        }
    }

    static final class Characters implements Case {
        private static final String TEXT = "the quick brown fox";

        @Override
        public int run(int i) {
            int r = i;
            for (char c : TEXT.toCharArray()) { // WHY: char[] heap index|length|returned|call
                r += c;
            }
            return r;
        }
    }

    static final class OfNumber implements Case.Maker {
        @Override
        public Object make(int i) {
            return Integer.toString(i); // WHY: String heap returned; byte[] heap held
        }
    }

    static final class WithAnObject implements Case.Maker {
        private record Money(int amount) {
            @Override
            public String toString() {
                return amount + " EUR"; // WHY: String removed
            }
        }

        @Override
        public Object make(int i) {
            Money m = new Money(i); // WHY: Money removed
            return "total " + m; // WHY: String heap returned
        }
    }

    static final class NotUsed implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 1); // WHY: Point removed
            if (p.x == -77) {
                Shared.sink = "x = " + p.x;
            }
            return p.y;
        }
    }
}
