package dev.edenscope.profile;

/**
 * An open-addressing index from a hash to the ids of things kept elsewhere in columns: the caller compares, this only
 * probes, and passes over what has another hash. Ids are given in order, 0, 1, 2 ...
 *
 * <pre>{@code
 * int at = slots.first(hash);
 * for (int id; (id = slots.id(at)) >= 0; at = slots.next(at, hash)) {
 *     if (same(id, thing)) return id;
 * }
 * return slots.claim(at, hash);
 * }</pre>
 */
final class Slots {
    // Hash and id side by side: in a large table each look elsewhere is a cache miss.
    private long[] table; // hash << 32 | id + 1; 0 is free
    private int size;

    /** With room for so many things; more can be added. */
    Slots(int things) {
        table = new long[Math.max(64, Integer.highestOneBit(things) * 4)];
    }

    int size() {
        return size;
    }

    /** Where the first thing of this hash is, or a free slot if there is none. */
    int first(int hash) {
        return from(spread(hash) & (table.length - 1), hash);
    }

    /** Where the next thing of this hash is, or a free slot. */
    int next(int at, int hash) {
        return from((at + 1) & (table.length - 1), hash);
    }

    private int from(int start, int hash) {
        int at = start;
        for (long entry; (entry = table[at]) != 0 && (int) (entry >>> 32) != hash; ) {
            at = (at + 1) & (table.length - 1);
        }
        return at;
    }

    /** The id there, -1 if the slot is free. */
    int id(int at) {
        return (int) table[at] - 1;
    }

    /** Gives the next id to the free slot {@code at}, where the probe for {@code hash} ended. */
    int claim(int at, int hash) {
        table[at] = (long) hash << 32 | ++size;
        if (size * 2 > table.length) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        long[] old = table;
        table = new long[old.length * 2];
        for (long entry : old) {
            if (entry != 0) {
                int at = spread((int) (entry >>> 32)) & (table.length - 1);
                while (table[at] != 0) {
                    at = (at + 1) & (table.length - 1);
                }
                table[at] = entry;
            }
        }
    }

    /** The finalizer of MurmurHash3: neighbouring hashes land far apart. */
    private static int spread(int hash) {
        int h = hash;
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }
}
