package dev.edenscope.examples.orders.before;

import dev.edenscope.examples.orders.Catalogue;
import dev.edenscope.examples.orders.Catalogue.Product;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds products by the words of their names. Safe for all threads. */
final class Search {
    private final Catalogue catalogue;

    Search(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The words of a query, in small letters. */
    List<String> words(String query) {
        List<String> words = new ArrayList<>();
        for (String word : query.toLowerCase(Locale.ROOT).split("\\s+", -1)) { // regex: compiled for each search
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** The products whose names hold all words of a query, most popular first, then by number. */
    List<Product> products(String query) {
        Set<Integer> numbers = null;
        for (String word : words(query)) {
            Set<Integer> ofWord = Arrays.stream(catalogue.numbers(word)) // stream: to make a set of an array
                    .boxed() // boxing: an Integer and an entry for each product of the word
                    .collect(Collectors.toSet()); // map growth: no capacity
            if (numbers == null) {
                numbers = ofWord;
            } else {
                numbers.retainAll(ofWord);
            }
        }
        return numbers.stream() // stream: sorts all to show the first
                .map(number -> catalogue.product(number)) // lambda: captures this
                .sorted(Comparator.comparing(Product::popularity) // boxing: two Integers for each comparison
                        .reversed()
                        .thenComparing(Product::number))
                .toList();
    }
}
