package dev.edenscope.examples.playbook;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.openjdk.jmh.annotations.Benchmark;

/** Messages of sixteen sizes between 100 bytes and 50 kB, each read into a buffer. */
public class SlabPool extends Example {
    private static final int LEAST_LOG = 6; // 64 bytes
    private static final int CLASSES = 11; // up to 64 kB

    private final List<Pool<byte[]>> slabs = new ArrayList<>();
    private final int[] sizes = new int[16];
    private final CRC32 seen = new CRC32();

    /** A pool for each power of two. */
    public SlabPool() {
        for (int i = 0; i < CLASSES; i++) {
            int size = 1 << (i + LEAST_LOG);
            slabs.add(new Pool<>(16, () -> new byte[size]));
        }
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = 100 + i * i * 220;
        }
    }

    private Pool<byte[]> slab(int size) {
        int log = 32 - Integer.numberOfLeadingZeros(size - 1);
        return slabs.get(Math.max(log - LEAST_LOG, 0));
    }

    private void read(byte[] buffer, int size) {
        buffer[size - 1] = 1;
        seen.update(buffer, 0, size);
    }

    @Benchmark
    public long before() {
        for (int size : sizes) {
            read(new byte[size], size);
        }
        return seen.getValue();
    }

    @Benchmark
    public long after() {
        for (int size : sizes) {
            Pool<byte[]> slab = slab(size);
            byte[] buffer = slab.take();
            read(buffer, size);
            slab.give(buffer);
        }
        return seen.getValue();
    }
}
