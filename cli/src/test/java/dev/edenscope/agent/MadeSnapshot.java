package dev.edenscope.agent;

import dev.edenscope.profile.Profile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A snapshot as the library writes it, of a program that is always the same: what the agent makes of it can be counted. */
public final class MadeSnapshot {
    private static final int METHODS = 40;
    private static final int CLASSES = 10;
    private static final int DEPTH = 20;

    private final ByteBuffer written;
    private final Snapshot.Names names = new Snapshot.Names();
    private final Snapshot begin;

    /** With so many stacks. */
    public MadeSnapshot(int stacks) {
        written = write(stacks);
        begin = new Snapshot(write(0), 0, names);
    }

    /** Reads it and makes a profile of it, as the endpoint does for each request. */
    public Profile profile() {
        return new Snapshot(written.duplicate(), 0, names).since(begin, true);
    }

    private static ByteBuffer write(int stacks) {
        int nodes = 1 + stacks * DEPTH;
        ByteBuffer out =
                ByteBuffer.allocate((1 << 14) + stacks * (40 + 12 * DEPTH)).order(ByteOrder.nativeOrder());
        out.putInt(METHODS)
                .putInt(CLASSES)
                .putInt(nodes)
                .putInt(stacks)
                .putInt(512 << 10)
                .putInt(stacks);
        for (long state : new long[] {1, stacks, 0, 0, 0, 0}) {
            out.putLong(state);
        }
        for (int i = 0; i < stacks; i++) {
            out.putInt((i + 1) * DEPTH).putInt(i % CLASSES);
            out.putDouble(i + 1).putDouble(32 * (i + 1)).putDouble(1).putDouble(32);
        }
        out.putInt(0).putInt(0).putInt(0);
        for (int node = 1; node < nodes; node++) {
            boolean root = node % DEPTH == 1;
            out.putInt(root ? 0 : node - 1).putInt(node * 7 % METHODS).putInt(1 + node % 200);
        }
        for (int i = 0; i < METHODS; i++) {
            text(out.putInt(1 + i), "Lcom/acme/Orders" + i + ";\0handle\0()V\0Orders" + i + ".java");
        }
        for (int i = 0; i < CLASSES; i++) {
            text(out, "Lcom/acme/Item" + i + ";");
        }
        out.flip();
        return out;
    }

    private static void text(ByteBuffer out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.putInt(bytes.length).put(bytes);
    }
}
