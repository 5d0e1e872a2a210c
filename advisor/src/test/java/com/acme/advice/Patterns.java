package com.acme.advice;

import java.util.regex.Pattern;

/** Regular expressions. */
final class Patterns {
    private static final Pattern WORD = Pattern.compile("[a-z]+\\d+");
    private static final String LINE = "12.50,word7,two words,EUR";

    private Patterns() {}

    static final class Matching implements Work {
        @Override
        public int run(int i) {
            return Stock.word(i).matches("[a-z]+\\d+") ? 1 : 0; // RULE: regex-per-call
        }
    }

    static final class Replaced implements Work {
        @Override
        public int run(int i) {
            return LINE.replaceAll("\\s+", " ").length(); // RULE: regex-per-call
        }
    }

    static final class Found implements Work {
        @Override
        public int run(int i) {
            Pattern pattern = Pattern.compile("(word|item)-?\\d+"); // RULE: regex-per-call
            return pattern.matcher(Stock.word(i)).find() ? 1 : 0; // RULE: none
        }
    }

    static final class Parts implements Work {
        @Override
        public int run(int i) {
            return LINE.split("\\s*,\\s*", -1)[i & 3].length(); // RULE: regex-per-call
        }
    }

    static final class Compiled implements Work {
        @Override
        public int run(int i) {
            return WORD.matcher(Stock.word(i)).matches() ? 1 : 0; // RULE: none
        }
    }

    /** A single character is split at without a pattern. */
    static final class Fields implements Work {
        @Override
        public int run(int i) {
            String[] fields = LINE.split(",", -1); // RULE: none
            return Stock.handOver(i, fields[1]) + fields[3].length();
        }
    }

    static final class Literal implements Work {
        @Override
        public int run(int i) {
            return Stock.handOver(i, LINE.replace("EUR", "USD")); // RULE: none
        }
    }

    static final class Seldom implements Work {
        @Override
        public int run(int i) {
            return Stock.word(i).matches("[a-z]+\\d\\d") ? 1 : 0; // RULE: none
        }

        @Override
        public double share() {
            return Stock.RARELY;
        }
    }
}
