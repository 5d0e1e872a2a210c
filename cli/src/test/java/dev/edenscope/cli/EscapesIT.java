package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.cli.Installed.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same program before and after a change, recorded from its start to its end, and what has become of its objects. */
@Tag("jvm")
final class EscapesIT {
    private static final String BEFORE = """
            import java.util.function.IntSupplier;

            final class Till {
                record Point(int x, int y) {}

                static Object last;
                static final Object[] KEPT = new Object[16];
                static IntSupplier task;

                static int price(int i) {
                    Point p = new Point(i, 1);
                    last = p;
                    return p.x() + p.y();
                }

                static int keep(int i) {
                    Point p = new Point(i, 2);
                    KEPT[i & 15] = p;
                    return p.x();
                }

                static int local(int i) {
                    Point p = new Point(i, 3);
                    return p.x() + p.y();
                }

                static int run(int i) {
                    IntSupplier s = () -> i + 1;
                    task = s;
                    return s.getAsInt();
                }

                public static void main(String[] arguments) {
                    long sum = 0;
                    for (long begin = System.nanoTime(); System.nanoTime() - begin < 2_000_000_000L; ) {
                        for (int i = 0; i < 1_000; i++) {
                            sum += price(i) + keep(i) + local(i) + run(i);
                        }
                    }
                    System.out.println(sum);
                }
            }
            """;

    @TempDir
    Path folder;

    /** Compiles a program, runs it and returns its recording. */
    private String recorded(String name, String source) throws IOException, InterruptedException {
        String classes = Installed.compiled(folder.resolve(name), "Till", source);
        String recording = folder.resolve(name + ".eden").toString();
        Outcome run = Installed.eden("run", "-o", recording, "--", Installed.testedJava(), "-cp", classes, "Till");
        assertThat(run.exit()).as(run.toString()).isZero();
        return recording;
    }

    @Test
    void escapesThatAreGoneOrNewAreFoundAcrossShiftedLines() throws IOException, InterruptedException {
        String after = BEFORE.replace(
                        "static Object last;",
                        "static int lastX;\n    static Object last;\n    static final Runnable FIRST = () -> { };\n")
                .replace("        last = p;\n", "        // only what is wanted of it\n        lastX = p.x();\n")
                .replace("Point p = new Point(i, 3);", "Point p = new Point(i, 3);\n        last = p;");
        String old = recorded("before", BEFORE);
        String now = recorded("after", after);

        Outcome why = Installed.eden("why", "-base", old, now, "Till\\.(price|keep|local|run|lambda)");
        assertThat(why.exit()).as(why.toString()).isZero();
        assertThat(why.out().lines().toList())
                .as(why.out())
                .hasSize(5)
                .anyMatch(line ->
                        line.startsWith("gone    Till.java:11: new Till.Point escapes to heap: stored in static")
                                && line.endsWith("; now: Till.java:14 does not escape"))
                .anyMatch(line ->
                        line.startsWith("new     Till.java:27: new Till.Point escapes to heap: stored in static")
                                && line.endsWith("; before: Till.java:23 does not escape"))
                .anyMatch(line ->
                        line.startsWith("still   Till.java:21: new Till.Point escapes to heap: stored in an array"))
                .anyMatch(
                        line -> line.startsWith("still   Till.java:33: lambda escapes to heap: stored in static field"))
                .contains("1 gone, 1 new, 2 still there, 0 unknown");

        String sources = "-source_path=" + folder.resolve("after");
        Outcome list = Installed.eden("list", "-why", "-alloc_space", sources, "Till\\.(price|keep)$", now);
        assertThat(list.out())
                .containsPattern(
                        " 21: +Point p = new Point\\(i, 2\\);  <- new Till.Point escapes to heap: stored in an array");
        Outcome lines = Installed.eden("list", "-why", "-json", "-both", sources, "Till\\.keep", now);
        assertThat(lines.out()).contains(",\"notes\":[\"new Till.Point escapes to heap: stored in an array");
        assertThat(Installed.eden("list", "-why", "-alloc_space", "Till", old, now)
                        .err())
                .isEqualTo("eden list: -why: 2 sources; what the JIT did is known of one recording");

        String json = Installed.eden("why", "-base", old, now, "--json").out();
        assertThat(json)
                .startsWith("{\"gone\":1,\"new\":1,\"still\":")
                .contains(
                        "{\"change\":\"gone\",\"before\":{\"file\":\"Till.java\",\"line\":11,",
                        "\"verdict\":\"escapes\"");
        assertThat(Installed.eden("why", "-base", old, old).out())
                .endsWith(" still there, 0 unknown")
                .contains("0 gone, 0 new, ");
    }
}
