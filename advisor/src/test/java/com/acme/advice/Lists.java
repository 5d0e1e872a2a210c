package com.acme.advice;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/** Lists, queues and buffers that grow. */
final class Lists {
    private Lists() {}

    static final class Names implements Work {
        @Override
        public int run(int i) {
            List<String> names = new ArrayList<>();
            for (Stock.Item item : Stock.ITEMS) {
                names.add(item.name()); // RULE: presize-list
            }
            return names.size();
        }
    }

    static final class Copied implements Work {
        @Override
        public int run(int i) {
            List<Stock.Item> both = new ArrayList<>();
            for (int k = 0; k < Stock.ITEMS.size(); k++) {
                both.add(Stock.ITEMS.get(k)); // RULE: presize-list
            }
            return both.get(i % both.size()).cents();
        }
    }

    static final class Waiting implements Work {
        @Override
        public int run(int i) {
            Deque<Stock.Item> waiting = new ArrayDeque<>();
            for (Stock.Item item : Stock.ITEMS) {
                waiting.addLast(item); // RULE: presize-list
            }
            return waiting.getLast().id();
        }
    }

    static final class Ordered implements Work {
        @Override
        public int run(int i) {
            Queue<String> ordered = new PriorityQueue<>();
            for (String word : Stock.WORDS) {
                ordered.add(word); // RULE: presize-list
            }
            return ordered.size();
        }
    }

    static final class Message implements Work {
        @Override
        public int run(int i) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (int k = 0; k < 20; k++) {
                out.write(Stock.BODY, 0, 100); // RULE: presize-list
            }
            return out.size();
        }
    }

    static final class Presized implements Work {
        @Override
        public int run(int i) {
            List<String> names = new ArrayList<>(Stock.ITEMS.size()); // RULE: none
            for (Stock.Item item : Stock.ITEMS) {
                names.add(item.name()); // RULE: none
            }
            return names.size();
        }
    }

    /** Has room for ten after the first, and never needs more. */
    static final class Few implements Work {
        @Override
        public int run(int i) {
            List<String> few = new ArrayList<>();
            for (int k = 0; k < 4; k++) {
                few.add(Stock.word(i + k)); // RULE: none
            }
            return Stock.handOver(i, few);
        }
    }

    static final class PresizedMessage implements Work {
        @Override
        public int run(int i) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(400); // RULE: none
            for (int k = 0; k < 4; k++) {
                out.write(Stock.BODY, 0, 100); // RULE: none
            }
            return Stock.handOver(i, out);
        }
    }

    /** Nobody knows how long it will be. */
    static final class Journal implements Work {
        private final List<String> journal = new ArrayList<>();

        @Override
        public int run(int i) {
            journal.add(Stock.word(i)); // RULE: none
            return journal.size();
        }
    }

    static final class Seldom implements Work {
        @Override
        public int run(int i) {
            List<String> names = new ArrayList<>();
            for (Stock.Item item : Stock.ITEMS) {
                names.add(item.name()); // RULE: none
            }
            return names.size();
        }

        @Override
        public double share() {
            return Stock.RARELY;
        }
    }
}
