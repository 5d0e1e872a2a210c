package dev.edenscope.readers;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.pprof.Gunzip;
import dev.edenscope.pprof.PprofWriter;
import dev.edenscope.profile.Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** pprof's own legacy files: the tool sees the same in them and in what we make of them. */
@Tag("go")
@Tag("shared")
final class LegacyTest {
    private static final List<String> SYMBOLISED = List.of("java.contention", "java.cpu", "java.heap");

    @TempDir
    private Path folder;

    @Test
    void everyLegacyFileIsTheSameForPprof() throws IOException, InterruptedException {
        GoPprof pprof = GoPprof.required(folder);
        List<Path> files = Shared.legacy();
        assertThat(files).hasSizeGreaterThan(14);
        for (Path file : files) {
            Path theirs = gzip(file);
            Path ours = rewritten(file);
            assertThat(pprof.raw(ours)).as(file.toString()).isEqualTo(pprof.raw(theirs));
            assertThat(pprof.run("-top", ours.toString()))
                    .as(file.toString())
                    .isEqualTo(pprof.run("-top", theirs.toString()));
        }
    }

    @Test
    void linesOfJavaAreTheSameForPprof() throws IOException, InterruptedException {
        GoPprof pprof = GoPprof.required(folder);
        for (String name : SYMBOLISED) {
            Path file = Shared.file("pprof/google-pprof").resolve(name);
            assertThat(pprof.run("-top", "-lines", "-cum", rewritten(file).toString()))
                    .as(name)
                    .contains("com.example.function")
                    .isEqualTo(pprof.run("-top", "-lines", "-cum", file.toString()));
        }
    }

    /** What no file of pprof's own has. */
    private static final Map<String, String> TEXTS = Map.ofEntries(
            entry("sampled heap, allocated and in use", """
                    heap profile:      3:  8192 [   144:  8498176] @ heapz_v2/524288
                         1:     9216 [     2:     18432] @ 0xc635c8 0x42ecc3
                         0:        0 [     7:   114688] @ 0xc635c8 0x42ecc4
                        -1:      -64 [     1:        64] @ 0xc635c8
                         0:        0 [     0:         0] @ 0xc635c9
                    """),
            entry("sampled heap, only in use", """
                    heap profile:      3:  8192 [   0:  0] @ heap_v2/524288
                         1:     9216 [     0:     0] @ 0xc635c8 0x42ecc3
                    """),
            entry("sampled heap without an interval", """
                    heap profile:      3:  8192 [   0:  0] @ heap_v2
                         1:     9216 [     0:     0] @ 0xc635c8 0x42ecc3
                    """),
            entry("heap of which everything was recorded", """
                    heap profile:      3:  8192 [   4:  10000] @ heapprofile
                         1:     9216 [     2:     10000] @ 0xc635c8 0x42ecc3
                    """),
            entry("fragmentation", """
                    heap profile:      3:  8192 [   4:  10000] @ fragmentationz
                         1:     9216 [     2:     10000] @ 0xc635c8 0x42ecc3
                    """),
            entry("mappings as in /proc, of an executable after its library", """
                    heap profile:      3:  8192 [   4:  10000] @ heapprofile
                         1:     9216 [     2:     10000] @ 0x7f4a00001235 0x401235 0x601235 0x12 0x0
                    MAPPED_LIBRARIES:
                    7f4a00000000-7f4a00100000 r-xp 00001000 08:02 135522    /lib/libc-2.15.so
                    7f4a00100000-7f4a00200000 r-xp 00101000 08:02 135522    /lib/libc-2.15.so
                    7f4a00300000-7f4a00400000 rw-p 00000000 08:02 135522    /lib/libc-2.15.so
                    00402000-00500000 r-xp 00002000 08:02 173521            /usr/bin/orders
                    00600000-00700000 r-xp 00000000 08:02 173521            /usr/bin/orders
                    7fffb000-7fffc000 r-xp 00000000 00:00 0                 [vdso]
                    """),
            entry("short mappings, with variables, log prefixes, offsets and build ids", """
                    threadcreate profile: total 2
                    1 @ 0x501235 0x401235
                    # a comment

                    1 @ 0x7f4a00001235 0x601235

                    --- Memory map: ---
                      build=/path/to
                      0x400000-0x480000 $build/orders (@ff00) abc123456
                      I0102 15:04:05.678 7 file.cc:12] 0x500000-0x600000: $build/other.so (@1000)
                      0x600000 0x700000 /some/file.so.3
                      nothing
                      7f4a00000000-7f4a00100000: /lib/libc-2.15.so
                    """),
            entry("mapping that begins before it was mapped", """
                    threadcreate profile: total 2
                    1 @ 0x501235 0x401235
                    --- Memory map: ---
                      0x500000-0x600000 /usr/bin/orders (@200000)
                    """),
            entry("huge pages before the executable", """
                    threadcreate profile: total 2
                    1 @ 0x501235 0x401235
                    --- Memory map: ---
                      0x400000-0x500000: /anon_hugepage
                      0x500000-0x600000: /usr/bin/orders
                    """),
            entry("contention without a clock", """
                    --- contentionz 1 ---
                    sampling period = 100
                    ms since reset = 16502830
                      19490304       27 @ 0xbccc97 0xc61202

                      768        1 @ 0xbccc97
                    """),
            entry("threads, one without a stack", """

                    # a comment
                    --- Thread 7f794ab90940 (name: main/14748) stack: ---
                      PC:  0x00bc8f1c: helper(arg *)
                      0x00bc8f1c: main
                    --- Thread 7f794964e700 (name: thread1/14751) stack: ---
                    ---- no stack trace for thread 1
                    """),
            entry("Java's contention without a period", """
                    --- contentionz 1 ---
                    format = java
                    resolution = milliseconds
                            1     1 @ 0x3 0x4
                           14     1 @ 0x5

                     0x3 com.example.Orders.handle (Orders.java:-1)
                     0x4 pthread_mutex_lock (/lib/libpthread.so.0)
                     0x5 com.example.Orders.handle (inlined) (Other.java:12)
                    """),
            entry("Java's heap with names that say little, or nothing", """
                    --- heapz 1 ---
                    format = java
                    resolution = bytes
                        7048     1 @ 0x3 0x4 0x5 0x6 0x7 0x0
                    1048576     1 @ 0x7 0x8

                     0x3 com.example.Orders.handle (Orders.java:7)
                     0x4 generated stub/JIT code
                     0x5 GC
                     0x6 com.example.Orders.handle (Other.java:9)
                    """));

