package com.acme.advice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.UUID;

/** Small objects: of the application's own, and numbers, dates and ids. */
final class Values {
    private Values() {}

    static final class Point {
        private static final Point ORIGIN = new Point(0, 0);
        private final int x;
        private final int y;

        Point(int x, int y) {
            this.x = x;
            this.y = y;
        }
    }

    static final class Context {
        private final String user;
        private final int depth;

        Context(String user, int depth) {
            this.user = user;
            this.depth = depth;
        }
    }

    /** Not inlined: it is recursive. */
    private static int visit(Context context, int left) {
        return left == 0 ? context.depth : context.user.length() + visit(context, left - 1);
    }

    static final class Request implements Work {
        @Override
        public int run(int i) {
            Context context = new Context(Stock.word(i), i); // RULE: request-object
            return visit(context, 3 + (i & 3));
        }
    }

    static final class Nearest implements Work {
        private static Point nearest(int i) {
            Point best = Point.ORIGIN;
            for (int k = 0; k < 4; k++) {
                Point next = new Point(i ^ k, i); // RULE: request-object
                if (next.x - next.y > best.x - best.y) {
                    best = next;
                }
            }
            return best;
        }

        @Override
        public int run(int i) {
            return nearest(i).x;
        }
    }

    static final class Entity implements Work {
        @Override
        public int run(int i) {
            return Stock.keep(new Context(Stock.word(i), i)); // RULE: none
        }
    }

    static final class Message implements Work {
        @Override
        public int run(int i) {
            return Stock.handOver(i, new Context(Stock.word(i), i)); // RULE: none
        }
    }

    /** C2 does without. */
    static final class Local implements Work {
        @Override
        public int run(int i) {
            Point point = new Point(i, i + 1); // RULE: none
            return point.x ^ point.y;
        }
    }

    static final class Id implements Work {
        private final UUID[] ids = {UUID.randomUUID(), UUID.randomUUID()};

        @Override
        public int run(int i) {
            return Stock.handOver(i, ids[i & 1].toString()); // RULE: uuid-decimal-dates
        }
    }

    static final class Price implements Work {
        private final BigDecimal cents = new BigDecimal("12.50");
        private final BigDecimal rate = new BigDecimal("1.0875");

        @Override
        public int run(int i) {
            BigDecimal price = cents.multiply(rate); // RULE: uuid-decimal-dates
            BigDecimal rounded = price.setScale(2, RoundingMode.HALF_UP); // RULE: uuid-decimal-dates
            return Stock.handOver(i, price) + Stock.handOver(i + 1, rounded);
        }
    }

    static final class Now implements Work {
        @Override
        @SuppressWarnings("JavaTimeDefaultTimeZone") // what it costs is the point
        public int run(int i) {
            LocalDateTime now = LocalDateTime.now(); // RULE: uuid-decimal-dates
            return Stock.handOver(i, now);
        }
    }

    static final class Stamp implements Work {
        @Override
        public int run(int i) {
            return Stock.handOver(i, Instant.now()); // RULE: none
        }
    }

    static final class Known implements Work {
        private static final String ID = "6f1c8a50-1a35-4cc6-8f5e-4b2f0c7d9e11";

        @Override
        public int run(int i) {
            return Stock.handOver(i, UUID.fromString(ID)); // RULE: none
        }
    }

    static final class SeldomId implements Work {
        private final UUID id = UUID.randomUUID();

        @Override
        public int run(int i) {
            return Stock.handOver(i, id.toString()); // RULE: none
        }

        @Override
        public double share() {
            return Stock.RARELY;
        }
    }
}
