package dev.edenscope.budget;

import java.util.Collection;

/** Which known word somebody may have meant. */
public final class Spelling {
    private Spelling() {}

    /** The word that is the fewest letters away, and not more than a third of them; empty if there is none. */
    public static String nearest(String given, Collection<String> known) {
        String nearest = "";
        int least = Math.max(2, given.length() / 3) + 1;
        for (String word : known) {
            int distance = distance(given, word, least);
            if (distance < least) {
                least = distance;
                nearest = word;
            }
        }
        return nearest;
    }

    /** Letters to put in, leave out or change (Levenshtein's distance), or {@code enough} if it is that many or more. */
    private static int distance(String from, String to, int enough) {
        if (Math.abs(from.length() - to.length()) >= enough) {
            return enough;
        }
        int[] row = new int[to.length() + 1];
        for (int k = 0; k <= to.length(); k++) {
            row[k] = k;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int k = 1; k <= to.length(); k++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(k - 1) ? 0 : 1);
                diagonal = row[k];
                row[k] = Math.min(changed, Math.min(row[k], row[k - 1]) + 1);
            }
        }
        return Math.min(row[to.length()], enough);
    }
}
