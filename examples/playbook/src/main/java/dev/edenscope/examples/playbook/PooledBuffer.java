package dev.edenscope.examples.playbook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.openjdk.jmh.annotations.Benchmark;

/** A response of 4 kB, put together in a buffer and written out. */
public class PooledBuffer extends Example {
    private static final int MOST_KEPT = 64 << 10;

    private final byte[] part = new byte[64];
    private final OutputStream socket = OutputStream.nullOutputStream();
    private final Pool<Buffer> pool = new Pool<>(16, Buffer::new);

    /** A buffer that knows its capacity. */
    private static final class Buffer extends ByteArrayOutputStream {
        private int capacity() {
            return buf.length;
        }
    }

    private void fill(ByteArrayOutputStream buffer) {
        for (int i = 0; i < 64; i++) {
            buffer.write(part, 0, part.length);
        }
    }

    @Benchmark
    public int before() throws IOException {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        fill(buffer);
        buffer.writeTo(socket);
        return buffer.size();
    }

    @Benchmark
    public int after() throws IOException {
        Buffer buffer = pool.take();
        fill(buffer);
        buffer.writeTo(socket);
        int size = buffer.size();
        buffer.reset();
        if (buffer.capacity() <= MOST_KEPT) { // one large response must not stay for ever
            pool.give(buffer);
        }
        return size;
    }
}