    @Test
    void everyOtherFormOfThemIsTheSameForPprof() throws IOException, InterruptedException {
        GoPprof pprof = GoPprof.required(folder);
        for (Map.Entry<String, String> text : TEXTS.entrySet()) {
            Path file = Files.writeString(folder.resolve("text"), text.getValue());
            assertThat(pprof.raw(rewritten(file))).as(text.getKey()).isEqualTo(pprof.raw(file));
        }
    }

    /** The same words in either order of bytes, and in 4 and 8 bytes. */
    @Test
    void wordsOfEveryKindAreTheSameForPprof() throws IOException, InterruptedException {
        GoPprof pprof = GoPprof.required(folder);
        long[] words = {0, 3, 0, 10000, 0, 2, 3, 0x401236, 0x401235, 0x501235, 1, 2, 0x401236, 0x601235, 0, 1, 0};
        for (int bytes : new int[] {4, 8}) {
            for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                Path file = Files.write(folder.resolve("words"), words(bytes, order, words));
                Path packed = gzip(file);
                assertThat(pprof.raw(rewritten(file))).as(bytes + " " + order).isEqualTo(pprof.raw(packed));
            }
        }
    }

    static byte[] words(int bytes, ByteOrder order, long... words) {
        ByteBuffer buffer = ByteBuffer.allocate(words.length * bytes).order(order);
        for (long word : words) {
            if (bytes == 4) {
                buffer.putInt((int) word);
            } else {
                buffer.putLong(word);
            }
        }
        return buffer.array();
    }

    @Test
    void gzipAroundALegacyFileMakesNoDifference() throws IOException {
        for (Path file : Shared.legacy()) {
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            PprofWriter.write(ProfileFile.read(file), plain);
            PprofWriter.write(ProfileFile.read(gzip(file)), packed);
            assertThat(packed.toByteArray()).as(file.toString()).isEqualTo(plain.toByteArray());
        }
    }

    /** Packed, because the tool takes the first of several binary files for the program that was profiled. */
    private Path gzip(Path file) throws IOException {
        if (Gunzip.accepts(Files.readAllBytes(file))) {
            return file;
        }
        Path gzip = folder.resolve("original.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            Files.copy(file, out);
        }
        return gzip;
    }

    private Path rewritten(Path file) throws IOException {
        Profile profile = ProfileFile.read(file);
        profile.check();
        assertThat(profile.warnings()).isEmpty();
        Path rewritten = folder.resolve("rewritten.pb.gz");
        PprofWriter.write(profile, rewritten);
        return rewritten;
    }
}
