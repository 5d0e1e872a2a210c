package com.acme.advice;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Maps and sets that grow. */
final class Maps {
    private Maps() {}

    static final class ByName implements Work {
        @Override
        public int run(int i) {
            Map<String, Stock.Item> byName = new HashMap<>();
            for (Stock.Item item : Stock.ITEMS) {
                byName.put(item.name(), item); // RULE: presize-map
            }
            return byName.size();
        }
    }

    static final class InOrder implements Work {
        @Override
        public int run(int i) {
            Map<String, Stock.Item> inOrder = new LinkedHashMap<>();
            for (Stock.Item item : Stock.ITEMS) {
                inOrder.put(item.name(), item); // RULE: presize-map
            }
            return inOrder.size();
        }
    }

    static final class Distinct implements Work {
        @Override
        public int run(int i) {
            Set<String> distinct = new HashSet<>();
            for (String word : Stock.WORDS) {
                distinct.add(word); // RULE: presize-map
            }
            return distinct.size();
        }
    }

    static final class Shared implements Work {
        @Override
        public int run(int i) {
            Map<String, Stock.Item> shared = new ConcurrentHashMap<>();
            for (Stock.Item item : Stock.ITEMS) {
                shared.put(item.name(), item); // RULE: presize-map
            }
            return Stock.handOver(i, shared);
        }
    }

    static final class Presized implements Work {
        @Override
        public int run(int i) {
            Map<String, Stock.Item> byName = new HashMap<>(Stock.ITEMS.size() * 4 / 3 + 1);
            for (Stock.Item item : Stock.ITEMS) {
                byName.put(item.name(), item); // RULE: none
            }
            return byName.size();
        }
    }

    static final class PresizedSet implements Work {
        @Override
        public int run(int i) {
            Set<String> distinct = new HashSet<>(128);
            for (String word : Stock.WORDS) {
                distinct.add(word); // RULE: none
            }
            return distinct.size();
        }
    }

    /** The smallest table is large enough. */
    static final class Few implements Work {
        @Override
        public int run(int i) {
            Map<String, String> few = new HashMap<>();
            for (int k = 0; k < 5; k++) {
                few.put(Stock.word(i + k), Stock.word(k)); // RULE: none
            }
            return few.size();
        }
    }

    static final class Sorted implements Work {
        @Override
        public int run(int i) {
            Map<String, Stock.Item> sorted = new TreeMap<>();
            for (Stock.Item item : Stock.ITEMS) {
                sorted.put(item.name(), item); // RULE: none
            }
            return sorted.size();
        }
    }

    static final class Seldom implements Work {
        @Override
        public int run(int i) {
            Map<String, Stock.Item> byName = new HashMap<>();
            for (Stock.Item item : Stock.ITEMS) {
                byName.put(item.name(), item); // RULE: none
            }
            return byName.size();
        }

        @Override
        public double share() {
            return Stock.RARELY;
        }
    }
}
