package dev.edenscope.pprof;

import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.ProfileBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The label sets of a file's samples. Most samples repeat a set that was seen: the numbers as they are in the file find
 * it again, without an object for each sample.
 */
final class LabelSets {
    /** key, str, num, num_unit. */
    private static final int FIELDS = 4;

    private final ProfileBuilder builder;
    private final Strings strings;
    private long[] fields = new long[64]; // of all sets, then of the one being read
    private int[] starts = new int[16];
    private int[] hashes = new int[16];
    private int[] ids = new int[16];
    private int[] table = new int[32]; // set + 1
    private int count;
    private int end;

    LabelSets(ProfileBuilder builder, Strings strings) {
        this.builder = builder;
        this.strings = strings;
    }

    /** Begins the labels of a sample. */
    void begin() {
        end = starts[count];
    }

    void add(long key, long text, long number, long unit) {
        if (end + FIELDS > fields.length) {
            fields = Arrays.copyOf(fields, fields.length * 2);
        }
        fields[end++] = key;
        fields[end++] = text;
        fields[end++] = number;
        fields[end++] = unit;
    }

    /** The builder's id of the labels added since {@link #begin}. */
    int id(int sampleAt) throws DataException {
        int start = starts[count];
        if (end == start) {
            return 0;
        }
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = (hash + Long.hashCode(fields[i])) * 0x9e3779b1;
        }
        int at = (hash ^ hash >>> 16) & (table.length - 1);
        for (; table[at] != 0; at = (at + 1) & (table.length - 1)) {
            int set = table[at] - 1;
            if (hashes[set] == hash && Arrays.equals(fields, starts[set], starts[set + 1], fields, start, end)) {
                return ids[set];
            }
        }
        if (count + 2 > starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
            hashes = Arrays.copyOf(hashes, hashes.length * 2);
            ids = Arrays.copyOf(ids, ids.length * 2);
        }
        hashes[count] = hash;
        ids[count] = builder.labels(labels(start, sampleAt));
        table[at] = ++count;
        starts[count] = end;
        if (count * 2 > table.length) {
            grow();
        }
        return ids[count - 1];
    }

    private List<Label> labels(int start, int sampleAt) throws DataException {
        List<Label> labels = new ArrayList<>((end - start) / FIELDS);
        for (int i = start; i < end; i += FIELDS) {
            String key = strings.get(fields[i], "a label's key", sampleAt);
            // A label that has both is a text, as for pprof.
            labels.add(
                    fields[i + 1] != 0
                            ? Label.of(key, strings.get(fields[i + 1], "a label", sampleAt))
                            : Label.of(key, fields[i + 2], strings.get(fields[i + 3], "a label's unit", sampleAt)));
        }
        return labels;
    }

    private void grow() {
        table = new int[table.length * 2];
        for (int set = 0; set < count; set++) {
            int at = (hashes[set] ^ hashes[set] >>> 16) & (table.length - 1);
            while (table[at] != 0) {
                at = (at + 1) & (table.length - 1);
            }
            table[at] = set + 1;
        }
    }
}
