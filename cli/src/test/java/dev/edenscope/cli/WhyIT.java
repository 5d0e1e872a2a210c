package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.cli.Installed.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why, asked of programs that run and of recordings. */
@Tag("jvm")
final class WhyIT {
    @TempDir
    Path folder;

    @Test
    void aRunningProgramIsRecordedAndTheRecordingIsKept() throws IOException, InterruptedException {
        try (Child shop = Installed.shop()) {
            String pid = Long.toString(shop.pid());
            Path said = folder.resolve("why.txt");
            Outcome why = Installed.eden("why", pid, "Shop.order", "-d", "2s", "-m=2", "-output", said.toString());
            assertThat(why.exit()).as(why.toString()).isZero();
            assertThat(why.out()).isEmpty();
            String place = "Shop.java:" + Installed.line("order") + ":";
            assertThat(Files.readString(said))
                    .startsWith(place + " new byte[] escapes to heap: stored in static field Shop.sink")
                    .contains(place + "     help: ")
                    .contains(place + "   all 2 causes must go before the object does\n");
            String[] notes = why.err().split("\n", -1);
            assertThat(notes[0]).isEqualTo("recording Shop (pid " + pid + ") for 2 s");
            assertThat(notes[1]).matches("wrote Shop-" + pid + "-\\d+-\\d+\\.eden; next: eden why -m=2 Shop-.*");
            Path recording = Path.of(notes[1].substring("wrote ".length(), notes[1].indexOf(';')));
            try {
                assertThat(Installed.eden("why", recording.toString(), "--json").out())
                        .contains("\"method\":\"com.acme.Shop.order\"", "\"help\":\"");
                assertThat(Installed.eden("top", recording.toString()).exit()).isZero();
                assertThat(Installed.eden("why", recording.toString(), "-log", said.toString())
                                .err())
                        .isEqualTo("eden why: " + said
                                + ": neither a log that -XX:+LogCompilation writes nor a flight recording");
            } finally {
                Files.delete(recording);
            }
            withoutEvidence(pid);
        }
    }

    private void withoutEvidence(String pid) throws InterruptedException {
        String recording = folder.resolve("alone.eden").toString();
        Outcome record = Installed.eden("record", pid, "-d", "300ms", "--no-why", "-o", recording);
        assertThat(record.exit()).as(record.toString()).isZero();
        assertThat(Installed.eden("top", "-alloc_space", recording).out()).contains("com.acme.Shop.order");
        Outcome why = Installed.eden("why", recording);
        assertThat(why.exit()).isEqualTo(1);
        assertThat(why.err())
                .startsWith("eden why: " + recording + ": has no code.txt, so why is not known; ")
                .doesNotContain("\n");
        Outcome profile = Installed.eden("record", pid, "--why", "-o", "alone.pb.gz");
        assertThat(profile.exit()).isEqualTo(2);
        assertThat(profile.err())
                .isEqualTo("eden record: -why: alone.pb.gz can hold a profile only; name it FILE.eden");
    }

    private static final String BIG = """
            final class Big {
                record Point(int x, int y) {}

                static Object last;

                static int price(Point p, int i) {
                    int r = p.x();
                    %s
                    return r + p.y();
                }

                static int run(int i) {
                    return price(new Point(i, 1), i);
                }

                static Point kept(Point p, Point other) {
                    last = other;
                    return p;
                }

                public static void main(String[] arguments) {
                    long sum = 0;
                    for (int i = 0; i < 500_000; i++) {
                        sum += run(i);
                    }
                    System.out.println(sum);
                }
            }
            """.formatted("r += (i * 3) ^ (r >> 1);".repeat(40));

    @Test
    void aMethodIsInlinedByForceToSeeWhatThatSaves() throws IOException, InterruptedException {
        String classes = Installed.compiled(folder.resolve("big"), "Big", BIG);
        Outcome tried = Installed.eden(
                "why", "--try", "Big.price", "--json", "--", Installed.testedJava(), "-cp", classes, "Big");
        assertThat(tried.exit()).as(tried.toString()).isZero();
        Matcher line = Pattern.compile("\"place\":\"Big\\.run\\(Big\\.java:13\\)\",\"objects\":"
                        + "\\{\"without\":(\\d+),\"with\":(\\d+)\\}")
                .matcher(tried.out());
        assertThat(line.find()).as(tried.toString()).isTrue();
        assertThat(Long.parseLong(line.group(1))).isBetween(500_000L, 500_500L);
        assertThat(Long.parseLong(line.group(2))).isLessThan(350_000); // until C2 has compiled it
        assertThat(tried.err()).contains("running as it is", "-XX:CompileCommand=inline,Big::price");

        String why = "Big.java:13: new Big.Point may escape to heap: passed as argument 1 of Big.price, not inlined: "
                + "hot method too big (";
        assertThat(Installed.eden("why", "-classes", classes, "Big.run").out()).startsWith(why);
        assertThat(Installed.eden("why", "-params", "Big\\.(price|kept)", "-classes", classes)
                        .out())
                .isEqualTo("""
                        Big.java:7: Big.price: p does not escape
                        Big.java:17: Big.kept: leaking param: p to result
                        Big.java:17: Big.kept: leaking param: other: stored in static field Big.last at Big.java:17""");
    }
}
