package dev.edenscope.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edenscope.profile.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RuleFileTest {
    private static final String RULE = """
            # the house's own
            rule  uuid-key
            title UUIDs as texts
            frame java.util.UUID.toString com.acme.*.key
            class byte[]
            gone  50%
            cause Each key is made as a text.
            fix   Key the map
            fix   by the UUID itself.
            """;

    @TempDir
    Path folder;

    private List<Rule> read(String text) throws IOException {
        return RuleFile.read(Files.writeString(folder.resolve("my.rules"), text));
    }

    @Test
    void aRuleOfTheUsersIsARule() throws IOException {
        Advice advice = Recorded.advice("""
                100 56 byte[] java.lang.Long.fastUUID java.util.UUID.toString com.acme.Shop.id:4
                100 56 byte[] com.acme.shop.Keys.key:9
                100 56 char[] com.acme.shop.Keys.key:9
                """, folder, read(RULE));
        assertThat(Recorded.findings(advice)).containsExactly("uuid-key Shop.java:4", "uuid-key Keys.java:9");
        assertThat(advice.findings().get(1).gain().byteShare()).isEqualTo(1 / 6.0);
        assertThat(advice.findings().get(0).hint().fix()).isEqualTo("Key the map by the UUID itself.");
    }

    @Test
    void whatIsWrongIsSaidWithItsLine() {
        fails("frame a.b\n", ":1: \"frame\": expected rule NAME first, then any of title, frame, class");
        fails("rule a\nframes a.b\n", ":2: \"frames\": expected rule NAME first");
        fails("rule\n", ":1: \"rule\": expected a word and its value, such as: rule NAME");
        fails("\nrule a\nframe b.c\nfix it\n", ":2: the rule has no \"cause\"");
        fails("rule a\nframe b\ncause c\nfix d\ngone most\n", ":1: gone \"most\": expected a percentage");
        fails("rule a\nframe b\ncause c\nfix d\nshape round\n", ":1: shape \"round\": expected many-small, few-big");
        assertThatThrownBy(() -> RuleFile.read(folder.resolve("none")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no such file");
    }

    private void fails(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(DataException.class).hasMessageContaining(message);
    }
}
