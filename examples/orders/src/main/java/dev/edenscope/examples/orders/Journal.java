package dev.edenscope.examples.orders;

import java.util.Arrays;

/** The log of answered requests: the last 64 KiB of its lines, in memory. Safe for all threads. */
public final class Journal {
    private static final int KEPT_BYTES = 64 << 10;

    private final byte[] ring = new byte[KEPT_BYTES];
    private long written;

    /** Adds a line, which ends with its line feed. */
    public synchronized void append(byte[] line, int offset, int length) {
        for (int i = 0; i < length; i++) {
            ring[(int) (written++ % KEPT_BYTES)] = line[offset + i];
        }
    }

    /** What is kept, oldest byte first. */
    public synchronized byte[] bytes() {
        if (written <= KEPT_BYTES) {
            return Arrays.copyOf(ring, (int) written);
        }
        int oldest = (int) (written % KEPT_BYTES);
        byte[] bytes = new byte[KEPT_BYTES];
        System.arraycopy(ring, oldest, bytes, 0, KEPT_BYTES - oldest);
        System.arraycopy(ring, 0, bytes, KEPT_BYTES - oldest, oldest);
        return bytes;
    }
}
