package dev.edenscope.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edenscope.profile.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WhyTest {
    @TempDir
    Path folder;

    private Evidence evidence(String code) throws IOException {
        Path file = folder.resolve("small.eden");
        Recorded.write(file, code);
        return Evidence.open(file);
    }

    @Test
    void aLineForEachSiteAndInDetailForEachCause() throws IOException {
        String place = "Places.java:" + Recorded.line() + ":";
        try (Evidence evidence = evidence(Recorded.CODE)) {
            Why why = Why.of(evidence);
            String line = place + " new Shared.Point escapes to heap: stored in field Places.InField.last [proved]"
                    + " {1.2k objects/s, 28kB/s}\n";
            assertThat(WhyText.of(why, false)).isEqualTo(line);
            assertThat(WhyText.of(why, true))
                    .isEqualTo(line + place + "   stored in field Places.InField.last at Places.java:"
                            + (Recorded.line() + 1) + " [proved]\n" + place
                            + "     help: keep it in a local variable; or"
                            + " store the fields in place of the object in Places.InField.last, or write into the object"
                            + " that is there already\n");
        }
    }

    @Test
    void jsonHasAllOfIt() throws IOException {
        try (Evidence evidence = evidence(Recorded.CODE)) {
            assertThat(WhyJson.of(Why.of(evidence))).isEqualTo("""
                    [{"file":"com/acme/why/Places.java","line":%d,"method":"com.acme.why.Places$InField.run",\
                    "className":"com.acme.why.Shared$Point","maker":null,"verdict":"escapes",\
                    "causes":[{"kind":"field","text":"stored in field Places.InField.last","where":"Places.java:%d",\
                    "proved":true,"help":"keep it in a local variable; or store the fields in place of the object in \
                    Places.InField.last, or write into the object that is there already"}],"copies":{"heap":1,"total":1},"objects":1200,"bytes":28800,"objectsPerSecond":1200,\
                    "bytesPerSecond":28800}]
                    """.formatted(Recorded.line(), Recorded.line() + 1));
        }
    }

    @Test
    void codeWithoutTheCallDoesNotAllocate() throws IOException {
        try (Evidence evidence = evidence(Recorded.CODE.replace("p 1 1@0\n", ""))) {
            assertThat(WhyText.of(Why.of(evidence), false))
                    .startsWith(
                            "Places.java:" + Recorded.line() + ": new Shared.Point does not escape {1.2k objects/s");
        }
    }

    @Test
    void withoutCompiledCodeThereIsNoVerdict() throws IOException {
        try (Evidence evidence = evidence("")) {
            assertThat(WhyText.of(Why.of(evidence), false))
                    .contains(": new Shared.Point not compiled by C2 (interpreter or C1) {1.2k objects/s");
        }
    }

    @Test
    void codeThatTheJvmNoLongerEntersCountsWhereThereIsNoOther() throws IOException {
        String retired = Recorded.CODE.replace("c 1 120", "c 1 120 retired");
        try (Evidence evidence = evidence(retired)) {
            assertThat(Why.of(evidence).sites()).extracting(Site::verdict).containsExactly(Verdict.ESCAPES);
        }
        try (Evidence evidence = evidence(retired + "c 1 100\n")) {
            assertThat(Why.of(evidence).sites()).extracting(Site::verdict).containsExactly(Verdict.DOES_NOT_ESCAPE);
        }
    }

    @Test
    void codeOfC1DoesNotCount() throws IOException {
        String code = Recorded.CODE.replace("_new_instance_Java", "fast_new_instance Runtime1 stub");
        try (Evidence evidence = evidence(code)) {
            assertThat(Why.of(evidence).sites()).extracting(Site::verdict).containsExactly(Verdict.NOT_COMPILED);
        }
    }

    @Test
    void methodsAskedForAreShownWithoutASample() throws IOException {
        try (Evidence evidence = evidence("")) {
            assertThat(Why.of(evidence, method -> method.endsWith(".run")).sites())
                    .extracting(Site::method)
                    .containsExactly("com.acme.why.Places$InField.run");
            assertThat(Why.of(evidence, method -> false).sites()).isEmpty();
        }
    }

    @Test
    void whatIsNoRecordingIsSaidInOneLine() throws IOException {
        Path file = folder.resolve("text.eden");
        Files.writeString(file, "no zip");
        assertThatThrownBy(() -> Evidence.open(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("text.eden: not a recording")
                .hasMessageContaining("eden record")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aRecordingWithoutEvidenceIsSaidWithItsReason() throws IOException {
        Path file = folder.resolve("none.eden");
        Recorded.writeProblem(file, "another agent has the capability");
        assertThatThrownBy(() -> Evidence.open(file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": the JVM did not tell what its JIT compiled: another agent has the capability");
        Path missing = folder.resolve("missing.eden");
        assertThatThrownBy(() -> Evidence.open(missing)).hasMessageStartingWith(missing + ": no such file; ");
    }

    @Test
    void brokenCodeIsSaidWithItsLine() {
        assertThatThrownBy(() -> evidence(Recorded.CODE + "p 1 9@0\n"))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("small.eden") + "!code.txt: line 5: not what the agent writes: p 1 9@0");
    }
}
