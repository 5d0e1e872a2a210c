package com.acme.advice;

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
        AUDIT.addHandler(new Counting());
    }

    private Logs() {}

    private static final class Counting extends Handler {
        private int lines;

        @Override
        public void publish(LogRecord line) {
            lines += line.getMessage().length();
        }

        @Override
        public void flush() {
            lines = 0;
        }

        @Override
        public void close() {}
    }

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
            LOG.log(Level.FINE, "order {0} of {1}", new Object[] {i + 1000, Stock.word(i)}); // RULE: varargs-logging
            return i;
        }
    }

    static final class Varargs implements Work {
        @Override
        public int run(int i) {
            SYSTEM.log(System.Logger.Level.DEBUG, "order {0} of {1}", i + 1000, i + 2000); // RULE: varargs-logging
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
