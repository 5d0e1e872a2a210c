package dev.edenscope.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.why.Use.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the programs in com.acme.advice do with their objects, by their class files. */
final class UsesTest {
    private static final String PACKAGE = "com.acme.advice.";
    private static final List<String> CLASSES = List.of(
            "Stock",
            "Outputs",
            "Outputs$Sums",
            "Outputs$Sent",
            "Lambdas$Computed",
            "Lambdas$Tasks",
            "Iterated$EachPart",
            "Iterated$Row",
            "Iterated$EachName",
            "Maps$ByName",
            "Maps$Presized",
            "Lists$Journal",
            "Copies$Basket",
            "Logs$PutTogether",
            "Values",
            "Values$Request",
            "Values$Message");

    @TempDir
    Path folder;

    private Uses uses;

    @BeforeEach
    void read() throws IOException {
        Path file = folder.resolve("classes.eden");
        Recorded.write(file, Recorded.CODE);
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            for (String each : CLASSES) {
                String name = (PACKAGE + each).replace('.', '/') + ".class";
                Path entry = zip.getPath("classes/" + name);
                Files.createDirectories(entry.getParent());
                try (InputStream in = UsesTest.class.getResourceAsStream("/" + name)) {
                    Files.write(entry, in.readAllBytes());
                }
            }
        }
        try (Evidence evidence = Evidence.open(file)) {
            uses = Uses.of(evidence, name -> name.startsWith(PACKAGE));
        }
    }

    /** The line of a program's source that has a text. */
    private static int line(String source, String text) throws IOException {
        List<String> lines = Files.readAllLines(Corpus.ROOT.resolve("advisor/src/test/java/com/acme/advice/" + source));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                return i + 1;
            }
        }
        throw new IOException(source + " has no " + text);
    }

    private Set<Use> of(String method, String source, String text, Predicate<String> maker) throws IOException {
        return uses.of(PACKAGE + method, line(source, text), maker).orElseThrow();
    }

    private static Predicate<Use> is(Kind kind) {
        return use -> use.kind() == kind;
    }

    @Test
    void arrayIsReturnedAndItsCallerOnlyLendsIt() throws IOException {
        assertThat(of("Outputs.encoded", "Outputs.java", "byte[] encoded = new", "byte[]"::equals))
                .contains(new Use(Kind.RETURNED, ""))
                .noneMatch(is(Kind.STORED));
        assertThat(uses.ofResult(PACKAGE + "Outputs.encoded").orElseThrow())
                .containsExactly(new Use(Kind.LENT, "java.util.zip.CRC32.update"));
    }

    @Test
    void arrayIsKeptByAMethodThatItsCallerGivesItTo() {
        assertThat(uses.ofResult(PACKAGE + "Outputs.frame").orElseThrow()).anyMatch(is(Kind.STORED));
    }

    @Test
    void lambdaIsLentToAMapAndStoredAsATask() throws IOException {
        assertThat(of("Lambdas$Computed.run", "Lambdas.java", "word -> Stock.item(i))", Uses.LINKED::equals))
                .containsExactly(new Use(Kind.LENT, "java.util.Map.computeIfAbsent"));
        assertThat(of("Lambdas$Tasks.run", "Lambdas.java", "() -> Stock.item(i).cents()", Uses.LINKED::equals))
                .anyMatch(is(Kind.STORED));
    }

    @Test
    void partsAreGoneThroughOrStored() throws IOException {
        Predicate<String> split = "java.lang.String.split"::equals;
        assertThat(of("Iterated$EachPart.run", "Iterated.java", "for (String part", split))
                .containsExactly(new Use(Kind.ITERATED, ""));
        assertThat(of("Iterated$Row.run", "Iterated.java", "String[] parts", split))
                .anyMatch(is(Kind.STORED));
        assertThat(of(
                        "Iterated$EachName.run",
                        "Iterated.java",
                        "for (String name",
                        "java.util.stream.Stream.toList"::equals))
                .containsExactly(new Use(Kind.CALLED, "java.util.List.iterator"));
    }

    @Test
    void objectGivenToARecursiveMethodDoesNotOutliveIt() throws IOException {
        Predicate<String> context = (PACKAGE + "Values$Context")::equals;
        assertThat(of("Values$Request.run", "Values.java", "Context context = new", context))
                .noneMatch(Use::isEscape);
        assertThat(of("Values$Message.run", "Values.java", "handOver(i, new Context", context))
                .anyMatch(Use::isEscape);
    }

    @Test
    void textIsLentToALogger() throws IOException {
        assertThat(of("Logs$PutTogether.run", "Logs.java", "LOG.fine(\"order", Uses.LINKED::equals))
                .anyMatch(use -> use.by().equals("java.util.logging.Logger.fine"));
    }

    @Test
    void mapsAreToldBySizeAndListsByField() throws IOException {
        Predicate<String> put = "java.util.Map.put"::equals;
        assertThat(uses.receivers(PACKAGE + "Maps$Presized.run", sized(), put)).containsExactly(Uses.SIZED);
        assertThat(uses.receivers(PACKAGE + "Maps$ByName.run", line("Maps.java", "byName.put("), put))
                .doesNotContain(Uses.SIZED);
        assertThat(uses.receivers(
                        PACKAGE + "Lists$Journal.run",
                        line("Lists.java", "journal.add("),
                        "java.util.List.add"::equals))
                .containsExactly(Uses.FIELD);
    }

    private static int sized() throws IOException {
        return line("Maps.java", "new HashMap<>(Stock.ITEMS.size() * 4 / 3 + 1)") + 2;
    }

    @Test
    void getterCopiesAField() throws IOException {
        int line = line("Copies.java", "return new ArrayList<>(tags)");
        assertThat(uses.sources(PACKAGE + "Copies$Basket.tags", line, "java.util.ArrayList"::equals))
                .containsExactly(Uses.FIELD);
    }

    @Test
    void nothingIsKnownOfClassesThatAreNotThere() {
        assertThat(uses.of("com.acme.Missing.run", 1, type -> true)).isEqualTo(Optional.empty());
        assertThat(uses.ofResult("com.acme.Missing.run")).isEqualTo(Optional.empty());
        assertThat(uses.calls("com.acme.Missing.run")).isEmpty();
    }
}
