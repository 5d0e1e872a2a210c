package com.acme.advice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Copies that nobody needs, and some that are needed. */
final class Copies {
    private Copies() {}

    static final class Basket {
        private final List<String> tags;
        private final int[] weights;

        Basket(List<String> tags, int[] weights) {
            this.tags = List.copyOf(tags); // RULE: none
            this.weights = weights.clone(); // RULE: none
        }

        List<String> tags() {
            return new ArrayList<>(tags); // RULE: defensive-copy
        }

        int[] weights() {
            return weights.clone(); // RULE: defensive-copy
        }

        int median() {
            int[] sorted = weights.clone(); // RULE: none
            Arrays.sort(sorted);
            return sorted[sorted.length / 2];
        }
    }

    static final class Names {
        private final List<String> names = new ArrayList<>(List.of(Stock.WORDS));

        List<String> all() {
            return List.copyOf(names); // RULE: defensive-copy
        }

        /** A part of what is there: not the same thing again. */
        List<String> some(int from) {
            return new ArrayList<>(names.subList(from, from + 8)); // RULE: none
        }
    }

    private static final Basket BASKET = new Basket(List.of(Stock.WORDS), new int[] {4, 8, 15, 16, 23, 42, 1, 2, 3, 9});
    private static final Names NAMES = new Names();

    static final class Tags implements Work {
        @Override
        public int run(int i) {
            int sum = 0;
            for (String tag : BASKET.tags()) {
                sum += tag.length();
            }
            return sum;
        }
    }

    static final class Weights implements Work {
        @Override
        public int run(int i) {
            int sum = 0;
            for (int weight : BASKET.weights()) {
                sum += weight ^ i;
            }
            return sum;
        }
    }

    static final class AllNames implements Work {
        @Override
        public int run(int i) {
            return NAMES.all().get(i & 63).length();
        }
    }

    static final class SomeNames implements Work {
        @Override
        public int run(int i) {
            return Stock.handOver(i, NAMES.some(i & 31));
        }
    }

    static final class Median implements Work {
        @Override
        public int run(int i) {
            return BASKET.median();
        }
    }

    static final class Baskets implements Work {
        private final int[] weights = {4, 8, 15, 16, 23, 42};

        @Override
        public int run(int i) {
            return Stock.keep(new Basket(Stock.item(i).tags(), weights)); // RULE: none
        }
    }

    static final class EachKey implements Work {
        private final Map<String, Stock.Item> byName = new HashMap<>();

        EachKey() {
            Stock.ITEMS.forEach(item -> byName.put(item.name(), item));
        }

        @Override
        public int run(int i) {
            int sum = 0;
            for (String key : new ArrayList<>(byName.keySet())) { // RULE: intermediate-collection
                sum += key.length();
            }
            return sum;
        }
    }

    /** Without the copy it could not remove what it iterates over. */
    static final class Expired implements Work {
        private final Map<String, Stock.Item> byName = new HashMap<>();

        Expired() {
            Stock.ITEMS.forEach(item -> byName.put(item.name(), item));
        }

        @Override
        public int run(int i) {
            int sum = 0;
            for (String key : new ArrayList<>(byName.keySet())) { // RULE: none
                if (byName.get(key).cents() == i) {
                    byName.remove(key);
                } else {
                    sum++;
                }
            }
            return sum;
        }
    }
}
