package dev.edenscope.readers;

import java.util.Arrays;

/** Ids 0, 1, 2 ... for longs, in the order in which they are added. */
final class LongIndex {
    private long[] keys = new long[16];
    private int[] table = new int[32]; // id + 1; 0 is free
    private int size;

    int size() {
        return size;
    }

    /** The id of a key, or -1. */
    int find(long key) {
        return table[slot(key)] - 1;
    }

    /** The id of a key; if it is new, the next one: {@link #size()} as it was before. */
    int add(long key) {
        int slot = slot(key);
        if (table[slot] != 0) {
            return table[slot] - 1;
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
        }
        keys[size] = key;
        table[slot] = ++size;
        if (size * 2 > table.length) {
            table = new int[table.length * 2];
            for (int id = 0; id < size; id++) {
                table[slot(keys[id])] = id + 1;
            }
        }
        return size - 1;
    }

    private int slot(long key) {
        int mask = table.length - 1;
        int slot = (int) ((key * 0x9e3779b97f4a7c15L) >>> 32) & mask;
        while (table[slot] != 0 && keys[table[slot] - 1] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
