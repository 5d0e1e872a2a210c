package dev.edenscope.examples.orders;

import java.io.IOException;
import java.io.InputStream;

/** What a request may ask for, and how much of the past is kept; the same in both versions. */
public final class Limits {
    /** The longest body of a request; a longer one is answered with 413. */
    public static final int BODY_BYTES = 64 << 10;

    /** The most lines of one order. */
    public static final int LINES = 200;

    /** The largest quantity of one line. */
    public static final int QUANTITY = 1_000;

    /** The longest note, in code points. */
    public static final int NOTE_CODE_POINTS = 200;

    /** The number of the last orders that are kept; an older one is forgotten. */
    public static final int ORDERS_KEPT = 10_000;

    /** The most orders of a customer that are listed, newest first. */
    public static final int ORDERS_LISTED = 20;

    /** The most products that a search lists. */
    public static final int PRODUCTS_LISTED = 20;

    /** The total quantity of one product in an order from which its lines cost less. */
    public static final int BULK_QUANTITY = 10;

    /** How much less they cost, in percent. */
    public static final int BULK_PERCENT = 5;

    /** What is wrong with a body that is no order. */
    public static final String NOT_AN_ORDER =
            "an order is a customer, 1 to 200 lines of a sku and a quantity from 1 to 1000, and maybe a note";

    private static final int CHUNK_BYTES = 8 << 10;
    private static final long DISCARDED_BYTES = 8 << 20;

    private Limits() {}

    /**
     * Reads the rest of a body that is too long and drops it, up to 8 MiB, so that a client that is still sending
     * sees the answer and not a reset connection.
     */
    public static void discard(InputStream body) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        long discarded = 0;
        // Not skip(): the server's stream skips past the end of the body, and waits for what never comes.
        while (discarded < DISCARDED_BYTES) {
            int read = body.read(chunk);
            if (read < 0) {
                return;
            }
            discarded += read;
        }
    }
}
