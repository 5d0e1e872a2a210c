package dev.edenscope.readers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edenscope.budget.Results;
import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** What tests of readers have in common: texts in, texts out. */
final class Readers {
    private Readers() {}

    static Profile read(byte[] bytes) throws IOException {
        Profile profile = ProfileFile.read(new ByteArrayInputStream(bytes), "x");
        profile.check();
        return profile;
    }

    static Results results(String text) throws IOException {
        return ResultFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "x");
    }

    static Profile read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    static void assertRefused(String text, String message) {
        assertRefused(text.getBytes(StandardCharsets.UTF_8), message);
    }

    static void assertRefused(byte[] bytes, String message) {
        assertThatThrownBy(() -> read(bytes))
                .isExactlyInstanceOf(DataException.class)
                .hasMessage(message);
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return gzip.toByteArray();
    }

    /** A file of the tests' own. */
    static Path testdata(String name) {
        return Path.of(System.getProperty("eden.root", ".."), "readers/src/test/testdata", name);
    }

    /**
     * A line a sample: its values and labels, then its frames from the leaf on, as {@code name file:line} or as an
     * address; what is inlined stands before a {@code <}.
     */
    static String samples(Profile profile) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < profile.sampleCount(); i++) {
            for (int t = 0; t < profile.sampleTypes().size(); t++) {
                text.append(profile.value(i, t)).append(' ');
            }
            for (Label label : profile.labels(i)) {
                text.append(label.key())
                        .append('=')
                        .append(label.isNumber() ? label.number() : label.text())
                        .append(' ');
            }
            text.append('@');
            int stack = profile.stack(i);
            for (int f = 0; f < profile.depth(stack); f++) {
                text.append(f == 0 ? " " : "; ").append(location(profile, profile.location(stack, f)));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String location(Profile profile, int location) {
        StringBuilder text = new StringBuilder();
        for (int l = 0; l < profile.lineCount(location); l++) {
            text.append(l == 0 ? "" : " < ")
                    .append(profile.function(location, l).name());
            String file = profile.function(location, l).filename();
            text.append(file.isEmpty() ? "" : " " + file + ":" + profile.lineNumber(location, l));
        }
        return text.isEmpty() ? "0x" + Long.toHexString(profile.address(location)) : text.toString();
    }
}
