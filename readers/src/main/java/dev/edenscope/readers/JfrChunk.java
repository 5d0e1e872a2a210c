package dev.edenscope.readers;

import dev.edenscope.profile.DataException;
import java.io.IOException;

/**
 * The header of a chunk. A recording is one chunk behind the other, each complete in itself.
 *
 * @param start offset in the file
 * @param end offset behind it, which is not in a file that has been cut off
 * @param checkpoint offset of its last checkpoint
 * @param metadata offset of the description of its types
 * @param timeNanos when it began, since 1970
 * @param durationNanos how long it went on
 * @param startTicks what the clock of its events had then
 * @param ticksPerSecond of that clock
 */
record JfrChunk(
        long start,
        long end,
        long checkpoint,
        long metadata,
        long timeNanos,
        long durationNanos,
        long startTicks,
        long ticksPerSecond) {
    static final int HEADER_BYTES = 68;
    private static final long LATEST_NANOS = 1L << 62;

    static boolean beginsWith(byte[] head) {
        return head.length >= 4 && head[0] == 'F' && head[1] == 'L' && head[2] == 'R' && head[3] == 0;
    }

    /** Reads the header at an offset. */
    static JfrChunk at(long start, JfrBytes in) throws IOException {
        String name = in.name();
        in.position(start);
        if (in.length() - start < HEADER_BYTES) {
            throw in.broken(start, "the file ends within the header of a chunk");
        }
        if (in.fixed(4) != 0x464c5200) {
            throw in.broken(start, "no chunk of a flight recording where one was expected");
        }
        long major = in.fixed(2);
        long minor = in.fixed(2);
        requireVersion(major, minor, name);
        long size = in.fixed(8);
        long checkpoint = in.fixed(8);
        long metadata = in.fixed(8);
        long time = in.fixed(8);
        long duration = in.fixed(8);
        long startTicks = in.fixed(8);
        long ticksPerSecond = in.fixed(8);
        boolean compressed = (in.fixed(4) & 1) != 0;
        if (checkpoint == 0 || metadata == 0) {
            throw new DataException(name + ": at offset " + start + ": a chunk that was never finished, as the recorded"
                    + " program ended before; record it again, to its end");
        }
        if (!compressed) {
            throw new DataException(name + ": at offset " + start + ": a flight recording whose numbers are not"
                    + " compressed, which is not read; record it again without that option");
        }
        if (size < HEADER_BYTES
                || size > Long.MAX_VALUE - start
                || !isInside(checkpoint, size)
                || !isInside(metadata, size)) {
            throw in.broken(
                    start,
                    "a chunk of " + size + " bytes with its checkpoint at " + checkpoint + " and its metadata at "
                            + metadata);
        }
        if (time < 0 || time > LATEST_NANOS || duration < 0 || duration > LATEST_NANOS) {
            throw in.broken(start, "a chunk that began at " + time + " ns and lasted " + duration + " ns");
        }
        return new JfrChunk(
                start, start + size, start + checkpoint, start + metadata, time, duration, startTicks, ticksPerSecond);
    }

    /** What is done with an event, at whose fields the place is; {@code next} is the offset behind it. */
    interface Visitor {
        void event(long type, long from, long next) throws IOException;
    }

    /** Goes past all events from the chunk's beginning to its end. */
    void events(JfrBytes in, Visitor visitor) throws IOException {
        long until = Math.min(end, in.length());
        in.limit(until);
        long[] sizeAndType = new long[2];
        for (long from = start + HEADER_BYTES; from < until; ) {
            in.position(from);
            in.numbers(sizeAndType, 0, 2);
            long size = sizeAndType[0];
            if (size < 2 || size > end - from) {
                throw in.broken(from, "an event of " + size + " bytes");
            }
            long next = from + size;
            if (next > until) {
                throw truncated(in);
            }
            visitor.event(sizeAndType[1], from, next);
            from = next;
        }
    }

    /** Seconds since 1970 of a moment on the clock of its events. */
    double seconds(long ticks) {
        return timeNanos / 1e9 + seconds(startTicks, ticks);
    }

    /** Seconds from one moment on the clock to another. */
    double seconds(long from, long to) {
        return ticksPerSecond > 0 ? (double) (to - from) / ticksPerSecond : Double.NaN;
    }

    /** Whether the file ends before the chunk does. */
    boolean isTruncated(JfrBytes in) {
        return end > in.length();
    }

    /** What to throw where that is so. */
    DataException truncated(JfrBytes in) {
        return new DataException(in.name() + ": truncated at offset " + in.length() + ", " + (end - in.length())
                + " bytes before the end of a chunk; copy or record it again");
    }

    private static boolean isInside(long offset, long size) {
        return offset >= HEADER_BYTES && offset < size;
    }

    private static void requireVersion(long major, long minor, String name) throws DataException {
        if (major == 1 || major == 2) { // 1: JDK 9 and 10, the same but for the names of types
            return;
        }
        String version = name + ": a flight recording of version " + major + "." + minor;
        if (major == 0) {
            throw new DataException(
                    version
                            + ", as JDK 7 and 8 of Oracle write it, which is not read; JDK Mission Control opens it, or record again with JDK 11 or newer");
        }
        throw new DataException(version + ", expected 2; a newer eden may read it");
    }
}
