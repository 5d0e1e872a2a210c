package dev.edenscope.readers;

import java.util.Arrays;

/**
 * Sums over (stack, class, thread), which are numbers whose meaning is the user's; for each {@link JfrSource} of its own.
 * Memory grows with the distinct keys, not with what is added.
 */
final class JfrSums {
    private static final int KEYS = 3;
    private static final int SUMS = 3; // events, objects, bytes

    private long[] keys = new long[64 * KEYS];
    private final double[][] sums = new double[JfrSource.ALL.length][]; // null: none of that source
    private int[] table = new int[128]; // row + 1; 0 is free
    private int rows;
    private int last = -1;

    /** How many distinct keys there are. */
    int rows() {
        return rows;
    }

    long stack(int row) {
        return keys[row * KEYS];
    }

    long type(int row) {
        return keys[row * KEYS + 1];
    }

    long thread(int row) {
        return keys[row * KEYS + 2];
    }

    double events(int row, JfrSource source) {
        return sum(row, source, 0);
    }

    double objects(int row, JfrSource source) {
        return sum(row, source, 1);
    }

    double bytes(int row, JfrSource source) {
        return sum(row, source, 2);
    }

    private double sum(int row, JfrSource source, int which) {
        double[] column = source == null ? null : sums[source.index];
        return column == null || row * SUMS >= column.length ? 0 : column[row * SUMS + which];
    }

    /** How many events there are of a source. */
    long events(JfrSource source) {
        double events = 0;
        for (int row = 0; row < rows; row++) {
            events += events(row, source);
        }
        return (long) events;
    }

    void add(JfrSource source, long stack, long type, long thread, double events, double objects, double bytes) {
        int at = row(stack, type, thread) * SUMS;
        double[] column = sums[source.index];
        if (column == null || at >= column.length) {
            column = column == null ? new double[keys.length] : Arrays.copyOf(column, keys.length);
            sums[source.index] = column;
        }
        column[at] += events;
        column[at + 1] += objects;
        column[at + 2] += bytes;
    }

    /** Takes off all that was added for a source. */
    void forget(JfrSource source) {
        sums[source.index] = null;
    }

    private int row(long stack, long type, long thread) {
        // Events of different sources mostly come in pairs.
        if (last >= 0 && is(last, stack, type, thread)) {
            return last;
        }
        int mask = table.length - 1;
        int slot = hash(stack, type, thread) & mask;
        for (int row; (row = table[slot] - 1) >= 0; slot = (slot + 1) & mask) {
            if (is(row, stack, type, thread)) {
                last = row;
                return row;
            }
        }
        int at = rows * KEYS;
        if (at == keys.length) {
            keys = Arrays.copyOf(keys, at * 2);
        }
        keys[at] = stack;
        keys[at + 1] = type;
        keys[at + 2] = thread;
        table[slot] = ++rows;
        if (rows * 2 > table.length) {
            grow();
        }
        last = rows - 1;
        return last;
    }

    private boolean is(int row, long stack, long type, long thread) {
        int at = row * KEYS;
        return keys[at] == stack && keys[at + 1] == type && keys[at + 2] == thread;
    }

    private void grow() {
        table = new int[table.length * 2];
        int mask = table.length - 1;
        for (int row = 0; row < rows; row++) {
            int slot = hash(stack(row), type(row), thread(row)) & mask;
            while (table[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            table[slot] = row + 1;
        }
    }

    private static int hash(long stack, long type, long thread) {
        return (int) ((((stack * 31 + type) * 31 + thread) * 0x9e3779b97f4a7c15L) >>> 32);
    }
}
