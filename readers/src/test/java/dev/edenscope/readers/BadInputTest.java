package dev.edenscope.readers;

import static dev.edenscope.readers.Readers.assertRefused;
import static dev.edenscope.readers.Readers.gzip;
import static dev.edenscope.readers.Readers.read;
import static dev.edenscope.readers.Readers.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are damaged, hostile, or no profiles: a profile with warnings or one clear error, in bounded memory. */
final class BadInputTest {
    private static final String KINDS =
            "; what can be read is profile.proto (pprof), flight recordings (.jfr), Go's debug=1"
                    + " texts, legacy pprof formats and collapsed stacks, each gzip-ed or not";
    private static final String DAMAGED = "; the file is damaged or of another kind, fetch or record it again";
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    private Path folder;

    // What is no profile

    @Test
    void contentThatIsNoProfileIsShown() {
        assertRefused(
                "<!doctype html>\n<html>\n", "x: not a profile: a text that begins with \"<!doctype html>\"" + KINDS);
        assertRefused("\n\n{\"a\": 1}\n", "x: not a profile: a text that begins with \"{\"a\": 1}\"" + KINDS);
        assertRefused(
                new byte[] {'P', 'K', 3, 4, 20, 0, 8, 8, 8, 0},
                "x: not a profile: begins with the bytes 50 4b 03 04 14 00 08 08, as does a zip archive or jar (unpack it)"
                        + KINDS);
        assertRefused(
                gzip(new byte[] {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 61}),
                "x: not a profile: begins with the bytes ca fe ba be 00 00 00 3d, as does a Java class" + KINDS);
        assertRefused(new byte[] {0, 1, 2}, "x: not a profile: begins with the bytes 00 01 02" + KINDS);
        assertRefused(
                gzip(gzip("a;b 1\n".getBytes(StandardCharsets.UTF_8))),
                "x: not a profile: begins with the bytes 1f 8b 08 00 00 00 00 00, as does gzip within gzip (unpack it once)"
                        + KINDS);
        assertRefused("", "x: empty file, expected a profile; fetch or record it again");
        assertRefused(gzip(new byte[0]), "x: empty file, expected a profile; fetch or record it again");
    }

    @Test
    void fileThatIsMissingOrAFolderIsSaid() {
        assertThatThrownBy(() -> ProfileFile.read(folder.resolve("none")))
                .isExactlyInstanceOf(DataException.class)
                .hasMessage(folder.resolve("none") + ": no such file");
        assertThatThrownBy(() -> ProfileFile.read(folder))
                .isExactlyInstanceOf(DataException.class)
                .hasMessageStartingWith(folder + ": cannot be read: ");
    }

