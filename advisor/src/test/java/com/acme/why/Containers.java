package com.acme.why;

import com.acme.why.Shared.Point;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Vector;
import java.util.stream.IntStream;

/** Collections, iterators, streams and Optional. */
@SuppressWarnings({"JdkObsolete"}) // the cases are of what is written, not of what should be
final class Containers {
    private Containers() {}

    static final class ListIterator implements Case {
        private static final List<Integer> LIST = new ArrayList<>(List.of(1, 2, 3, 4));

        @Override
        public int run(int i) {
            int r = i;
            for (Integer each : LIST) { // WHY: ArrayList$Itr removed
                r += each;
            }
            return r;
        }
    }

    static final class AnyIterator implements Case {
        private static final class Own extends AbstractList<Object> {
            @Override
            public Object get(int k) {
                return 1;
            }

            @Override
            public int size() {
                return 2;
            }
        }

        private static final List<?>[] LISTS = {
            new ArrayList<>(List.of(1, 2)), new LinkedList<>(List.of(1, 2)), new Own(), new Vector<>(List.of(1, 2))
        };

        @Override
        public int run(int i) {
            int r = i;
            for (Object each : LISTS[i & 3]) { // WHY: Vector$Itr heap returned; LinkedList$ListItr heap returned
                r += (Integer) each;
            }
            return r;
        }
    }

    static final class OwnIterable implements Case {
        private record Range(int from, int to) implements Iterable<Integer> {
            @Override
            public Iterator<Integer> iterator() {
                return new Steps(from, to); // WHY: Steps removed
            }
        }

        private static final class Steps implements Iterator<Integer> {
            private final int to;
            private int at;

            Steps(int from, int to) {
                this.at = from;
                this.to = to;
            }

            @Override
            public boolean hasNext() {
                return at < to;
            }

            @Override
            public Integer next() {
                return at++;
            }
        }

        @Override
        public int run(int i) {
            int r = 0;
            for (int each : new Range(i & 7, 12)) { // WHY: Range removed
                r += each;
            }
            return r;
        }
    }

    static final class MapPut implements Case {
        private static final Map<String, Object> MAP = new HashMap<>();

        @Override
        public int run(int i) {
            Point p = new Point(i, 50); // WHY: Point heap field|call
            MAP.put("k", p);
            return p.x;
        }
    }

    static final class MapGet implements Case {
        private record Key(int a, int b) {}

        private static final Map<Key, Integer> MAP = new HashMap<>();

        static {
            for (int k = 0; k < 64; k++) {
                MAP.put(new Key(k, k), k);
            }
        }

        @Override
        public int run(int i) {
            Integer v = MAP.get(new Key(i & 63, i & 63)); // WHY: Key either call
            return v == null ? 0 : v;
        }
    }

    static final class LocalList implements Case {
        @Override
        public int run(int i) {
            List<Point> list = new ArrayList<>(); // WHY: 17: ArrayList either call; 25: ArrayList removed
            list.add(new Point(i, 60)); // WHY: 17: Point either array|held; 25: Point removed
            return list.get(0).x;
        }
    }

    static final class LocalMap implements Case {
        @Override
        public int run(int i) {
            Map<String, Point> map = new HashMap<>(); // WHY: HashMap heap call
            map.put("a", Shared.POINT);
            return map.size() + i;
        }
    }

    static final class LocalSet implements Case {
        @Override
        public int run(int i) {
            Set<String> set = new HashSet<>(); // WHY: HashSet removed; HashMap heap call
            set.add("a");
            return set.size() + i;
        }
    }

    static final class ListOf implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 1); // WHY: Point removed
            List<Point> list = List.of(p, Shared.POINT);
            return list.get(0).x;
        }
    }

    static final class AsList implements Case {
        @Override
        public int run(int i) {
            Point p = new Point(i, 1); // WHY: Point removed
            List<Point> list = Arrays.asList(p, Shared.POINT); // WHY: Point[] removed; Arrays$ArrayList removed
            return list.get(0).x;
        }
    }

    static final class View implements Case {
        private static final List<String> NAMES = new ArrayList<>(List.of("a", "b", "c"));

        @Override
        public int run(int i) {
            List<String> view =
                    Collections.unmodifiableList(NAMES); // WHY: Collections$UnmodifiableRandomAccessList removed
            return view.get(1).length() + i;
        }
    }

    static final class Deque implements Case {
        @Override
        public int run(int i) {
            ArrayDeque<Point> deque = new ArrayDeque<>(4); // WHY: ArrayDeque removed
            deque.push(Shared.POINT);
            return deque.pop().x + i;
        }
    }

    static final class Entries implements Case {
        private static final Map<String, Integer> MAP = new HashMap<>(Map.of("a", 1, "b", 2));

        @Override
        public int run(int i) {
            int r = i;
            for (Map.Entry<String, Integer> each : MAP.entrySet()) { // WHY: HashMap$EntryIterator removed
                r += each.getValue();
            }
            return r;
        }
    }

    static final class Computed implements Case {
        private static final Map<String, Integer> MAP = new HashMap<>(Map.of("a", 1, "b", 2));

        @Override
        public int run(int i) {
            return MAP.computeIfAbsent("a", key -> key.length() + i); // WHY: lambda heap call
        }
    }

    static final class Pair implements Case {
        @Override
        public int run(int i) {
            Map.Entry<Point, Point> pair = Map.entry(Shared.POINT, Shared.POINT); // WHY: KeyValueHolder removed
            return pair.getKey().x + pair.getValue().y + i;
        }
    }

    static final class OptionalChain implements Case {
        @Override
        public int run(int i) {
            Optional<Point> p = Optional.of(Shared.POINT); // WHY: Optional removed
            return p.map(q -> q.x).orElse(i);
        }
    }

    static final class OptionalReturned implements Case.Maker {
        @Override
        public Object make(int i) {
            return Optional.of(new Point(i, 1)); // WHY: Optional heap returned; Point heap held
        }
    }

    static final class OptionalOfMaybe implements Case {
        private static final Point[] MAYBE = {Shared.POINT, null};

        @Override
        public int run(int i) {
            Point p = MAYBE[i & 1];
            return Optional.ofNullable(p) // WHY: 17: Optional heap merge; 25: Optional removed
                    .map(q -> q.x)
                    .orElse(i & 63);
        }
    }

    static final class Summed implements Case {
        @Override
        public int run(int i) {
            return IntStream.range(0, 8).map(z -> z + i).sum(); // WHY: lambda heap held|call|field
        }
    }

    static final class Collected implements Case.Maker {
        private static final List<String> NAMES = List.of("a", "bb", "ccc");

        @Override
        public Object make(int i) {
            return NAMES.stream().filter(n -> n.length() > (i & 1)).toList(); // WHY: lambda heap held|call|field
        }
    }

    static final class Sublist implements Case {
        private static final List<String> NAMES = new ArrayList<>(List.of("a", "b", "c", "d"));

        @Override
        public int run(int i) {
            List<String> part = NAMES.subList(1, 3); // WHY: ArrayList$SubList removed
            return part.get(0).length() + i;
        }
    }

    static final class Sorted implements Case {
        private static final Integer[] NUMBERS = {3, 1, 2};

        @Override
        public int run(int i) {
            Integer[] copy = NUMBERS.clone(); // WHY: Integer[] heap call|index
            Arrays.sort(copy, (a, b) -> a - b);
            return copy[0] + i;
        }
    }
}
