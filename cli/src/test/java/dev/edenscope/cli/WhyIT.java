package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.cli.Installed.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
