package dev.edenscope.profile;

import java.util.Arrays;

/**
 * An open-addressing index from a hash to the ids of things kept elsewhere in columns: the caller compares, this only
 * probes. Ids are given in order, 0, 1, 2 ...
 *
 * <pre>{@code
 * int at = slots.first(hash);
 * for (int id; (id = slots.id(at)) >= 0; at = slots.next(at)) {
 *     if (slots.hash(id) == hash && same(id, thing)) return id;
 * }
 * return slots.claim(at, hash);
 * }</pre>
 */
final class Slots {
    private int[] table = new int[64]; // id + 1; 0 is free
    private int[] hashes = new int[32];
    private int size;

    int size() {
        return size;
    }

    int first(int hash) {
        return spread(hash) & (table.length - 1);
    }

    int next(int at) {
        return (at + 1) & (table.length - 1);
    }

    int id(int at) {
        return table[at] - 1;
    }

    int hash(int id) {
        return hashes[id];
    }

    /** Gives the next id to the free slot {@code at}, where the probe for {@code hash} ended. */
    int claim(int at, int hash) {
        int id = size++;
        if (id == hashes.length) {
            hashes = Arrays.copyOf(hashes, id * 2);
        }
        hashes[id] = hash;
        table[at] = id + 1;
        if (size * 2 > table.length) {
            grow();
        }
        return id;
    }

    private void grow() {
        table = new int[table.length * 2];
        for (int id = 0; id < size; id++) {
            int at = first(hashes[id]);
            while (table[at] != 0) {
                at = next(at);
            }
            table[at] = id + 1;
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
