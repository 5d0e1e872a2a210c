package dev.edenscope.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sampler's libraries that are checked in. */
final class LibraryTest {
    private static final Path MAIN = Jdk.root().resolve("agent/src/main");

    /** In build.sh's order. */
    private static final List<String> SOURCES =
            List.of("edenscope.h", "weight.h", "names.c", "table.c", "live.c", "code.c", "edenscope.c");

    /** What glibc since 2.17 and musl have under one name, without a version. */
    private static final Set<String> ALLOWED = Set.of(
            "calloc",
            "clock_gettime",
            "close",
            "free",
            "malloc",
            "memcmp",
            "memcpy",
            "memmove",
            "memset",
            "mmap",
            "munmap",
            "nanosleep",
            "open",
            "pthread_mutex_init",
            "pthread_mutex_lock",
            "pthread_mutex_trylock",
            "pthread_mutex_unlock",
            "strlen",
            "strncmp",
            "strstr",
            "write",
            "__tls_get_addr");

    private static byte[] library(String platform) throws IOException {
        return Files.readAllBytes(MAIN.resolve("resources/dev/edenscope/agent/" + platform + "/libedenscope.so"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux-x64", "linux-arm64"})
    void libraryIsNotOlderThanItsSources(String platform) throws IOException, NoSuchAlgorithmException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String source : SOURCES) {
            all.write(Files.readAllBytes(MAIN.resolve("c").resolve(source)));
        }
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(all.toByteArray()))
                .substring(0, 16);
        assertThat(new String(library(platform), StandardCharsets.ISO_8859_1))
                .as("run agent/src/main/c/build.sh and check its result in")
                .contains("edenscope-sources:" + hash);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux-x64", "linux-arm64"})
    void libraryNeedsNoOtherAndNoVersionOfASymbol(String platform) throws IOException {
        Elf elf = new Elf(library(platform));
        assertThat(elf.needed()).isEmpty();
        assertThat(elf.hasVersions()).isFalse();
        assertThat(elf.undefined()).isNotEmpty().isSubsetOf(ALLOWED);
    }

    /** The dynamic section of a 64-bit little-endian ELF file (System V ABI, gABI 4.1 chapters 4 and 5). */
    private static final class Elf {
        private static final int SYMBOLS = 11; // SHT_DYNSYM
        private static final int DYNAMIC = 6; // SHT_DYNAMIC
        private static final int VERSIONS_NEEDED = 0x6ffffffe; // SHT_GNU_verneed
        private static final int NEEDED = 1; // DT_NEEDED

        private final byte[] bytes;
        private final ByteBuffer file;

        Elf(byte[] bytes) {
            assertThat(bytes).startsWith(0x7f, 'E', 'L', 'F', 2, 1);
            this.bytes = bytes;
            this.file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }

        /** A section header. */
        private record Section(int type, long offset, long size, int link, long entry) {}

        private Section section(int index) {
            int at = (int) file.getLong(0x28) + index * file.getShort(0x3a);
            return new Section(
                    file.getInt(at + 4),
                    file.getLong(at + 0x18),
                    file.getLong(at + 0x20),
                    file.getInt(at + 0x28),
                    file.getLong(at + 0x38));
        }

        private List<Section> sections(int type) {
            return java.util.stream.IntStream.range(0, file.getShort(0x3c))
                    .mapToObj(this::section)
                    .filter(section -> section.type() == type)
                    .toList();
        }

        private String text(Section strings, int at) {
            int begin = (int) strings.offset() + at;
            int end = begin;
            while (file.get(end) != 0) {
                end++;
            }
            return new String(bytes, begin, end - begin, StandardCharsets.US_ASCII);
        }

        Set<String> needed() {
            Set<String> needed = new TreeSet<>();
            Section dynamic = sections(DYNAMIC).get(0);
            for (long i = 0; i < dynamic.size(); i += dynamic.entry()) {
                int at = (int) (dynamic.offset() + i);
                if (file.getLong(at) == NEEDED) {
                    needed.add(text(section(dynamic.link()), (int) file.getLong(at + 8)));
                }
            }
            return needed;
        }

        Set<String> undefined() {
            Set<String> undefined = new TreeSet<>();
            Section symbols = sections(SYMBOLS).get(0);
            for (long i = symbols.entry(); i < symbols.size(); i += symbols.entry()) {
                int at = (int) (symbols.offset() + i);
                if (file.getShort(at + 6) == 0) {
                    undefined.add(text(section(symbols.link()), file.getInt(at)));
                }
            }
            return undefined;
        }

        boolean hasVersions() {
            return !sections(VERSIONS_NEEDED).isEmpty();
        }
    }
}
