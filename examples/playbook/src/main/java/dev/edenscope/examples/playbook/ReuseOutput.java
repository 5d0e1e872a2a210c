package dev.edenscope.examples.playbook;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.openjdk.jmh.annotations.Benchmark;

/** A hundred values encoded, and sent one by one. */
public class ReuseOutput extends Example {
    private final long[] values = new long[100];
    private final CRC32 sent = new CRC32();

    private static byte[] encode(long value) {
        ByteBuffer buffer = ByteBuffer.allocate(64);
        encodeInto(buffer, value);
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private static void encodeInto(ByteBuffer buffer, long value) {
        buffer.clear();
        buffer.putLong(value).putInt(Long.hashCode(value));
    }

    @Benchmark
    public long before() {
        for (long value : values) {
            sent.update(encode(value));
        }
        return sent.getValue();
    }

    @Benchmark
    public long after() {
        ByteBuffer scratch = ByteBuffer.allocate(64);
        for (long value : values) {
            encodeInto(scratch, value);
            sent.update(scratch.array(), 0, scratch.position());
        }
        return sent.getValue();
    }
}
