package dev.edenscope.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edenscope.profile.Profile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListingTest {
    private static final String SOURCE = """
            package com.acme;

            final class Orders {
            \tvoid handle() {
            \t\tvar names = new ArrayList<>();
            \t\titems.forEach(item -> names.add(item.name() + ","));
            \t\tlog(names);
            \t}
            }
            """;
    private static final Profile ORDERS = Collapsed.allocations("""
            main;com.acme.Orders.handle@com/acme/Orders.java:5^4 10 2048
            main;com.acme.Orders.handle@com/acme/Orders.java:6^4;com.acme.Orders.lambda$handle$0@com/acme/Orders.java:6 9 512
            """);

    @TempDir
    Path folder;

    private Path sources;

    @BeforeEach
    void writeSources() throws IOException {
        sources = Files.createDirectories(folder.resolve("src/main/java"));
        Files.createDirectories(sources.resolve("com/acme"));
        Files.writeString(sources.resolve("com/acme/Orders.java"), SOURCE);
    }

    private static String list(String regex, Object path) {
        Options options = Options.defaults().with("source_path", path.toString());
        return Text.of(Listing.of(ORDERS, regex, options));
    }

    @Test
    void everyLineHasItsValuesAndItsOwnTabs() {
        assertThat(list("Orders", sources)).isEqualTo("""
                        Total: 2.50kB
                        ROUTINE ======================== com.acme.Orders.handle in com/acme/Orders.java
                               2kB     2.50kB (flat, cum)   100% of Total
                                 .          .      4:\tvoid handle() {
                               2kB        2kB      5:\t\tvar names = new ArrayList<>();
                                 .       512B      6:\t\titems.forEach(item -> names.add(item.name() + ","));
                                 .          .      7:\t\tlog(names);
                                 .          .      8:\t}
                                 .          .      9:}
                        ROUTINE ======================== com.acme.Orders.lambda$handle$0 in com/acme/Orders.java
                              512B       512B (flat, cum) 20.00% of Total
                                 .          .      1:package com.acme;
                                 .          .      2:
                                 .          .      3:final class Orders {
                                 .          .      4:\tvoid handle() {
                                 .          .      5:\t\tvar names = new ArrayList<>();
                              512B       512B      6:\t\titems.forEach(item -> names.add(item.name() + ","));
                                 .          .      7:\t\tlog(names);
                                 .          .      8:\t}
                                 .          .      9:}
                        """);
    }

    @Test
    void theParentsOfADirectoryAreSearchedToo() throws IOException {
        Path below = Files.createDirectories(sources.resolve("very/far/below"));
        assertThat(list("lambda", below)).contains("     6:\t\titems.forEach");
    }

    @Test
    void sourcesAreReadFromAJarWithoutUnpacking() throws IOException {
        Path jar = zip(folder.resolve("orders-1.0-sources.jar"), "com/acme/Orders.java");
        assertThat(list("lambda", jar)).contains("     6:\t\titems.forEach");
    }

    @Test
    void aDirectoryOfJarsHasTheSourceJarsBesideTheClasses() throws IOException {
        Path jars = Files.createDirectories(folder.resolve("lib"));
        Files.writeString(jars.resolve("orders-1.0.jar"), "not even a jar");
        zip(jars.resolve("orders-1.0-sources.jar"), "com/acme/Orders.java");
        assertThat(list("lambda", jars)).contains("     6:\t\titems.forEach");
    }

    @Test
    void sourcesOfTheJdkLieBelowTheirModule() throws IOException {
        Path zip = zip(folder.resolve("src.zip"), "acme.base/com/acme/Orders.java");
        assertThat(list("lambda", zip)).contains("     6:\t\titems.forEach");
    }

    @Test
    void aMissingFileIsAnErrorOfItsRoutineAlone() {
        String path = folder.resolve("empty").toString();
        assertThat(list("lambda", path)).isEqualTo("""
                        Total: 2.50kB
                        ROUTINE ======================== com.acme.Orders.lambda$handle$0 in com/acme/Orders.java
                              512B       512B (flat, cum) 20.00% of Total
                         Error: could not find file com/acme/Orders.java on path PATH
                        """.replace("PATH", path));
    }

    @Test
    void aBrokenJarIsAnErrorOfItsRoutine() throws IOException {
        Path jar = folder.resolve("broken-sources.jar");
        Files.writeString(jar, "not a jar");
        assertThat(list("lambda", jar)).contains("\n Error: ").contains("broken-sources.jar");
    }

    @Test
    void aFunctionWithoutAFileHasNoSource() {
        assertThat(list("^main$", sources)).isEqualTo("Total: 2.50kB\nNo source information for main\n");
    }

    @Test
    void noFunctionOfTheNameIsAnError() {
        assertThatThrownBy(() -> list("Invoices", sources))
                .isInstanceOf(UsageException.class)
                .hasMessage("no matches found for regexp: Invoices");
    }

    @Test
    void linesBeyondTheEndOfTheFileAreNotShown() {
        Profile profile = Collapsed.allocations("com.acme.Orders.gone@com/acme/Orders.java:50 1 8");
        Options options = Options.defaults().with("source_path", sources.toString());
        Listing listing = Listing.of(profile, "gone", options);
        assertThat(listing.routines()).singleElement().satisfies(routine -> {
            assertThat(routine.lines()).isEmpty();
            assertThat(routine.error()).isEmpty();
        });
    }

    private static Path zip(Path file, String entry) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(SOURCE.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
