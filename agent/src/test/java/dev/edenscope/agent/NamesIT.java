package dev.edenscope.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("jvm")
final class NamesIT {
    private static final String NAMED = "com.acme.Named";

    @TempDir
    Path folder;

    private Seen run(String options, String... arguments) throws IOException, InterruptedException {
        Path file = folder.resolve("names.pb.gz");
        try (Child child = Child.java(List.of(Jdk.agent(options + ",file=" + file)), "Named", arguments)) {
            assertThat(child.exit()).as(child.toString()).isZero();
            assertThat(child.err()).isEmpty();
        }
        return Seen.in(file);
    }

    /** The line of the program's source that is marked like this. */
    private static int line(String mark) throws IOException {
        List<String> lines = Files.readAllLines(Jdk.sources().resolve("com/acme/Named.java"));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith("// LINE: " + mark)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException(mark);
    }

    /** The sites of the program's that allocate a class: {@code function:line bytes}. */
    private static Set<String> sites(Seen seen, String type) {
        Set<String> sites = new TreeSet<>();
        for (Seen.Sample sample : seen.samples()) {
            Seen.Frame place = sample.frames().get(0);
            boolean often = sample.values().get(0) > 100
                    || (type.equals("char[]") && place.function().name().endsWith("<clinit>"));
            if (often && sample.type().equals(type) && place.function().name().startsWith(NAMED)) {
                sites.add(place.function().name() + ":" + place.line() + " " + sample.sizeBytes());
            }
        }
        return sites;
    }

    @Test
    void sitesAreNamedByMethodAndLineAndObjectsByTheirClass() throws IOException, InterruptedException {
        Seen seen = run("exact");
        assertThat(sites(seen, "short[]")).containsExactly(NAMED + ".<init>:" + line("constructor") + " 24");
        assertThat(sites(seen, "char[]")).containsExactly(NAMED + ".<clinit>:" + line("initializer") + " 24");
        assertThat(sites(seen, NAMED + "$Nested[]")).containsExactly(NAMED + "$Nested.make:" + line("nested") + " 32");
        assertThat(sites(seen, "double[]")).containsExactly(NAMED + "$1.get:" + line("anonymous") + " 32");
        assertThat(sites(seen, "float[]"))
                .hasSize(1)
                .first()
                .asString()
                .matches("\\Q" + NAMED + ".lambda$main$\\E\\d\\Q:" + line("lambda") + " 32\\E");
        assertThat(sites(seen, NAMED)).containsExactly(NAMED + ".main:" + line("object") + " 16");
        assertThat(sites(seen, NAMED + "[][]")).containsExactly(NAMED + ".main:" + line("array") + " 24");
        assertThat(sites(seen, NAMED + "[]")).containsExactly(NAMED + ".main:" + line("array") + " 32");
        assertThat(sites(seen, NAMED + "$Veiled[]")).containsExactly(NAMED + "$Veiled.get:" + line("veiled") + " 24");
        // The JVM's own frames lie between the line and the object that a lambda is.
        assertThat(seen.samples())
                .filteredOn(sample -> sample.type().equals(NAMED + "$$Lambda"))
                .anySatisfy(sample -> {
                    Seen.Frame line = sample.frames().stream()
                            .filter(frame ->
                                    frame.line() > 0 && frame.function().name().startsWith(NAMED))
                            .findFirst()
                            .orElseThrow();
                    assertThat(line.function().name()).isEqualTo(NAMED + ".main");
                    assertThat(line.line()).isEqualTo(line("capture"));
                    assertThat(sample.sizeBytes()).isEqualTo(16);
                });
        assertThat(sites(seen, "java.lang.Object[]")).containsExactly(NAMED + ".main:" + line("two on a line") + " 24");
        assertThat(sites(seen, "boolean[]")).containsExactly(NAMED + ".main:" + line("two on a line") + " 24");
    }

