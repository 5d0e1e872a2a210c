package com.acme.advice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Collections that are made to be iterated, and iterators. */
final class Iterated {
    private static final String LINE = "12.50,word7,two words,EUR";

    /** So many that the stream itself does not count. */
    private static final List<String> NAMES = new ArrayList<>();

    static {
        for (int i = 0; i < 5000; i++) {
            NAMES.add(Stock.item(i).name());
        }
    }

    private Iterated() {}

    static final class EachPart implements Work {
        @Override
        public int run(int i) {
            int sum = 0;
            for (String part : LINE.split(",", -1)) { // RULE: intermediate-collection
                sum += part.length() ^ i;
            }
            return sum;
        }
    }

    static final class EachName implements Work {
        @Override
        public int run(int i) {
            int sum = 0;
            for (String name : NAMES.stream().map(String::strip).toList()) { // RULE: intermediate-collection
                sum += name.length();
            }
            return sum;
        }
    }

    static final class EachCheap implements Work {
        @Override
        public int run(int i) {
            List<Stock.Item> cheap = Stock.ITEMS.stream() // RULE: stream-hot|none
                    .filter(item -> item.cents() < 1500) // RULE: stream-hot|none
                    .collect(Collectors.toList()); // RULE: intermediate-collection|stream-hot
            int sum = 0;
            for (Stock.Item item : cheap) {
                sum += item.cents();
            }
            return sum;
        }
    }

    /** The parts are kept. */
    static final class Row implements Work {
        @Override
        public int run(int i) {
            String[] parts = LINE.split(",", -1); // RULE: none
            return Stock.handOver(i, parts);
        }
    }

    static final class NameList implements Work {
        @Override
        public int run(int i) {
            List<String> names = NAMES.stream().map(String::strip).toList(); // RULE: none
            return Stock.handOver(i, names);
        }
    }

    static final class AnyList implements Work {
        private final List<List<String>> lists = List.of(
                new ArrayList<>(List.of("a", "b")),
                new CopyOnWriteArrayList<>(List.of("a", "b")),
                Arrays.asList("a", "b"),
                List.of("a", "b", "c"));

        @Override
        public int run(int i) {
            int sum = 0;
            for (String each : lists.get(i & 3)) { // RULE: iterator-escape
                sum += each.length();
            }
            return sum;
        }
    }

    static final class Walked implements Work {
        private static int walk(Iterator<String> left, int depth) {
            return left.hasNext() ? left.next().length() + walk(left, depth + 1) : depth;
        }

        @Override
        public int run(int i) {
            return walk(Stock.item(i).tags().iterator(), 0); // RULE: iterator-escape
        }
    }

    static final class Plain implements Work {
        @Override
        public int run(int i) {
            int sum = 0;
            for (Stock.Item item : Stock.ITEMS) { // RULE: none
                sum += item.cents();
            }
            return sum;
        }
    }

    /** A cursor that stays open. */
    static final class Cursors implements Work {
        @Override
        public int run(int i) {
            return Stock.keep(Stock.ITEMS.iterator()); // RULE: none
        }
    }
}
