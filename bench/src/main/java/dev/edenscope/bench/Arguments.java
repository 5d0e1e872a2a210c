package dev.edenscope.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The options behind the figure's name; each has a value but {@code --json}. */
final class Arguments {
    private final Map<String, String> given = new HashMap<>();
    private final boolean json;

    Arguments(List<String> words, Set<String> known) {
        boolean asJson = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--json")) {
                asJson = true;
            } else if (!known.contains(word)) {
                throw new UsageException("unknown option " + word
                        + (known.isEmpty() ? "" : ": there are --json, " + String.join(", ", known)));
            } else if (++i == words.size()) {
                throw new UsageException(word + " needs a value");
            } else {
                given.put(word, words.get(i));
            }
        }
        json = asJson;
    }

    boolean json() {
        return json;
    }

    /** A whole number from 1 up. */
    int number(String option, int otherwise) {
        String value = given.get(option);
        try {
            int number = value == null ? otherwise : Integer.parseInt(value);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UsageException(option + " needs a whole number from 1 up, but it is " + value);
    }

    List<String> words(String option, String otherwise) {
        return List.of(given.getOrDefault(option, otherwise).split(",", -1));
    }
}
