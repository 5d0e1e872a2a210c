package dev.edenscope.why;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ClassFilesTest {
    private static final CompiledCode.Method RUN = new CompiledCode.Method(Recorded.CASE, "run", "(I)I");

    private static byte[] file(String owner) {
        try (InputStream in = ClassFilesTest.class.getResourceAsStream("/" + owner + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void bodiesKnowTheirOffsetsAndLines() {
        Body run = new ClassFiles(ClassFilesTest::file).body(RUN);
        assertThat(run.line(0)).isEqualTo(Recorded.line());
        assertThat(Made.by(run.at(0), Recorded.CASE)).isEqualTo("com.acme.why.Shared$Point");
        assertThat(run.at(1)).isNull(); // within the instruction
    }

    @Test
    void aClassThatIsNotThereHasNoBodies() {
        ClassFiles classes = new ClassFiles(owner -> null);
        assertThat(classes.body(RUN)).isNull();
        assertThat(classes.methods(Recorded.CASE)).isEmpty();
        assertThat(classes.source(Recorded.CASE)).isNull();
        assertThat(classes.hasFinalizer(Recorded.CASE)).isFalse();
    }

    @Test
    void truncatedFilesAreAsIfTheyWereNotThere() {
        byte[] whole = file(Recorded.CASE);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            new ClassFiles(owner -> part).body(RUN); // no exception
        }
    }

    @Test
    void damagedFilesDoNoHarm() {
        byte[] whole = file(Recorded.CASE);
        Random random = new Random(11);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            ClassFiles classes = new ClassFiles(owner -> owner.equals(Recorded.CASE) ? damaged : null);
            read += classes.body(RUN) == null ? 0 : 1;
            classes.hasFinalizer(Recorded.CASE);
        }
        assertThat(read).isBetween(10_000, 19_999);
    }
}
