package com.acme.advice;

import static java.lang.System.Logger.Level.DEBUG;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Lines of a log, most of which nobody wants. */
final class Logs {
    private static final Logger LOG = Logger.getLogger(Logs.class.getName());
    private static final System.Logger SYSTEM = System.getLogger(Logs.class.getName());
    private static final Logger AUDIT = Logger.getLogger("audit");

    static {
        AUDIT.setUseParentHandlers(false);
        AUDIT.addHandler(new Audit());
    }

    private Logs() {}

    private static final class Audit extends Handler {
        @Override
        public void publish(LogRecord line) {
            Stock.handOver(0, line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    // JDK 25's C2 does without boxes and arrays that are passed to nobody.

    static final class PutTogether implements Work {
        @Override
        public int run(int i) {
            LOG.fine("order " + Stock.word(i) + " of " + i); // RULE: varargs-logging
            return i;
        }
    }

    static final class Parameters implements Work {
        @Override
        public int run(int i) {
            Object[] order = {i + 1000, Stock.word(i)}; // RULE: 17: varargs-logging; 25: none|varargs-logging
            LOG.log(Level.FINE, "order {0} of {1}", order);
            return i;
        }
    }

    static final class Varargs implements Work {
        @Override
        public int run(int i) {
            int cents = i + 2000;
            SYSTEM.log(DEBUG, "order {0} of {1}", i, cents); // RULE: 17: varargs-logging; 25: none|varargs-logging
            return i;
        }
    }

    static final class Enabled implements Work {
        @Override
        public int run(int i) {
            AUDIT.info("order " + Stock.word(i)); // RULE: varargs-logging
            return i;
        }
    }

    static final class Supplied implements Work {
        @Override
        public int run(int i) {
            LOG.fine(() -> "order " + Stock.word(i) + " of " + i); // RULE: none
            return i;
        }
    }

    static final class Guarded implements Work {
        @Override
        public int run(int i) {
            if (LOG.isLoggable(Level.FINE)) {
                LOG.fine("order " + Stock.word(i) + " of " + i); // RULE: none
            }
            return i;
        }
    }

    static final class Constant implements Work {
        @Override
        public int run(int i) {
            LOG.fine("an order"); // RULE: none
            return i;
        }
    }

    /** The same shape, but the text is the work. */
    static final class Line implements Work {
        @Override
        public int run(int i) {
            return Stock.handOver(i, "order " + Stock.word(i) + " of " + i); // RULE: none
        }
    }

    static final class Seldom implements Work {
        @Override
        public int run(int i) {
            LOG.fine("order " + Stock.word(i) + " at " + i); // RULE: none
            return i;
        }

        @Override
        public double share() {
            return Stock.RARELY;
        }
    }
}
