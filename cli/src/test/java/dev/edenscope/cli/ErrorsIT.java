package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.cli.Installed.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong is one line that says what to do, and an exit code: 1 for the data, 2 for the command line. */
@Tag("jvm")
final class ErrorsIT {
    @TempDir
    Path folder;

    private static void fails(int exit, String saying, String... arguments) throws InterruptedException {
        Outcome outcome = Installed.eden(arguments);
        assertThat(outcome.exit()).as("%s %s", List.of(arguments), outcome).isEqualTo(exit);
        assertThat(outcome.out()).as("%s", outcome).isEmpty();
        assertThat(outcome.err().lines()).as("%s", outcome).hasSize(1);
        assertThat(outcome.err()).startsWith("eden ").contains(saying).doesNotContain("\tat ", "Exception");
    }

    @Test
    void processesThatAreNotThereOrNoJvmAreLeftAlone() throws InterruptedException {
        fails(
                1,
                "`eden ps` lists",
                "record",
                "99999999",
                "-d",
                "1s",
                "-o",
                folder.resolve("x.pb.gz").toString());
        fails(1, "`eden ps` lists", "record", "NoSuchProgram", "-d", "1s");
        try (Child sleep = Child.of(List.of("sleep", "60"))) {
            String pid = Long.toString(sleep.pid());
            for (String command : List.of("record", "attach", "detach", "top")) {
                fails(1, "process " + pid + " is not a JVM; `eden ps` lists", command, pid);
            }
            assertThat(sleep.isAlive()).isTrue();
        }
    }

    @Test
    void namesOfSeveralProgramsAreAmbiguous() throws InterruptedException {
        try (Child one = Child.java(List.of("-Dshop=1"), "Shop");
                Child two = Child.java(List.of("-Dshop=2"), "Shop")) {
            one.await("open");
            two.await("open");
            Outcome outcome = Installed.eden("record", "acme.Shop", "-d", "1s");
            assertThat(outcome.exit()).isEqualTo(1);
            assertThat(outcome.err().lines()).hasSize(1);
            assertThat(outcome.err()).contains("several JVMs are called \"acme.Shop\"", "" + one.pid(), "" + two.pid());
            // As many of one main class are no less ambiguous.
            outcome = Installed.eden(
                    "record",
                    "Shop",
                    "-d",
                    "1s",
                    "-o",
                    folder.resolve("x.pb.gz").toString());
            assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(1);
            assertThat(outcome.err()).contains("several JVMs", "" + one.pid(), "" + two.pid());
        }
    }

    @Test
    void aJvmThatCannotBeAttachedToIsToldFromOthers() throws InterruptedException {
        try (Child shop = Installed.shop("-XX:+DisableAttachMechanism")) {
            fails(1, "-javaagent:", "record", Long.toString(shop.pid()), "-d", "1s", "-o", folder + "/x.pb.gz");
            assertThat(shop.isAlive()).isTrue();
        }
    }

    @Test
    void wrongValuesAreFoundBeforeAnythingIsDone() throws InterruptedException {
        try (Child shop = Installed.shop()) {
            String pid = Long.toString(shop.pid());
            String file = folder.resolve("x.pb.gz").toString();
            fails(2, "expected a duration such as 30s", "record", pid, "-d", "soon", "-o", file);
            fails(2, "expected a duration such as 30s", "record", pid, "-d", "2h", "-o", file);
            fails(2, "there is no directory", "record", pid, "-d", "1s", "-o", folder + "/no/where.pb.gz");
            fails(2, "is a directory", "record", pid, "-d", "1s", "-o", folder.toString());
            fails(1, "cannot be written to", "record", pid, "-d", "1s", "-o", "/proc/x.pb.gz");
            fails(2, "eden record --help", "record", pid, "--nosuch");
            fails(2, "eden record --help", "record");
            for (String bad : List.of("interval=lots", "interval=0", "depth=0", "tracked=x", "cpu=2.0")) {
                fails(2, bad, "record", pid, "-d", "1s", "-" + bad, "-o", file);
            }
            assertThat(shop.err()).isEmpty();
        }
    }

    @Test
    void brokenFilesAreNamedWithThePlaceWhereTheyBreak() throws IOException, InterruptedException {
        Path whole = folder.resolve("whole.pb.gz");
        Outcome run = Installed.eden(
                "run",
                "-o",
                whole.toString(),
                "--",
                Installed.testedJava(),
                "-cp",
                Installed.testClasses(),
                "com.acme.Shop",
                "200000",
                "0");
        assertThat(run.exit()).as(run.toString()).isZero();
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = folder.resolve("cut.pb.gz");
        Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
        fails(1, cut.toString(), "top", cut.toString());
        fails(1, "no/such.pb.gz: no such file", "top", "no/such.pb.gz");
    }

    @Test
    void programsThatCannotBeRunAreToldFromThoseThatFail() throws InterruptedException {
        String file = folder.resolve("x.pb.gz").toString();
        fails(1, "cannot be started", "run", "-o", file, "--", folder + "/nojava/java", "X");
        fails(2, "there is no directory", "run", "-o", folder + "/no/where", "--", Installed.testedJava(), "X");
        fails(2, "eden run --help", "run");
        Outcome bad = Installed.eden(
                "run", "-o", file, "--", Installed.testedJava(), "-cp", Installed.testClasses(), "com.acme.NoSuch");
        assertThat(bad.exit()).isEqualTo(1);
        assertThat(bad.err()).contains("com.acme.NoSuch");
    }
}
