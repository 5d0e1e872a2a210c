package dev.edenscope.profile;

import java.util.Arrays;

/** Many short {@code int} sequences in one array: sequence {@code id} is {@code items[starts[id] .. starts[id + 1])}. */
final class Ranges {
    private int[] starts;
    private int[] items;
    private int count;

    Ranges() {
        this.starts = new int[16];
        this.items = new int[64];
    }

    int count() {
        return count;
    }

    int length(int id) {
        return starts[id + 1] - starts[id];
    }

    int get(int id, int position) {
        int at = starts[id] + position;
        if (position < 0 || at >= starts[id + 1]) {
            throw new IndexOutOfBoundsException("position " + position + " of " + length(id));
        }
        return items[at];
    }

    boolean equal(int id, int[] other, int length) {
        int from = starts[id];
        if (starts[id + 1] - from != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (items[from + i] != other[i]) {
                return false;
            }
        }
        return true;
    }

    void append(int[] sequence, int length) {
        int end = starts[count] + length;
        if (end < 0) {
            throw new OutOfMemoryError("stacks hold more than 2^31 frames");
        }
        if (count + 2 > starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
        }
        if (end > items.length) {
            items = Arrays.copyOf(items, Math.max(end, (int) Math.min(items.length * 2L, Integer.MAX_VALUE - 8)));
        }
        System.arraycopy(sequence, 0, items, starts[count], length);
        starts[++count] = end;
    }
}
