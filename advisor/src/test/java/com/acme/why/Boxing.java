package com.acme.why;

import com.acme.why.Shared.Box;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Numbers as objects. */
@SuppressWarnings({"UnnecessaryLambda"}) // the cases are of what is written, not of what should be
final class Boxing {
    private Boxing() {}

    static final class Local implements Case {
        @Override
        public int run(int i) {
            Integer x = i + 1000; // WHY: Integer removed
            return x * 2;
        }
    }

    static final class InTheCache implements Case {
        @Override
        public int run(int i) {
            Integer x = i & 63; // WHY: Integer removed
            return x + 1;
        }
    }

    static final class AsAKey implements Case {
        private static final Map<Integer, Integer> MAP = new HashMap<>();

        static {
            for (int k = 0; k < 64; k++) {
                MAP.put(k + 1000, k);
            }
        }

        @Override
        public int run(int i) {
            Integer v = MAP.get((i & 63) + 1000); // WHY: Integer either call
            return v == null ? 0 : v;
        }
    }

    static final class InAList implements Case {
        private static final List<Object> LIST = new ArrayList<>();

        @Override
        public int run(int i) {
            if (LIST.size() > 64) {
                LIST.clear();
            }
            LIST.add(i + 1000); // WHY: Integer heap array
            return i;
        }
    }

    static final class InAField implements Case {
        private Integer last;

        @Override
        public int run(int i) {
            last = i + 1000; // WHY: Integer heap field
            return last;
        }
    }

    static final class AsResult implements Case.Maker {
        @Override
        public Object make(int i) {
            return i + 1000; // WHY: Integer heap returned
        }
    }

    static final class DoubleAsResult implements Case.Maker {
        @Override
        public Object make(int i) {
            return i / 3.0; // WHY: Double heap returned
        }
    }

    static final class LongInABox implements Case {
        @Override
        public int run(int i) {
            Long l = i + 100_000L; // WHY: Long removed
            Box b = new Box(l); // WHY: Box removed
            return ((Long) b.value).intValue();
        }
    }

    static final class Equal implements Case {
        @Override
        public int run(int i) {
            Integer a = i + 1000; // WHY: Integer removed
            Integer b = i + 1001; // WHY: Integer removed
            return a.equals(b) ? 1 : 2;
        }
    }

    static final class GenericFunction implements Case {
        private static final Function<Integer, Integer> NEXT = x -> x + 1; // WHY: Integer removed

        @Override
        public int run(int i) {
            return NEXT.apply(i + 1000); // WHY: Integer removed
        }
    }

    static final class Accumulated implements Case {
        @Override
        public int run(int i) {
            Long sum = 100_000L; // WHY: Long removed
            for (int k = 0; k < 10; k++) {
                sum += i; // WHY: Long removed
            }
            return sum.intValue();
        }
    }

    static final class Counted implements Case {
        private static final Map<String, Integer> COUNTS = new HashMap<>();

        @Override
        public int run(int i) {
            return COUNTS.merge("k", 1000, (a, b) -> a + b); // WHY: Integer heap returned|call
        }
    }

    static final class Compared implements Case {
        @Override
        public int run(int i) {
            return Integer.valueOf(i + 1000).compareTo(i + 7); // WHY: Integer removed
        }
    }

    static final class OneCharacter implements Case {
        @Override
        public int run(int i) {
            Object c = (char) ((i & 0x7fff) | 0x100); // WHY: Character removed
            return c instanceof Character x ? x : 0;
        }
    }

    static final class Bound implements Case {
        private interface Source<T> {
            T get(int i);
        }

        private record Doubled() implements Source<Double> {
            @Override
            public Double get(int i) {
                return i * 0.5; // WHY: Double removed
            }
        }

        private static final Source<Double> SOURCE = new Doubled();

        @Override
        public int run(int i) {
            return (int) (SOURCE.get(i) + 1);
        }
    }
}
