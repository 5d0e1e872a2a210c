package com.acme.advice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** Lambdas and streams. */
final class Lambdas {
    private Lambdas() {}

    static final class Computed implements Work {
        private final Map<String, Stock.Item> byWord = new HashMap<>();

        @Override
        public int run(int i) {
            Stock.Item item = byWord.computeIfAbsent(Stock.word(i), word -> Stock.item(i)); // RULE: lambda-capture
            return item.cents();
        }
    }

    static final class SortedBy implements Work {
        private final List<String> words = new ArrayList<>(List.of("b", "c", "a", "d"));

        @Override
        public int run(int i) {
            words.sort((a, b) -> (i & 1) == 0 ? a.compareTo(b) : b.compareTo(a)); // RULE: lambda-capture
            return words.get(0).length();
        }
    }

    /** What is handed to others to be done later has to be an object. */
    static final class Tasks implements Work {
        @Override
        public int run(int i) {
            IntSupplier task = () -> Stock.item(i).cents(); // RULE: none
            return Stock.handOver(i, task);
        }
    }

    static final class Listeners implements Work {
        @Override
        public int run(int i) {
            Runnable listener = () -> Stock.handOver(i, "called"); // RULE: none
            return Stock.keep(listener);
        }
    }

    static final class Known implements Work {
        private final Map<String, Stock.Item> byWord = new HashMap<>();

        @Override
        public int run(int i) {
            Stock.Item item = byWord.computeIfAbsent(Stock.word(i), word -> Stock.item(word.length())); // RULE: none
            return item.cents();
        }
    }

    static final class Tagged implements Work {
        @Override
        public int run(int i) {
            String wanted = Stock.word(i);
            return Stock.item(i).tags().stream().anyMatch(wanted::equals) ? 1 : 0; // RULE: stream-hot
        }
    }

    static final class Summed implements Work {
        @Override
        public int run(int i) {
            return Stock.item(i).tags().stream().mapToInt(String::length).sum(); // RULE: stream-hot
        }
    }

    static final class Counted implements Work {
        private final int[] sizes = {4, 8, 15, 16, 23, 42};

        @Override
        public int run(int i) {
            return (int) Arrays.stream(sizes).filter(size -> size > 9).count(); // RULE: stream-hot
        }
    }

    /** What it makes is a thousand times what it costs. */
    static final class Report implements Work {
        private final List<Stock.Item> items = new ArrayList<>();

        Report() {
            for (int i = 0; i < 5000; i++) {
                items.add(Stock.item(i));
            }
        }

        @Override
        public int run(int i) {
            List<String> names = items.stream().map(Stock.Item::name).toList(); // RULE: none
            return Stock.handOver(i, names);
        }
    }

    static final class Seldom implements Work {
        @Override
        public int run(int i) {
            return Stock.item(i).tags().stream().mapToInt(String::hashCode).sum(); // RULE: none
        }

        @Override
        public double share() {
            return Stock.RARELY;
        }
    }
}
