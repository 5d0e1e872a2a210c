package dev.edenscope.budget;

import dev.edenscope.budget.Comparison.Verdict;

/** How parts of a text are made to stand out for a person who watches. */
public interface Paint {
    /** As it is, for files and pipes. */
    Paint PLAIN = new Paint() {
        @Override
        public String heading(String line) {
            return line;
        }

        @Override
        public String difference(Verdict verdict, String text) {
            return text;
        }
    };

    /** The heading of a table. */
    String heading(String line);

    /** A difference, and what it is taken for. */
    String difference(Verdict verdict, String text);
}
