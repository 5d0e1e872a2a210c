package dev.edenscope.readers;

import java.util.Arrays;

/**
 * Sums over (source, stack, class, thread), the latter three as numbers whose meaning is the user's. Memory grows with
 * the distinct keys, not with what is added.
 */
final class JfrSums {
    private static final int KEYS = 4;
    private static final int SUMS = 3;

    private long[] keys = new long[64 * KEYS];
    private double[] sums = new double[64 * SUMS];
    private int[] table = new int[128]; // row + 1; 0 is free
    private int size;

    int size() {
        return size;
    }

    JfrSource source(int row) {
        return JfrSource.ALL[(int) keys[row * KEYS]];
    }

    long stack(int row) {
        return keys[row * KEYS + 1];
    }

    long type(int row) {
        return keys[row * KEYS + 2];
    }

    long thread(int row) {
        return keys[row * KEYS + 3];
    }

    double events(int row) {
        return sums[row * SUMS];
    }

    double objects(int row) {
        return sums[row * SUMS + 1];
    }

    double bytes(int row) {
        return sums[row * SUMS + 2];
    }

    void add(JfrSource source, long stack, long type, long thread, double events, double objects, double bytes) {
        int at = row(source.ordinal(), stack, type, thread) * SUMS;
        sums[at] += events;
        sums[at + 1] += objects;
        sums[at + 2] += bytes;
    }

    /** Takes off all that was added for a source. */
    void forget(JfrSource source) {
        for (int row = 0; row < size; row++) {
            if (source(row) == source) {
                Arrays.fill(sums, row * SUMS, (row + 1) * SUMS, 0);
            }
        }
    }

    private int row(long source, long stack, long type, long thread) {
        int mask = table.length - 1;
        int slot = hash(source, stack, type, thread) & mask;
        for (int row; (row = table[slot] - 1) >= 0; slot = (slot + 1) & mask) {
            int at = row * KEYS;
            if (keys[at + 1] == stack && keys[at + 2] == type && keys[at + 3] == thread && keys[at] == source) {
                return row;
            }
        }
        int at = size * KEYS;
        if (at == keys.length) {
            keys = Arrays.copyOf(keys, at * 2);
            sums = Arrays.copyOf(sums, size * SUMS * 2);
        }
        keys[at] = source;
        keys[at + 1] = stack;
        keys[at + 2] = type;
        keys[at + 3] = thread;
        table[slot] = ++size;
        if (size * 2 > table.length) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        table = new int[table.length * 2];
        int mask = table.length - 1;
        for (int row = 0; row < size; row++) {
            int at = row * KEYS;
            int slot = hash(keys[at], keys[at + 1], keys[at + 2], keys[at + 3]) & mask;
            while (table[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            table[slot] = row + 1;
        }
    }

    private static int hash(long source, long stack, long type, long thread) {
        long hash = (stack * 31 + type) * 31 + thread * 5 + source;
        hash *= 0x9e3779b97f4a7c15L;
        return (int) (hash >>> 32);
    }
}
