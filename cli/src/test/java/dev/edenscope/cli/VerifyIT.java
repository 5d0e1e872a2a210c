package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.cli.Installed.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that does the same work before and after changes, recorded from its start to its end, and what is proved of them. */
@Tag("jvm")
final class VerifyIT {
    private static final String BEFORE = """
            final class Till {
                record Point(int x, int y, long a, long b) {}

                static final int ROUNDS = 200;
                static Object last;
                static int lastX;
                static final Object[] KEPT = new Object[16];

                static int price(int i) {
                    Point p = new Point(i, 1, i, i);
                    last = p;
                    return p.x() + p.y();
                }

                static int keep(int i) {
                    int[] kept = {i, 2};
                    KEPT[i & 15] = kept;
                    return kept[0];
                }

                static int round() {
                    int sum = 0;
                    for (int i = 0; i < 100_000; i++) {
                        sum += price(i) + keep(i);
                    }
                    return sum;
                }

                public static void main(String[] arguments) {
                    long sum = 0;
                    for (int i = 0; i < ROUNDS; i++) {
                        sum += round();
                    }
                    System.out.println(sum);
                }
            }
            """;

    @TempDir
    static Path folder;

    private static String before;
    private static String again;
    private static String after;

    @BeforeAll
    static void record() throws IOException, InterruptedException {
        before = recorded("before", "Till", BEFORE);
        again = recorded("again", "Till", BEFORE);
        after = recorded("after", "Till", fixed(BEFORE));
    }

    /** Keeps a number of the point, not the point. */
    private static String fixed(String source) {
        return source.replace("        last = p;\n", "        // what is wanted of it\n        lastX = p.x();\n");
    }

    /** Compiles a program, runs it and returns its recording. */
    private static String recorded(String name, String main, String source) throws IOException, InterruptedException {
        String classes = Installed.compiled(folder.resolve(name), main, source);
        String recording = folder.resolve(name + ".eden").toString();
        Outcome run = Installed.eden("run", "-o", recording, "--", Installed.testedJava(), "-cp", classes, main);
        assertThat(run.exit()).as(run.toString()).isZero();
        return recording;
    }

    private static Outcome verified(String... arguments) throws InterruptedException {
        String[] line = new String[arguments.length + 2];
        line[0] = "verify";
        line[1] = "-per=recording";
        System.arraycopy(arguments, 0, line, 2, arguments.length);
        return Installed.eden(line);
    }

    @Test
    void fewerObjectsAndTheEscapeGoneIsProven() throws InterruptedException {
        Outcome verify = verified("-v", before, after);
        assertThat(verify.exit()).as(verify.toString()).isZero();
        assertThat(verify.out())
                .startsWith("PROVEN: less is allocated, and what made it is gone from the compiled code\n")
                .containsPattern("(?m)^runtime  fell     objects/recording .* \\(-[45]\\d\\.\\d %\\); bytes/recording ")
                .containsPattern("(?m)^static   gone     1 escapes? gone, 0 new, ")
                .containsPattern("(?m)  fell +gone +Till\\.java:10 +Till\\.price$")
                .containsPattern("(?m)^ +gone    Till\\.java:10: new Till\\.Point escapes to heap: .* does not escape$")
                .doesNotContain("Till.keep")
                .contains("garbage collection");
        assertThat(verified("--json", before, after).out())
                .startsWith("{\"verdict\":\"proven\",\"reason\":\"less is allocated")
                .contains("\"runtime\":\"fell\",\"static\":\"gone\",\"recordings\":{\"per\":{\"kind\":\"recording\",");
    }

    @Test
    void theSameProgramTwiceIsNoProof() throws InterruptedException {
        Outcome verify = verified(before, again);
        assertThat(verify.exit()).as(verify.toString()).isEqualTo(3);
        assertThat(verify.out())
                .startsWith("NOT PROVEN: the program and its JVM are the same in both, so what differs is chance\n")
                .contains("runtime  same ");
    }

    @Test
    void moreObjectsAreWorse() throws InterruptedException {
        Outcome verify = verified(after, before);
        assertThat(verify.exit()).as(verify.toString()).isEqualTo(4);
        assertThat(verify.out())
                .startsWith("WORSE: more is allocated than before\n")
                .containsPattern("(?m)  rose +new +Till\\.java:1\\d +Till\\.price$");
    }

    @Test
    void fewerObjectsFromTheSameEscapeAreNoProof() throws IOException, InterruptedException {
        String half = recorded("half", "Till", BEFORE.replace("ROUNDS = 200", "ROUNDS = 100"));
        Outcome verify = verified(before, half);
        assertThat(verify.exit()).as(verify.toString()).isEqualTo(3);
        assertThat(verify.out())
                .startsWith("NOT PROVEN: less is allocated, but what makes it is still in the compiled code")
                .containsPattern("(?m)  fell +still +Till\\.java:10 +Till\\.price$");
    }

    @Test
    void profilesAloneHoldOneProofOfTwo() throws IOException, InterruptedException {
        Outcome verify = verified(profile(before), profile(after));
        assertThat(verify.exit()).as(verify.toString()).isEqualTo(3);
        assertThat(verify.out())
                .startsWith("NOT PROVEN: less is allocated; whether what made it is gone from the compiled code is not"
                        + " known\n")
                .contains("static   unknown")
                .contains("does not hold what the JIT compiled; record with: eden record -o FILE.eden");
    }

    private static String profile(String recording) throws IOException {
        Path profile = Files.createTempFile(folder, "profile", ".pb.gz");
        try (ZipFile zip = new ZipFile(recording);
                InputStream in = zip.getInputStream(zip.getEntry("profile.pb.gz"))) {
            Files.write(profile, in.readAllBytes());
        }
        return profile.toString();
    }

    private static final String FORMATTED = """
            final class Label {
                static Object last;

                static void name(int i) {
                    last = String.format("%d:%d", i, 7);
                }

                public static void main(String[] arguments) {
                    for (int i = 0; i < 200_000; i++) {
                        name(i);
                    }
                }
            }
            """;

    @Test
    void aLibraryCallThatIsGoneIsAProofWhateverTheLibraryMade() throws IOException, InterruptedException {
        String formatted = recorded("formatted", "Label", FORMATTED);
        String joined =
                recorded("joined", "Label", FORMATTED.replace("String.format(\"%d:%d\", i, 7)", "Integer.toString(i)"));
        Outcome verify = verified(formatted, joined);
        assertThat(verify.exit()).as(verify.toString()).isZero();
        assertThat(verify.out()).containsPattern("(?m)  fell +gone +Label\\.java:5 +Label\\.name$");
    }

    @Test
    void whatWasMovedIsFoundByItsNewName() throws IOException, InterruptedException {
        String moved = recorded("moved", "Desk", fixed(BEFORE).replace("Till", "Desk"));
        assertThat(verified(before, moved).exit()).isEqualTo(3);
        Outcome verify = verified("-renamed", "Till=Desk", before, moved);
        assertThat(verify.exit()).as(verify.toString()).isZero();
        assertThat(verify.out()).containsPattern("(?m)  fell +gone +Till\\.java:10 +Till\\.price$");
    }

    @Test
    void callsThatNobodyCountedCannotBeComparedBy() throws InterruptedException {
        assertThat(Installed.eden("verify", "-per=Till.price", before, after).err())
                .isEqualTo("eden verify: -per \"Till.price\": expected second, recording, or a method whose calls both"
                        + " recordings have counted, by: eden record --per CLASS.METHOD");
        assertThat(Installed.eden("verify", "-renamed=Till", before, after).exit())
                .isEqualTo(2);
    }
}
