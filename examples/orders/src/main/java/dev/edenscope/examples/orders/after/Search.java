package dev.edenscope.examples.orders.after;

import dev.edenscope.examples.orders.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds products by the words of their names. Safe for all threads. */
final class Search {
    private static final int WORDS = 4;

    private final Catalogue catalogue;

    Search(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The words of a query, in small letters. */
    List<String> words(String query) {
        String text = query.toLowerCase(Locale.ROOT); // the same String if it has only small letters
        List<String> words = new ArrayList<>(WORDS);
        int start = 0;
        for (int i = 0; i <= text.length(); i++) { // a scan, no regex
            if (i == text.length() || isSpace(text.charAt(i))) {
                if (i > start) {
                    words.add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
        return words;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /** Writes the numbers of the products whose names hold all words into an array, ascending; returns how many. */
    int products(List<String> words, int[] numbers) {
        int[] first = catalogue.numbers(words.get(0));
        int count = first.length;
        System.arraycopy(first, 0, numbers, 0, count);
        for (int i = 1; i < words.size(); i++) {
            count = retain(numbers, count, catalogue.numbers(words.get(i)));
        }
        return count;
    }

    /** Keeps of ascending numbers those that are in other ascending numbers; returns how many. */
    private static int retain(int[] numbers, int count, int[] others) {
        int kept = 0;
        int other = 0;
        for (int i = 0; i < count; i++) {
            while (other < others.length && others[other] < numbers[i]) {
                other++;
            }
            if (other < others.length && others[other] == numbers[i]) {
                numbers[kept++] = numbers[i];
            }
        }
        return kept;
    }

    /**
     * Leaves the most popular products, as many as given, at the front, most popular first, then by number; returns
     * how many they are. What is behind them has no meaning any more.
     */
    int sortMostPopular(int[] numbers, int count, int most) {
        int sorted = 0;
        for (int i = 0; i < count; i++) {
            int number = numbers[i];
            int at = sorted;
            while (at > 0 && comesBefore(number, numbers[at - 1])) {
                at--;
            }
            if (at < most) {
                sorted = Math.min(sorted + 1, most);
                System.arraycopy(numbers, at, numbers, at + 1, sorted - 1 - at);
                numbers[at] = number;
            }
        }
        return sorted;
    }

    private boolean comesBefore(int number, int other) {
        int popularity = catalogue.product(number).popularity();
        int otherPopularity = catalogue.product(other).popularity();
        return popularity > otherPopularity || (popularity == otherPopularity && number < other);
    }
}
