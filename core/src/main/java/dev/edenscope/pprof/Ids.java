package dev.edenscope.pprof;

/**
 * From the ids of a file, any 64 bits, to those of a {@link dev.edenscope.profile.ProfileBuilder}. Files number their
 * tables 1, 2, 3 ...: such ids are looked up in an array, others in a hash table of primitives.
 */
final class Ids {
    private final int[] dense; // value + 1; 0 is absent
    private long[] keys = new long[16];
    private int[] values = new int[16]; // value + 1; 0 is free
    private int sparse;

    /** @param expected how many ids the file has */
    Ids(int expected) {
        this.dense = new int[expected + 1];
    }

    /** The builder's id, or -1. */
    int get(long id) {
        if (id >= 0 && id < dense.length) {
            return dense[(int) id] - 1;
        }
        return values[slot(id)] - 1;
    }

    /** Whether the id was new; if not, nothing changes. */
    boolean put(long id, int value) {
        if (get(id) >= 0) {
            return false;
        }
        if (id >= 0 && id < dense.length) {
            dense[(int) id] = value + 1;
            return true;
        }
        int at = slot(id);
        keys[at] = id;
        values[at] = value + 1;
        if (++sparse * 2 > keys.length) {
            grow();
        }
        return true;
    }

    private int slot(long id) {
        long h = id * 0x9e3779b97f4a7c15L;
        int at = (int) (h ^ (h >>> 32)) & (keys.length - 1);
        while (values[at] != 0 && keys[at] != id) {
            at = (at + 1) & (keys.length - 1);
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new int[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != 0) {
                int at = slot(oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }
}
