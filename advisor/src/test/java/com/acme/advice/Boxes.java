package com.acme.advice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Numbers as objects. */
final class Boxes {
    private Boxes() {}

    static final class Counted implements Work {
        private final Map<Integer, Integer> counts = new HashMap<>();

        @Override
        public int run(int i) {
            return counts.merge(Stock.item(i).id(), 1000, (a, b) -> (a + b) & 0xffff); // RULE: boxing
        }
    }

    static final class Looked implements Work {
        private final Map<Long, Stock.Item> byId = new HashMap<>();

        Looked() {
            Stock.ITEMS.forEach(item -> byId.put((long) item.id(), item));
        }

        @Override
        public int run(int i) {
            return byId.get(1000L + i % 200).cents(); // RULE: boxing|none
        }
    }

    static final class Listed implements Work {
        private final List<Integer> sizes = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7, 8));

        @Override
        public int run(int i) {
            return sizes.set(i & 7, i + 1000); // RULE: boxing
        }
    }

    static final class Total implements Work {
        private Long total = 0L;

        @Override
        public int run(int i) {
            total += 1000 + i; // RULE: boxing
            return total.intValue();
        }
    }

    static final class Hashed implements Work {
        @Override
        public int run(int i) {
            return Objects.hash(i + 1000, i * 3 + 1000, Stock.word(i)); // RULE: boxing
        }
    }

    /** Small numbers are there already. */
    static final class Small implements Work {
        private final Map<Integer, String> names = new HashMap<>();

        Small() {
            for (int k = 0; k < 64; k++) {
                names.put(k, Stock.word(k));
            }
        }

        @Override
        public int run(int i) {
            return names.get(i & 63).length(); // RULE: none
        }
    }

    /** C2 does without. */
    static final class Compared implements Work {
        @Override
        public int run(int i) {
            Integer one = i + 1000; // RULE: none
            Integer other = i + 1001; // RULE: none
            return one.compareTo(other);
        }
    }

    static final class Text implements Work {
        @Override
        public int run(int i) {
            return Stock.handOver(i, Integer.toString(i)); // RULE: none
        }
    }

    static final class Arrays implements Work {
        @Override
        public int run(int i) {
            int[] pair = {i, i + 1}; // RULE: none
            return Stock.handOver(i, pair);
        }
    }
}
