package dev.edenscope.readers;

import dev.edenscope.profile.DataException;
import java.io.IOException;

/**
 * A chunk that has been read.
 *
 * @param events sums of its events
 * @param pools what they refer to
 * @param damage why it could be read only in part; null if it is whole
 */
record JfrRead(JfrEvents events, JfrPools pools, DataException damage) {
    /**
     * Reads a chunk.
     *
     * @param interval async-profiler's as known from chunks before, and set to what this one says
     * @throws DataException if nothing of it can be used
     */
    static JfrRead of(JfrBytes in, JfrChunk chunk, JfrInterval interval) throws IOException {
        try {
            return readable(in, chunk, interval);
        } catch (DataException e) {
            throw chunk.isTruncated(in) ? chunk.truncated(in) : e;
        }
    }

    private static JfrRead readable(JfrBytes in, JfrChunk chunk, JfrInterval interval) throws IOException {
        in.limit(in.length());
        JfrEvents events = new JfrEvents(in, chunk, new JfrTypes(in, chunk.metadata(), chunk.end()), interval);
        DataException damage = null;
        try {
            events.read();
        } catch (DataException e) {
            damage = e;
        }
        LongIndex stacks = new LongIndex();
        for (int row = 0; row < events.sums().rows(); row++) {
            if (events.sums().stack(row) != 0) {
                stacks.add(events.sums().stack(row));
            }
        }
        JfrPools pools = new JfrPools(in, events.types(), stacks);
        try {
            read(pools, in, chunk, events);
        } catch (DataException e) {
            damage = damage == null ? e : damage;
        }
        if (damage != null && stacks.size() > 0 && pools.stackCount() == 0) {
            throw damage;
        }
        return new JfrRead(events, pools, damage);
    }

    /** The checkpoints are a chain from the last one back; where that is broken, those count that were passed. */
    private static void read(JfrPools pools, JfrBytes in, JfrChunk chunk, JfrEvents events) throws IOException {
        try {
            for (long at = chunk.checkpoint(), before; at > chunk.start(); at = before) {
                before = pools.read(at, chunk.end());
                if (before >= at) {
                    throw in.broken(at, "a checkpoint that refers to one behind it");
                }
            }
        } catch (DataException e) {
            for (long at : events.checkpoints()) {
                pools.read(at, chunk.end());
            }
            throw e;
        }
    }
}
