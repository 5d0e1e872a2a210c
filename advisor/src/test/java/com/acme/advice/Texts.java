package com.acme.advice;

import java.text.MessageFormat;

/** Texts that are put together. */
final class Texts {
    private Texts() {}

    static final class Basket implements Work {
        @Override
        public int run(int i) {
            String basket = "";
            for (int k = 0; k < 40; k++) {
                basket = basket + Stock.word(i + k) + ';'; // RULE: string-concat-loop
            }
            return basket.length();
        }
    }

    static final class Appended implements Work {
        @Override
        public int run(int i) {
            String all = "";
            for (String word : Stock.WORDS) {
                all += word; // RULE: string-concat-loop
            }
            return all.hashCode();
        }
    }

    /** One expression is one String. */
    static final class Key implements Work {
        @Override
        public int run(int i) {
            String key = Stock.word(i) + ":" + Stock.word(i + 1); // RULE: none
            return Stock.handOver(i, key);
        }
    }

    /** In a loop, but each by itself. */
    static final class Keys implements Work {
        @Override
        public int run(int i) {
            String key = "";
            int sum = 0;
            for (int k = 0; k < 20; k++) {
                key = "user:" + Stock.word(i + k); // RULE: none
                sum += Stock.handOver(k, key);
            }
            return sum + key.length();
        }
    }

    static final class Formatted implements Work {
        @Override
        public int run(int i) {
            return String.format("%s:%s", Stock.word(i), Stock.word(i + 1)).length(); // RULE: string-format
        }
    }

    static final class FormattedNumber implements Work {
        @Override
        public int run(int i) {
            return "%d of %s".formatted(i & 7, Stock.word(i)).length(); // RULE: string-format
        }
    }

    static final class Message implements Work {
        @Override
        public int run(int i) {
            String message = MessageFormat.format("{0} of {1}", Stock.word(i), "all"); // RULE: string-format
            return message.length();
        }
    }

    static final class Complaint implements Work {
        @Override
        public int run(int i) {
            return String.format("%s is missing", Stock.word(i)).length(); // RULE: none
        }

        @Override
        public double share() {
            return Stock.RARELY;
        }
    }

    static final class Joined implements Work {
        @Override
        public int run(int i) {
            String joined = String.join(":", Stock.word(i), Stock.word(i + 1)); // RULE: none
            return Stock.handOver(i, joined);
        }
    }

    static final class Line implements Work {
        @Override
        public int run(int i) {
            StringBuilder line = new StringBuilder();
            for (int k = 0; k < 40; k++) {
                line.append(Stock.word(i + k)); // RULE: builder-growth
            }
            return line.length();
        }
    }

    static final class Report implements Work {
        @Override
        @SuppressWarnings("JdkObsolete") // there is much code that has it
        public int run(int i) {
            StringBuffer report = new StringBuffer();
            for (int k = 0; k < 60; k++) {
                report.append(Stock.word(i + k)); // RULE: builder-growth
            }
            return report.length();
        }
    }

    static final class PresizedLine implements Work {
        @Override
        public int run(int i) {
            StringBuilder line = new StringBuilder(400); // RULE: none
            for (int k = 0; k < 40; k++) {
                line.append(Stock.word(i + k)); // RULE: none
            }
            return Stock.handOver(i, line);
        }
    }

    /** Nothing grows: it is the text that is made. */
    static final class ReusedLine implements Work {
        private final StringBuilder line = new StringBuilder();

        @Override
        public int run(int i) {
            line.setLength(0);
            for (int k = 0; k < 10; k++) {
                line.append(Stock.word(i + k)); // RULE: none
            }
            return Stock.handOver(i, line.toString()); // RULE: none
        }
    }
}
