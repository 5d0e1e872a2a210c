package dev.edenscope.why;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Which source line of a method is which after a change: by what the lines do, for their numbers shift. Lines that do the same
 * in the same order (a longest common subsequence) are one; the others stand in the gap between two such.
 */
final class Alignment {
    private static final long MOST_CELLS = 16_000_000; // of the table, for methods of 4,000 changed lines

    private final Map<Integer, Integer> before =
            new HashMap<>(); // slot by line: odd for a line of both, even for a gap
    private final Map<Integer, Integer> after = new HashMap<>();

    /**
     * Aligns.
     *
     * @param before what each line does, by number
     * @param after the same after the change
     */
    Alignment(SortedMap<Integer, String> before, SortedMap<Integer, String> after) {
        List<Integer> old = new ArrayList<>(before.keySet());
        List<Integer> now = new ArrayList<>(after.keySet());
        List<String> oldText = List.copyOf(before.values());
        List<String> nowText = List.copyOf(after.values());
        int[][] longest = (long) old.size() * now.size() > MOST_CELLS ? null : longest(oldText, nowText);
        int slot = 0;
        int i = 0;
        int j = 0;
        while (i < old.size() && j < now.size()) {
            if (oldText.get(i).equals(nowText.get(j))) {
                slot += 2;
                this.before.put(old.get(i++), slot - 1);
                this.after.put(now.get(j++), slot - 1);
            } else if (longest == null || longest[i + 1][j] >= longest[i][j + 1]) {
                this.before.put(old.get(i++), slot);
            } else {
                this.after.put(now.get(j++), slot);
            }
        }
        while (i < old.size()) {
            this.before.put(old.get(i++), slot);
        }
        while (j < now.size()) {
            this.after.put(now.get(j++), slot);
        }
    }

    /** Length of the longest common subsequence from each pair of places on. */
    private static int[][] longest(List<String> old, List<String> now) {
        int[][] longest = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                longest[i][j] = old.get(i).equals(now.get(j))
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        return longest;
    }

    /** Where a line from before stands: the same number as the line after the change that it may be. */
    int ofBefore(int line) {
        return before.getOrDefault(line, -1);
    }

    int ofAfter(int line) {
        return after.getOrDefault(line, -1);
    }

    /** Whether after the change there is no line at all in a place. */
    boolean isEmptyAfter(int slot) {
        return !after.containsValue(slot);
    }

    boolean isEmptyBefore(int slot) {
        return !before.containsValue(slot);
    }
}