    @Test
    void streamThatBreaksIsSaid() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };
        assertThatThrownBy(() -> ProfileFile.read(broken, "http://host/x"))
                .isExactlyInstanceOf(DataException.class)
                .hasMessage("http://host/x: cannot be read: connection reset");
    }

    @Test
    void nameDoesNotMatter() throws IOException {
        Path file = Files.writeString(folder.resolve("profile.pb.gz"), "a;b 1\n");
        assertThat(samples(ProfileFile.read(file))).isEqualTo("1 @ b; a\n");
    }

    /** Longer than what is looked at to tell what a file is. */
    @Test
    void gzipMayHaveALongHeader() throws IOException {
        byte[] plain = gzip("a;b 1\n".getBytes(StandardCharsets.UTF_8));
        byte[] named = new byte[plain.length + 10_001];
        System.arraycopy(plain, 0, named, 0, 10);
        named[3] = 8; // a file name follows
        Arrays.fill(named, 10, 10_010, (byte) 'x');
        System.arraycopy(plain, 10, named, 10_011, plain.length - 10);
        assertThat(samples(read(named))).isEqualTo("1 @ b; a\n");
    }

    // Damage

    @Test
    void gzipThatBreaksIsSaidWithThePlace() {
        byte[] whole = gzip("a;b 1\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
        assertRefused(
                Arrays.copyOf(whole, 60), "x: truncated at offset 60 (gzip data ends early); fetch or record it again");
        assertRefused(
                Arrays.copyOf(whole, 12), "x: truncated at offset 12 (gzip data ends early); fetch or record it again");
        byte[] flipped = whole.clone();
        flipped[whole.length - 6] ^= 4;
        assertRefused(
                flipped,
                "x: at offset " + (whole.length - 8)
                        + ": the gzip checksum is not that of the data; the file is damaged, fetch or record it again");
    }

    @Test
    void lineThatIsNotWhatItShouldBeIsShown() {
        String heap = "heap profile: 1: 64 [1: 64] @ heap/1048576\n";
        assertRefused(
                "heap profile: 1 @ heap/1048576\n",
                "x: line 1 (offset 0): expected a header such as \"heap profile: 1: 64 [2: 128] @ heap/1048576\", found"
                        + " \"heap profile: 1 @ heap/1048576\"" + DAMAGED);
        assertRefused(heap + "1: 64 [1: 64] 0x1\n", "x: line 2 (offset 43): expected '@', found \"0x1\"" + DAMAGED);
        assertRefused(heap + "1: 64 [1: 6", "x: line 2 (offset 43): expected ']', found the line's end" + DAMAGED);
        assertRefused(
                heap + "1: 64 [1: 64] @ 0x1 0x12345678123456789\n",
                "x: line 2 (offset 43): expected an address of 64 bits, found \"12345678123456789\"" + DAMAGED);
        assertRefused(heap + "0: 64 [1: 64] @ 0x1\n", "x: line 2 (offset 43): 64 bytes in 0 objects" + DAMAGED);
        assertRefused(
                "--- contentionz 1 ---\ncolour = blue\n",
                "x: line 2 (offset 22): an attribute that is not known, \"colour = blue\"" + DAMAGED);
        assertRefused(
                "--- heapz 1 ---\nformat = java\n7 1 @ 0x1\n",
                "x: line 3 (offset 30): expected resolution = UNIT above the samples" + DAMAGED);
        assertRefused(
                gzip("goroutine profile: total 1\n1 @ main.main\n".getBytes(StandardCharsets.UTF_8)),
                "x: line 2 (offset 27 of the uncompressed data): expected an address such as 0x40be31, found"
                        + " \"main.main\"" + DAMAGED);
        assertRefused(
                "--- threadz 1 ---\n\n--- Threads ---\n",
                "x: line 3 (offset 19): expected \"--- Thread ID (name: NAME/ID) stack: ---\", found \"--- Threads ---\""
                        + DAMAGED);
    }

    @Test
    void estimatesBeyond64BitsAreRefused() {
        String message = "x: values add up to more than 64 bits; the file is damaged, fetch or record it again";
        assertRefused("heap profile: 1: 64 [1: 64] @ heap/1048576\n9000000000000000000: 1 [1: 64] @ 0x1\n", message);
        assertRefused("--- mutex:\nsampling period=100\n3 900000000000000000 @ 0x1\n", message);
        assertRefused("--- contention:\ncycles/second=1\n9000000000000000000 1 @ 0x1\n", message);
        assertRefused(
                "--- contentionz 1 ---\nms since reset = 9000000000000000\n",
                "x: line 2 (offset 22): ms since reset 9000000000000000 are more nanoseconds than 64 bits hold"
                        + DAMAGED);
    }

    @Test
    void cpuProfileThatIsCutOffIsSaid() throws IOException {
        byte[] whole = LegacyTest.words(8, ByteOrder.LITTLE_ENDIAN, 0, 3, 0, 100, 0, 2, 2, 0x10, 0x20, 1, 1, 0x30);
        Profile profile = read(whole);
        assertThat(samples(profile)).isEqualTo("2 200000 @ 0x10; 0x1f\n1 100000 @ 0x30\n");
        assertThat(profile.warnings())
                .containsExactly("x: ends without the mark behind the last sample; it may have been cut off");
        assertRefused(
                Arrays.copyOf(whole, whole.length - 8),
                "x: at offset 72: a stack of 1 addresses is declared, 0 bytes are left; the file is damaged, fetch or"
                        + " record it again");
        assertRefused(
                Arrays.copyOf(whole, whole.length - 20),
                "x: truncated at offset 72 (a sample of a CPU profile); fetch or record it again");
    }

    // Hostile files

    @Test
    void tenGigabytesClaimedByAKilobyteAreNotReserved() {
        byte[] words = LegacyTest.words(8, ByteOrder.LITTLE_ENDIAN, 0, 3, 0, 100, 0, 1, 10L << 30, 1, 2, 3);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertRefused(
                words,
                "x: at offset 40: a stack of 10737418240 addresses is declared, 24 bytes are left; the file is damaged,"
                        + " fetch or record it again");
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(20 << 20);
    }

    @Test
    void smallFileThatUnpacksWithoutEndIsStoppedAtTheLimit() throws IOException {
        int limitBytes = 1 << 20;
        for (String begin : List.of("a;b 1\n", "heap profile: 1: 64 [2: 64] @ heap/8\n", "\n\3\n")) {
            byte[] bomb = bomb(begin.getBytes(StandardCharsets.ISO_8859_1), 32 << 20);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            assertThatThrownBy(() -> ProfileFile.read(new ByteArrayInputStream(bomb), "bomb", limitBytes))
                    .isExactlyInstanceOf(DataException.class)
                    .hasMessageStartingWith(
                            "bomb: a profile of more than 1048576 bytes uncompressed, which is the limit; ");
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(20 << 20);
        }
    }

    @Test
    void streamWithoutEndIsStoppedAtTheLimit() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'a';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                Arrays.fill(bytes, offset, offset + length, (byte) 'a');
                return length;
            }
        };
        assertThatThrownBy(() -> ProfileFile.read(endless, "endless", 1 << 20))
                .isExactlyInstanceOf(DataException.class)
                .hasMessageContaining("which is the limit");
    }

    /** Variables of a memory map may hold variables: of 40 lines, each twice the one before, 2^40 characters would be made. */
    @Test
    void variablesThatMultiplyAreNotFollowed() throws IOException {
        StringBuilder text =
                new StringBuilder("threadcreate profile: total 1\n1 @ 0x401235\n--- Memory map: ---\nv0=xxxxxxxx\n");
        for (int i = 1; i < 40; i++) {
            text.append("v" + i + "=$v" + (i - 1) + "$v" + (i - 1) + "\n");
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertThat(samples(read(text + "400000-500000: $v39\n"))).isEqualTo("1 @ 0x401234\n");
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(60 << 20);
    }

    @Test
    void linesWithoutEndAreReadInTimeAndOnAnOrdinaryStack() throws IOException {
        String digits = "1".repeat(1 << 20);
        String spaces = " (".repeat(1 << 19);
        assertRefusedSomehow("heap profile: 1: " + digits);
        assertRefusedSomehow(
                "goroutine profile: total 1\n1 @ 0x1\n# labels: {\"a\":\"" + "\\\\".repeat(1 << 20) + "\n");
        assertThat(samples(
                        read("threadcreate profile: total 1\n1 @ 0x2\n--- Memory map: ---\n" + digits + "\n" + spaces)))
                .isEqualTo("1 @ 0x1\n");
        String java = "--- heapz 1 ---\nformat = java\nresolution = bytes\n8 1 @ 0x1\n\n0x1 a" + spaces + ":12)\n";
        assertThat(read(java).functions()).hasSize(1);
        assertThat(read("a;b 1\n" + "a;".repeat(1 << 19) + " 1\n").sampleCount())
                .isEqualTo(2);
    }

    private static void assertRefusedSomehow(String text) {
        assertThatThrownBy(() -> read(text)).isExactlyInstanceOf(DataException.class);
    }

    private static byte[] bomb(byte[] line, int size) throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
            byte[] block = new byte[line.length * 10_000];
            for (int i = 0; i < block.length; i++) {
                block[i] = line[i % line.length];
            }
            for (int i = 0; i < size; i += block.length) {
                out.write(block);
            }
        }
        return bomb.toByteArray();
    }

    // Real files, damaged

    /** Messages of a protobuf file may stand in any order, so a bad one behind a sound file is a bad file. */
    @Test
    void realFileWithABadMessageIsRefusedForWhatIsBad() throws IOException {
        assertRefusedWith("2a02 0801", "a second function with id 1;");
        assertRefusedWith("2a00 2a00", "a second function without an id, expected 1 or more;");
        assertRefusedWith("2208 08ff7f 2203 08ff7f", "a line refers to function 16383, which the file does not have;");
        assertRefusedWith("2206 08ff7f 10ff7e", "a location refers to mapping 16255, which the file does not have;");
        assertRefusedWith(
                "120a 0a02ff7f 120401010101", "a sample refers to location 16383, which the file does not have;");
        assertRefusedWith("1203 120101", "a sample has 1 values, expected 4;");
        assertRefusedWith("2a06 08ff7f 10ff7f", "a function refers to string 16383, but the string table has");
        assertRefusedWith("1280808080 28", "sample of 10737418240 bytes is declared, 0 are left");
        assertRefusedWith("48ff7f", "a second profile begins;");
    }

    private static void assertRefusedWith(String message, String what) throws IOException {
        byte[] bytes = realFileAnd(message);
        for (byte[] file : List.of(bytes, gzip(bytes))) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            assertThatThrownBy(() -> read(file))
                    .isExactlyInstanceOf(DataException.class)
                    .hasMessageStartingWith("x: ")
                    .hasMessageContaining("at offset ")
                    .hasMessageContaining(what);
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(20 << 20);
        }
    }

    @Test
    void realFileWithAnOddMessageIsReadAndThatIsSaid() throws IOException {
        int sound = read(realFileAnd("")).sampleCount();
        assertThat(read(realFileAnd("")).warnings()).isEmpty();
        Profile negative = read(realFileAnd("1212 0a0101 120d ffffffffffffffffff01 010101"));
        assertThat(negative.value(sound, 0)).isEqualTo(-1);
        assertThat(read(realFileAnd("2a00")).warnings())
                .containsExactly(
                        "x: 1 function(s) or location(s) have the id 0, which is reserved; they are read all the same");
        assertThat(read(realFileAnd("120b 0a03000100 120401010101")).warnings())
                .containsExactly(
                        "x: 2 frame(s) refer to location 0, which the file does not have; they are shown as unknown");
        // A location without a mapping, with a line without a function, in a sample.
        Profile odd = read(realFileAnd("2207 08ff7f 2202 1003 120a 0a02ff7f 120401010101"));
        assertThat(odd.warnings())
                .containsExactly(
                        "x: 1 line(s) refer to function 0, which the file does not have; they are shown as unknown");
        assertThat(odd.sampleCount()).isEqualTo(sound + 1);
    }

    /** The raw profile.proto of Go's heap, and some bytes more. */
    private static byte[] realFileAnd(String hex) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(Readers.testdata("go/heap.pb.gz")))) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            in.transferTo(file);
            file.write(HexFormat.of().parseHex(hex.replace(" ", "")));
            return file.toByteArray();
        }
    }

    @Test
    @Tag("shared")
    void damagedRealFilesGiveASoundProfileOrOneClearError() throws IOException {
        List<Path> files = new ArrayList<>(Shared.legacy());
        files.removeIf(file -> file.endsWith("large.cpu"));
        files.addAll(Shared.protos());
        files.add(Readers.testdata("go/heap.txt"));
        files.add(Readers.testdata("go/goroutine.txt"));
        files.add(Readers.testdata("go/mutex.txt"));
        Random random = new Random(1);
        int sound = 0;
        int cases = 0;
        for (Path file : files) {
            byte[] whole = Files.readAllBytes(file);
            byte[] packed = gzip(whole);
            for (int i = 0; i < 40; i++) {
                byte[] bytes = (i % 3 == 0 ? packed : whole).clone();
                int at = random.nextInt(bytes.length);
                if (i % 2 == 0) {
                    bytes[at] ^= (byte) (1 << random.nextInt(8));
                } else {
                    bytes = Arrays.copyOf(bytes, at);
                }
                sound += FuzzTarget.check(bytes) ? 1 : 0;
                cases++;
            }
        }
        // A test that only ever sees refusals, or only sound files, would prove nothing.
        assertThat(sound).isBetween(cases / 20, cases - cases / 20);
    }
}
