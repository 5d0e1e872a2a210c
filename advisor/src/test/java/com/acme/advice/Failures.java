package com.acme.advice;

/** Exceptions, and the values of enums. */
final class Failures {
    private Failures() {}

    enum Colour {
        RED,
        GREEN,
        BLUE,
        YELLOW,
        BLACK;

        private static final Colour[] ALL = values();
    }

    private static final class NotFound extends Exception {
        private static final long serialVersionUID = 1;

        NotFound(String message) {
            super(message);
        }
    }

    private static final class Miss extends Exception {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("StaticAssignmentOfThrowable") // it has no stack
        private static final Miss INSTANCE = new Miss();

        Miss() {
            super("miss", null, false, false);
        }
    }

    static final class Parsed implements Work {
        @Override
        public int run(int i) {
            try {
                return Integer.parseInt(Stock.word(i)); // RULE: exception-flow
            } catch (NumberFormatException e) {
                return -1;
            }
        }
    }

    static final class Missing implements Work {
        private static int index(String word) throws NotFound {
            for (int k = 0; k < 8; k++) {
                if (Stock.item(k).name().equals(word)) {
                    return k;
                }
            }
            throw new NotFound(word); // RULE: exception-flow
        }

        @Override
        public int run(int i) {
            try {
                return index(Stock.word(i));
            } catch (NotFound e) {
                return e.getMessage().length();
            }
        }
    }

    /** A signal without a stack costs as much as any small object. */
    static final class Light implements Work {
        private static int index(int i) throws Miss {
            if ((i & 3) != 5) {
                throw Stock.word(i).isEmpty() ? Miss.INSTANCE : new Miss(); // RULE: none
            }
            return i;
        }

        @Override
        public int run(int i) {
            try {
                return index(i);
            } catch (Miss e) {
                return Stock.handOver(i, e);
            }
        }
    }

    static final class Static implements Work {
        private static int index(int i) throws Miss {
            if ((i & 3) != 5) {
                throw Miss.INSTANCE; // RULE: none
            }
            return i;
        }

        @Override
        public int run(int i) {
            try {
                return index(i);
            } catch (Miss e) {
                return 1;
            }
        }
    }

    static final class Seldom implements Work {
        @Override
        public int run(int i) {
            try {
                return Integer.parseInt(Stock.word(i)); // RULE: none
            } catch (NumberFormatException e) {
                return -1;
            }
        }

        @Override
        public double share() {
            return Stock.RARELY;
        }
    }

    static final class EachColour implements Work {
        @Override
        public int run(int i) {
            int sum = 0;
            for (Colour colour : Colour.values()) { // RULE: enum-values
                sum += colour.name().length();
            }
            return sum;
        }
    }

    static final class ByOrdinal implements Work {
        @Override
        @SuppressWarnings("EnumOrdinal")
        public int run(int i) {
            return Colour.values()[i % 5].name().length(); // RULE: enum-values
        }
    }

    static final class KeptColours implements Work {
        @Override
        public int run(int i) {
            return Colour.ALL[i % 5].name().length(); // RULE: none
        }
    }

    /** Not of an enum: the values differ. */
    private static final class Palette {
        static int[] values(int i) {
            int[] values = new int[5 + (i & 3)]; // RULE: none
            values[i & 3] = i;
            return values;
        }
    }

    static final class Painted implements Work {
        @Override
        public int run(int i) {
            return Stock.handOver(i, Palette.values(i));
        }
    }

    static final class SeldomColours implements Work {
        @Override
        @SuppressWarnings("EnumOrdinal")
        public int run(int i) {
            return Colour.values()[i & 3].name().length(); // RULE: none
        }

        @Override
        public double share() {
            return Stock.RARELY;
        }
    }
}
