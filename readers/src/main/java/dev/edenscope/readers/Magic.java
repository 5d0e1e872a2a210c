package dev.edenscope.readers;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How files begin that people take for a profile, so that they learn what they have.
 *
 * @param text the first bytes, as ISO 8859-1
 * @param kind what such a file is
 */
record Magic(String text, String kind) {
    private static final List<Magic> KNOWN = List.of(
            new Magic("PK\3\4", "a zip archive or jar (unpack it)"),
            new Magic("\u001f\u008b", "gzip within gzip (unpack it once)"),
            new Magic("(\u00b5/\u00fd", "zstd (unpack it)"),
            new Magic("BZh", "bzip2 (unpack it)"),
            new Magic("\u00fd7zXZ", "xz (unpack it)"),
            new Magic("JAVA PROFILE ", "a heap dump of a JVM: objects, not where they were allocated"),
            new Magic("PERFILE2", "perf.data (collapse its stacks: perf script | stackcollapse-perf.pl)"),
            new Magic("Nettrace", "a trace of .NET"),
            new Magic("\u0080\4\u0095", "a pickle of Python"),
            new Magic("\u0080\5\u0095", "a pickle of Python"),
            new Magic("\u007fELF", "a program or library"),
            new Magic("\u00ca\u00fe\u00ba\u00be", "a Java class"),
            new Magic("\u0089PNG", "a picture"));

    /** What begins like these bytes. */
    static Optional<Magic> of(byte[] start) {
        return KNOWN.stream()
                .filter(magic -> {
                    byte[] bytes = magic.text.getBytes(StandardCharsets.ISO_8859_1);
                    return start.length >= bytes.length
                            && Arrays.equals(bytes, 0, bytes.length, start, 0, bytes.length);
                })
                .findFirst();
    }
}