    @Test
    void functionsHaveADottedNameADescriptorAFileAndTheirFirstLine() throws IOException, InterruptedException {
        Seen seen = run("exact");
        Set<String> overloads = new TreeSet<>();
        List<String> lines = Files.readAllLines(Jdk.sources().resolve("com/acme/Named.java"));
        for (Seen.Sample sample : seen.samples()) {
            for (Seen.Frame frame : sample.frames()) {
                String name = frame.function().name();
                // Classes that the JVM makes up for lambdas are of no file.
                if (name.startsWith("com.acme.") && !name.contains("$$Lambda")) {
                    assertThat(frame.function().filename()).isEqualTo("com/acme/Named.java");
                    assertThat(frame.function().systemName()).startsWith(name + "(");
                    assertThat(frame.line())
                            .isGreaterThanOrEqualTo(frame.function().startLine());
                }
                if (name.equals(NAMED + ".overloaded")) {
                    overloads.add(frame.function().systemName());
                    assertThat(lines.get((int) frame.function().startLine() - 1))
                            .contains("Object overloaded(");
                }
            }
        }
        assertThat(overloads)
                .containsExactly(
                        NAMED + ".overloaded(I)Ljava/lang/Object;",
                        NAMED + ".overloaded(Ljava/lang/String;)Ljava/lang/Object;");
    }

    @Test
    void namesAreTheSameInEveryRun() throws IOException, InterruptedException {
        Seen first = run("exact");
        Seen second = run("exact");
        for (Seen seen : List.of(first, second)) {
            for (String name : seen.functionNames()) {
                assertThat(name).doesNotContain("0x").doesNotContain("/");
                assertThat(name).doesNotMatch(".*Lambda\\$?\\d.*");
            }
            for (Seen.Sample sample : seen.samples()) {
                assertThat(sample.type())
                        .doesNotContain("0x")
                        .doesNotContain("/")
                        .doesNotMatch(".*Lambda\\$?\\d.*");
            }
        }
        assertThat(own(first)).isEqualTo(own(second));
    }

    /** What the program itself does; what the JDK does at the same time is not the same in every run. */
    private static List<String> own(Seen seen) {
        List<String> own = new ArrayList<>();
        for (Seen.Sample sample : seen.samples()) {
            Seen.Frame place = sample.place();
            boolean often = sample.values().get(0) > 100; // what happens once is the JVM linking the code
            if (often && sample.frames().get(0).function().name().startsWith("com.acme.")) {
                own.add(place.function().systemName() + ":" + place.line() + " " + sample.type() + " "
                        + sample.values().get(0));
            }
        }
        own.sort(null);
        return own;
    }

    @Test
    void depthCutsStacksAtTheirOuterEnd() throws IOException, InterruptedException {
        Seen seen = run("exact,depth=5", "20");
        assertThat(seen.samples())
                .allSatisfy(sample -> assertThat(sample.frames()).hasSizeLessThanOrEqualTo(5));
        assertThat(seen.samples())
                .filteredOn(sample -> sample.type().equals("long[]") && sample.calls(NAMED + ".deep"))
                // The five innermost frames: all deep, but for the first four calls; main is the last of those.
                .hasSize(5)
                .allSatisfy(sample ->
                        assertThat(sample.frames().get(0).function().name()).isEqualTo(NAMED + ".deep"));
        assertThat(seen.sum("alloc_objects", "long[]", NAMED + ".deep")).isEqualTo(21);
    }

    @Test
    void stacksThatNoLongerFitAreFoldedIntoOneAndTheProfileSaysSo() throws IOException, InterruptedException {
        Seen seen = run("exact,stacks=64", "100");
        assertThat(seen.profile().sampleCount()).isLessThanOrEqualTo(64);
        assertThat(seen.comments()).containsPattern("stacks: the table is full; \\d+ samples are in \\[other\\]");
        assertThat(seen.functionNames()).contains("[other]");
        long folded = seen.sum("alloc_objects", "[other]", "[other]");
        assertThat(folded).isPositive();
        // Folded, not lost.
        assertThat(seen.profile().total(0)).isEqualTo(seen.fact("samples"));
        assertThat(seen.comments()).contains("samples are in [other]", "; " + folded + " samples");
    }
}
