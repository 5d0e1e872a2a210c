package dev.edenscope.pprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Dump;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PprofReaderTest {
    // Field numbers of message Profile.
    private static final int SAMPLE_TYPE = 1;
    private static final int SAMPLE = 2;
    private static final int MAPPING = 3;
    private static final int LOCATION = 4;
    private static final int FUNCTION = 5;
    private static final int STRING = 6;

    /** "", then what the messages below refer to as 1, 2, 3 ... */
    private static final List<String> STRINGS =
            List.of("", "alloc_space", "bytes", "com.acme.Orders.handle", "com/acme/Orders.java", "class", "byte[]");

    private static final Proto TYPE = new Proto().number(1, 1).number(2, 2);
    private static final Proto ORDERS = new Proto().number(1, 1).number(2, 3).number(4, 4);
    private static final Proto LINE_12 =
            new Proto().number(1, 1).message(4, new Proto().number(1, 1).number(2, 12));
    private static final Proto SAMPLE_48 = new Proto().packed(1, 1).packed(2, 48);

    @TempDir
    private Path folder;

    private static Proto strings() {
        Proto table = new Proto();
        STRINGS.forEach(s -> table.text(STRING, s));
        return table;
    }

    /** A file of one type, one function and one location, with these samples. */
    private static Proto file(Proto... samples) {
        Proto file = new Proto()
                .append(strings())
                .message(SAMPLE_TYPE, TYPE)
                .message(FUNCTION, ORDERS)
                .message(LOCATION, LINE_12);
        for (Proto sample : samples) {
            file.message(SAMPLE, sample);
        }
        return file;
    }

    private static Profile read(Proto file) throws IOException {
        Profile profile = PprofReader.read(file.bytes(), "x.pb");
        profile.check();
        return profile;
    }

    private static void assertRefused(byte[] bytes, String name, String message) {
        assertThatThrownBy(() -> PprofReader.read(bytes, name))
                .isExactlyInstanceOf(DataException.class)
                .hasMessage(message);
    }

    private static void assertRefused(Proto file, String message) {
        assertRefused(file.bytes(), "x.pb", message);
    }

    // What is read

    @Test
    void rawAndGzipAndSeveralGzipMembersAreOneProfile() throws IOException {
        byte[] raw = file(SAMPLE_48).bytes();
        String expected = Dump.of(PprofReader.read(raw, "x"));
        assertThat(Dump.of(PprofReader.read(Proto.gzip(raw), "x"))).isEqualTo(expected);
        byte[] members = new Proto()
                .raw(Proto.gzip(Arrays.copyOf(raw, 20)))
                .raw(Proto.gzip(new byte[0]))
                .raw(Proto.gzip(Arrays.copyOfRange(raw, 20, raw.length)))
                .bytes();
        assertThat(Dump.of(PprofReader.read(members, "x"))).isEqualTo(expected);
        assertThat(Dump.of(PprofReader.read(Arrays.copyOf(members, members.length + 100), "x")))
                .as("padded with zeros")
                .isEqualTo(expected);
    }

    @Test
    void gzipHeaderMayHaveAllItsOptionalParts() throws IOException {
        byte[] plain = file(SAMPLE_48).gzip();
        byte[] full = new Proto()
                .raw((byte) 0x1f, (byte) 0x8b, (byte) 8, (byte) 0x1f, (byte) 0, (byte) 0)
                .raw((byte) 0, (byte) 0, (byte) 0, (byte) 3)
                .raw((byte) 2, (byte) 0, (byte) 'x', (byte) 'y')
                .raw((byte) 'n', (byte) 0, (byte) 'c', (byte) 0, (byte) 1, (byte) 2)
                .raw(Arrays.copyOfRange(plain, 10, plain.length))
                .bytes();
        assertThat(PprofReader.read(full, "x").total(0)).isEqualTo(48);
    }

    @Test
    void pathAndStreamAndBytesAreOneProfile() throws IOException {
        byte[] bytes = file(SAMPLE_48).gzip();
        Path path = Files.write(folder.resolve("x.pb.gz"), bytes);
        String expected = Dump.of(PprofReader.read(bytes, "x"));
        assertThat(Dump.of(PprofReader.read(path))).isEqualTo(expected);
        assertThat(Dump.of(PprofReader.read(new ByteArrayInputStream(bytes), "x")))
                .isEqualTo(expected);
    }

    @Test
    void packedAndUnpackedNumbersAreTheSame() throws IOException {
        Proto two = new Proto()
                .append(strings())
                .message(SAMPLE_TYPE, TYPE)
                .message(SAMPLE_TYPE, TYPE)
                .message(FUNCTION, ORDERS)
                .message(LOCATION, LINE_12);
        Proto packed = new Proto()
                .append(two)
                .message(SAMPLE, new Proto().packed(1, 1, 1, 1).packed(2, 5, -6))
                .packed(13, 3, 4);
        Proto unpacked = new Proto()
                .append(two)
                .message(SAMPLE, new Proto().numbers(1, 1, 1, 1).numbers(2, 5, -6))
                .numbers(13, 3, 4);
        Proto mixed = new Proto()
                .append(two)
                .message(
                        SAMPLE,
                        new Proto()
                                .number(2, 5)
                                .packed(1, 1, 1)
                                .packed(2)
                                .packed(2, -6)
                                .number(1, 1))
                .number(13, 3)
                .packed(13, 4);
        Profile profile = read(packed);
        assertThat(profile.depth(profile.stack(0))).isEqualTo(3);
        assertThat(List.of(profile.value(0, 0), profile.value(0, 1))).containsExactly(5L, -6L);
        assertThat(profile.comments()).containsExactly(STRINGS.get(3), STRINGS.get(4));
        assertThat(Dump.of(read(unpacked))).isEqualTo(Dump.of(profile));
        assertThat(Dump.of(read(mixed))).isEqualTo(Dump.of(profile));
    }

    @Test
    void topLevelMessagesMayComeInAnyOrder() throws IOException {
        List<Proto> parts = new ArrayList<>(List.of(
                new Proto().message(SAMPLE_TYPE, TYPE),
                new Proto().message(SAMPLE, SAMPLE_48),
                new Proto().message(MAPPING, new Proto().number(1, 1).number(5, 4)),
                new Proto().message(LOCATION, new Proto().append(LINE_12).number(2, 1)),
                new Proto().message(FUNCTION, ORDERS),
                strings(),
                new Proto().message(11, TYPE),
                new Proto().number(14, 1)));
        String expected = Dump.of(read(joined(parts)));
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) {
            Collections.shuffle(parts, random);
            assertThat(Dump.of(read(joined(parts)))).isEqualTo(expected);
        }
    }

    private static Proto joined(List<Proto> parts) {
        Proto file = new Proto();
        parts.forEach(file::append);
        return file;
    }

    @Test
    void unknownFieldsOfEveryWireTypeAreSkippedInEveryMessage() throws IOException {
        Proto unknown = new Proto()
                .number(1000, -1)
                .tag(1001, 1)
                .raw(new byte[8])
                .text(1002, "newer than this reader")
                .tag(1003, 3)
                .number(1, 7)
                .tag(5, 3)
                .text(6, "in a group in a group")
                .tag(5, 4)
                .tag(1003, 4)
                .tag(1004, 5)
                .raw(new byte[4]);
        Proto line = new Proto().append(unknown).number(1, 1).number(2, 12);
        Proto label = new Proto().append(unknown).number(1, 5).number(2, 6);
        Proto file = new Proto()
                .append(unknown)
                .append(strings())
                .message(SAMPLE_TYPE, new Proto().append(unknown).append(TYPE))
                .message(FUNCTION, new Proto().append(ORDERS).append(unknown))
                .message(MAPPING, new Proto().append(unknown).number(1, 1))
                .message(LOCATION, new Proto().append(unknown).number(1, 1).message(4, line))
                .message(SAMPLE, new Proto().append(SAMPLE_48).append(unknown).message(3, label))
                .append(unknown);
        Profile profile = read(file);
        assertThat(profile.total(0)).isEqualTo(48);
        assertThat(profile.labels(0)).containsExactly(Label.of("class", "byte[]"));
        assertThat(profile.warnings()).isEmpty();
    }

    @Test
    void newerFieldsAreRead() throws IOException {
        Proto file = file(new Proto()
                        .packed(1, 7)
                        .packed(2, 1)
                        .message(3, new Proto().number(1, 2).number(3, 48).number(4, 2)))
                .message(
                        LOCATION,
                        new Proto()
                                .number(1, 7)
                                .number(5, 1)
                                .message(
                                        4,
                                        new Proto().number(1, 1).number(2, 12).number(3, 30)))
                .number(15, 4)
                .number(7, 3)
                .number(8, 4);
        Profile profile = read(file);
        int location = profile.location(profile.stack(0), 0);
        assertThat(profile.column(location, 0)).isEqualTo(30);
        assertThat(profile.folded(location)).isTrue();
        assertThat(profile.labels(0)).containsExactly(Label.of("bytes", 48, "bytes"));
        assertThat(profile.header().docUrl()).isEqualTo(STRINGS.get(4));
        assertThat(profile.header().dropFrames()).isEqualTo(STRINGS.get(3));
        assertThat(profile.header().keepFrames()).isEqualTo(STRINGS.get(4));
    }

    @Test
    void idsMayBeAnyUnsigned64Bits() throws IOException {
        Random random = new Random(2);
        Proto file = new Proto().append(strings()).message(SAMPLE_TYPE, TYPE).message(FUNCTION, ORDERS);
        long[] ids = random.longs(5000).toArray();
        ids[0] = -1;
        ids[1] = Long.MIN_VALUE;
        ids[2] = 5001;
        for (int i = 0; i < ids.length; i++) {
            file.message(
                    LOCATION,
                    new Proto()
                            .number(1, ids[i])
                            .message(4, new Proto().number(1, 1).number(2, i + 1L)));
        }
        file.message(SAMPLE, new Proto().packed(1, ids).packed(2, 1));
        Profile profile = read(file);
        for (int i = 0; i < ids.length; i++) {
            assertThat(profile.lineNumber(profile.location(profile.stack(0), i), 0))
                    .isEqualTo(i + 1);
        }
    }

    @Test
    void samplesOfOneStackAndLabelSetAreMerged() throws IOException {
        Proto label = new Proto().number(1, 5).number(2, 6);
        Proto number = new Proto().number(1, 2).number(3, 48);
        Profile profile = read(file(
                SAMPLE_48,
                SAMPLE_48,
                new Proto().append(SAMPLE_48).message(3, label).message(3, number),
                new Proto().append(SAMPLE_48).message(3, number).message(3, label),
                new Proto().packed(2, 0)));
        assertThat(profile.sampleCount()).isEqualTo(2);
        assertThat(profile.value(0, 0)).isEqualTo(96);
        assertThat(profile.value(1, 0)).isEqualTo(96);
    }

    @Test
    void labelWithTextAndNumberIsAText() throws IOException {
        Proto both = new Proto().number(1, 5).number(2, 6).number(3, 48).number(4, 2);
        assertThat(read(file(new Proto().append(SAMPLE_48).message(3, both))).labels(0))
                .containsExactly(Label.of("class", "byte[]"));
    }

    @Test
    void negativeValuesAndEmptyTypeNamesAreAccepted() throws IOException {
        Proto file = new Proto()
                .text(STRING, "")
                .message(SAMPLE_TYPE, new Proto())
                .message(SAMPLE, new Proto().packed(2, -5));
        Profile profile = read(file);
        assertThat(profile.sampleTypes()).containsExactly(new ValueType("", ""));
        assertThat(profile.total(0)).isEqualTo(-5);
        assertThat(profile.warnings()).isEmpty();
    }

    // What is read with a warning

    @Test
    void lineWithoutFunctionIsAFrameWithoutASymbol() throws IOException {
        Proto line = new Proto().number(2, 3);
        Profile profile = read(file(new Proto().packed(1, 2, 1).packed(2, 48))
                .message(LOCATION, new Proto().number(1, 2).number(3, 0xabc).message(4, line)));
        int location = profile.location(profile.stack(0), 0);
        assertThat(profile.lineCount(location)).isZero();
        assertThat(profile.address(location)).isEqualTo(0xabc);
        assertThat(profile.warnings())
                .containsExactly(
                        "x.pb: 1 line(s) refer to function 0, which the file does not have; they are shown as unknown");
    }

    @Test
    void lineWithoutFunctionAmongOthersKeepsItsPlace() throws IOException {
        Proto named = new Proto().number(1, 1).number(2, 12);
        Profile profile = read(file(new Proto().packed(1, 2).packed(2, 48))
                .message(
                        LOCATION,
                        new Proto()
                                .number(1, 2)
                                .message(4, named)
                                .message(4, new Proto())
                                .message(4, named)));
        int location = profile.location(profile.stack(0), 0);
        assertThat(profile.lineCount(location)).isEqualTo(3);
        assertThat(profile.function(location, 1)).isEqualTo(new Function("", "", "", 0));
        assertThat(profile.warnings()).hasSize(1);
    }

    @Test
    void locationZeroIsAnUnknownFrame() throws IOException {
        Profile profile = read(file(new Proto().packed(1, 0, 1, 0).packed(2, 48)));
        assertThat(profile.depth(profile.stack(0))).isEqualTo(3);
        assertThat(profile.lineCount(profile.location(profile.stack(0), 2))).isZero();
        assertThat(profile.warnings())
                .containsExactly(
                        "x.pb: 2 frame(s) refer to location 0, which the file does not have; they are shown as unknown");
    }

    /** As Pyroscope's .NET profiler wrote them up to 2023; {@code go tool pprof} refuses such files. */
    @Test
    void functionsWithoutIdsAreThoseOfTheLocations() throws IOException {
        Proto file = new Proto()
                .append(strings())
                .message(SAMPLE_TYPE, TYPE)
                .message(SAMPLE, new Proto().packed(1, 8, 7).packed(2, 48))
                .message(
                        LOCATION,
                        new Proto().message(4, new Proto().number(1, 7)).number(1, 7))
                .message(
                        LOCATION,
                        new Proto().message(4, new Proto().number(1, 8)).number(1, 8))
                .message(FUNCTION, new Proto().number(2, 3))
                .message(FUNCTION, new Proto().number(2, 5));
        Profile profile = read(file);
        int stack = profile.stack(0);
        assertThat(profile.function(profile.location(stack, 0), 0).name()).isEqualTo("class");
        assertThat(profile.function(profile.location(stack, 1), 0).name()).isEqualTo("com.acme.Orders.handle");
        assertThat(profile.warnings())
                .containsExactly(
                        "x.pb: none of the 2 functions has an id; each is taken for that of the location in its"
                                + " place, as .NET profilers mean it");
    }

    /** {@code go tool pprof} refuses these too. */
    @Test
    void idsFromZeroOnAreRead() throws IOException {
        Proto file = new Proto()
                .append(strings())
                .message(SAMPLE_TYPE, TYPE)
                .message(SAMPLE, new Proto().packed(1, 0, 1).packed(2, 48))
                .message(LOCATION, new Proto().message(4, new Proto().number(2, 12)))
                .message(LOCATION, new Proto().number(1, 1).message(4, new Proto().number(1, 1)))
                .message(FUNCTION, new Proto().number(2, 3))
                .message(FUNCTION, new Proto().number(1, 1).number(2, 5));
        Profile profile = read(file);
        int stack = profile.stack(0);
        assertThat(profile.function(profile.location(stack, 0), 0).name()).isEqualTo("com.acme.Orders.handle");
        assertThat(profile.lineNumber(profile.location(stack, 0), 0)).isEqualTo(12);
        assertThat(profile.function(profile.location(stack, 1), 0).name()).isEqualTo("class");
        assertThat(profile.warnings())
                .containsExactly(
                        "x.pb: 2 function(s) or location(s) have the id 0, which is reserved; they are read all the same");
    }

    @Test
    void invalidUtf8IsReplacedAndSaid() throws IOException {
        Proto file = new Proto()
                .append(strings())
                .bytes(STRING, (byte) 'a', (byte) 0xff, (byte) 'b')
                .text(STRING, "a replacement character \ufffd that is really there")
                .message(SAMPLE_TYPE, TYPE)
                .number(14, 7)
                .number(15, 8);
        Profile profile = read(file);
        assertThat(profile.header().defaultSampleType()).isEqualTo("a\ufffdb");
        assertThat(profile.warnings())
                .containsExactly("x.pb: 1 string(s) are not UTF-8, the first at offset "
                        + (strings().bytes().length + 2) + "; what cannot be read of them is shown as \ufffd");
    }

    // What is refused

    @Test
    void missingFileIsSaid() {
        Path missing = folder.resolve("none.pb.gz");
        assertThatThrownBy(() -> PprofReader.read(missing))
                .isExactlyInstanceOf(DataException.class)
                .hasMessage(missing + ": no such file");
        assertThatThrownBy(() -> PprofReader.read(folder))
                .isExactlyInstanceOf(DataException.class)
                .hasMessage(folder + ": cannot be read: Is a directory");
    }

    @Test
    void brokenStreamIsSaid() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Connection reset");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                throw new IOException("Connection reset");
            }
        };
        assertThatThrownBy(() -> PprofReader.read(broken, "http://host/heap"))
                .isExactlyInstanceOf(DataException.class)
                .hasMessage("http://host/heap: cannot be read: Connection reset");
    }

    @Test
    void emptyFileIsRefused() {
        String message = "x.pb: empty file, expected a profile.proto; fetch or record it again";
        assertRefused(new byte[0], "x.pb", message);
        assertRefused(Proto.gzip(new byte[0]), "x.pb", message);
    }

    @Test
    void textIsRefused() {
        String message = "x: a text, expected a profile.proto (gzip-ed or raw); check where it was fetched from";
        assertRefused("heap profile: 1: 2 [3: 4] @ heap/1024\n".getBytes(StandardCharsets.US_ASCII), "x", message);
        assertRefused("<!doctype html><html>".getBytes(StandardCharsets.US_ASCII), "x", message);
        assertRefused("404\n".getBytes(StandardCharsets.US_ASCII), "x", message);
    }

    @Test
    void otherBinaryIsRefused() {
        assertRefused(
                new byte[100],
                "x",
                "x: not a profile.proto, gzip-ed or raw, which was expected; check where it was fetched from");
    }

    @Test
    void truncatedGzipIsRefusedWhereverItEnds() {
        byte[] gzip = file(SAMPLE_48).gzip();
        for (int length = 2; length < gzip.length; length++) {
            assertRefused(
                    Arrays.copyOf(gzip, length),
                    "x.pb.gz",
                    "x.pb.gz: truncated at offset " + length + " (gzip data ends early); fetch or record it again");
        }
    }

    @Test
    void damagedGzipIsRefused() {
        byte[] gzip = file(SAMPLE_48).gzip();
        byte[] badChecksum = gzip.clone();
        badChecksum[gzip.length - 6] ^= 1;
        assertRefused(
                badChecksum,
                "x.pb.gz",
                "x.pb.gz: at offset " + (gzip.length - 8) + ": the gzip checksum is not that of the data; the file is"
                        + " damaged, fetch or record it again");
        byte[] badBlock = gzip.clone();
        badBlock[10] = 7;
        assertThatThrownBy(() -> PprofReader.read(badBlock, "x.pb.gz"))
                .isExactlyInstanceOf(DataException.class)
                .hasMessageMatching(
                        "x\\.pb\\.gz: at offset \\d+: not valid gzip data \\(invalid block type\\); the file"
                                + " is damaged, fetch or record it again");
        assertRefused(
                new Proto().raw(gzip).raw((byte) 1).bytes(),
                "x.pb.gz",
                "x.pb.gz: at offset " + gzip.length
                        + ": expected a gzip header; the file is damaged, fetch or record it again");
        byte[] unknownFlags = gzip.clone();
        unknownFlags[3] = (byte) 0x80;
        assertRefused(
                unknownFlags,
                "x.pb.gz",
                "x.pb.gz: at offset 0: gzip flags 128 are unknown; the file is damaged, fetch or record it again");
    }

    @Test
    void truncatedRawFileIsRefused() {
        byte[] raw = file(SAMPLE_48).bytes();
        assertRefused(
                Arrays.copyOf(raw, raw.length - 1),
                "x.pb",
                "x.pb: truncated at offset " + (raw.length - 7)
                        + " (sample of 6 bytes is declared, 5 are left); fetch or record it again");
        assertRefused(
                new Proto().raw(raw).raw((byte) 0x80),
                "x.pb: truncated at offset " + raw.length + " (a number); fetch or record it again");
    }

    @Test
    void lengthBeyondTheFileIsRefusedBeforeAnythingIsAllocated() {
        Proto file = file().tag(SAMPLE, 2).varint(Long.MAX_VALUE);
        int offset = file().bytes().length + 1;
        assertThatThrownBy(() -> read(file))
                .isExactlyInstanceOf(DataException.class)
                .hasMessageStartingWith("x.pb: truncated at offset " + offset);
        assertRefused(
                file().tag(SAMPLE, 2).raw((byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 7),
                "x.pb: truncated at offset " + offset
                        + " (sample of 2147483647 bytes is declared, 0 are left); fetch or record it again");
    }

    @Test
    void offsetsOfAGzipFileAreThoseOfItsContent() {
        byte[] raw = file(new Proto().packed(1, 9).packed(2, 48)).bytes();
        assertRefused(
                Proto.gzip(raw),
                "x.pb.gz",
                "x.pb.gz: at offset " + (raw.length - 8) + " of the uncompressed data: a sample refers to location 9,"
                        + " which the file does not have; the file is damaged, fetch or record it again");
    }

    @Test
    void danglingReferencesAreRefused() {
        int end = file().bytes().length;
        String what = "x.pb: at offset " + end + ": %s; the file is damaged, fetch or record it again";
        assertRefused(
                file(new Proto().packed(1, -1).packed(2, 48)),
                what.formatted("a sample refers to location 18446744073709551615, which the file does not have"));
        assertRefused(
                file().message(LOCATION, new Proto().number(1, 2).number(2, 3)),
                what.formatted("a location refers to mapping 3, which the file does not have"));
        assertThatThrownBy(() ->
                        read(file().message(LOCATION, new Proto().number(1, 2).message(4, new Proto().number(1, 5)))))
                .hasMessageContaining("a line refers to function 5, which the file does not have");
        assertRefused(
                file().message(FUNCTION, new Proto().number(1, 2).number(2, 99)),
                what.formatted("a function refers to string 99, but the string table has 7"));
        assertRefused(
                file().message(MAPPING, new Proto().number(1, 2).number(6, -1)),
                what.formatted("a mapping refers to string -1, but the string table has 7"));
        assertRefused(
                file(new Proto().append(SAMPLE_48).message(3, new Proto().number(1, 7))),
                what.formatted("a label's key refers to string 7, but the string table has 7"));
        assertRefused(
                file().number(14, 7),
                what.formatted("default_sample_type refers to string 7, but the string table has 7"));
        assertRefused(file().packed(13, 8), what.formatted("a comment refers to string 8, but the string table has 7"));
        assertRefused(
                file().message(SAMPLE_TYPE, new Proto().number(1, 7)),
                "x.pb: at offset " + (end + 1) + ": a sample type refers to string 7, but the string table has 7; the"
                        + " file is damaged, fetch or record it again");
    }

    @Test
    void duplicateAndMissingIdsAreRefused() {
        String what =
                "x.pb: at offset " + file().bytes().length + ": %s; the file is damaged, fetch or record it again";
        assertRefused(file().message(FUNCTION, ORDERS), what.formatted("a second function with id 1"));
        assertRefused(file().message(LOCATION, LINE_12), what.formatted("a second location with id 1"));
        assertRefused(
                file().message(MAPPING, new Proto().number(1, -2)).message(MAPPING, new Proto().number(1, -2)),
                "x.pb: at offset " + (file().bytes().length + 13)
                        + ": a second mapping with id 18446744073709551614; the file is damaged, fetch or record it again");
        assertRefused(
                file().message(FUNCTION, new Proto()).message(FUNCTION, new Proto()),
                "x.pb: at offset " + (file().bytes().length + 2)
                        + ": a second function without an id, expected 1 or more; the file is damaged, fetch or record it"
                        + " again");
        assertRefused(file().message(MAPPING, new Proto()), what.formatted("a mapping has no id, expected 1 or more"));
    }

    @Test
    void valueCountMismatchIsRefused() {
        String what = "x.pb: at offset " + file().bytes().length
                + ": a sample has %d values, expected 1; the file is damaged, fetch or record it again";
        assertRefused(file(new Proto().packed(1, 1)), what.formatted(0));
        assertRefused(file(new Proto().packed(1, 1).packed(2, 1, 2, 3)), what.formatted(3));
    }

    @Test
    void fileWithoutSampleTypesIsRefused() {
        assertRefused(
                strings().message(SAMPLE, new Proto().packed(2)),
                "x.pb: no sample types (1 samples), expected at least one; is it a profile? fetch or record it again");
    }

    @Test
    void fileWithoutStringTableIsRefused() {
        assertRefused(
                new Proto().message(SAMPLE_TYPE, new Proto()),
                "x.pb: no string table, expected one in every profile.proto; the file is cut off or not a profile: fetch"
                        + " or record it again");
    }

    @Test
    void firstStringThatIsNotEmptyIsRefused() {
        assertRefused(
                new Proto().text(STRING, "a").message(SAMPLE_TYPE, TYPE),
                "x.pb: string_table[0] is not empty, as profile.proto demands; report it to the program that wrote the"
                        + " file");
    }

    @Test
    void twoProfilesInOneFileAreRefused() {
        Proto timed = file(SAMPLE_48).number(9, 1_700_000_000_000_000_000L);
        assertThatThrownBy(() -> PprofReader.read(
                        new Proto().raw(timed.gzip()).raw(timed.gzip()).bytes(), "x.pb.gz"))
                .isExactlyInstanceOf(DataException.class)
                .hasMessageEndingWith(": a second profile begins; separate the files, then merge them");
    }

    @Test
    void wrongWireTypesAreRefused() {
        int end = file().bytes().length;
        String what = "x.pb: at offset " + end + ": %s; the file is damaged, fetch or record it again";
        assertRefused(
                file().number(SAMPLE, 1), what.formatted("sample has wire type 0, expected a length and bytes (2)"));
        assertRefused(file().text(9, "now"), what.formatted("time_nanos has wire type 2, expected a number (0)"));
        assertRefused(file().tag(99, 7), what.formatted("wire type 7 is not one of protobuf's"));
        assertRefused(file().tag(99, 4), what.formatted("a group ends that did not begin"));
        assertRefused(file().tag(0, 0), what.formatted("field number 0 is not one of protobuf's"));
        assertRefused(
                file().tag(12, 0).varint(-1).tag(0, 0),
                "x.pb: at offset " + (end + 1 + 10)
                        + ": field number 0 is not one of protobuf's; the file is damaged,"
                        + " fetch or record it again");
        byte[] endless = new byte[11];
        Arrays.fill(endless, (byte) 0x80);
        assertRefused(
                file().tag(12, 0).raw(endless),
                "x.pb: at offset " + (end + 1)
                        + ": a number of more than 10 bytes; the file is damaged, fetch or record it again");
    }

    @Test
    void sumsBeyond64BitsAreRefused() {
        int end = file().bytes().length;
        Proto most = new Proto().packed(1, 1).packed(2, Long.MAX_VALUE);
        assertRefused(
                file(most, SAMPLE_48),
                "x.pb: at offset " + (end + most.bytes().length + 2) + ": values of samples of one stack add up to more"
                        + " than 64 bits; the file is damaged, fetch or record it again");
        String total =
                "x.pb: the values of alloc_space/bytes add up to more than 64 bits; the file is damaged, fetch or"
                        + " record it again";
        assertRefused(file(most, new Proto().packed(2, 1)), total);
        assertRefused(file(most, new Proto().packed(2, -1)), total);
        assertRefused(file(new Proto().packed(2, Long.MIN_VALUE)), total);
    }

    @Test
    void absurdNumbersOfTypesAndCommentsAreRefused() {
        Proto types = strings();
        for (int i = 0; i <= 1000; i++) {
            types.message(SAMPLE_TYPE, TYPE);
        }
        assertThatThrownBy(() -> read(types))
                .isExactlyInstanceOf(DataException.class)
                .hasMessageContaining(": more than 1000 sample types; ");
        assertRefused(
                file().packed(13, new long[100_001]),
                "x.pb: at offset " + file().bytes().length
                        + ": more than 100000 comments; the file is damaged, fetch or record it again");
    }

    @Test
    void smallFileThatExpandsWithoutEndIsStoppedAtTheLimit() {
        byte[] bomb = Proto.gzip(new byte[64 << 20]);
        assertThat(bomb.length).isLessThan(100_000);
        int limitBytes = 1 << 20;
        assertThatThrownBy(() -> PprofReader.read(bomb, "bomb.pb.gz", limitBytes))
                .isExactlyInstanceOf(DataException.class)
                .hasMessage(
                        "bomb.pb.gz: a profile of more than 1048576 bytes uncompressed, which is the limit; record for"
                                + " a shorter time, or run with a larger heap (-Xmx)");
        assertThatThrownBy(() -> PprofReader.read(new byte[limitBytes + 1], "x", limitBytes))
                .isExactlyInstanceOf(DataException.class)
                .hasMessageContaining("which is the limit");
    }

    @Test
    void contentAsLargeAsTheLimitIsRead() throws IOException {
        byte[] raw = file(SAMPLE_48).bytes();
        assertThat(PprofReader.read(raw, "x", raw.length).total(0)).isEqualTo(48);
        assertThat(PprofReader.read(Proto.gzip(raw), "x", raw.length).total(0)).isEqualTo(48);
        assertThatThrownBy(() -> PprofReader.read(Proto.gzip(raw), "x", raw.length - 1))
                .isExactlyInstanceOf(DataException.class);
    }
}
